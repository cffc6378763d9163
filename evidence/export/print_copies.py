"""The papers of a box as the pages that a printer gets: which they are, and how they come into a PDF."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.as_pages import sound_page_source
from evidence.boxes import Place
from evidence.export.box_plan import BoxPlan, PlannedBox
from evidence.export.numbering import Numbered
from evidence.export.paper_sizes import is_large
from evidence.export.pictures import PDFIUM, SizeMm, picture_sizes, render
from evidence.export.printed_pages import PrintedPage, pages_of
from evidence.extract import media
from evidence.model import CriterionId, Original, OriginalId

if TYPE_CHECKING:
    import pypdfium2

    from evidence.export.pdf_pages import Stamp


class Paper(Struct, frozen=True):
    """A paper of a box in the order of its 页号; without pages where it cannot be printed from here."""

    entry: Numbered
    places: tuple[Place, ...]
    pages: tuple[PrintedPage, ...]


def papers_of(plan: BoxPlan, box: PlannedBox, item: CriterionId | None = None) -> tuple[Paper, ...]:
    """Return the papers of a box, or of one item in it, in the order in which they lie in it."""
    entries = {entry.piece.id: entry for home, entry in plan.entries(box) if item in (None, home)}
    originals = plan.snapshot.originals
    return tuple(
        Paper(entries[run.pieces[0]], run.places, _pages(entries[run.pieces[0]], originals, len(run.places)))
        for run in box.bound.stamped or ()
        if run.pieces[0] in entries
    )


def _pages(entry: Numbered, originals: Mapping[OriginalId, Original], count: int) -> tuple[PrintedPage, ...]:
    """Return the pages of a piece's files; none where one is no pages, or they are not as many as 页号 counts."""
    found = pages_of(entry.piece, originals)
    return found if len(found) == count else ()


def add_printed(
    document: pypdfium2.PdfDocument,
    wanted: Sequence[tuple[PrintedPage, Stamp]],
    original_path: Callable[[Original], Path],
    scratch: Path,
) -> None:
    """Add pages as they are printed, each with its stamp: as pictures those of which a part is shown.

    Raises what `failures` names for a file that is damaged.
    """
    import pypdfium2

    from evidence.export.pdf_pages import add_pages, add_picture

    sizes: dict[Path, tuple[SizeMm, ...]] = {}  # a file is measured once, however many of its pages are pictures
    for original, run in groupby(wanted, lambda page: page[0].original):
        path, kind = sound_page_source(original, original_path)
        for as_it_is, some in groupby(run, lambda one, kind=kind: kind == media.PDF and one[0].crop is None):
            if as_it_is:
                with PDFIUM, closing(pypdfium2.PdfDocument(path)) as source:
                    add_pages(document, source, [(page.index, stamp) for page, stamp in some])
                continue
            for page, stamp in some:
                if path not in sizes:
                    sizes[path] = picture_sizes(path, kind)
                size = page.size(sizes[path][page.index])
                printed = render(path, kind, page.index, size, scratch / "page", page.crop)
                with PDFIUM:
                    add_picture(document, printed.path, size, stamp, large=kind == media.PDF and is_large(size))
