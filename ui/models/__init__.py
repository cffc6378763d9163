"""What views show, one Qt model a file; each is told a moment of the project and asks for nothing."""
