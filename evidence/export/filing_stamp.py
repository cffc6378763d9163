"""归档章 (DA/T 22-2015): 45 × 16 mm, six equal cells, in the upper white of a paper's first page, over no text."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from evidence.export.chinese_fonts import ChineseFonts, chinese_fonts
from evidence.export.numbering import Numbered
from evidence.export.print_sheets import FilingStamp, Ink

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIZE_MM = (45.0, 16.0)
LOOK_DPI = 100  # at which a page is looked at for a place
_CELLS = (("全宗号", "年度", "件号"), ("机构（问题）", "保管期限", "页数"))
_DPI = 600  # DA/T 31-2017 asks as much of a facsimile
_LINE_MM, _NAME_MM, _VALUE_MM, _SIDE_MM = 0.2, 1.8, 3.4, 0.6
_COLOURS = {Ink.RED: (200, 16, 16), Ink.BLACK: (0, 0, 0)}
# Where it may lie: from the top of the page to its own lower edge, and from the sides, as far as printers reach.
_TOP_MM, _REACH_MM, _EDGE_MM = 7.0, 66.0, 10.0
_STEP_MM = 2.0
_CLEAR_MM = 1.5  # all around it
HEAD_PT = (_TOP_MM + SIZE_MM[1] + 2 * _CLEAR_MM) / 25.4 * 72  # white that a page needs at its top to have room
_ACROSS = (1.0, 0.5, 0.0, 0.75, 0.25)  # right, middle, left, between
_WHITE = 180  # the darkest of red, green and blue of a pixel of paper: that of scans is grey or yellow


class Fields(NamedTuple):
    """What stands in a stamp; empty is written by hand."""

    fonds: str
    year: str
    number: str
    division: str
    keeping: str
    pages: str


def fields_of(entry: Numbered, pages: int, stamp: FilingStamp) -> Fields:
    """Return what is known of a paper of so many pages."""
    facts = entry.piece.facts
    year = facts.issued_on.year if facts.issued_on else facts.year
    return Fields(
        stamp.fonds,
        str(year or ""),
        entry.label if entry.serial else "",
        stamp.division,
        stamp.keeping,
        str(pages),
    )


def drawn(fields: Fields, ink: Ink) -> Image:
    """Draw a stamp, with nothing where it is no ink; raise `ExportError` if no font of this PC shows Chinese."""
    from PIL import Image as Pillow
    from PIL import ImageDraw

    fonts = chinese_fonts()
    wide, high = map(_pixels, SIZE_MM)
    mask = Pillow.new("L", (wide, high), 0)
    brush = ImageDraw.Draw(mask)
    line = _pixels(_LINE_MM)
    values = (fields[:3], fields[3:])
    for row, column in product(range(2), range(3)):
        left, top = round(column * wide / 3), round(row * high / 2)
        right, bottom = round((column + 1) * wide / 3), round((row + 1) * high / 2)
        brush.rectangle((left, top, right - 1, bottom - 1), outline=255, width=line)
        below = top + _pixels(0.6 + _NAME_MM)
        _write(brush, fonts, _CELLS[row][column], (left, top + line, right, below), _NAME_MM)
        _write(brush, fonts, values[row][column], (left, below, right, bottom - line), _VALUE_MM)
    brush.rectangle((0, 0, wide - 1, high - 1), outline=255, width=2 * line)
    stamp = Pillow.new("RGBA", (wide, high), (*_COLOURS[ink], 0))
    stamp.putalpha(mask)
    return stamp


def _write(brush: ImageDraw, fonts: ChineseFonts, text: str, box: tuple[int, int, int, int], letter_mm: float) -> None:
    """Write a text into the middle of a box, smaller where it is too long."""
    from PIL import ImageFont

    if not text:
        return
    room = box[2] - box[0] - 2 * _pixels(_SIDE_MM)
    size = _pixels(letter_mm)
    face = fonts.regular
    long = ImageFont.truetype(str(face.path), size, index=face.face).getlength(text)
    font = ImageFont.truetype(str(face.path), int(min(size, size * room / long)), index=face.face)
    brush.text(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), text, fill=255, font=font, anchor="mm")


def free_place(page: Image) -> tuple[float, float] | None:
    """Return where a stamp has room in the upper white of a page (RGB, at `LOOK_DPI`); None: nowhere.

    It is the distance in mm of its upper left corner from the left and the top of the page.
    """
    from PIL import ImageChops

    red, green, blue = page.split()
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    inked = darkest.point([255] * _WHITE + [0] * (256 - _WHITE))
    wide_mm = page.width / LOOK_DPI * 25.4
    downs = int((_REACH_MM - SIZE_MM[1] - _TOP_MM) / _STEP_MM) + 1
    for down, across in product(range(downs), _ACROSS):
        left = _EDGE_MM + across * (wide_mm - 2 * _EDGE_MM - SIZE_MM[0])
        top = _TOP_MM + down * _STEP_MM
        around = (left - _CLEAR_MM, top - _CLEAR_MM, left + SIZE_MM[0] + _CLEAR_MM, top + SIZE_MM[1] + _CLEAR_MM)
        if inked.crop(_box(*around)).getbbox() is None:
            return left, top
    return None


def _box(left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
    """Return a place in mm in the pixels of a page that is looked at."""
    scale = LOOK_DPI / 25.4
    return round(left * scale), round(top * scale), round(right * scale), round(bottom * scale)


def _pixels(mm: float) -> int:
    return round(mm / 25.4 * _DPI)
