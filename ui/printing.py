"""Any list on paper: as it is shown and filtered, heads on each page, pages numbered, landscape where it is wide."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QMarginsF, QModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPageLayout, QPageSize, QPaintEngine, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

from ui import theme

_PT = 9.5
_MARGIN_MM = 15.0
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft
_MOST_ABOUT = 4  # lines that tell what a list is narrowed to
_MOST_LINES = 8  # of a cell: a row is never higher than a page
MOST_PREVIEWED = 20  # pages; each takes some milliseconds
_SAMPLE = 400  # rows by which widths are chosen
_SLICE, _FEW = 200, 20  # rows that are measured between two events; before it is looked whether a page is full
_MANY = 0.9  # of the cells of a column that say anything: so many are to stand in one line


class Line(Struct, frozen=True):
    """One row of a list; `level` tells how deep it stands below others, from 0."""

    cells: tuple[str, ...]
    level: int
    heading: bool  # over the rows below it


class Sheet(Struct, frozen=True):
    """What is printed."""

    title: str
    about: str  # what the list is narrowed to; may be empty
    project: str
    at: datetime
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    internal: bool = True

    @property
    def foot(self) -> str:
        """What stands at the foot of each page."""
        return "内部使用" if self.internal else ""


def lines_of(model: QAbstractItemModel) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Return the heads and all rows of a model, those below others behind them; of columns that say anything."""
    heads = [_text(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]
    found = list(_below(model, QModelIndex(), 0, len(heads)))
    kept = [at for at, head in enumerate(heads) if head or any(line.cells[at] for line in found)]
    lines = (Line(tuple(line.cells[at] for at in kept), line.level, line.heading) for line in found)
    return tuple(heads[at] for at in kept), tuple(lines)


def _below(model: QAbstractItemModel, parent: QModelIndex, level: int, columns: int) -> Iterable[Line]:
    for row in range(model.rowCount(parent)):
        cells = tuple(_text(model.index(row, at, parent).data()) for at in range(columns))
        first = model.index(row, 0, parent)
        yield Line(cells, level, model.rowCount(first) > 0)
        yield from _below(model, first, level + 1, columns)


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


class Paper:
    """A sheet with what was measured of it, which is kept from one painting to the next."""

    def __init__(self, sheet: Sheet) -> None:
        """Measure nothing yet."""
        self.sheet = sheet
        self._measured: _Measured | None = None

    @property
    def measured(self) -> int:
        """How many rows were measured for pages of the size that was painted last."""
        return self._measured.done if self._measured is not None else 0

    @property
    def pages(self) -> int | None:
        """How many pages there are; None until all rows are measured."""
        return len(self._measured.pages) if self._measured is not None and self._measured.complete else None

    def set_up(self, printer: QPrinter) -> None:
        """Choose A4, landscape where the columns want it."""
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setDocName(self.sheet.title)
        if sum(_wanted(self.sheet, QFontMetricsF(_font(), printer))) > 1.25 * _room(printer).width():
            printer.setPageOrientation(QPageLayout.Orientation.Landscape)

    def paint(self, printer: QPrinter) -> None:
        """Print the pages asked for; of a preview the first ones, and what is needed for them only."""
        painter = QPainter(printer)
        try:
            measured = self._for(printer)
            first, last = printer.fromPage() or 1, printer.toPage()
            if printer.paintEngine().type() is QPaintEngine.Type.Picture:  # of a preview
                measured.measure(MOST_PREVIEWED)
                last = min(last or MOST_PREVIEWED, MOST_PREVIEWED)
            else:
                measured.measure(None)
            _Painting(painter, self.sheet, measured).paint(
                printer, first, min(last or len(measured.pages), len(measured.pages))
            )
        finally:
            painter.end()

    def go_on(self) -> bool:
        """Measure some more rows for the pages painted last; tell whether there are more."""
        if self._measured is not None:
            self._measured.go_on(_SLICE)
        return self.pages is None

    def _for(self, printer: QPrinter) -> _Measured:
        """Return what is known of pages like those of a printer."""
        measured = self._measured
        if measured is None or not measured.fits(printer):
            measured = self._measured = _Measured(printer, self.sheet)
        return measured


class _Measured:
    """Which rows stand on which page of one size, as far as they were measured."""

    def __init__(self, printer: QPrinter, sheet: Sheet) -> None:
        self.sheet, self.room = sheet, _room(printer)
        self.metrics = QFontMetricsF(_font(), printer)
        self.line = self.metrics.lineSpacing()
        self.pad = self.metrics.horizontalAdvance("备") / 3
        self.widths = _shared(_wanted(sheet, self.metrics), self.room.width())
        self.about_height = min(self._box(sheet.about, self.room.width()), _MOST_ABOUT * self.line)
        self.pages: list[list[tuple[Line, float]]] = [[]]  # rows with their heights
        self.done = 0
        self._left = self._free(1)

    @property
    def complete(self) -> bool:
        return self.done == len(self.sheet.lines)

    def fits(self, printer: QPrinter) -> bool:
        """Tell whether pages of a printer are the same."""
        return _room(printer) == self.room and QFontMetricsF(_font(), printer).lineSpacing() == self.line

    def measure(self, pages: int | None) -> None:
        """Measure what is needed for so many pages, or for all."""
        while not self.complete and (pages is None or len(self.pages) <= pages):
            self.go_on(_FEW)

    def go_on(self, most: int) -> None:
        """Put the next rows on pages."""
        for line in self.sheet.lines[self.done : self.done + most]:
            height = self._height(line)
            if height > self._left and self.pages[-1]:
                self.pages.append([])
                self._left = self._free(len(self.pages))
            self.pages[-1].append((line, height))
            self._left -= height
            self.done += 1

    def _free(self, page: int) -> float:
        """Return how much of a page is left below its title and heads, and above its foot."""
        about = self.about_height + 0.2 * self.line if self.sheet.about else 0.0
        title = 2.2 * self.line + about if page == 1 else 0.0
        return self.room.height() - title - 5.2 * self.line

    def _box(self, text: str, room: float) -> float:
        """Return how high a text is that is so wide."""
        return self.metrics.boundingRect(QRectF(0, 0, room, 1e6), int(_WRAPPED), text).height()

    def _height(self, line: Line) -> float:
        lines = 1
        for at, text in enumerate(line.cells):
            room = self.widths[at] - 2 * self.pad - (line.level * 3 * self.pad if at == 0 else 0)
            wide = self.metrics.horizontalAdvance(text)
            if wide > room:
                lines = max(lines, round(self._box(text, room) / self.line))
        return min(lines, _MOST_LINES) * self.line + self.pad


class _Painting:
    """Paints pages that are measured."""

    def __init__(self, painter: QPainter, sheet: Sheet, measured: _Measured) -> None:
        self._painter, self._sheet, self._measured = painter, sheet, measured
        self._font, self._bold = _font(), _font(bold=True)
        self._line, self._pad = measured.line, measured.pad
        self._room, self._widths = measured.room, measured.widths

    def paint(self, printer: QPrinter, first: int, last: int) -> None:
        for number in range(first, last + 1):
            if number > first:
                printer.newPage()
            self._paint_page(number, self._measured.pages[number - 1])

    def _paint_page(self, number: int, lines: Sequence[tuple[Line, float]]) -> None:
        painter, sheet, room = self._painter, self._sheet, self._room
        y = 0.0
        if number == 1:
            painter.setFont(_font(bold=True, larger=5))
            painter.drawText(QRectF(0, y, room.width(), 2 * self._line), Qt.AlignmentFlag.AlignCenter, sheet.title)
            y += 2.2 * self._line
            if sheet.about:
                painter.setFont(self._font)
                about = QRectF(0, y, room.width(), self._measured.about_height)
                if about.height() < 1.5 * self._line:
                    painter.drawText(about, Qt.AlignmentFlag.AlignCenter, sheet.about)
                else:
                    painter.drawText(about, int(_WRAPPED), sheet.about)
                y += about.height() + 0.2 * self._line
        painter.setFont(self._font)
        line = QRectF(0, y, room.width(), self._line)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, sheet.project)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, f"截至 {_moment(sheet.at)}")
        y += 1.4 * self._line
        painter.setFont(self._bold)
        self._paint_row(Line(sheet.heads, 0, heading=True), y, 1.5 * self._line)
        y += 1.5 * self._line
        for one, height in lines:
            painter.setFont(self._bold if one.heading else self._font)
            self._paint_row(one, y, height)
            y += height
        painter.setFont(self._font)
        foot = QRectF(0, room.height() - self._line, room.width(), self._line)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, sheet.foot)
        count = f"　共 {len(self._measured.pages)} 页" if self._measured.complete else ""
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"第 {number} 页{count}")

    def _paint_row(self, line: Line, y: float, height: float) -> None:
        x = 0.0
        self._painter.setPen(QPen(Qt.GlobalColor.black, 0))
        for at, text in enumerate(line.cells):
            box = QRectF(x, y, self._widths[at], height)
            self._painter.drawRect(box)
            inner = box.adjusted(self._pad, self._pad / 2, -self._pad, 0)
            if at == 0:
                inner.setLeft(inner.left() + line.level * 3 * self._pad)
            self._painter.save()
            self._painter.setClipRect(box)
            self._painter.drawText(inner, int(_WRAPPED), text)
            self._painter.restore()
            x += self._widths[at]


