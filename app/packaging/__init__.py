"""Builds what is handed to users; no part of what they run."""


class BuildError(Exception):
    """The build cannot go on; the message says why."""
