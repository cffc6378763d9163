"""A dialog whose answer starts work; it closes when that is done, and stays open with a sentence if it is refused."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from ui.dialogs.sizing import grow
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
        self.only = Sentence(role="fault")
        self._deciding = QWidget()  # holds the button that writes: heirs turn the button itself on and off
        deciding = QHBoxLayout(self._deciding)
        deciding.setContentsMargins(0, 0, 0, 0)
        deciding.addWidget(self.ok_button)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        for widget in (self._deciding, self.cancel_button):
            self._buttons.addWidget(widget)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self.content, 1)
        self._layout.addWidget(self.fault)
        self._layout.addWidget(self.only)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        session.reach.changed.connect(self._tell_only)
        self._tell_only()

    @property
    def may_answer(self) -> bool:
        """Whether what is answered can be written."""
        return self._session.may_write or not self._session.is_open

    def start(self) -> Job | None:
        """Begin what was asked for, None if nothing is to be done; raise `DossierError` for what makes no sense."""
        raise NotImplementedError

    def accept(self) -> None:
        """Do what was asked for; the dialog closes when it is done."""
        if self._busy or not self.may_answer:
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
        first = self._layout.indexOf(self._buttons) < 0
        if first:
            self._layout.addLayout(self._buttons)
            if self.ok_button.isDefault():  # the dialog does not hear of a default button in a widget that is added
                self.ok_button.setDefault(False)
                self.ok_button.setDefault(True)
        super().setVisible(visible)
        if first:
            grow(self)

    def _tell_only(self) -> None:
        """Let be answered what can be written; say before anything is typed that it cannot."""
        self._deciding.setEnabled(self.may_answer)
        self.only.say("" if self.may_answer else self._session.reach.sentence)

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
