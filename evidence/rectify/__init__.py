"""What is done about problems that inspections find: how deadlines are counted."""
