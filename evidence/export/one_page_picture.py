"""一页纸 as a picture that can be read on a phone, and the same as a PDF page."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evidence.export.chinese_fonts import ChineseFonts, chinese_fonts
from evidence.export.one_page import Grave, OnePage, UnitLine, fitted
from evidence.wording import chasing as words

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_INK, _GREY, _RED, _BLUE = "#1a1a1a", "#5c5c5c", "#b3261e", "#1f4e8c"
_RULE, _BAND, _PAPER = "#d4d4d4", "#eef2f7", "#ffffff"
_LINE = 1.4  # height of a line, in em of its letters
_COLUMNS = (0.40, 0.13, 0.18, 0.15, 0.14)  # of the width, for the units
_ROW = 1.7  # em, of a unit with a short name
_SMALL = 0.82  # em
_GRAVE_LINES = 1  # of an item's name
_UNIT_LINES = 2  # of a unit's name
_DPI = 200
_JPEG_QUALITY = 92


class Sheet(NamedTuple):
    """What is drawn on, in pixels; one that is not `whole` ends below the last line.

    Letters are as large as the first of `ems` where all fits, else as the last.
    """

    width: int
    height: int
    ems: tuple[int, ...]
    margin: int
    whole: bool


PHONE = Sheet(1080, 1920, (36, 33, 30), 42, whole=False)
A4 = Sheet(1654, 2339, (40, 36, 32), 118, whole=True)  # 15 mm, which every printer leaves


class _Text(NamedTuple):
    left: float
    middle: float
    text: str
    ems: float
    bold: bool
    colour: str


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    colour: str


def write_page_picture(path: Path, page: OnePage) -> None:
    """Write as much of the page as fits a phone's screen to `path`, as PNG."""
    path.write_bytes(page_picture(page))


