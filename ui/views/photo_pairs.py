"""整改前 and 整改后 side by side, pair by pair, and 回头看 below; a picture that is chosen leads to its paper."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from msgspec import Struct
from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence.findings import Moment as Shown
from evidence.findings import Photo
from evidence.model import Original, PieceId
from evidence.snapshot import Snapshot
from ui.page_pictures import PageAsked, PagePictures
from ui.theme import em

NAMES = {Shown.BEFORE: "整改前", Shown.AFTER: "整改后", Shown.LOOK_BACK: "回头看"}
_TALL = 0.75  # of a photograph's width
_NONE = "还没有照片"
_GONE = "照片已不在项目里"


class Cell(Struct, frozen=True):
    """One place of a pair, with the picture that is there, if one is."""

    moment: Shown
    piece: PieceId | None
    original: Original | None


class PhotoPairs(QWidget):
    """Two columns; as high as its pairs need."""

    chosen = Signal(object)  # PieceId

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._pictures = pictures
        self.cells: list[Cell] = []
        self._at = 0
        self.setAccessibleName("整改前后照片")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        pictures.arrived.connect(self._take)
        wish = self._wish = QObject()
        self.destroyed.connect(lambda: pictures.want(wish, ()))

    def show_photos(self, photos: Sequence[Photo], snapshot: Snapshot) -> None:
        """Show the photographs of a problem."""
        self.cells = cells_of(photos, snapshot)
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.cells else Qt.FocusPolicy.NoFocus)
        self.setVisible(bool(self.cells))
        self.updateGeometry()
        self._ask()

    def place(self, number: int) -> QRect:
        """Return where a cell's picture stands, cells counted from 0: those before left, those after right."""
        gap = em(self) // 2
        size = self._cell(self.width())
        row, column = divmod(number, 2)
        return QRect(column * (size.width() + gap), row * (size.height() + self._label) + self._label, *_pair(size))

    def hasHeightForWidth(self) -> bool:
        """Tell that narrow pictures are low."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all pairs."""
        return -(-len(self.cells) // 2) * (self._cell(width).height() + self._label)

    def sizeHint(self) -> QSize:
        """Ask for the width of two small pictures."""
        wide = 20 * em(self)
        return QSize(wide, self.heightForWidth(wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the pictures as wide as there is room."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from picture to picture with the arrows, to the paper with Enter."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -2, Qt.Key.Key_Down: 2}
        key = Qt.Key(event.key())
        if key in steps and 0 <= self._at + steps[key] < len(self.cells):
            self._at += steps[key]
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the picture that is clicked."""
        where = event.position().toPoint()
        for number in range(len(self.cells)):
            if self.place(number).contains(where):
                self._choose(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pairs."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, cell in enumerate(self.cells):
            self._draw(painter, number, cell)

    @property
    def _label(self) -> int:
        return round(1.5 * em(self))

    def _cell(self, width: int) -> QSize:
        wide = max(em(self), (width - em(self) // 2) // 2)
        return QSize(wide, round(wide * _TALL))

    def _draw(self, painter: QPainter, number: int, cell: Cell) -> None:
        place, palette = self.place(number), self.palette()
        painter.setPen(palette.windowText().color())
        above = QRect(place.left(), place.top() - self._label, place.width(), self._label)
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, NAMES[cell.moment])
        painter.fillRect(place, palette.base())
        image = self._pictures.image(self._asked(cell.original)) if cell.original else None
        if image is not None:
            size = image.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
            shown = QRectF(0, 0, size.width(), size.height())
            shown.moveCenter(QRectF(place).center())
            painter.drawImage(shown, image)
        else:
            said = _NONE if cell.piece is None else "…" if cell.original else _GONE
            painter.setPen(palette.placeholderText().color())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, said)
        current = self.hasFocus() and number == self._at
        painter.setPen(QPen(palette.highlight().color() if current else palette.mid().color(), 2 if current else 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _choose(self, number: int) -> None:
        piece = self.cells[number].piece if number < len(self.cells) else None
        if piece is not None:
            self.chosen.emit(piece)

    def _asked(self, original: Original) -> PageAsked:
        return PageAsked(original, 1, round(self._cell(self.width()).width() * self.devicePixelRatioF()))

    def _ask(self) -> None:
        self._pictures.want(self._wish, [self._asked(cell.original) for cell in self.cells if cell.original])
        self.update()

    def _take(self, asked: PageAsked) -> None:
        if any(cell.original is not None and cell.original.id == asked.original.id for cell in self.cells):
            self.update()


def cells_of(photos: Sequence[Photo], snapshot: Snapshot) -> list[Cell]:
    """Return the cells of pairs, left and right in turn; where one half is missing its cell is empty.

    Behind them those of 回头看, in their order.
    """
    cells: list[Cell] = []
    later = sorted((photo for photo in photos if photo.moment is Shown.LOOK_BACK), key=lambda photo: photo.pair)
    for pair in sorted({photo.pair for photo in photos if photo.moment is not Shown.LOOK_BACK}):
        here = [photo for photo in photos if photo.pair == pair]
        before = [photo.piece for photo in here if photo.moment is Shown.BEFORE]
        after = [photo.piece for photo in here if photo.moment is Shown.AFTER]
        for left, right in zip_longest(before, after):
            cells += [Cell(Shown.BEFORE, left, _file(left, snapshot)), Cell(Shown.AFTER, right, _file(right, snapshot))]
    cells += [Cell(Shown.LOOK_BACK, photo.piece, _file(photo.piece, snapshot)) for photo in later]
    return cells


def _file(piece: PieceId | None, snapshot: Snapshot) -> Original | None:
    known = snapshot.piece_by_id.get(piece) if piece else None
    return snapshot.originals.get(known.parts[0].original) if known and known.parts else None


def _pair(size: QSize) -> tuple[int, int]:
    return size.width(), size.height()
