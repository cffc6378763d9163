"""What the dialogs of 回收站, 该件经历 and 撤销记录 share: a list that is read anew after each change, and buttons."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.print_action import PrintButton
from ui.session import Session
from ui.views.rows import Rows, Wide


class PastFrame(QDialog):
    """Stays open; what is refused is said below the list."""

    def __init__(
        self, session: Session, title: str, model: QAbstractTableModel, widths: Sequence[Wide], parent: QWidget | None
    ) -> None:
        """Show a list of the open project."""
        super().__init__(parent)
        self.session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        model.setParent(self)
        self.rows = Rows(model, widths)
        self.rows.setAccessibleName(title)
        self.hint, self.fault = Sentence("", "hint"), Sentence("", "fault")
        self.close_button = QPushButton("关闭")
        self.close_button.clicked.connect(self.reject)
        self.foot = QHBoxLayout()
        self.foot.addWidget(PrintButton(session, title, self.rows))
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.hint)
        layout.addWidget(self.fault)
        layout.addLayout(self.foot)
        session.changed.connect(self.look)
        session.closed.connect(self.reject)
        open_size(self, 62, 28)

    def look(self) -> None:
        """Read the list anew."""
        self.follow(self.read())

    def read(self) -> Job:
        """Begin to read the list."""
        raise NotImplementedError

    def add_button(self, text: str) -> QPushButton:
        """Add a button before the one that closes."""
        button = QPushButton(text)
        button.setEnabled(False)
        self.foot.insertWidget(self.foot.count() - 1, button)
        return button

    def follow(self, job: Job) -> None:
        """Say why a job was not done."""
        self.fault.say("")
        job.failed.connect(self._refused)

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))
