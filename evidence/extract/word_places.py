"""Where words stand on one page of a PDF that has text; looked for in a worker process only."""

# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pypdfium2.raw

from evidence.errors import UnreadableFileError
from evidence.extract import media
from evidence.extract.page_pictures import Place
from evidence.folding import marks_in

_FINE = 10_000  # steps across a page
_MOST_LETTERS = 100_000  # of a page that are looked through
_MOST_PLACES = 2_000
# What the library raises on files that are damaged.
_FAILURES = (OSError, ValueError, RuntimeError, TypeError, LookupError, ArithmeticError)


def places_of(path: Path, media_type: str, page: int, words: Collection[str]) -> tuple[Place, ...]:
    """Return where folded words stand on page `page` (1-based), line by line; nothing for what is no PDF with text.

    Raises `UnreadableFileError`: `file_damaged`.
    """
    if media_type != media.PDF:
        return ()
    try:
        with closing(pypdfium2.PdfDocument(path)) as document:
            if not 1 <= page <= len(document):
                return ()
            with closing(document[page - 1]) as sheet, closing(sheet.get_textpage()) as text:
                return tuple(_places(sheet, text, words))[:_MOST_PLACES]
    except _FAILURES as error:
        raise UnreadableFileError("file_damaged") from error


def _places(sheet: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, words: Collection[str]) -> Iterator[Place]:
    """Yield the places of words: letters are counted as the library counts them, lines breaks among them."""
    count = min(text.count_chars(), _MOST_LETTERS)
    letters = (pypdfium2.raw.FPDFText_GetUnicode(text, at) for at in range(count))
    said = "".join(chr(letter) if letter <= 0x10FFFF else " " for letter in letters)
    for start, end in marks_in(said, words):
        for number in range(text.count_rects(start, end - start)):
            yield _shown_at(sheet, *text.get_rect(number))


def _shown_at(sheet: pypdfium2.PdfPage, left: float, bottom: float, right: float, top: float) -> Place:
    """Return where a rectangle of the page's own space is seen, the page turned and cut as it is drawn."""
    corners = [_seen(sheet, left, top), _seen(sheet, right, bottom)]
    across, down = (sorted(values) for values in zip(*corners, strict=True))
    return Place(across[0], down[0], across[1] - across[0], down[1] - down[0])


def _seen(sheet: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pypdfium2.raw.FPDF_PageToDevice(sheet, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE
