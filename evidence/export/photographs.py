"""Which pieces are photographs, that share pages, and which are scans of papers, that have pages of their own."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.export.pictures import SizeMm
from evidence.kinds import PHOTO
from evidence.model import Fact, Piece
from evidence.origins import BY_KIND_OF_FILE, IN_TEXT, in_general

_A4 = 297 / 210
_NEAR = 0.025  # of that: a scanner's edges; cameras take 4:3, 3:2 and 16:9


def is_photograph(piece: Piece, sizes: Iterable[SizeMm]) -> bool:
    """Tell whether pictures are photographs: where a person, a name or a folder says so.

    A picture of which nothing but its kind of file is known may be a scan. It is taken for one if it has a number, if
    its title stands on it, or if it has the shape of a sheet of A4.
    """
    if piece.facts.kind != PHOTO:
        return False
    told = dict(piece.origins)
    if told.get(Fact.KIND) != BY_KIND_OF_FILE:
        return True
    titled = in_general(told.get(Fact.TITLE, "")) == IN_TEXT
    return piece.facts.document_number is None and not titled and not any(map(_is_sheet, sizes))


def _is_sheet(size: SizeMm) -> bool:
    return abs(max(size) / min(size) / _A4 - 1) < _NEAR
