"""PDF pages put together for print: brought to standard paper, with a number at the upper outer corner."""
# pypdfium2 has no stubs, and for what it has no words for it is called as the library below it.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from __future__ import annotations

import ctypes
import io
import re
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

Size = tuple[float, float]  # in points, as it lies

_A4: Size = (595.28, 841.89)
_A3: Size = (841.89, 1190.55)
_SAME_PAPER = 1.06  # scans are cut to whole pixels, and some printers' A4 is letter
_MARGIN = 28.0  # of a stamp, from the paper's edge
_STAMP_PT = 14.0  # 4号, as page numbers are set
_LABEL_PT = 9.0
_DIGIT_EM = 0.556  # of Helvetica
_ID = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
_MADE_AT = re.compile(rb"/CreationDate\(D:[^)]*\)(?=/Creator\(PDFium\))")


class Stamp(NamedTuple):
    """What is printed at a page's upper outer corner: 页号, and below it 件号; digits, letters and dashes only."""

    number: str
    label: str
    front: bool  # of its sheet: at the right, else at the left


def saved(document: pypdfium2.PdfDocument) -> bytes:
    """Return a PDF that was made here; the same pages give the same bytes.

    It has an identifier made from what it holds, and no moment of writing.
    """
    made = io.BytesIO()
    document.save(made)
    content = _MADE_AT.sub(lambda found: b" " * len(found[0]), made.getvalue())  # places in the file are counted
    known = sha256(_ID.sub(b"", content)).hexdigest()[:32].upper().encode()
    return _ID.sub(b"/ID[<" + known + b"><" + known + b">]", content)


def add_page(document: pypdfium2.PdfDocument, source: pypdfium2.PdfDocument, index: int, stamp: Stamp) -> None:
    """Add a page (from 0) of another PDF; what is neither A4 nor A3 is brought to A4 as it lies."""
    document.import_pages(source, [index])
    with closing(document[len(document) - 1]) as page:
        left, bottom, right, top = page.get_mediabox() or (0.0, 0.0, *_A4)
        wide, high = right - left, top - bottom
        paper = _paper(wide, high)
        scale = min(paper[0] / wide, paper[1] / high)
        across, up = (paper[0] - wide * scale) / 2 - left * scale, (paper[1] - high * scale) / 2 - bottom * scale
        clip = pdfium.FS_RECTF(0, paper[1], paper[0], 0)
        pdfium.FPDFPage_TransFormWithClip(page, pdfium.FS_MATRIX(scale, 0, 0, scale, across, up), clip)
        page.set_mediabox(0, 0, *paper)
        page.set_cropbox(0, 0, *paper)
        _stamp(document, page, paper, stamp)


def add_picture(document: pypdfium2.PdfDocument, path: Path, size_mm: tuple[float, float], stamp: Stamp) -> None:
    """Add a page of A4, turned where the picture is wide, with a JPEG or PNG in its middle, as large as it may be."""
    from PIL import Image

    points = (size_mm[0] / 25.4 * 72, size_mm[1] / 25.4 * 72)
    paper = _lying(_A4, *points)
    scale = min(1.0, *((side - 2 * _MARGIN * 1.5) / length for side, length in zip(paper, points, strict=True)))
    wide, high = points[0] * scale, points[1] * scale
    with closing(document.new_page(*paper)) as page:
        picture = pypdfium2.PdfImage.new(document)
        with Image.open(path) as image:
            if image.format == "JPEG":
                picture.load_jpeg(path, inline=True)
            else:
                with closing(pypdfium2.PdfBitmap.from_pil(image.convert("RGB"))) as bitmap:
                    picture.set_bitmap(bitmap)
        middle = ((paper[0] - wide) / 2, (paper[1] - high) / 2)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(wide, high).translate(*middle))
        page.insert_obj(picture)
        _stamp(document, page, paper, stamp)


def add_blank(document: pypdfium2.PdfDocument) -> None:
    """Add an empty page, so that what follows begins on the front of a sheet."""
    document.new_page(*_A4).close()


def _paper(wide: float, high: float) -> Size:
    """Return the paper that a page of this size is printed on, lying as it does."""
    for paper in (_A4, _A3):
        lying = _lying(paper, wide, high)
        if all(
            side / _SAME_PAPER < length < side * _SAME_PAPER for side, length in zip(lying, (wide, high), strict=True)
        ):
            return lying
    return _lying(_A4, wide, high)


def _lying(paper: Size, wide: float, high: float) -> Size:
    """Return paper as something of this size lies on it."""
    return paper if wide <= high else (paper[1], paper[0])


def _stamp(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, paper: Size, stamp: Stamp) -> None:
    """Print a stamp where the page's upper outer corner is as it is looked at, on white."""
    turned = page.get_rotation()
    shown = (paper[1], paper[0]) if turned in (90, 270) else paper
    top = shown[1] - _MARGIN
    for text, size, down in ((stamp.number, _STAMP_PT, 0.0), (stamp.label, _LABEL_PT, _STAMP_PT)):
        if not text:
            continue
        long = len(text) * _DIGIT_EM * size
        left = shown[0] - _MARGIN - long if stamp.front else _MARGIN
        at = _as_it_lies(left, top - down, paper, turned)
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
