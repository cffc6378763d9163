"""Pages side by side, as many as there is room for, with marks between them; only those in sight are drawn."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
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

from evidence import wording
from evidence.model import Original
from ui.labels import tip
from ui.page_pictures import Asked, PageAsked, PagePictures, WordsAsked
from ui.theme import em

if TYPE_CHECKING:
    from evidence.extract.page_pictures import Place

_THUMB_EM = 9.0  # width of a page among many
TALL = 1.4143  # A4: pages among many stand on one whatever their shape, a photograph with white around it
_GAP_EM = 2.0  # between pages, where cuts are marked
_MARK = QColor(255, 200, 0, 110)  # over words that were looked for: white paper, whatever the palette
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PageShown(NamedTuple):
    """A page to be shown, with its text for where the file has no picture of it."""

    original: Original
    page: int  # 1-based, in its file
    text: str = ""
    turned: int = 0  # degrees clockwise by which it is shown turned; the file stays as it is
    damaged: bool = False  # nothing can be seen of it for that


class PageFlow(QAbstractScrollArea):
    """Shows pages; positions count from 1. The clerk moves by arrows, cuts by Space, Enter or a click between pages."""

    enlarged_changed = Signal(bool)
    moved = Signal(int)  # the position that is current now
    arrived = Signal(int)  # a page, as its file counts it, looks as it is now
    cut_wanted = Signal(int)  # the position before which a cut is to be set or taken away

    gap_em = _GAP_EM
    most_columns: int | None = None
    rows_ahead = 1  # that are drawn before they come into sight
    frames_current = True

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
        self.verticalScrollBar().valueChanged.connect(self.ask)
        wish = self._wish = QObject()
        self.destroyed.connect(lambda: pictures.want(wish, ()))
        self.lay_out()

    def show_pages(self, pages: Sequence[PageShown]) -> None:
        """Show other pages, from the first on."""
        self._pages, self.position = pages, 1
        self.lay_out()
        self.verticalScrollBar().setValue(0)
        self.ask()

    def change_pages(self, pages: Sequence[PageShown]) -> None:
        """Show the same pages as they are now, at the place where the clerk is."""
        self._pages, self.position = pages, min(self.position, max(1, len(pages)))
        self.lay_out()
        self.ask()

    def page(self, position: int) -> PageShown | None:
        """Return the page at a position, None where there is none."""
        return self._pages[position - 1] if 1 <= position <= len(self._pages) else None

    def fault(self, position: int) -> str:
        """Return why a page has no picture, as a sentence; empty where nothing is wrong, or not known yet."""
        page = self.page(position)
        if page is None:
            return ""
        asked = self.asked(position)
        if self._pictures.knows(asked) and self._pictures.image(asked) is None and not page.text:
            blank = wording.ERRORS["file_truncated"] if page.damaged else wording.phrase("view_blank")
            return self._pictures.fault(asked) or blank
        return self._pictures.fault(asked)

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
        self.bring_into_sight()
        self.viewport().update()

    def enlarge(self, *, enlarged: bool) -> None:
        """Show one page as wide as there is room for, or many small ones."""
        self.enlarged = enlarged
        self.enlarged_changed.emit(enlarged)
        self.lay_out()
        self.bring_into_sight()
        self.ask()

    def place(self, position: int) -> QRect:
        """Return where a page stands in the viewport, without its number below."""
        column, row = (position - 1) % self._columns, (position - 1) // self._columns
        left = self._margin + column * (self._page.width() + self._gap) - self.horizontalScrollBar().value()
        top = self._gap // 2 + row * self._row_height - self.verticalScrollBar().value()
        return QRect(QPoint(left, top), self._page)

    def sizeHint(self) -> QSize:
        """Ask for room for some pages."""
        return QSize(36 * em(self), 24 * em(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current page in sight."""
        super().resizeEvent(event)
        self.lay_out()
        self.bring_into_sight()
        self.ask()

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
        elif position := self.page_at(where):
            self.move_to(position)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Enlarge a page, or show many again."""
        where = event.position().toPoint()
        if gap := self._gap_at(where):  # two quick clicks are two
            self.cut_wanted.emit(gap)
        elif self.page_at(where):
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
        for position in self.in_sight():
            self._draw_page(painter, position)
        for position in self.in_sight():
            if position > 1:
                self._draw_cut(painter, position)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def marks(self, position: int) -> tuple[Place, ...]:
        """Return what is marked on a page: nothing here."""
        return ()

    def page_width(self, room: int) -> int:
        """Return how wide a page is shown in a viewport so wide, in pixels of the layout."""
        size = em(self)
        return max(size, room - 2 * self._gap) if self.enlarged else round(_THUMB_EM * size)

    def _draw_page(self, painter: QPainter, position: int) -> None:
        place, palette = self.place(position), self.palette()
        part = sum(begin <= position for begin in self._begins)
        if self._begins and part % 2:
            half = self._gap // 2
            painter.fillRect(place.adjusted(-half, -half // 2, half, self._label), palette.midlight())
        image = self._pictures.like(self.asked(position))
        painter.fillRect(place, QColor("white"))
        if image is not None:
            _draw_turned(painter, place, image, self._pages[position - 1].turned, self.marks(position))
        else:
            self._draw_text(painter, place, position)
        current = position == self.position and self.frames_current
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
        text = page.text or self.fault(position) or "…"
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

    def lay_out(self) -> None:
        """Give the pages their places."""
        room, size = self.viewport().width(), em(self)
        self._gap = round(self.gap_em * size)
        self._label = round(1.5 * size)
        wide = self.page_width(room)
        self._page = QSize(wide, round(wide * TALL))
        self._columns = max(1, (room - self._gap) // (wide + self._gap))
        if self.most_columns is not None:
            self._columns = min(self._columns, self.most_columns)
        self._margin = max(self._gap, (room - self._columns * (wide + self._gap) + self._gap) // 2)
        self._row_height = self._page.height() + self._label + self._gap // 2
        whole = self.arrange()
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(max(1, self._row_height // 3))
        bar.setRange(0, max(0, whole.height() - self.viewport().height()))
        aside = self.horizontalScrollBar()
        aside.setPageStep(room)
        aside.setSingleStep(max(1, wide // 10))
        aside.setRange(0, max(0, whole.width() - room) if self._columns == 1 else 0)
        self.viewport().update()

    def arrange(self) -> QSize:
        """Return how large all pages are together."""
        rows = -(-len(self._pages) // self._columns)
        return QSize(self._page.width() + 2 * self._gap, rows * self._row_height + self._gap // 2)

    def bring_into_sight(self) -> None:
        """Scroll to the current page."""
        if not self._pages:
            return
        place, bar, high = self.place(self.position), self.verticalScrollBar(), self.viewport().height()
        bottom = place.bottom() + self._label
        if place.top() < 0 or place.height() >= high:
            bar.setValue(bar.value() + place.top() - self._gap // 2)
        elif bottom > high:
            bar.setValue(bar.value() + bottom - high)

    def in_sight(self, further: int = 0) -> range:
        """Return the positions that are in sight, and those in so many rows below."""
        top = self.verticalScrollBar().value()
        first = max(0, top // self._row_height)
        last = (top + self.viewport().height()) // self._row_height + further
        return range(first * self._columns + 1, min(len(self._pages), (last + 1) * self._columns) + 1)

    def asked(self, position: int) -> PageAsked:
        """Return what is asked for to show a page."""
        page = self._pages[position - 1]
        wide = self._page.height() if page.turned % 180 else self._page.width()
        return PageAsked(page.original, page.page, round(wide * self.devicePixelRatioF()))

    def ask(self) -> None:
        """Ask for what is in sight."""
        if self._pages:
            wanted = [self.asked(position) for position in self.in_sight(self.rows_ahead)]
            seen = len(self.in_sight())
            self._pictures.want(self._wish, [*wanted[:seen], *self.searched(), *wanted[seen:]])
        self.viewport().update()

    def searched(self) -> Sequence[WordsAsked]:
        """Return what is looked for on the pages in sight: nothing here."""
        return ()

    def _take(self, asked: Asked) -> None:
        if any(asked in (self.asked(position), *self.searched()) for position in self.in_sight()):
            self.viewport().update()
            self.arrived.emit(asked.page)

    def page_at(self, where: QPoint) -> int:
        """Return the position of the page at a point, 0 for none."""
        return next((position for position in self.in_sight() if self.place(position).contains(where)), 0)

    def _gap_at(self, where: QPoint) -> int:
        """Return the position of the page whose gap before it is at a point, 0 for none."""
        if not self._may_cut:
            return 0
        for position in self.in_sight():
            place = self.place(position)
            gap = QRect(place.left() - self._gap, place.top(), self._gap, place.height())
            if position > 1 and gap.contains(where):
                return position
        return 0


def _draw_turned(painter: QPainter, place: QRect, image: QImage, turned: int, marks: Sequence[Place]) -> None:
    """Draw a picture as large as its place allows, turned clockwise by so many degrees, with its marks."""
    room = place.size().transposed() if turned % 180 else place.size()
    size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(QRectF(place).center())
    painter.rotate(turned)
    drawn = QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height())
    painter.drawImage(drawn, image)
    for mark in marks:
        left, top = drawn.left() + mark.left * drawn.width(), drawn.top() + mark.top * drawn.height()
        painter.fillRect(QRectF(left, top, mark.width * drawn.width(), mark.height * drawn.height()), _MARK)
    painter.restore()
