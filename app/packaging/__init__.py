"""What ships besides the code: the Word template and, later, the installers."""
