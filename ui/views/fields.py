"""Fields that are corrected in place: what was typed is told once, when the clerk leaves the field or presses Enter.

From then on it is a step like any other: Ctrl+Z in the field takes letters back only while something is being typed.
"""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from ui.labels import tip


class LineField(QLineEdit):
    """A line of text; Esc brings back what was there."""

    typed = Signal(str)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        """Show nothing but `placeholder`."""
        super().__init__(parent, placeholderText=placeholder)
        self._known, self._usual = "", placeholder
        self.editingFinished.connect(self.finish)
        self.setAcceptDrops(False)  # files are for the window

    def show_text(self, text: str, instead: str = "") -> None:
        """Show what is known, from its beginning, and `instead` of nothing; what is being typed stays."""
        typing = self.hasFocus() and self.text() != self._known
        self.setPlaceholderText(instead or self._usual)
        self._known = text
        if not typing and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
        self.setToolTip(tip(text))

    def event(self, event: QEvent) -> bool:
        """Leave the window its keys of 撤销 and 重做 while nothing is being typed."""
        return False if self.text() == self._known and _of_steps(event) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring back what was there on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._known:
            self.setText(self._known)
        else:
            super().keyPressEvent(event)

    def finish(self) -> None:
        """Tell what was typed, if anything was."""
        if self.text() != self._known:
            self._known, at = self.text(), self.cursorPosition()
            self.setText(self._known)  # which forgets the letters that led there
            self.setCursorPosition(at)
            self.typed.emit(self._known)


class TextField(QPlainTextEdit):
    """A text of several lines on screen and one on paper; Enter ends it, Esc brings back what was there."""

    typed = Signal(str)

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        """Show so many lines."""
        super().__init__(parent, tabChangesFocus=True)
        self._known = ""
        margins = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margins)
        self.setAcceptDrops(False)  # files are for the window
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_text(self, text: str) -> None:
        """Show what is known; what is being typed stays."""
        typing = self.hasFocus() and self.toPlainText() != self._known
        self._known = text
        if not typing and self.toPlainText() != text:
            self.setPlainText(text)
        self.setToolTip(tip(text))

    def event(self, event: QEvent) -> bool:
        """Leave the window its keys of 撤销 and 重做 while nothing is being typed."""
        return False if self.toPlainText() == self._known and _of_steps(event) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End with Enter, go back with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._known:
            self.setPlainText(self._known)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End when the clerk goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()

    def finish(self) -> None:
        """Tell what was typed, if anything was."""
        if self.toPlainText() != self._known:
            self._known = self.toPlainText()
            self.document().clearUndoRedoStacks()
            self.typed.emit(self._known)


def _of_steps(event: QEvent) -> bool:
    """Tell whether a field is asked for the window's key of 撤销 or 重做, and give it back."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    if not (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)):
        return False
    event.ignore()
    return True


def offer(field: QLineEdit, words: Iterable[str]) -> None:
    """Offer those of some words that contain what is being typed; anything else may be typed as well."""
    completer = QCompleter(list(words), field)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    field.setCompleter(completer)
