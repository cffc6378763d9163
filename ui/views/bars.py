"""Plain bars and a line: how many items stand how, what share is there, how it went from day to day."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evidence import wording
from evidence.model import State
from evidence.wording.chasing import share
from ui import theme
from ui.models.standing_rows import SHARE
from ui.views.painted import painted

_STATES = (State.COMPLETE, State.PARTIAL, State.MISSING, State.NOT_APPLICABLE)
FILL = 96  # of 255
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRED = Qt.AlignmentFlag.AlignCenter


class Bar(Struct, frozen=True):
    """A name and how many items stand how."""

    name: str
    counts: dict[State, int]
    told: str  # behind the bar


class Point(Struct, frozen=True):
    """One day of the line."""

    day: date
    per_mille: int  # of the needed pieces that were there
    complete: int  # items


class Bars(QWidget):
    """One bar a line, each as long as the others, in parts by state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these."""
        self._bars = tuple(bars)
        self.setAccessibleName("；".join(f"{bar.name}：{_in_words(bar)}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that the bars take."""
        em = theme.em(self)
        return QSize(30 * em, round(1.65 * em * len(self._bars)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        painter, em = QPainter(self), theme.em(self)
        line = round(1.65 * em)
        names = min(max((len(bar.name) for bar in self._bars), default=0), 9) * em + em // 2
        told = max((self.fontMetrics().horizontalAdvance(bar.told) for bar in self._bars), default=0) + em
        for at, bar in enumerate(self._bars):
            top = at * line
            name = self.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, names - em // 2)
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(QRect(0, top, names, line), _LEFT, name)
            painter.drawText(QRect(self.width() - told, top, told, line), _RIGHT, bar.told)
            self._paint_bar(painter, QRect(names, top + em // 4, self.width() - names - told, line - em // 2), bar)

    def _paint_bar(self, painter: QPainter, room: QRect, bar: Bar) -> None:
        total = sum(bar.counts.values())
        left = float(room.left())
        for state in _STATES:
            count = bar.counts.get(state, 0)
            if not count or not total:
                continue
            width = room.width() * count / total
            part = QRectF(left, room.top(), width, room.height())
            colour = theme.state_colour(state, self.palette())
            painter.fillRect(part, _filling(colour))
            text = f"{wording.STATES[state]} {count}"
            if self.fontMetrics().horizontalAdvance(text) + 4 > width:
                text = str(count)
            if self.fontMetrics().horizontalAdvance(text) <= width:
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                painter.drawText(part, _CENTRED, text)
            left += width


class Trend(QWidget):
    """The share of needed pieces that was there, day by day; days lie as far apart as they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: Sequence[Point]) -> None:
        """Show these, in order of days."""
        self._points = tuple(points)
        said = [f"{point.day} 到位率 {share(point.per_mille)}，齐全 {point.complete} 项" for point in points]
        self.setAccessibleName("；".join(said))
        self.setToolTip("\n".join(said[-12:]))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of a small picture."""
        em = theme.em(self)
        return QSize(30 * em, 8 * em)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line with its first and last day and its scale."""
        painter, em = QPainter(self), theme.em(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text, quiet = (self.palette().color(r) for r in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Mid))
        room = QRect(3 * em, em, self.width() - round(6.5 * em), self.height() - round(3.2 * em))
        top = _scale(self._points)
        for part in (0.0, top / 2, top):
            y = room.bottom() - round(room.height() * part / top)
            painter.setPen(QPen(quiet, 1))
            painter.drawLine(room.left(), y, room.right(), y)
            painter.setPen(text)
            painter.drawText(QRect(0, y - em, 3 * em - em // 2, 2 * em), _RIGHT, f"{part:.0%}")
        places = self._places(room, top)
        painter.setPen(QPen(theme.state_colour(State.COMPLETE, self.palette()), 2))
        painter.drawPolyline(QPolygonF(places))
        for place in places:
            painter.drawEllipse(place, 2.5, 2.5)
        painter.setPen(text)
        for point, place in self._labelled(places):
            label = QRect(round(place.x()) - 3 * em, room.bottom() + em // 2, 6 * em, round(1.4 * em))
            painter.drawText(label, _CENTRED, f"{point.day.month}月{point.day.day}日")
        if places:
            last = QRect(round(places[-1].x()) + em // 2, round(places[-1].y()) - em, 3 * em, 2 * em)
            painter.drawText(last, _LEFT, share(self._points[-1].per_mille))

    def _places(self, room: QRect, top: float) -> list[QPointF]:
        if not self._points:
            return []
        first, last = self._points[0].day, self._points[-1].day
        days = max(1, (last - first).days)
        return [
            QPointF(
                room.left() + room.width() * (point.day - first).days / days,
                room.bottom() - room.height() * point.per_mille / 1000 / top,
            )
            for point in self._points
        ]

    def _labelled(self, places: Sequence[QPointF]) -> list[tuple[Point, QPointF]]:
        both = list(zip(self._points, places, strict=True))
        return both if len(both) < 2 else [both[0], both[-1]]


class ShareBar(QStyledItemDelegate):
    """A bar in a list, as long as a share, with its number."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the bar over the background of the row."""
        rect, palette, selected = painted(option)
        painter.save()
        if selected:
            painter.fillRect(rect, palette.highlight())
        part = index.data(SHARE)
        if isinstance(part, float):
            room = rect.adjusted(3, 4, -3, -4)
            quiet = QColor(palette.color(QPalette.ColorRole.Mid))
            quiet.setAlpha(70)
            painter.fillRect(room, quiet)
            done = QRect(room.left(), room.top(), round(room.width() * part), room.height())
            painter.fillRect(done, _filling(theme.state_colour(State.COMPLETE, palette)))
            role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
            painter.setPen(palette.color(role))
            painter.drawText(rect, _CENTRED, str(index.data()))
        painter.restore()


def _filling(colour: QColor) -> QColor:
    """Return a colour that words can be read on."""
    filling = QColor(colour)
    filling.setAlpha(FILL)
    return filling


def _scale(points: Sequence[Point]) -> float:
    """Return what the scale reaches to: all, or less while little is there."""
    most = max((point.per_mille / 1000 for point in points), default=0.0)
    return next((top for top in (0.1, 0.2, 0.5) if most <= top), 1.0)


def _in_words(bar: Bar) -> str:
    return "，".join(f"{wording.STATES[state]} {count}" for state, count in bar.counts.items() if count)
