"""What became of one piece: an event a step, in words that people read."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class PastEvent(Struct, frozen=True):
    """What one step did with a piece."""

    at: datetime
    who: str
    told: tuple[str, ...]  # a sentence each