def _font(*, bold: bool = False, larger: float = 0) -> QFont:
    font = QFont()
    font.setFamilies([*theme.FAMILIES, font.family()])
    font.setPointSizeF(_PT + larger)
    font.setBold(bold)
    return font


def _room(printer: QPrinter) -> QRectF:
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    return QRectF(0, 0, page.width(), page.height())


def _wanted(sheet: Sheet, metrics: QFontMetricsF) -> list[float]:
    """Return how wide each column would be: as most cells want that say anything, by a sample of the rows."""
    pad = metrics.horizontalAdvance("备")
    found: list[float] = []
    sample = sample_of(sheet.lines)
    for at, head in enumerate(sheet.heads):
        cells = sorted(metrics.horizontalAdvance(line.cells[at]) for line in sample if line.cells[at])
        most = cells[math.ceil(_MANY * (len(cells) - 1))] if cells else 0.0
        found.append(max(most, metrics.horizontalAdvance(head)) + pad)
    return found


def sample_of(lines: Sequence[Line]) -> Sequence[Line]:
    """Return all lines, or so many of them from beginning to end as tell how wide columns are."""
    return lines[:: -(-len(lines) // _SAMPLE) or 1]


def _shared(wanted: Sequence[float], room: float) -> list[float]:
    """Return widths that fill the page: narrow columns get what they want, wide ones share the rest.

    What is left over goes to the columns by the square of what they want: to the texts, not to numbers and blanks.
    """
    widths, left = [0.0] * len(wanted), room
    by_width = sorted(range(len(wanted)), key=lambda at: wanted[at])
    for done, at in enumerate(by_width):
        widths[at] = min(wanted[at], left / (len(wanted) - done))
        left -= widths[at]
    weights = [width**2 for width in widths]
    return [width + left * weight / sum(weights) for width, weight in zip(widths, weights, strict=True)]


def _moment(at: datetime) -> str:
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
