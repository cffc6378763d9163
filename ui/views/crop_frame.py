"""A page with a frame on it, drawn by mouse or keys, and what is left out of it dimmed."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence import wording
from evidence.crop import ALL, LEAST, WHOLE, Crop
from ui.theme import em

_DIM = QColor(0, 0, 0, 150)  # over what is left out, whatever the palette: the paper stays paper
_NEAR_EM = 0.7  # so near to a handle it is taken
_HANDLE_EM = 0.5
_STEP = WHOLE // 100
_EDGES = (-1, 0, 1)
_CURSORS = {
    (0, 0): Qt.CursorShape.SizeAllCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
}
_KEYS = {
    Qt.Key.Key_Left: (-_STEP, 0),
    Qt.Key.Key_Right: (_STEP, 0),
    Qt.Key.Key_Up: (0, -_STEP),
    Qt.Key.Key_Down: (0, _STEP),
}
Grip = tuple[int, int]  # which edges a handle moves: -1 left or top, 1 right or bottom; (0, 0) the whole frame


class CropFrame(QWidget):
    """Shows a page as it lies turned; the arrows move the frame by a hundredth, with Shift its lower right corner."""

    changed = Signal(object)  # Crop, as it lies on the turned page, drawn by the clerk

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no page yet, and a frame around all of it."""
        super().__init__(parent)
        self._image: QImage | None = None
        self._said = wording.phrase("crop_waiting")
        self.crop = ALL
        self._grip: Grip | None = None
        self._from = QPointF()  # where the mouse was pressed, as shares of the page
        self._before = ALL
        self.setAccessibleName("裁剪框")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(12 * em(self), 12 * em(self))

    def show_page(self, image: QImage, turned: int) -> None:
        """Show a page, turned clockwise by so many degrees."""
        self._image = image.transformed(QTransform().rotate(turned)) if turned else image
        self.update()

    def say(self, sentence: str) -> None:
        """Say why there is no page."""
        self._said = sentence
        self.update()

    def set_crop(self, crop: Crop) -> None:
        """Set the frame, as it lies on the turned page."""
        self.crop = crop
        self.update()

    def page(self) -> QRectF:
        """Return where the page stands in the widget; empty while there is none."""
        if self._image is None:
            return QRectF()
        room = self.rect().adjusted(em(self) // 2, em(self) // 2, -em(self) // 2, -em(self) // 2)
        size = self._image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        page = QRectF(0, 0, size.width(), size.height())
        page.moveCenter(QRectF(room).center())
        return page

    def frame(self) -> QRectF:
        """Return where the frame stands in the widget."""
        page, crop = self.page(), self.crop
        left, top = crop.left / WHOLE * page.width(), crop.top / WHOLE * page.height()
        return QRectF(page.left() + left, page.top() + top, crop.width * page.width(), crop.height * page.height())

    def sizeHint(self) -> QSize:
        """Ask for room to see what is on a page."""
        return QSize(30 * em(self), 34 * em(self))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle or the frame; elsewhere on the page, begin another one."""
        if event.button() is not Qt.MouseButton.LeftButton or self._image is None:
            return
        at = event.position()
        self._from, self._before = self._share(at), self.crop
        self._grip = self._grip_at(at)
        if self._grip is None and self.page().contains(at):
            x, y = _clamped(self._from.x()), _clamped(self._from.y())
            self._before, self._grip = Crop(x, y, x, y), (1, 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the frame that is held; else show what would be taken."""
        at = event.position()
        if self._grip is None:
            grip = self._grip_at(at)
            over = Qt.CursorShape.CrossCursor if self.page().contains(at) else Qt.CursorShape.ArrowCursor
            self.setCursor(over if grip is None else _CURSORS[grip])
            return
        by = self._share(at) - self._from
        self._change(_pulled(self._before, self._grip, round(by.x()), round(by.y())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the frame, or its lower right corner."""
        by = _KEYS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        grip = (1, 1) if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else (0, 0)
        pulled = _pulled(self.crop, grip, *by)
        if pulled.large_enough:
            self._change(pulled)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, what is left out dimmed, and the frame with its handles."""
        painter, palette = QPainter(self), self.palette()
        painter.fillRect(self.rect(), palette.window())
        page, frame = self.page(), self.frame()
        if self._image is None:
            painter.setPen(palette.windowText().color())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._said)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(page, self._image)
        for outside in (
            QRectF(page.topLeft(), QPointF(page.right(), frame.top())),
            QRectF(QPointF(page.left(), frame.bottom()), page.bottomRight()),
            QRectF(QPointF(page.left(), frame.top()), frame.bottomLeft()),
            QRectF(frame.topRight(), QPointF(page.right(), frame.bottom())),
        ):
            painter.fillRect(outside, _DIM)
        colour = palette.highlight().color()
        painter.setPen(QPen(QColor("white"), 4))
        painter.drawRect(frame)
        painter.setPen(QPen(colour, 2))
        painter.drawRect(frame)
        half = _HANDLE_EM * em(self) / 2
        for point in map(self._handle, _grips()):
            handle = QRectF(point.x() - half, point.y() - half, 2 * half, 2 * half)
            painter.fillRect(handle, QColor("white"))
            painter.drawRect(handle)
        if self.hasFocus():
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Look as the palette does."""
        super().changeEvent(event)
        self.update()

    def _change(self, crop: Crop) -> None:
        if crop != self.crop and crop.possible:
            self.set_crop(crop)
            self.changed.emit(crop)

    def _share(self, at: QPointF) -> QPointF:
        """Return where a point lies on the page, in parts of its sides."""
        page = self.page()
        return QPointF((at.x() - page.left()) / page.width(), (at.y() - page.top()) / page.height()) * WHOLE

    def _handle(self, grip: Grip) -> QPointF:
        middle, frame = self.frame().center(), self.frame()
        return QPointF(middle.x() + grip[0] * frame.width() / 2, middle.y() + grip[1] * frame.height() / 2)

    def _grip_at(self, at: QPointF) -> Grip | None:
        """Return what is under the mouse: the nearest handle, else the frame unless all of the page is in it."""
        if self._image is None:
            return None
        near = min(_grips(), key=lambda grip: (self._handle(grip) - at).manhattanLength())
        if (self._handle(near) - at).manhattanLength() <= 2 * _NEAR_EM * em(self):
            return near
        return (0, 0) if self.crop != ALL and self.frame().contains(at) else None


def _grips() -> list[Grip]:
    return [(across, down) for across in _EDGES for down in _EDGES if (across, down) != (0, 0)]


def _clamped(edge: float) -> int:
    return min(max(round(edge), 0), WHOLE)


def _pulled(crop: Crop, grip: Grip, across: int, down: int) -> Crop:
    """Return a frame moved, or with its edges moved, within the page; its edges may have changed their sides."""
    if grip == (0, 0):
        across = min(max(across, -crop.left), WHOLE - crop.right)
        down = min(max(down, -crop.top), WHOLE - crop.bottom)
        return Crop(crop.left + across, crop.top + down, crop.right + across, crop.bottom + down)
    left = _clamped(crop.left + (across if grip[0] < 0 else 0))
    right = _clamped(crop.right + (across if grip[0] > 0 else 0))
    top = _clamped(crop.top + (down if grip[1] < 0 else 0))
    bottom = _clamped(crop.bottom + (down if grip[1] > 0 else 0))
    return Crop(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


MOST_CUT = (WHOLE - LEAST) / 100  # percent that can be left out of a side
