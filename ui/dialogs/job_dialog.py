"""A dialog whose answer starts work; it closes when that is done, and stays open with a sentence if it is refused."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session


class JobDialog(QDialog):
    """The frame: content above, then what is wrong, then the buttons."""

    def __init__(self, session: Session, title: str, ok: str, parent: QWidget | None) -> None:
        """Ask about the project that is open."""
        super().__init__(parent)
        self._session = session
        self._busy = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.content = QVBoxLayout()
        self.fault = Sentence(role="fault")
        self.ok_button = QPushButton(ok)
        self.ok_button.setDefault(True)
        self.cancel_button = QPushButton("取消")
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        for button in (self.ok_button, self.cancel_button):
            self._buttons.addWidget(button)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self.content, 1)
        self._layout.addWidget(self.fault)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def start(self) -> Job | None:
        """Begin what was asked for, None if nothing is to be done; raise `DossierError` for what makes no sense."""
        raise NotImplementedError

    def accept(self) -> None:
        """Do what was asked for; the dialog closes when it is done."""
        if self._busy:
            return
        try:
            job = self.start()
        except DossierError as error:
            self._refused(error)
            return
        if job is None:
            super().accept()
            return
        self._let_go_on(possible=False)
        job.succeeded.connect(self._done)
        job.failed.connect(self._refused)
        job.crashed.connect(self._crashed)
        job.cancelled.connect(self._crashed)

    def reject(self) -> None:
        """Close, but not while the work is being done."""
        if not self._busy:
            super().reject()

    def setVisible(self, visible: bool) -> None:
        """Put the buttons in before anything is seen: behind the content, so that the keyboard comes to them last."""
        if self._layout.indexOf(self._buttons) < 0:
            self._layout.addLayout(self._buttons)
        super().setVisible(visible)

    def _done(self) -> None:
        self._busy = False
        super().accept()

    def _refused(self, error: DossierError) -> None:
        self._let_go_on(possible=True)
        self.fault.say(wording.sentence(error))

    def _crashed(self) -> None:
        self._let_go_on(possible=True)

    def _let_go_on(self, *, possible: bool) -> None:
        self._busy = not possible
        self.fault.say("")
        self.ok_button.setEnabled(possible)
        self.cancel_button.setEnabled(possible)