def page_picture(page: OnePage) -> bytes:
    """Return as much of the page as fits a phone's screen as PNG; raise `ExportError` without a Chinese font."""
    buffer = BytesIO()
    _drawn(page, PHONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def write_page_pdf(path: Path, page: OnePage, author: str) -> None:
    """Write as much of the page as fits A4 to `path`, as a picture of 200 dpi in a PDF."""
    at = page.at.timetuple()
    _drawn(page, A4).save(
        path,
        "PDF",
        resolution=_DPI,
        quality=_JPEG_QUALITY,
        title=page.title,
        author=author,
        creationDate=at,
        modDate=at,
    )


def _drawn(page: OnePage, sheet: Sheet) -> Image:
    from PIL import Image, ImageDraw

    faces = chinese_fonts()
    pens = [_Pen(sheet, em, faces) for em in sheet.ems]
    pen = next((pen for pen in pens if pen.layout(page) <= sheet.height), pens[-1])
    shown = fitted(page, lambda some: pen.layout(some) <= sheet.height)
    needed = round(pen.layout(shown))  # which leaves in the pen what is to be painted
    height = sheet.height if sheet.whole else needed
    image = Image.new("RGB", (sheet.width, height), _PAPER)
    draw = ImageDraw.Draw(image)
    for box in pen.boxes:
        draw.rectangle(box[:4], fill=box.colour)
    for text in pen.texts:
        font = pen.font(text.ems, bold=text.bold)
        draw.text((text.left, text.middle), text.text, fill=text.colour, font=font, anchor="lm")
    return image


class _Pen:
    """Puts texts and boxes on a sheet from top to bottom; nothing is painted yet."""

    def __init__(self, sheet: Sheet, em: int, faces: ChineseFonts) -> None:
        self.texts: list[_Text] = []
        self.boxes: list[_Box] = []
        self._sheet, self._faces = sheet, faces
        self._fonts: dict[tuple[float, bool], FreeTypeFont] = {}
        self._em = em
        self._left, self._right = sheet.margin, sheet.width - sheet.margin
        self._y: float = 0.0

    def font(self, ems: float, *, bold: bool = False) -> FreeTypeFont:
        """Return the font of a size."""
        from PIL import ImageFont

        if (ems, bold) not in self._fonts:
            face = self._faces.bold if bold else self._faces.regular
            self._fonts[ems, bold] = ImageFont.truetype(str(face.path), round(ems * self._em), index=face.face)
        return self._fonts[ems, bold]

    def layout(self, page: OnePage) -> float:
        """Place all of a page anew; return how high it is."""
        self.texts, self.boxes, self._y = [], [], float(self._sheet.margin)
        self._centred(page.title, 1.55, bold=True)
        self._centred(page.moment, 1.0, colour=_GREY)
        self._space(0.4)
        for line in page.sums:
            self._paragraph(line, 1.0)
        self._heading(page.grave_heading, _RED if page.of_graves else _BLUE)
        for grave in page.graves:
            self._grave(grave)
        self._rest(page.rest_of_graves)
        self._heading(page.unit_heading, _BLUE)
        if page.units:
            self._head()
        for number, line in enumerate(page.units):
            self._unit(line, shaded=number % 2 == 1)
        self._rest(page.rest_of_units)
        self._space(0.5)
        for note in page.notes:
            self._paragraph(note, _SMALL, _GREY)
        return self._y + self._sheet.margin

    def _space(self, ems: float) -> None:
        self._y += ems * self._em

    def _put(self, left: float, text: str, ems: float, colour: str = _INK, *, bold: bool = False) -> None:
        self.texts.append(_Text(left, self._y + _LINE / 2 * ems * self._em, text, ems, bold, colour))

    def _centred(self, text: str, ems: float, colour: str = _INK, *, bold: bool = False) -> None:
        for line in self._wrapped(text, ems, self._right - self._left, bold=bold):
            width = self.font(ems, bold=bold).getlength(line)
            self._put((self._sheet.width - width) / 2, line, ems, colour, bold=bold)
            self._space(_LINE * ems)

    def _paragraph(self, text: str, ems: float, colour: str = _INK) -> None:
        for line in self._wrapped(text, ems, self._right - self._left):
            self._put(self._left, line, ems, colour)
            self._space(_LINE * ems)

    def _heading(self, text: str, colour: str) -> None:
        self._space(0.6)
        bar, top = 0.22 * self._em, self._y + 0.3 * self._em
        self.boxes.append(_Box(self._left, top, self._left + bar, top + 1.05 * self._em, colour))
        self._put(self._left + 0.6 * self._em, text, 1.15, colour, bold=True)
        self._space(1.15 * _LINE + 0.2)

    def _rest(self, text: str) -> None:
        if text:
            self._paragraph(text, 0.92, _GREY)

    def _grave(self, grave: Grave) -> None:
        """Place an item: what it is on the left, how much lacks on the right, by whom below."""
        short = self.font(1.0, bold=True).getlength(grave.short)
        first = self._y
        room = self._right - self._left - short - self._em
        for line in self._wrapped(f"{grave.code}　{grave.name}", 1.0, room, most=_GRAVE_LINES):
            self._put(self._left, line, 1.0)
            self._space(_LINE)
        after, self._y = self._y, first
        self._put(self._right - short, grave.short, 1.0, _RED if grave.veto else _INK, bold=True)
        self._y = after
        for line in self._wrapped(grave.owing, _SMALL, self._right - self._left, most=1):
            self._put(self._left, line, _SMALL, _GREY)
            self._space(_LINE * _SMALL)
        self._rule()

    def _rule(self) -> None:
        self._space(0.12)
        self.boxes.append(_Box(self._left, self._y, self._right, self._y + 1, _RULE))
        self._space(0.12)

    def _head(self) -> None:
        self._row(words.PAGE_HEADS, _BAND, bold=True, ems=_SMALL)

    def _unit(self, line: UnitLine, *, shaded: bool) -> None:
        grave = f"{line.veto}/{line.key}" if line.veto or line.key else "0"
        unsorted = str(line.unsorted) if line.unsorted else ""
        cells = (line.unit, str(line.lacking), grave, line.share, unsorted)
        self._row(cells, _BAND if shaded else _PAPER, red=2 if line.veto else None)

    def _row(
        self, cells: Sequence[str], ground: str, *, bold: bool = False, ems: float = 1.0, red: int | None = None
    ) -> None:
        """Place a row of the table: the first cell to the left, over two lines at most, the others centred."""
        room = self._right - self._left
        name = self._wrapped(cells[0], ems, _COLUMNS[0] * room - 0.6 * self._em, most=_UNIT_LINES, bold=bold)
        height = (_ROW + _LINE * (len(name) - 1)) * self._em
        self.boxes.append(_Box(self._left, self._y, self._right, self._y + height, ground))
        top = self._y
        self._y = top + (height - _LINE * ems * self._em * len(name)) / 2
        for line in name:
            self._put(self._left + 0.3 * self._em, line, ems, bold=bold)
            self._space(_LINE * ems)
        self._y = top + (height - _LINE * ems * self._em) / 2
        left = self._left
        for number, (text, share) in enumerate(zip(cells, _COLUMNS, strict=True)):
            if number:
                width = self.font(ems, bold=bold or number == 1).getlength(text)
                middle = left + (share * room - width) / 2
                self._put(middle, text, ems, _RED if number == red else _INK, bold=bold or number == 1)
            left += share * room
        self._y = top + height

    def _wrapped(self, text: str, ems: float, room: float, most: int = 99, *, bold: bool = False) -> list[str]:
        """Return a text in lines of so many pixels, cut where it would take more than `most`."""
        font = self.font(ems, bold=bold)
        lines = [""]
        for char in text:
            if font.getlength(lines[-1] + char) <= room or not lines[-1] or char in words.NEVER_FIRST:
                lines[-1] += char
            elif len(lines) == most:
                while lines[-1] and font.getlength(lines[-1] + "…") > room:
                    lines[-1] = lines[-1][:-1]
                lines[-1] += "…"
                break
            else:
                lines.append(char)
        return lines
