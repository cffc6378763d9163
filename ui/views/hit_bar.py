"""Where the words that are marked stand in the paper that is looked at, with the way from one place to the next."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.labels import Sentence


class HitBar(QWidget):
    """Hidden while nothing is marked."""

    stepped = Signal(int)  # 1: the next place, -1: the one before
    left = Signal()  # nothing is to be marked any more

    def __init__(self, parent: QWidget | None = None) -> None:
        """Tell nothing."""
        super().__init__(parent)
        self.told = Sentence("", "hint")
        self.before = _button("上一处（Shift+F3）")
        self.before.setArrowType(Qt.ArrowType.UpArrow)  # words would leave the sentence three lines of large text
        self.after = _button("下一处（F3）")
        self.after.setArrowType(Qt.ArrowType.DownArrow)
        self.close_button = _button("不再标出")
        self.close_button.setText("不标")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.told, 1)
        for button in (self.before, self.after, self.close_button):
            layout.addWidget(button)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button.clicked.connect(self.left)
        self.hide()

    def tell(self, sentence: str, *, any_here: bool) -> None:
        """Say where the words stand; an empty sentence hides all of it."""
        self.told.say(sentence)
        for button in (self.before, self.after):
            button.setEnabled(any_here)
            button.setVisible(any_here)
        self.setVisible(bool(sentence))


def _button(about: str) -> QToolButton:
    button = QToolButton()
    button.setToolTip(about)
    button.setAccessibleName(about)
    return button
