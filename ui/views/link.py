"""A line of text that leads elsewhere, cut where its pane ends."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import theme
from ui.labels import unmarked


class Link(QPushButton):
    """A button as wide as the pane, its text cut where the pane ends."""

    def __init__(self, text: str, about: str, clicked: Callable[[], None], keys: str = "") -> None:
        """Show `text`, with a tool tip; `keys` click it, too."""
        super().__init__()
        self._keys = keys
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.lead(text, about)
        self.setProperty("role", "link")
        self.clicked.connect(clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._cut()

    def lead(self, text: str, about: str) -> None:
        """Lead elsewhere."""
        self._whole = text
        self.setToolTip(about)
        self.setAccessibleName(text)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - theme.em(self)
        self._show(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))

    def _show(self, text: str) -> None:
        self.setText(unmarked(text))
        self.setShortcut(self._keys)  # which a new text takes away
