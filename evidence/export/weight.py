"""How large the pages of pieces get in a Word file, before they are written: an estimate by their files."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.export.numbering import Numbered
from evidence.export.pictures import printable
from evidence.snapshot import Snapshot

# A page of A4 as a picture for print, in bytes: at least of one drawn from text, at most of a scan in colours.
_LEAST_PAGE = 150_000
_MOST_PAGE = 600_000


def weight_bytes(pieces: Iterable[Numbered], snapshot: Snapshot) -> int:
    """Return about how many bytes the pictures of these pieces take."""
    found = 0
    for entry in pieces:
        for part in entry.piece.parts:
            original = snapshot.originals[part.original]
            if part.printed and printable(original):
                pages = original.pages or 1
                shown = (part.last or pages) - (part.first or 1) + 1
                whole = min(max(original.size_bytes, pages * _LEAST_PAGE), pages * _MOST_PAGE)
                found += whole * shown // pages
    return found
