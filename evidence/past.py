"""What became of one piece: an event a step, in words that people read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PastEvent:
    """What one step did with a piece."""

    at: datetime
    who: str
    told: tuple[str, ...]  # a sentence each
