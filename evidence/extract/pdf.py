"""Text and pages out of a PDF file, and how well its scanned pages can be read."""

# pypdfium2 has no stubs, and Pillow names numpy's types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from evidence.errors import UnreadableFileError
from evidence.extract.direction import LOOK_DPI, lies_sideways
from evidence.extract.found import Reading
from evidence.extract.media import PDF
from evidence.extract.picture import LOW_DPI, TOLERANCE
from evidence.extract.seal import SHORT_SIDE, shows_seal
from evidence.model import Flag
from evidence.origins import BY_SIGNATURE, on_picture

_COVER = 0.5  # a picture that fills this share of a page is a scan of the page
_TAIL_BYTES = 2048
_MOST_OBLONG = 6  # times as long as it is wide; a longer page is a roll
_CHECKED_PAGES = 5  # pages looked at for resolution and direction
_PAGE_LIMIT = 3000

# Word sets a thin space between Chinese and digits, which comes out as a space: 2021 年 → 2021年.
_AUTO_SPACE = re.compile(
    r"(?<=[\u4e00-\u9fff〔〕（）《》、，。：])[ ](?=[0-9A-Za-z])|(?<=[0-9A-Za-z〕])[ ](?=[\u4e00-\u9fff〔〕])"
)
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,4}[-—–\s]*")


def read_pdf(path: Path) -> Reading:
    """Read a PDF file; without any text it is `scanned`."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            return Reading(PDF, "", None, scanned=False, flags=frozenset({Flag.ENCRYPTED}))
        raise UnreadableFileError("file_damaged" if _ends_well(path) else "file_truncated") from error
    with document:
        if not _ends_well(path):
            raise UnreadableFileError("file_truncated")
        pages = len(document)
        if pages == 0:
            raise UnreadableFileError("file_damaged")
        if pages > _PAGE_LIMIT:
            raise UnreadableFileError("file_too_large")
        try:
            outer = {number: document[number] for number in (pages - 1, max(0, pages - 2), 0)}  # parsed on being opened
            texts = [_page_text(outer.get(number) or document[number]) for number in range(pages)]
            scanned = not any(texts)
            flags = _scan_flags(document, pages) if scanned else frozenset[Flag]()
            blank = [number for number in range(pages) if not texts[number]]
            unread = tuple(number + 1 for number in blank if scanned or page_dpi(document[number]) is not None)
            sealed_at = _sealed_at(document, outer)
        except pypdfium2.PdfiumError as error:
            raise UnreadableFileError("file_damaged") from error
    text = "" if scanned else "\f".join(texts)
    return Reading(PDF, text, pages, scanned=scanned, flags=flags, unread=unread, sealed_at=sealed_at)


def _ends_well(path: Path) -> bool:
    """Tell whether the file has its end mark, zeros behind it left aside; what a broken transfer leaves has not."""
    with path.open("rb") as handle:
        end = handle.seek(0, 2)
        while end > 0:
            start = max(0, end - _TAIL_BYTES)
            handle.seek(start)
            if tail := handle.read(end - start).rstrip(b"\0"):
                last = start + len(tail)
                handle.seek(max(0, last - _TAIL_BYTES))
                return b"%%EOF" in handle.read(min(last, _TAIL_BYTES))
            end = start
    return False


def _page_text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
    lines = text.replace("\u3000", " ").replace("\ufffe", "").split("\n")
    lines = [(_AUTO_SPACE.sub("", line) if " " in line else line).strip() for line in lines]
    while lines and _PAGE_NUMBER.fullmatch(lines[-1]):
        lines.pop()
    return "\n".join(line for line in lines if line)


def _scan_flags(document: pypdfium2.PdfDocument, pages: int) -> frozenset[Flag]:
    flags: set[Flag] = set()
    for number in range(min(pages, _CHECKED_PAGES)):
        page = document[number]
        dpi = page_dpi(page)
        if dpi is None:
            continue
        if dpi < LOW_DPI * TOLERANCE:
            flags.add(Flag.LOW_DPI)
        if _lies_sideways(page):
            flags.add(Flag.ROTATED)
    return frozenset(flags)


def _sealed_at(document: pypdfium2.PdfDocument, outer: Mapping[int, pypdfium2.PdfPage]) -> str | None:
    """Return where a seal was seen: a signature of the file's own, or a red ring on one of its outer pages."""
    if raw.FPDF_GetSignatureCount(document) > 0:
        return BY_SIGNATURE
    for number, page in outer.items():
        short, long = sorted(page.get_size())
        if short < 1 or long > _MOST_OBLONG * short or not _has_pictures(page):
            continue
        bitmap = page.render(scale=SHORT_SIDE / short)  # pyright: ignore[reportArgumentType]
        if shows_seal(cast("Image.Image", bitmap.to_pil())):
            return on_picture(number + 1)
    return None


def _has_pictures(page: pypdfium2.PdfPage) -> bool:
    """Tell whether a page has anything that may show a seal: pictures, drawings with pictures, or stamps put on it."""
    pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    return raw.FPDFPage_GetAnnotCount(page) > 0 or any(True for _ in pictures)


def _lies_sideways(page: pypdfium2.PdfPage) -> bool:
    bitmap = page.render(scale=LOOK_DPI / 72, grayscale=True)  # pyright: ignore[reportArgumentType]
    return lies_sideways(cast("Image.Image", bitmap.to_pil()))


def page_dpi(page: pypdfium2.PdfPage) -> float | None:
    """Return the resolution of the picture that fills the page; None where no single picture does."""
    width, height = page.get_size()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        if not isinstance(item, pypdfium2.PdfImage):
            continue
        left, bottom, right, top = item.get_bounds()
        across, up = right - left, top - bottom
        if across * up >= _COVER * width * height and across > 0 and up > 0:
            columns, rows = item.get_px_size()
            return min(max(columns, rows) / max(across, up), min(columns, rows) / min(across, up)) * 72
    return None
