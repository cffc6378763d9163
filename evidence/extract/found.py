"""What readers of files return."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from evidence.model import Flag


class Reading(Struct, frozen=True):
    """What a reader found in one file; `text` is empty for a file without a text layer."""

    media_type: str
    text: str
    pages: int | None  # None where paper pages mean nothing or cannot be told
    scanned: bool  # pictures only, no text layer
    flags: frozenset[Flag]
    taken_at: datetime | None = None  # EXIF, local time of the camera; of a mail, the sender's
    unread: tuple[int, ...] = ()  # pages (from 1) that are pictures: what they say is still to be recognised
    sealed_at: str | None = None  # where a seal was seen, as `evidence.origins` writes it; None: nowhere


class RecognisedPage(Struct, frozen=True):
    """What was recognised on the picture of one page."""

    text: str  # a paragraph or a table row a line, cells parted by tabs
    confidence: float  # 0–1; 0 for a page without text
    turned: int  # degrees clockwise by which the page had to be turned: 0, 90, 180 or 270
