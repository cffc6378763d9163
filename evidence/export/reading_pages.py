"""The pages of a 阅读版 that no original has: its 卷内目录, and a page for each paper that lies elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from evidence.export.chinese_fonts import chinese_fonts
from evidence.wording import sets as words
from evidence.wording.chasing import NEVER_FIRST

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

DPI = 200
WIDE_MM, HIGH_MM = 180.0, 267.0  # of A4, with margins of 15 mm: what `add_picture` shows in its natural size
_PX = DPI / 25.4
_WIDTH, _HEIGHT = round(WIDE_MM * _PX), round(HIGH_MM * _PX)
_INK, _GREY, _RULE, _BAND, _PAPER = 26, 92, 190, 236, 255
_BODY, _HEAD, _TITLE = 28, 28, 46  # pixels: 10, 10 and 16.5 pt
_LINE = 1.35
_AIR = 14
_MOST_LINES = 4  # of a cell
_COLUMNS = (0.16, 0.18, 0.15, 0.33, 0.10, 0.08)  # 件号, 文号, 责任者, 题名, 日期, 页


class Fonts:
    """The letters of all pages of a PDF: a font with Chinese takes much memory, and is loaded once for each size."""

    def __init__(self) -> None:
        """Find the fonts of this PC; raise `ExportError` if none shows Chinese."""
        self._faces = chinese_fonts()
        self._known: dict[tuple[int, bool], FreeTypeFont] = {}

    def of(self, px: int, *, bold: bool = False) -> FreeTypeFont:
        """Return the font of a size."""
        from PIL import ImageFont

        if (px, bold) not in self._known:
            face = self._faces.bold if bold else self._faces.regular
            self._known[px, bold] = ImageFont.truetype(str(face.path), px, index=face.face)
        return self._known[px, bold]


class DirectoryRow(NamedTuple):
    """A line of the 卷内目录; one without cells is the heading of an item. `target` names what it leads to."""

    cells: tuple[str, ...]
    heading: str = ""
    target: str | None = None


class Spot(NamedTuple):
    """Where a row lies on a page of the directory, in mm from the page's upper left corner within its margins."""

    page: int
    top_mm: float
    bottom_mm: float
    row: int


