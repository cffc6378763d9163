"""The text of a paper that has no pages to be seen, with the words that were looked for marked."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui import theme

if TYPE_CHECKING:  # loaded with the first text, which most papers do not show
    from PySide6.QtWidgets import QTextEdit

_MARK_ALPHA = 90


class FoundText(QPlainTextEdit):
    """Can be read and copied; Ctrl with the wheel makes the letters larger or smaller."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent, readOnly=True)
        self._marks: tuple[tuple[int, int], ...] = ()
        self._at = -1
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # files are for the window
        self.setAccessibleName("正文")

    def show_text(self, text: str, marks: Sequence[tuple[int, int]]) -> None:
        """Show a text; `marks` are ranges (start, end) of its characters."""
        places = _in_utf16(text, marks)
        if text != self.toPlainText():
            self.setPlainText(text)
        elif places == self._marks:  # the clerk stays where he is
            return
        self._marks, self._at = places, -1
        colour = QColor(theme.mark_colour(self.palette()))
        colour.setAlpha(_MARK_ALPHA)
        self.setExtraSelections([self._selection(start, end, colour) for start, end in self._marks])
        if self._marks:
            self.step(1)

    def step(self, step: int) -> None:
        """Go to the next mark (1) or the one before (-1), round the end."""
        if not self._marks:
            return

        from PySide6.QtGui import QTextCursor

        self._at = (self._at + step) % len(self._marks)
        start, end = self._marks[self._at]
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def zoom(self, step: int) -> None:
        """Make the letters larger (1) or smaller (-1)."""
        self.zoomIn(2 * step)

    def _selection(self, start: int, end: int, colour: QColor) -> QTextEdit.ExtraSelection:
        from PySide6.QtGui import QTextCharFormat, QTextCursor
        from PySide6.QtWidgets import QTextEdit

        looks = QTextCharFormat()
        looks.setBackground(colour)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
        selection.format = looks  # pyright: ignore[reportAttributeAccessIssue]
        return selection


def _in_utf16(text: str, marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return ranges as Qt counts characters: those beyond the first plane are two."""
    if text.isascii() or max(text) <= "\uffff":
        return tuple(marks)
    wide, at, found = 0, 0, list[tuple[int, int]]()
    for start, end in marks:
        wide += sum(letter > "\uffff" for letter in text[at:start])
        inside = sum(letter > "\uffff" for letter in text[start:end])
        found.append((start + wide, end + wide + inside))
        wide, at = wide + inside, end
    return tuple(found)
