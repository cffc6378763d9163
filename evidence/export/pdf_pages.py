"""PDF pages put together for print: brought to standard paper, with a number at the upper outer corner."""
# pypdfium2 has no stubs, and for what it has no words for it is called as the library below it.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from evidence.export.paper_sizes import A3, A4, Size, lying_as, paper_of

if TYPE_CHECKING:
    from PIL.Image import Image

_HAIR = 0.003
_MARGIN = 28.0  # of a stamp, from the paper's edge
_STAMP_PT = 14.0  # 4号, as page numbers are set
_LABEL_PT = 9.0
_DIGIT_EM = 0.556  # of Helvetica


class Stamp(NamedTuple):
    """What is printed at a page's upper outer corner: 页号, and below it 件号; digits, letters and dashes only."""

    number: str
    label: str
    front: bool  # of its sheet: at the right, else at the left
    head: float = 0.0  # in points: what stays white at the top of a page on which a picture is laid


def add_pages(
    document: pypdfium2.PdfDocument, source: pypdfium2.PdfDocument, wanted: Sequence[tuple[int, Stamp]]
) -> None:
    """Add pages (from 0) of another PDF as they are printed; what is neither A4 nor A3 is brought to A4 as it lies."""
    for unchanged, run in groupby(wanted, lambda page: _scale(*source.get_page_size(page[0])) == 1.0):
        pages = list(run)
        # What pages share is copied once a call. Patterns are scaled with their page, so that none may share them then.
        for together in [pages] if unchanged else [[page] for page in pages]:
            first = len(document)
            document.import_pages(source, [index for index, _ in together])
            for at, (_, stamp) in enumerate(together, first):
                _finish(document, at, stamp)


def _finish(document: pypdfium2.PdfDocument, at: int, stamp: Stamp) -> None:
    """Bring a page to standard paper, with what was set upon it (seals, notes) and without what was cropped away."""
    with closing(document[at]) as page:
        if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_PRINT) == pdfium.FLATTEN_FAIL:
            raise ValueError
    with closing(document[at]) as page:
        left, bottom, right, top = _shown(page)
        paper, scale = paper_of(right - left, top - bottom), _scale(right - left, top - bottom)
        corner = ((left + right) * scale / 2 - paper[0] / 2, (bottom + top) * scale / 2 - paper[1] / 2)
        clip = pdfium.FS_RECTF(left * scale, top * scale, right * scale, bottom * scale)
        pdfium.FPDFPage_TransFormWithClip(page, pdfium.FS_MATRIX(scale, 0, 0, scale, 0, 0), clip)
        for set_box in (page.set_mediabox, page.set_cropbox):
            set_box(*corner, corner[0] + paper[0], corner[1] + paper[1])
        if stamp.number or stamp.label:
            _stamp(document, page, paper, stamp, corner)


def _shown(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """Return the area of a page that is shown and printed: what is cropped away may be no one's business."""
    media = page.get_mediabox() or (0.0, 0.0, *A4)
    crop = page.get_cropbox() or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def add_picture(
    document: pypdfium2.PdfDocument, path: Path, size_mm: tuple[float, float], stamp: Stamp, *, large: bool = False
) -> None:
    """Add a page of A4, or of A3 where it is `large`, with a JPEG or PNG in its middle, as large as it may be.

    It is turned where the picture is wide.
    """
    from PIL import Image as Pillow

    points = (size_mm[0] / 25.4 * 72, size_mm[1] / 25.4 * 72)
    paper = lying_as(A3 if large else A4, *points)
    margin = _MARGIN * 1.5
    room = (paper[0] - 2 * margin, paper[1] - margin - max(margin, stamp.head))
    scale = min(1.0, *(side / length for side, length in zip(room, points, strict=True)))
    wide, high = points[0] * scale, points[1] * scale
    with closing(document.new_page(*paper)) as page:
        picture = pypdfium2.PdfImage.new(document)
        with Pillow.open(path) as image:
            if image.format == "JPEG":
                picture.load_jpeg(path, inline=True)
            else:
                with closing(pypdfium2.PdfBitmap.from_pil(image.convert("RGB"))) as bitmap:
                    picture.set_bitmap(bitmap)
        middle = ((paper[0] - wide) / 2, margin + (room[1] - high) / 2)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(wide, high).translate(*middle))
        page.insert_obj(picture)
        _stamp(document, page, paper, stamp)