class Directory(Struct, frozen=True, dict=True):
    """A directory laid out; how many pages it has does not depend on the pages that it names."""

    title: str
    lines: tuple[str, ...]
    rows: tuple[DirectoryRow, ...]
    fonts: Fonts

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Where each row lies."""
        return tuple(self._placed())

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.spots[-1].page + 1 if self.spots else 1

    def _placed(self) -> Iterator[Spot]:
        pen = _Pen(self.fonts)
        page, y = 0, self._head_px(pen)
        for number, row in enumerate(self.rows):
            high = pen.height(row)
            following = pen.height(self.rows[number + 1]) if row.heading and number + 1 < len(self.rows) else 0
            if y + high + following > _HEIGHT:
                page, y = page + 1, pen.height(DirectoryRow(words.HEADS)) + _AIR
            yield Spot(page, y / _PX, (y + high) / _PX, number)
            y += high

    def _head_px(self, pen: _Pen) -> int:
        lines = len(pen.lines(self.title, _TITLE, _WIDTH)) * _TITLE * _LINE
        notes = sum(len(pen.lines(line, _BODY, _WIDTH)) for line in self.lines) * _BODY * _LINE
        return round(lines + notes + 2 * _AIR) + pen.height(DirectoryRow(words.HEADS))

    def drawn(self, page_texts: Sequence[str]) -> Iterator[Image]:
        """Draw the pages; `page_texts` says for each row where its paper begins."""
        for page in range(self.pages):
            pen = _Pen(self.fonts, blank=True)
            y = 0
            if page == 0:
                y = pen.write(self.title, _TITLE, y, centred=True, bold=True)
                for line in self.lines:
                    y = pen.write(line, _BODY, y, centred=True, ink=_GREY)
                y = self._head_px(pen) - pen.height(DirectoryRow(words.HEADS))
            pen.row(DirectoryRow(words.HEADS), y, "", bold=True)
            for spot in self.spots:
                if spot.page == page:
                    pen.row(self.rows[spot.row], round(spot.top_mm * _PX), page_texts[spot.row])
            yield pen.image


def slip(fonts: Fonts, label: str, title: str, lines: Sequence[str]) -> Image:
    """Draw the page that stands for a paper that lies elsewhere, or cannot be shown as pages."""
    pen = _Pen(fonts, blank=True)
    y = pen.write(label, _TITLE, _HEIGHT // 4, centred=True, bold=True)
    y = pen.write(title, _TITLE, y + _AIR, centred=True, bold=True) + 3 * _AIR
    for line in lines:
        y = pen.write(line, _BODY + 6, y, centred=True) + _AIR // 2
    return pen.image


class _Pen:
    """Draws on one page."""

    def __init__(self, fonts: Fonts, *, blank: bool = False) -> None:
        from PIL import Image, ImageDraw

        self._fonts = fonts
        self.image = Image.new("L", (_WIDTH, _HEIGHT) if blank else (1, 1), _PAPER)
        self._draw: ImageDraw = ImageDraw.Draw(self.image)

    def lines(self, text: str, px: int, room: float, *, bold: bool = False) -> list[str]:
        """Return a text in lines that are no longer than `room`."""
        font = self._fonts.of(px, bold=bold)
        found = [""]
        for char in " ".join(text.split()):
            if not found[-1] or font.getlength(found[-1] + char) <= room:
                found[-1] += char
            elif char in NEVER_FIRST and len(found[-1]) > 1:
                found[-1], before = found[-1][:-1], found[-1][-1]
                found.append(before + char)
            else:
                found.append(char)
        return found

    def height(self, row: DirectoryRow) -> int:
        """Return how high a row is."""
        if row.heading:
            lines = len(self._cut(row.heading, _WIDTH - _AIR, bold=True))
        else:
            rooms = (share * _WIDTH - _AIR for share in _COLUMNS)
            lines = max(len(self._cut(text, room)) for text, room in zip((*row.cells, ""), rooms, strict=False))
        return round(lines * _BODY * _LINE) + _AIR

    def write(self, text: str, px: int, y: int, *, centred: bool, ink: int = _INK, bold: bool = False) -> int:
        """Write a text over the width of the page; return where it ends."""
        font = self._fonts.of(px, bold=bold)
        at = float(y)
        for line in self.lines(text, px, _WIDTH, bold=bold):
            left = (_WIDTH - font.getlength(line)) / 2 if centred else 0
            self._draw.text((left, at + px * _LINE / 2), line, fill=ink, font=font, anchor="lm")
            at += px * _LINE
        return round(at)

    def row(self, row: DirectoryRow, top: int, page_text: str, *, bold: bool = False) -> None:
        """Draw a row of the table."""
        bottom = top + self.height(row)
        ground = _BAND if row.heading or bold else _PAPER
        self._draw.rectangle((0, top, _WIDTH - 1, bottom), fill=ground, outline=_RULE)
        if row.heading:
            self._cell(self._cut(row.heading, _WIDTH - _AIR, bold=True), 0, (top, bottom), bold=True)
            return
        left = 0.0
        for number, share in enumerate(_COLUMNS):
            text = (*row.cells, page_text)[number] if number < len(row.cells) or not bold else ""
            right = left + share * _WIDTH
            if number:
                self._draw.line((left, top, left, bottom), fill=_RULE)
            self._cell(self._cut(text, right - left - _AIR, bold=bold), left, (top, bottom), bold=bold)
            left = right

    def _cell(self, lines: Sequence[str], left: float, span: tuple[int, int], *, bold: bool) -> None:
        """Write lines in the middle of a cell's height, at its left."""
        y = (span[0] + span[1]) / 2 - (len(lines) - 1) / 2 * _BODY * _LINE
        for line in lines:
            font = self._fonts.of(_HEAD if bold else _BODY, bold=bold)
            self._draw.text((left + _AIR / 2, y), line, fill=_INK, font=font, anchor="lm")
            y += _BODY * _LINE

    def _cut(self, text: str, room: float, *, bold: bool = False) -> list[str]:
        lines = self.lines(text, _BODY, room, bold=bold)
        if len(lines) <= _MOST_LINES:
            return lines
        return [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][:-1] + "…"]
