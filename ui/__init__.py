"""What the clerk sees: everything that imports Qt."""