def add_blank(document: pypdfium2.PdfDocument, *, large: bool = False) -> None:
    """Add an empty page of A4 or, where it is `large`, A3, so that what follows begins on the front of a sheet."""
    document.new_page(*(A3 if large else A4)).close()


def picture_of(document: pypdfium2.PdfDocument, at: int, dpi: int) -> Image:
    """Return a page as a printer would put it on paper."""
    scale = dpi / 72  # the library takes more than the whole numbers that it says
    with closing(document[at]) as page, closing(page.render(scale=scale, draw_annots=True)) as bitmap:  # pyright: ignore[reportArgumentType]
        return bitmap.to_pil().convert("RGB")


def add_drawing(
    document: pypdfium2.PdfDocument, at: int, drawing: Image, size_mm: Size, place_mm: tuple[float, float]
) -> None:
    """Put a drawing of this size on a page, its upper left corner so far from those of the page as it is looked at."""
    wide, high = (side / 25.4 * 72 for side in size_mm)
    with closing(document[at]) as page:
        left, bottom, right, top = _shown(page)
        paper, turned = (right - left, top - bottom), page.get_rotation()
        shown = (paper[1], paper[0]) if turned in (90, 270) else paper
        across, up = place_mm[0] / 25.4 * 72, shown[1] - place_mm[1] / 25.4 * 72 - high
        *turn, aside, above = _as_it_lies(across, up, paper, turned)
        picture = pypdfium2.PdfImage.new(document)
        with closing(pypdfium2.PdfBitmap.from_pil(drawing)) as bitmap:
            picture.set_bitmap(bitmap)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(wide, high))
        pdfium.FPDFPageObj_Transform(picture, *map(ctypes.c_double, (*turn, aside + left, above + bottom)))
        page.insert_obj(picture)
        page.gen_content()


def _scale(wide: float, high: float) -> float:
    """Return how a page of this size is scaled to its paper: not at all where it is as large but for a hair."""
    paper = paper_of(wide, high)
    scale = min(paper[0] / wide, paper[1] / high)
    return 1.0 if abs(scale - 1) < _HAIR else scale


def _stamp(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, paper: Size, stamp: Stamp, corner: Size = (0.0, 0.0)
) -> None:
    """Print a stamp where the page's upper outer corner is as it is looked at, on white; the paper lies at `corner`."""
    turned = page.get_rotation()
    shown = (paper[1], paper[0]) if turned in (90, 270) else paper
    top = shown[1] - _MARGIN
    for text, size, down in ((stamp.number, _STAMP_PT, 0.0), (stamp.label, _LABEL_PT, _STAMP_PT)):
        if not text:
            continue
        long = len(text) * _DIGIT_EM * size
        left = shown[0] - _MARGIN - long if stamp.front else _MARGIN
        *turn, right, up = _as_it_lies(left, top - down, paper, turned)
        at = (*turn, right + corner[0], up + corner[1])
        white = pdfium.FPDFPageObj_CreateNewRect(-1.0, -0.25 * size, long + 2.0, 1.1 * size)
        pdfium.FPDFPageObj_SetFillColor(white, 255, 255, 255, 255)
        pdfium.FPDFPath_SetDrawMode(white, pdfium.FPDF_FILLMODE_WINDING, 0)
        written = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", size)
        letters = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
        pdfium.FPDFText_SetText(written, ctypes.cast(letters, pdfium.FPDF_WIDESTRING))
        for thing in (white, written):
            pdfium.FPDFPageObj_Transform(thing, *map(ctypes.c_double, at))
            pdfium.FPDFPage_InsertObject(page, thing)
    pdfium.FPDFPage_GenerateContent(page)


def _as_it_lies(left: float, up: float, paper: Size, turned: int) -> tuple[float, float, float, float, float, float]:
    """Return the matrix that brings what begins at a place of the page as shown to where that lies in the file."""
    wide, high = paper
    match turned:
        case 90:
            return (0, 1, -1, 0, wide - up, left)
        case 180:
            return (-1, 0, 0, -1, wide - left, high - up)
        case 270:
            return (0, -1, 1, 0, up, high - left)
        case _:
            return (1, 0, 0, 1, left, up)
