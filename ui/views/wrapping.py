"""A line of buttons that goes on below where the room is too narrow for it."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem

_GAP = 4  # pixels between buttons, and between lines of them


class Wrapping(QLayout):
    """Keeps each widget as wide as it likes to be; in one line a stretch takes the rest, in several nothing."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def add_stretch(self) -> None:
        """Keep what comes next at the right end of the line."""
        self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum))

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item last."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return an item, None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more height than is needed."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        lines = self._lines(width)
        return sum(map(_height, lines)) + _GAP * (len(lines) - 1)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        shown = self._shown()
        return QSize(_width(shown), _height(shown))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        shown = self._shown()
        return QSize(max((item.sizeHint().width() for item in shown), default=0), _height(shown))

    def setGeometry(self, rect: QRect) -> None:
        """Put the items into their lines."""
        super().setGeometry(rect)
        lines, top = self._lines(rect.width()), rect.top()
        for line in lines:
            left = rect.left()
            spare = rect.width() - _width(line) if len(lines) == 1 else 0
            for item in line:
                size = item.sizeHint()
                wide = spare if isinstance(item, QSpacerItem) else min(size.width(), rect.width())
                item.setGeometry(QRect(left, top, max(0, wide), _height(line)))
                left += max(0, wide) + (_GAP if not isinstance(item, QSpacerItem) else 0)
            top += _height(line) + _GAP

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if isinstance(item, QSpacerItem) or not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return the items by line, each with one item at least."""
        lines: list[list[QLayoutItem]] = [[]]
        for item in self._shown():
            if any(not isinstance(one, QSpacerItem) for one in lines[-1]) and _width([*lines[-1], item]) > width:
                lines.append([])
            lines[-1].append(item)
        return lines


def _width(line: list[QLayoutItem]) -> int:
    widgets = [item for item in line if not isinstance(item, QSpacerItem)]
    return sum(item.sizeHint().width() for item in widgets) + _GAP * max(0, len(widgets) - 1)


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
