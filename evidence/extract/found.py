"""What readers of files return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from evidence.model import Flag


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one file; `text` is empty for a file without a text layer."""

    media_type: str
    text: str
    pages: int | None  # None where paper pages mean nothing or cannot be told
    scanned: bool  # pictures only, no text layer
    flags: frozenset[Flag]
    taken_at: datetime | None = None  # EXIF, local time of the camera; of a mail, the sender's
