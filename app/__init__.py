"""Starts the program: a window or a command line."""
