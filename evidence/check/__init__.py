"""What is missing: pure functions of the snapshot."""
