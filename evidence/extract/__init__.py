"""Text and pages out of files, one module per kind."""
