"""How many office files are only referred to, with a button that makes pages of them."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from evidence.wording import paging as words
from ui.labels import Sentence
from ui.session import Session


class ReferredLine(QWidget):
    """Follows the open project; hidden while nothing is referred to."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Count the files of the open project."""
        super().__init__(parent)
        self._session, self._allowed = session, True
        self.said = Sentence(role="hint")
        self.button = QPushButton("转成页面(&Z)…")
        self.button.setAutoDefault(False)  # Enter is for what the dialog is about
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.said, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.button.clicked.connect(self._ask)
        session.changed.connect(self._count)
        self._count()

    def allow(self, *, allowed: bool) -> None:
        """Show itself, or not while something else is being done."""
        self._allowed = allowed
        self._count()

    def _count(self) -> None:
        if not self._session.is_open:
            return
        from evidence.paging import referred

        count = len(referred(self._session.moment.snapshot))
        self.said.say(words.referred(count))
        self.setVisible(bool(count) and self._allowed)

    def _ask(self) -> None:
        from ui.dialogs.to_pages import ToPages

        ToPages(self._session, None, self.window()).open()
