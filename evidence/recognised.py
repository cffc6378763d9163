"""What pages that were recognised amount to: the text of their file, and what that tells of its pieces."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from evidence.model import Fact, Facts, PageRange, Piece
from evidence.origins import BY_CAMERA, BY_CLERK, Origins, in_general
from evidence.store.scan_reading import ScanPage

_KEPT_ORIGINS = (BY_CLERK, BY_CAMERA)


def whole_text_of(known: str, read: Mapping[int, ScanPage]) -> str:
    """Return the text of an original: what it had, with what was recognised on its other pages."""
    pages = known.split("\f")
    pages += [""] * (max(read) - len(pages))
    for number, page in read.items():
        pages[number - 1] = page.text or ""
    return "\f".join(pages)


def confidence_of(read: Mapping[int, ScanPage]) -> float:
    """Return how sure the text of an original is: long pages count more."""
    weighed = [(page.confidence or 0.0, len(page.text or "")) for page in read.values()]
    letters = sum(count for _, count in weighed)
    return sum(sure * count for sure, count in weighed) / letters if letters else 0.0


def is_single(piece: Piece) -> bool:
    """Tell whether a piece is made of one file."""
    return len({part.original for part in piece.parts}) == 1


def without_pages(origins: Origins) -> Origins:
    """Return origins in a file that a piece does not begin with: its pages are not counted as those of the piece."""
    return tuple((name, in_general(origin)) for name, origin in origins)


def in_range(text: str, part: PageRange) -> str:
    """Return the text of a part's own pages."""
    if part.first is None:
        return text
    return "\f".join(text.split("\f")[part.first - 1 : part.last])


def merged(piece: Piece, found: Facts, origins: Origins) -> tuple[Facts, Origins]:
    """Return the facts of a piece with those found in its text: what a clerk typed, or nobody read, stays.

    Of a piece of several files all that is known stays: its chief paper, which told it, may be any of them.
    """
    told, read, single = dict(piece.origins), dict(origins), is_single(piece)
    new: dict[str, object] = {}
    for fact in Fact:
        before, value = getattr(piece.facts, fact), getattr(found, fact)
        origin = told.get(fact)
        stays = origin in _KEPT_ORIGINS or (before is not None and (origin is None or not single))
        if value is not None and not stays:
            new[fact.value] = value
    return replace(piece.facts, **new), tuple((name, read[name]) for name in new if name in read)
