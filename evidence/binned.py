"""回收站: what was taken away, by whom, when, from where."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from evidence.model import PieceId


class Binned(Struct, frozen=True):
    """A piece in the bin."""

    piece: PieceId
    title: str | None
    unit: str | None
    at: datetime
    who: str
    why: str | None
    places: str  # the items that it lay in, as people read them; empty: in 待整理
    files: int  # that it is made of; 0: on paper only
