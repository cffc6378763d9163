"""Any list on paper: as it is shown and filtered, heads on each page, pages numbered, landscape where it is wide."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractItemModel, QMarginsF, QModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

from ui import theme

_PT = 9.5
_MARGIN_MM = 15.0
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft
_MOST_LINES = 8  # of a cell: a row is never higher than a page
_WIDEST, _NARROWEST = 0.45, 0.05  # of the page, a column


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list; `level` tells how deep it stands below others, from 0."""

    cells: tuple[str, ...]
    level: int
    heading: bool  # over the rows below it


@dataclass(frozen=True, slots=True)
class Sheet:
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


def set_up(printer: QPrinter, sheet: Sheet) -> None:
    """Choose A4, landscape where the columns want it."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setDocName(sheet.title)
    if sum(_wanted(sheet, QFontMetricsF(_font(), printer))) > 1.25 * _room(printer).width():
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)


def paint(printer: QPrinter, sheet: Sheet) -> int:
    """Print; return how many pages there are."""
    painter = QPainter(printer)
    try:
        pages = _Pages(printer, painter, sheet)
        return pages.paint()
    finally:
        painter.end()


class _Pages:
    """Lays rows out on pages of one size and paints them."""

    def __init__(self, printer: QPrinter, painter: QPainter, sheet: Sheet) -> None:
        self._printer, self._painter, self._sheet = printer, painter, sheet
        self._font, self._bold = _font(), _font(bold=True)
        self._metrics = QFontMetricsF(self._font, printer)
        self._line = self._metrics.lineSpacing()
        self._pad = self._metrics.horizontalAdvance("备") / 3
        self._room = _room(printer)
        self._widths = _shared(_wanted(sheet, self._metrics), self._room.width())

    def paint(self) -> int:
        pages = self._broken()
        first, last = self._printer.fromPage() or 1, self._printer.toPage() or len(pages)
        for number, lines in enumerate(pages, 1):
            if first <= number <= last:
                if number > first:
                    self._printer.newPage()
                self._paint_page(number, len(pages), lines)
        return len(pages)

    def _broken(self) -> list[list[tuple[Line, float]]]:
        """Return the rows of each page with their heights."""
        pages: list[list[tuple[Line, float]]] = [[]]
        top, left = self._top(1), 0.0
        left = self._room.height() - top - 2 * self._line
        for line in self._sheet.lines:
            height = self._height(line)
            if height > left and pages[-1]:
                pages.append([])
                left = self._room.height() - self._top(len(pages)) - 2 * self._line
            pages[-1].append((line, height))
            left -= height
        return pages

    def _top(self, page: int) -> float:
        """Return how much of a page the title and the heads take."""
        title = (3.4 if self._sheet.about else 2.2) * self._line if page == 1 else 0.0
        return title + 3.2 * self._line

    def _height(self, line: Line) -> float:
        lines = 1
        for at, text in enumerate(line.cells):
            room = self._widths[at] - 2 * self._pad - (line.level * 3 * self._pad if at == 0 else 0)
            wide = self._metrics.horizontalAdvance(text)
            if wide > room:
                box = self._metrics.boundingRect(QRectF(0, 0, room, 1e6), int(_WRAPPED), text)
                lines = max(lines, round(box.height() / self._line))
        return min(lines, _MOST_LINES) * self._line + self._pad

    def _paint_page(self, number: int, count: int, lines: Sequence[tuple[Line, float]]) -> None:
        painter, sheet, room = self._painter, self._sheet, self._room
        y = 0.0
        if number == 1:
            painter.setFont(_font(bold=True, larger=5))
            painter.drawText(QRectF(0, y, room.width(), 2 * self._line), Qt.AlignmentFlag.AlignCenter, sheet.title)
            y += 2.2 * self._line
            if sheet.about:
                painter.setFont(self._font)
                about = QRectF(0, y, room.width(), self._line)
                told = self._metrics.elidedText(sheet.about, Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(about, Qt.AlignmentFlag.AlignCenter, told)
                y += 1.2 * self._line
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
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"第 {number} 页　共 {count} 页")

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
    """Return how wide each column would be: as nine of ten of its cells want."""
    pad = metrics.horizontalAdvance("备")
    found: list[float] = []
    for at, head in enumerate(sheet.heads):
        cells = sorted(metrics.horizontalAdvance(line.cells[at]) for line in sheet.lines)
        most = cells[int(0.9 * (len(cells) - 1))] if cells else 0.0
        found.append(max(most, metrics.horizontalAdvance(head)) + pad)
    return found


def _shared(wanted: Sequence[float], room: float) -> list[float]:
    """Return widths that fill the page: narrow columns get what they want, wide ones share the rest."""
    capped = [min(max(width, _NARROWEST * room), _WIDEST * room) for width in wanted]
    total = sum(capped)
    return [width * room / total for width in capped] if total else []


def _moment(at: datetime) -> str:
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
