"""What is asked: criteria tables read into a tree."""

from evidence.scheme.reading import read_scheme

__all__ = ["read_scheme"]
