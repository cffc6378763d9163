"""The pages of papers as a printer gets them: which they are, and which of them are on A3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from evidence.as_pages import PDF, shown_pages
from evidence.crop import ALL, Crop, crop_of
from evidence.export.paper_sizes import is_large
from evidence.export.pictures import SizeMm, printable
from evidence.model import Original, OriginalId, Piece


class PrintedPage(Struct, frozen=True):
    """A page of a paper: a page (from 0) of an original."""

    original: Original
    index: int

    @property
    def crop(self) -> Crop | None:
        """The part that is printed; None: all of the page."""
        return crop_of(self.original.crops, self.index + 1)

    def size(self, whole: SizeMm) -> SizeMm:
        """Return how large what is printed of it is, of a page so large."""
        return (self.crop or ALL).size(*whole)


def pages_of(piece: Piece, originals: Mapping[OriginalId, Original]) -> tuple[PrintedPage, ...]:
    """Return the pages of a piece's files; none where one of them is no pages."""
    found: list[PrintedPage] = []
    for part in piece.parts:
        original = originals[part.original]
        if not part.printed:
            continue
        if not printable(original):
            return ()
        last = part.last or shown_pages(original) or 1
        found += [PrintedPage(original, page - 1) for page in range(part.first or 1, last + 1)]
    return tuple(found)


def large_of(pages: Sequence[PrintedPage], sizes: Mapping[OriginalId, Sequence[SizeMm]]) -> tuple[bool, ...]:
    """Tell of each page whether it is printed on A3, which pictures never are; empty where one is not in its file."""
    if any(page.index >= len(sizes.get(page.original.id, ())) for page in pages):
        return ()
    return tuple(_is_pdf(page.original) and is_large(page.size(sizes[page.original.id][page.index])) for page in pages)


def _is_pdf(original: Original) -> bool:
    return original.rendition is not None or original.media_type == PDF
