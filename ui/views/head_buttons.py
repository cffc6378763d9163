"""What can be done at the head of a list: buttons in a line, or one with a menu where there is no room for them."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget


class HeadButtons(QWidget):
    """Shows either; whoever lays it out tells how much room there is."""

    def __init__(self, actions: Sequence[QAction], name: str) -> None:
        """Offer actions; the button of the menu has a name."""
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self.buttons = [QToolButton() for _ in actions]
        self.more = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setText(name)
        menu = QMenu(self.more)
        menu.addActions(list(actions))
        self.more.setMenu(menu)
        for button, action in zip(self.buttons, actions, strict=True):
            button.setDefaultAction(action)
        for button in (*self.buttons, self.more):
            self._line.addWidget(button)
        self.more.hide()

    def fit(self, room: int) -> None:
        """Show all buttons if they go into so many pixels, else the one."""
        gaps = max(0, self._line.spacing()) * (len(self.buttons) - 1)
        folded = sum(button.sizeHint().width() for button in self.buttons) + gaps > room
        for button in self.buttons:
            button.setVisible(not folded)
        self.more.setVisible(folded)
