"""The time that papers and journals show."""

from __future__ import annotations

from datetime import datetime


def now() -> datetime:
    """Return the local time of the office, to the second."""
    return datetime.now().astimezone().replace(tzinfo=None, microsecond=0)
