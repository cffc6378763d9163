"""What is asked: criteria tables read into a tree."""

from evidence.scheme.reading import Outcome, SchemeFile, guess_choice, open_scheme_file, read_scheme, read_tables

__all__ = ["Outcome", "SchemeFile", "guess_choice", "open_scheme_file", "read_scheme", "read_tables"]
