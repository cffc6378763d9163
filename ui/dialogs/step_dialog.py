"""A dialog whose answer changes the criteria by one step; it stays open with a sentence if that is refused."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.journal import Action
from evidence.scheme.editing import Edit
from ui.labels import Sentence
from ui.session import Session

Wanted = tuple[Action, Edit]


class StepDialog(QDialog):
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
        layout = QVBoxLayout(self)
        layout.addLayout(self.content, 1)
        layout.addWidget(self.fault)
        layout.addLayout(self._buttons)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def wanted(self) -> Wanted | None:
        """Return the step, None if nothing is to change; raise `DossierError` for what makes no sense."""
        raise NotImplementedError

    def accept(self) -> None:
        """Do what was asked for; the dialog closes when it is done."""
        if self._busy:
            return
        try:
            step = self.wanted()
        except DossierError as error:
            self._refused(error)
            return
        if step is None:
            super().accept()
            return
        self._let_go_on(possible=False)
        job = self._session.edit_scheme(*step)
        job.succeeded.connect(self._done)
        job.failed.connect(self._refused)
        job.crashed.connect(self._crashed)

    def reject(self) -> None:
        """Close, but not while the step is being done."""
        if not self._busy:
            super().reject()

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
