"""What the program is called, which version it is, and what time it writes down."""

from __future__ import annotations

from datetime import datetime

NAME = "beijian"


def version() -> str:
    """Return the version that is installed."""
    from importlib import metadata

    return metadata.version(NAME)


def now() -> datetime:
    """Return the local time of the office, to the second."""
    return datetime.now().astimezone().replace(tzinfo=None, microsecond=0)
