"""The line above the desk that says plainly when nothing can be written: read only, or the disk has gone."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.labels import Sentence
from ui.session import Session


class StateLine(QFrame):
    """Hidden while all is as it should be."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Follow the session."""
        super().__init__(parent)
        self.hide()
        self._reach = session.reach
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("项目状态")
        self.text = Sentence("", "fault")
        self.again = QPushButton("重新连接(&N)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        self.again.clicked.connect(self._reach.look)
        self._reach.changed.connect(self._show)
        session.taken_up.connect(self._show)

    def above(self, below: QWidget) -> QWidget:
        """Return a widget in which this line stands above another."""
        both = QWidget()
        layout = QVBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self)
        layout.addWidget(below, 1)
        return both

    def _show(self) -> None:
        said = self._reach.sentence
        self.text.say(said)
        self.again.setText("重新连接(&N)" if self._reach.gone_since is not None else "刷新(&N)")
        self.setVisible(bool(said))
