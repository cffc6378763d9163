"""Pages side by side, as many as there is room for, with marks between them; only those in sight are drawn."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from evidence.model import Original
from ui.labels import tip
from ui.page_pictures import PageAsked, PagePictures
from ui.theme import em

_THUMB_EM = 9.0  # width of a page among many
_TALL = 1.4143  # A4
_GAP_EM = 2.0  # between pages, where cuts are marked
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PageShown(NamedTuple):
    """A page to be shown, with its text for where the file has no picture of it."""

    original: Original
    page: int  # 1-based, in its file
    text: str = ""
    turned: int = 0  # degrees clockwise by which it is shown turned; the file stays as it is


class PageFlow(QAbstractScrollArea):
    """Shows pages; positions count from 1. The clerk moves by arrows, cuts by Space, Enter or a click between pages."""

    enlarged_changed = Signal(bool)
    moved = Signal(int)  # the position that is current now
    cut_wanted = Signal(int)  # the position before which a cut is to be set or taken away

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None, *, cuts: bool = True) -> None:
        """Show nothing yet; without `cuts` the pages can be looked at only."""
        super().__init__(parent)
        self._pictures, self._may_cut = pictures, cuts
        self._pages: Sequence[PageShown] = ()
        self._begins: frozenset[int] = frozenset()
        self._proposed: Mapping[int, str] = {}
        self._hovered = 0
        self.position = 1
        self.enlarged = False
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("页面")
        self.viewport().setMouseTracking(True)
        pictures.arrived.connect(self._take)
        self.verticalScrollBar().valueChanged.connect(self._ask)
        wish = self._wish = QObject()
        self.destroyed.connect(lambda: pictures.want(wish, ()))
        self._lay_out()

    def show_pages(self, pages: Sequence[PageShown]) -> None:
        """Show other pages, from the first on."""
        self._pages, self.position = pages, 1
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._ask()

    def __len__(self) -> int:
        """Return how many pages are shown."""
        return len(self._pages)

    def mark(self, begins: frozenset[int], proposed: Mapping[int, str]) -> None:
        """Mark where parts begin, and where it is proposed that they do, with the reasons."""
        self._begins, self._proposed = begins, proposed
        self.viewport().update()

    def move_to(self, position: int) -> None:
        """Make a page the current one and bring it into sight."""
        position = min(max(1, position), len(self._pages))
        if position != self.position and self._pages:
            self.position = position
            self.moved.emit(position)
        self._bring_into_sight()
        self.viewport().update()

    def enlarge(self, *, enlarged: bool) -> None:
        """Show one page as wide as there is room for, or many small ones."""
        self.enlarged = enlarged
        self.enlarged_changed.emit(enlarged)
        self._lay_out()
        self._bring_into_sight()
        self._ask()

    def place(self, position: int) -> QRect:
        """Return where a page stands in the viewport, without its number below."""
        column, row = (position - 1) % self._columns, (position - 1) // self._columns
        left = self._margin + column * (self._page.width() + self._gap)
        top = self._gap // 2 + row * self._row_height - self.verticalScrollBar().value()
        return QRect(QPoint(left, top), self._page)

    def sizeHint(self) -> QSize:
        """Ask for room for some pages."""
        return QSize(36 * em(self), 24 * em(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current page in sight."""
        super().resizeEvent(event)
        self._lay_out()
        self._bring_into_sight()
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, cut or enlarge."""
        key = event.key()
        steps = {**_STEPS, Qt.Key.Key_Up: -self._columns, Qt.Key.Key_Down: self._columns}
        if key in steps:
            wanted = self.position + steps[Qt.Key(key)]
            self.move_to(wanted if 1 <= wanted <= len(self._pages) else self.position)
        elif key == Qt.Key.Key_Home:
            self.move_to(1)
        elif key == Qt.Key.Key_End:
            self.move_to(len(self._pages))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (1 if key == Qt.Key.Key_PageDown else -1) * bar.pageStep())
        elif self._may_cut and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.position > 1 and not event.isAutoRepeat():
                self.cut_wanted.emit(self.position)
        elif key == Qt.Key.Key_Z and not event.modifiers():
            self.enlarge(enlarged=not self.enlarged)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Cut between pages, or go to a page."""
        where = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if gap := self._gap_at(where):
            self.cut_wanted.emit(gap)
        elif position := self._page_at(where):
            self.move_to(position)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Enlarge a page, or show many again."""
        where = event.position().toPoint()
        if gap := self._gap_at(where):  # two quick clicks are two
            self.cut_wanted.emit(gap)
        elif self._page_at(where):
            self.enlarge(enlarged=not self.enlarged)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click would cut."""
        gap = self._gap_at(event.position().toPoint())
        if gap != self._hovered:
            self._hovered = gap
            self.viewport().setCursor(Qt.CursorShape.SplitHCursor if gap else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say why a cut is proposed."""
        if isinstance(event, QHelpEvent):
            gap = self._gap_at(event.pos())
            QToolTip.showText(event.globalPos(), tip(self._proposed.get(gap, "")), self.viewport())
            return True
        if event.type() is QEvent.Type.Leave and self._hovered:
            self._hovered = 0
            self.viewport().update()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().window())
        for position in self._in_sight():
            self._draw_page(painter, position)
        for position in self._in_sight():
            if position > 1:
                self._draw_cut(painter, position)

    def _draw_page(self, painter: QPainter, position: int) -> None:
        place, palette = self.place(position), self.palette()
        part = sum(begin <= position for begin in self._begins)
        if self._begins and part % 2:
            half = self._gap // 2
            painter.fillRect(place.adjusted(-half, -half // 2, half, self._label), palette.midlight())
        image = self._pictures.image(self._asked(position))
        painter.fillRect(place, QColor("white"))
        if image is not None:
            _draw_turned(painter, place, image, self._pages[position - 1].turned)
        else:
            self._draw_text(painter, place, position)
        current = position == self.position
        painter.setPen(QPen(palette.highlight().color() if current else palette.mid().color(), 3 if current else 1))
        painter.drawRect(place)
        below = QRect(place.left(), place.bottom() + 2, place.width(), self._label)
        painter.setPen(palette.windowText().color())
        words = f"{self._pages[position - 1].page}"
        if self._begins and (position == 1 or position in self._begins):
            words += f"　第 {part + 1} 件"
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)

    def _draw_text(self, painter: QPainter, place: QRect, position: int) -> None:
        """Draw the first lines of a page's text where there is no picture of it, or none yet."""
        painter.save()
        painter.setPen(QColor("#555555"))
        font = painter.font()
        font.setPointSizeF(max(4.0, font.pointSizeF() * (1.0 if self.enlarged else 0.6)))
        painter.setFont(font)
        page = self._pages[position - 1]
        known = self._pictures.knows(self._asked(position))
        text = page.text or ("（没有画面）" if known else "…")
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        inner = place.adjusted(4, 4, -4, -4)
        painter.setClipRect(inner)
        painter.drawText(QRectF(inner), text, option)
        painter.restore()

    def _draw_cut(self, painter: QPainter, position: int) -> None:
        cut, proposed = position in self._begins, position in self._proposed
        if not (cut or proposed or position == self._hovered):
            return
        place, palette = self.place(position), self.palette()
        x = place.left() - self._gap // 2
        colour = palette.highlight().color() if cut or proposed else palette.mid().color()
        style = Qt.PenStyle.SolidLine if cut else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, 4 if cut else 2, style))
        painter.drawLine(x, place.top(), x, place.bottom())
        if proposed and not cut:
            painter.setPen(colour)
            box = QRect(x - self._gap // 2, place.bottom() + 2, self._gap, self._label)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, "建议")

    def _lay_out(self) -> None:
        room, size = self.viewport().width(), em(self)
        self._gap = round(_GAP_EM * size)
        self._label = round(1.5 * size)
        wide = max(size, room - 2 * self._gap) if self.enlarged else round(_THUMB_EM * size)
        self._page = QSize(wide, round(wide * _TALL))
        self._columns = max(1, (room - self._gap) // (wide + self._gap))
        self._margin = max(self._gap, (room - self._columns * (wide + self._gap) + self._gap) // 2)
        self._row_height = self._page.height() + self._label + self._gap // 2
        rows = -(-len(self._pages) // self._columns)
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(max(1, self._row_height // 3))
        bar.setRange(0, max(0, rows * self._row_height + self._gap // 2 - self.viewport().height()))
        self.viewport().update()

    def _bring_into_sight(self) -> None:
        if not self._pages:
            return
        place, bar, high = self.place(self.position), self.verticalScrollBar(), self.viewport().height()
        bottom = place.bottom() + self._label
        if place.top() < 0 or place.height() >= high:
            bar.setValue(bar.value() + place.top() - self._gap // 2)
        elif bottom > high:
            bar.setValue(bar.value() + bottom - high)

    def _in_sight(self, further: int = 0) -> range:
        """Return the positions that are in sight, and those in so many rows below."""
        top = self.verticalScrollBar().value()
        first = max(0, top // self._row_height)
        last = (top + self.viewport().height()) // self._row_height + further
        return range(first * self._columns + 1, min(len(self._pages), (last + 1) * self._columns) + 1)

    def _asked(self, position: int) -> PageAsked:
        page = self._pages[position - 1]
        wide = self._page.height() if page.turned % 180 else self._page.width()
        return PageAsked(page.original, page.page, round(wide * self.devicePixelRatioF()))

    def _ask(self) -> None:
        if self._pages:
            self._pictures.want(self._wish, [self._asked(position) for position in self._in_sight(1)])
        self.viewport().update()

    def _take(self, asked: PageAsked) -> None:
        if any(self._asked(position) == asked for position in self._in_sight()):
            self.viewport().update()

    def _page_at(self, where: QPoint) -> int:
        """Return the position of the page at a point, 0 for none."""
        return next((position for position in self._in_sight() if self.place(position).contains(where)), 0)

    def _gap_at(self, where: QPoint) -> int:
        """Return the position of the page whose gap before it is at a point, 0 for none."""
        if not self._may_cut:
            return 0
        for position in self._in_sight():
            place = self.place(position)
            gap = QRect(place.left() - self._gap, place.top(), self._gap, place.height())
            if position > 1 and gap.contains(where):
                return position
        return 0


def _draw_turned(painter: QPainter, place: QRect, image: QImage, turned: int) -> None:
    """Draw a picture as large as its place allows, turned clockwise by so many degrees."""
    room = place.size().transposed() if turned % 180 else place.size()
    size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(QRectF(place).center())
    painter.rotate(turned)
    painter.drawImage(QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height()), image)
    painter.restore()
