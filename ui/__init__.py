"""What the clerk sees: everything that imports Qt (the window comes with a later issue)."""
