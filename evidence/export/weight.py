"""How large the pages of pieces get in a Word file, before they are written: an estimate by their files."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.as_pages import shown_pages
from evidence.export.numbering import Numbered
from evidence.export.pictures import is_image, printable
from evidence.model import Original
from evidence.snapshot import Snapshot

# A page of A4 as a picture for print, in bytes: at least of one drawn from text, at most of a scan in colours.
_LEAST_PAGE = 150_000
_MOST_PAGE = 600_000


def weight_bytes(pieces: Iterable[Numbered], snapshot: Snapshot) -> int:
    """Return about how many bytes the pictures of these pieces take."""
    return sum(_page_bytes(original, _LEAST_PAGE) * shown for original, shown in _printed(pieces, snapshot))


def least_bytes(pieces: Iterable[Numbered], snapshot: Snapshot) -> int:
    """Return how many bytes they hardly take less than: a small photograph stays as small as it came."""
    return sum(
        _page_bytes(original, 0 if is_image(original) else _LEAST_PAGE) * shown
        for original, shown in _printed(pieces, snapshot)
    )


def _printed(pieces: Iterable[Numbered], snapshot: Snapshot) -> Iterable[tuple[Original, int]]:
    """Yield the files whose pages are shown, with how many pages of each."""
    for entry in pieces:
        for part in entry.piece.parts:
            original = snapshot.originals[part.original]
            if part.printed and printable(original):
                yield original, (part.last or shown_pages(original) or 1) - (part.first or 1) + 1


def _page_bytes(original: Original, least: int) -> int:
    return min(max(original.size_bytes // (shown_pages(original) or 1), least), _MOST_PAGE)
