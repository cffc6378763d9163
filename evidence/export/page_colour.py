"""Whether a page of a PDF is to be printed in colour: by its parts where they tell it fast, else by how it looks."""
# pypdfium2 has no stubs, and for what it has no words for it is called as the library below it.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from __future__ import annotations

import ctypes
import io
from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium

from evidence.export.colour import LEAST_SHARE, LOOK_DPI, in_colour, vivid_share
from evidence.export.pdf_pages import picture_of

_MOST_PARTS = 2000  # a page of more is drawn faster than asked
_GREY = (pdfium.FPDF_COLORSPACE_DEVICEGRAY, pdfium.FPDF_COLORSPACE_CALGRAY)
_OUTSIDE_PT = 3.0  # of the page, that a picture may reach


def page_in_colour(document: pypdfium2.PdfDocument, at: int) -> bool:
    """Tell whether a page is to be printed in colour.

    Scans are one picture each, whose pixels tell it in a third of the time that drawing the page takes.
    """
    with closing(document[at]) as page:
        told = _by_parts(page)
    return in_colour(picture_of(document, at, LOOK_DPI)) if told is None else told


def _by_parts(page: pypdfium2.PdfPage) -> bool | None:
    """Tell whether a page is in colour by what it is made of; None where that must be seen."""
    shares: list[float] = []
    for number, part in enumerate(page.get_objects()):
        share: float | None = None
        kind = pdfium.FPDFPageObj_GetType(part)
        if number < _MOST_PARTS:
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE and part.level == 0:
                share = _picture_share(part, page)
            elif kind in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH):
                share = 0.0 if _is_grey(part) else None
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                share = 0.0  # its parts follow
        if share is None:
            return None
        shares.append(share)
    vivid = [share for share in shares if share >= LEAST_SHARE]
    return None if len(vivid) > 1 else bool(vivid)


def _is_grey(part: pypdfium2.PdfObject) -> bool:
    """Tell whether a letter or a line is black, grey or white, inside and at its edge."""
    for ask in (pdfium.FPDFPageObj_GetFillColor, pdfium.FPDFPageObj_GetStrokeColor):
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not ask(part, red, green, blue, alpha) or not red.value == green.value == blue.value:
            return False
    return True


def _picture_share(part: pypdfium2.PdfObject, page: pypdfium2.PdfPage) -> float | None:
    """Return how much of its page a picture makes vivid; None where that must be seen."""
    from PIL import Image

    left, bottom, right, top = part.get_bounds()
    box = page.get_mediabox()
    if box is None or not isinstance(part, pypdfium2.PdfImage):
        return None
    outside = max(box[0] - left, box[1] - bottom, right - box[2], top - box[3])
    if outside > _OUTSIDE_PT:
        return None
    if part.get_filters() != ["DCTDecode"]:
        return 0.0 if part.get_metadata().colorspace in _GREY else None
    try:
        with Image.open(io.BytesIO(bytes(part.get_data()))) as picture:
            if picture.mode == "L":
                return 0.0
            if picture.mode != "RGB":
                return None
            picture.draft("RGB", (round(right - left), round(top - bottom)))
            whole = (box[2] - box[0]) * (box[3] - box[1])
            return vivid_share(picture) * (right - left) * (top - bottom) / whole
    except OSError:
        return None
