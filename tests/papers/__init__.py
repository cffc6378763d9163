"""Invented papers by a grammar, each with what a reader should find in it, to measure the readers of facts."""
