"""Pages one below the other to be read, each in its own shape: as wide as the pane, whole, or by percent."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum
from itertools import accumulate
from math import sqrt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from evidence.crop import WHOLE, Crop, crop_of
from ui.page_pictures import Asked, PageAsked, PagePictures, WordsAsked
from ui.views.page_flow import TALL, PageFlow, PageShown

if TYPE_CHECKING:
    from evidence.extract.page_pictures import Place

PERCENTS = (25, 50, 75, 100, 125, 150, 200, 300, 400)
_A4_MM, _INCH_MM = 210.0, 25.4
_NOTCH = 120  # eighths of a degree: a step of a wheel
# Wider pictures would leave the memory no room for the pages beside: of A4 these are 266 dots an inch.
WIDEST_PX = 2200
_WIDE_PX = 1400  # pages so wide are drawn when they come into sight, and none ahead
_NEARLY = 0.03  # scans of A4 are a little off: they stand on A4, and nothing moves when they are drawn
_SHAPES = 0.2, 3.0  # heights for a width; what is flatter or longer has white around it
_LEAF = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Fit(Enum):
    """How large a page is without a percentage."""

    WIDTH = "适合宽度"
    PAGE = "整页"


class PageReader(PageFlow):
    """Shows pages to be read. 100 % is a page as large as on paper; the page in sight is the current one.

    A page is taken for an upright A4 until it is drawn. What lies on its side is at 100 % as wide as A4 is long.
    """

    zoomed = Signal()

    gap_em = 0.6
    most_columns = 1
    frames_current = False  # it is the one in sight

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        self.zoom: Fit | int = Fit.WIDTH
        self.marked: tuple[str, ...] = ()  # folded words
        self._sought = 0  # the position whose first mark is to be brought into sight when it is known
        self._scrolls = False  # whether the program moves, and not the clerk
        self._turned = 0  # of the wheel, since the last step
        self._held: QPointF | None = None
        self._sizes: list[QSize] = []  # of the pages
        self._tops: list[int] = []  # where they begin, and at the end where the last one ends, its number included
        super().__init__(pictures, parent, cuts=False)
        self.enlarged = True
        self.verticalScrollBar().valueChanged.connect(self._follow)
        self.arrived.connect(self._reveal)

    @property
    def percent(self) -> int:
        """How large the pages are now, in percent of paper."""
        page = self._sizes[self.position - 1] if self._sizes else self._page
        return max(1, round(100 * page.width() / self._full(lying=page.height() < page.width())))

    def set_zoom(self, zoom: Fit | int, at: QPoint | None = None) -> None:
        """Show pages so large; what is `at` a point of the viewport stays there, else what is in its middle."""
        self.zoom = zoom
        self._again(at or self.viewport().rect().center())
        self.zoomed.emit()

    def step_zoom(self, step: int, at: QPoint | None = None) -> None:
        """Show pages larger (1) or smaller (-1) by a step."""
        now = self.percent
        others = [one for one in PERCENTS if (one > now if step > 0 else one < now)]
        if others:
            self.set_zoom(others[0] if step > 0 else others[-1], at)

    def enlarge(self, *, enlarged: bool) -> None:
        """Show a page as wide as there is room for, or a whole one."""
        self.set_zoom(Fit.PAGE if self.zoom is Fit.WIDTH else Fit.WIDTH)

    def mark_words(self, words: tuple[str, ...]) -> None:
        """Mark folded words wherever a file tells where they stand."""
        self.marked = words
        self.ask()

    def seek(self, position: int) -> None:
        """Go to a page, and there to its first mark."""
        self.move_to(position)
        self._sought = position
        self._reveal()

    def show_pages(self, pages: Sequence[PageShown]) -> None:
        """Show other pages, from the first on."""
        self._sought = 0
        super().show_pages(pages)

    def change_pages(self, pages: Sequence[PageShown]) -> None:
        """Show the same pages as they are now, also turned, at the place where the clerk is."""
        if len(pages) != len(self._pages):
            super().change_pages(pages)
        else:
            self._pages = pages
            self._again(QPoint(0, 0))

    def move_to(self, position: int) -> None:
        """Make a page the current one and show it from its top."""
        self._sought = 0
        self._scrolls = True
        super().move_to(position)
        self._scrolls = False

    def page_width(self, room: int) -> int:
        """Return how wide a page is shown in a viewport so wide."""
        widest = max(40, room - 2 * self._gap)
        if self.zoom is Fit.WIDTH:
            return widest
        if self.zoom is Fit.PAGE:
            high = self.viewport().height() - self._label - self._gap
            return max(40, min(widest, round(high / TALL)))
        return max(40, round(self._full(lying=False) * self.zoom / 100))

    def place(self, position: int) -> QRect:
        """Return where a page stands in the viewport, without its number below."""
        if not 1 <= position <= len(self._sizes):
            return super().place(position)
        size, room = self._sizes[position - 1], self.viewport().width()
        left = max(self._gap, (room - size.width()) // 2) - self.horizontalScrollBar().value()
        return QRect(QPoint(left, self._tops[position - 1] - self.verticalScrollBar().value()), size)

    def in_sight(self, further: int = 0) -> range:
        """Return the positions that are in sight, and so many below."""
        top, count = self.verticalScrollBar().value(), len(self._sizes)
        first = bisect_right(self._tops, top)
        last = bisect_right(self._tops, top + self.viewport().height()) + further
        return range(max(1, min(first, count)), min(last, count) + 1)

    def marks(self, position: int) -> tuple[Place, ...]:
        """Return where the words stand that are looked for."""
        page = self.page(position)
        if not self.marked or page is None:
            return ()
        places = self._pictures.places(WordsAsked(page.original, page.page, self.marked))
        crop = crop_of(page.original.crops, page.page)
        return places if crop is None else tuple(filter(None, (_within(place, crop) for place in places)))

    def searched(self) -> Sequence[WordsAsked]:
        """Return what is looked for on the pages in sight."""
        if not self.marked:
            return ()
        seen = (self.page(position) for position in self.in_sight())
        return [WordsAsked(page.original, page.page, self.marked) for page in seen if page is not None]

    def asked(self, position: int) -> PageAsked:
        """Return what is asked for to show a page, none wider than the memory has room for."""
        page, size = self._pages[position - 1], self._sizes[position - 1]
        wide, high = (size.height(), size.width()) if page.turned % 180 else (size.width(), size.height())
        widest = WIDEST_PX * min(1.0, sqrt(TALL * wide / high))  # no picture has more pixels than that of an A4 page
        return PageAsked(page.original, page.page, round(min(wide * self.devicePixelRatioF(), widest)))

    def lay_out(self) -> None:
        """Give the pages their places; a scroll bar below comes only where they are wider than the pane."""
        free = isinstance(self.zoom, int)
        as_needed, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(as_needed if free else off)
        super().lay_out()

    def arrange(self) -> QSize:
        """Give each page the room that its shape needs, and return how large all are together."""
        self._sizes = [self._size_of(page) for page in self._pages]
        below = self._label + self._gap // 2
        self._tops = list(accumulate((size.height() + below for size in self._sizes), initial=self._gap // 2))
        wide = max((size.width() for size in self._sizes), default=0)
        self.rows_ahead = 0 if wide * self.devicePixelRatioF() > _WIDE_PX else 1
        return QSize(wide + 2 * self._gap, self._tops[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what stands at the top where it is."""
        self._again(QPoint(0, 0))
        self.zoomed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaf, scroll and zoom."""
        key, down, aside = event.key(), self.verticalScrollBar(), self.horizontalScrollBar()
        if key in _LEAF:
            step = _LEAF[Qt.Key(key)]
            if aside.maximum() > 0:
                aside.setValue(aside.value() + step * aside.singleStep())
            else:
                self.leaf(step)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            down.setValue(down.value() + (1 if key == Qt.Key.Key_Down else -1) * max(1, down.pageStep() // 8))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self.zoom is Fit.PAGE:
            self.leaf(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def leaf(self, step: int) -> None:
        """Go to the page behind the current one (1) or before it (-1)."""
        if 1 <= self.position + step <= len(self):
            self.move_to(self.position + step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom while Ctrl is held."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= _NOTCH:
            self.step_zoom(1 if self._turned > 0 else -1, event.position().toPoint())
            self._turned = 0
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the page."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the page that is held."""
        if self._held is not None:
            by = (event.position() - self._held).toPoint()
            self._held = event.position()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - by.y())
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - by.x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the page."""
        self._held = None
        self.viewport().unsetCursor()

    def _full(self, *, lying: bool) -> float:
        """Return how wide a page is on paper, in pixels of the layout."""
        return self.logicalDpiX() * _A4_MM / _INCH_MM * (TALL if lying else 1.0)

    def _tall(self, page: PageShown) -> float:
        """Return how high a page is for its width, as it is shown."""
        shape = self._pictures.shape(page.original, page.page)
        if shape is None:
            return TALL
        shape = min(max(shape, _SHAPES[0]), _SHAPES[1])
        tall = 1 / shape if page.turned % 180 else shape
        return TALL if abs(tall / TALL - 1) < _NEARLY else tall

    def _size_of(self, page: PageShown) -> QSize:
        tall = self._tall(page)
        wide = self._page.width()
        if self.zoom is Fit.PAGE:
            high = self.viewport().height() - self._label - self._gap
            wide = max(40, min(self.viewport().width() - 2 * self._gap, round(high / tall)))
        elif isinstance(self.zoom, int) and tall < 1:
            wide = round(wide * TALL)
        return QSize(wide, round(wide * tall))

    def _take(self, asked: Asked) -> None:
        """Give a page that was drawn its shape, and draw it."""
        super()._take(asked)
        drawn = asked.original.id, asked.page
        for page, size in zip(self._pages, self._sizes, strict=True):
            if (page.original.id, page.page) == drawn and self._size_of(page) != size:
                self._again(QPoint(0, 0))
                self.zoomed.emit()
                break

    def _again(self, at: QPoint) -> None:
        """Lay the pages out, and keep what is at a point of the viewport there."""
        position = self.page_at(at) or self.position
        before = self.place(position)
        x = (at.x() - before.left()) / max(1, before.width())
        y = (at.y() - before.top()) / max(1, before.height())
        above = min(0, at.y() - before.top())  # pixels of what lies before the page, and keeps its height
        self._scrolls = True
        self.lay_out()
        after = self.place(position)
        for bar, off in (
            (self.horizontalScrollBar(), after.left() + x * after.width() - at.x()),
            (self.verticalScrollBar(), after.top() + max(0.0, y) * after.height() + above - at.y()),
        ):
            bar.setValue(bar.value() + round(off))
        self._scrolls = False
        self.ask()

    def _follow(self) -> None:
        """Take the page in the upper part of the pane for the current one, where the clerk scrolled."""
        if self._scrolls or not len(self):
            return
        at = self.viewport().height() // 3
        position = next((one for one in self.in_sight() if self.place(one).bottom() + self._label >= at), self.position)
        if position != self.position:
            self.position = position
            self.moved.emit(position)
            self.viewport().update()

    def _reveal(self) -> None:
        """Bring the first mark of the page that was gone to into sight, once it is known."""
        marks = self.marks(self._sought) if self._sought else ()
        page = self.page(self._sought)
        if not marks or page is None:
            return
        place, turned = self.place(self._sought), page.turned % 360
        shares = {0: marks[0].top, 90: marks[0].left, 180: 1 - marks[0].top, 270: 1 - marks[0].left}
        y = place.top() + round(shares.get(turned, 0.0) * place.height())
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if not 0 <= y <= high - 2 * self._label:
            self._scrolls = True
            bar.setValue(bar.value() + y - high // 3)
            self._scrolls = False
        self._sought = 0


def _within(place: Place, crop: Crop) -> Place | None:
    """Return where a place of the page is in the part that is shown; None where it is not in it."""
    left, top = max(place.left, crop.left / WHOLE), max(place.top, crop.top / WHOLE)
    right = min(place.left + place.width, crop.right / WHOLE)
    bottom = min(place.top + place.height, crop.bottom / WHOLE)
    if left >= right or top >= bottom:
        return None
    aside, above = (left - crop.left / WHOLE) / crop.width, (top - crop.top / WHOLE) / crop.height
    return place._replace(left=aside, top=above, width=(right - left) / crop.width, height=(bottom - top) / crop.height)
