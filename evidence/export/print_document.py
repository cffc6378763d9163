"""A PDF for the printer, put together from papers: sheet by sheet, with 页号 and, if wanted, 归档章."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from evidence.boxes import Place, place_text
from evidence.export.filing_stamp import HEAD_PT, LOOK_DPI, SIZE_MM, drawn, fields_of, free_place
from evidence.export.pictures import PDFIUM, failures, sizes_of
from evidence.export.print_copies import Paper, add_printed
from evidence.export.print_sheets import FilingStamp, Printing, Sheet, Side, on_sheets
from evidence.export.printed_pages import PrintedPage, large_of
from evidence.export.refusing import refusals_told
from evidence.model import Original
from evidence.progress import Report, tell

if TYPE_CHECKING:
    import pypdfium2


class Assembled(NamedTuple):
    """What papers came to: the PDF of each kind (empty: all), their sheets, and what is left."""

    files: dict[str, Path]
    sheets: tuple[Sheet, ...]
    pages: int  # of the PDF, white backs among them
    by_hand: tuple[Paper, ...]  # have no pages, or their file is damaged
    unstamped: tuple[Paper, ...]  # have no room for a stamp


class Assembly:
    """Puts papers together; used once."""

    def __init__(
        self, original_path: Callable[[Original], Path], printing: Printing, pdf_path: Callable[[str], Path]
    ) -> None:
        """Print as `printing` says, into the files that `pdf_path` names: of all sheets (empty), colour and black."""
        self._original_path, self._pdf_path = original_path, pdf_path
        self._printing = printing
        self._unstamped: list[Paper] = []

    def make(self, papers: Sequence[Paper], only: Collection[Place] | None, report: Report) -> Assembled:
        """Put papers together, `only` the sheets on which these pages are."""
        import pypdfium2

        by_hand: list[Paper] = []
        sheets: list[Sheet] = []
        with TemporaryDirectory(prefix="beijian-") as scratch, closing(pypdfium2.PdfDocument.new()) as document:
            for at, paper in enumerate(papers):
                tell(report, "copies", at, len(papers))
                before = len(document)
                try:
                    if not paper.pages:
                        raise ValueError
                    with refusals_told(Path(scratch), [page.original for page in paper.pages], self._original_path):
                        sheets += self._add(document, paper, only, Path(scratch))
                except failures():
                    by_hand.append(paper)
                    self._unstamped = [other for other in self._unstamped if other is not paper]
                    while len(document) > before:
                        del document[len(document) - 1]
            tell(report, "copies", len(papers), len(papers))
            with PDFIUM:
                files = self._files(document, sheets)
                return Assembled(files, tuple(sheets), len(document), tuple(by_hand), tuple(self._unstamped))

    def _files(self, document: pypdfium2.PdfDocument, sheets: Sequence[Sheet]) -> dict[str, Path]:
        from evidence.export.pdf_saved import save, save_pages

        if not sheets or self._printing.only_listed:
            return {}
        if not self._printing.apart or len({sheet.colour for sheet in sheets}) == 1:
            save(document, self._pdf_path(""))
            return {"": self._pdf_path("")}
        each = 2 if self._printing.both_sides else 1
        found: dict[str, Path] = {}
        for name, wanted in (("colour", True), ("black", False)):
            pages = [range(at * each, (at + 1) * each) for at, sheet in enumerate(sheets) if sheet.colour == wanted]
            found[name] = self._pdf_path(name)
            save_pages(document, list(chain.from_iterable(pages)), found[name])
        return found

    def _add(
        self, document: pypdfium2.PdfDocument, paper: Paper, only: Collection[Place] | None, scratch: Path
    ) -> list[Sheet]:
        """Add the sheets of a paper, each with its front and its back, and return them."""
        from evidence.export.page_colour import page_in_colour

        originals = {page.original.id: page.original for page in paper.pages}
        sizes = {key: sizes_of(original, self._original_path) for key, original in originals.items()}
        large = large_of(paper.pages, sizes)
        if not large:
            raise ValueError
        wanted = [
            sheet
            for sheet in on_sheets(large, both_sides=self._printing.both_sides)
            if only is None or any(paper.places[at] in only for at in sheet)
        ]
        at = len(document)
        self._add_sheets(document, paper, [(sheet, large[sheet[0]]) for sheet in wanted], scratch)
        with PDFIUM:
            if wanted and wanted[0][0] == 0 and self._printing.stamp is not None:
                self._stamp(document, at, paper, self._printing.stamp)
            found: list[Sheet] = []
            for sheet in wanted:
                numbers = [place_text(paper.places[page]) for page in sheet]
                sides = [Side(number, page_in_colour(document, at + back)) for back, number in enumerate(numbers)]
                found.append(Sheet(tuple(sides), large[sheet[0]]))
                at += 2 if self._printing.both_sides else 1
            return found

    def _add_sheets(
        self,
        document: pypdfium2.PdfDocument,
        paper: Paper,
        sheets: Sequence[tuple[tuple[int, ...], bool]],
        scratch: Path,
    ) -> None:
        """Add pages as they lie on sheets, large ones or not; several at once share what is alike.

        A sheet with nothing on its back gets a white page there, so that what follows begins on a front.
        """
        from evidence.export.pdf_pages import Stamp, add_blank

        waiting: list[tuple[PrintedPage, Stamp]] = []
        for sheet, large in sheets:
            for at in sheet:
                label = paper.entry.label if at == 0 else ""
                head = HEAD_PT if at == 0 and self._printing.stamp else 0.0
                stamp = Stamp(place_text(paper.places[at]), label, at == sheet[0], head)
                waiting.append((paper.pages[at], stamp))
            if self._printing.both_sides and len(sheet) == 1:
                add_printed(document, waiting, self._original_path, scratch)
                waiting = []
                with PDFIUM:
                    add_blank(document, large=large)
        add_printed(document, waiting, self._original_path, scratch)

    def _stamp(self, document: pypdfium2.PdfDocument, at: int, paper: Paper, wanted: FilingStamp) -> None:
        """Put a stamp on a page of the document, or remember that there is no room for it."""
        from evidence.export.pdf_pages import add_drawing, picture_of

        place = free_place(picture_of(document, at, LOOK_DPI))
        if place is None:
            self._unstamped.append(paper)
            return
        stamp = drawn(fields_of(paper.entry, len(paper.places), wanted), wanted.ink)
        add_drawing(document, at, stamp, SIZE_MM, place)
