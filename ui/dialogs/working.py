"""A dialog that begins work and follows it, one piece after the other, and stays open with what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from evidence import wording
from evidence.errors import DossierError
from ui.dialogs.progress import ProgressPane
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session


class WorkingDialog(QDialog):
    """The frame: what is wrong, how far the work is, and the buttons that stop it and close; heirs lay them out."""

    said: Sentence  # what came of the work, where an heir has room for it
    when_stopped = ""  # what is said then
    stops = True  # whether closing it asks the work to stop; else that goes on
    stays = True  # whether it is not closed while it works

    def __init__(self, session: Session, title: str, parent: QWidget | None) -> None:
        """Follow nothing yet."""
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.fault = Sentence(role="fault")
        self.progress = ProgressPane()
        self.close_button = QPushButton("关闭")
        self.close_button.clicked.connect(self.reject)

    def reject(self) -> None:
        """Close; while it works, ask it to stop, as far as the heir says so."""
        working = self.progress.running
        if working and self.stops:
            self.progress.stop()
        if not (working and self.stays):
            super().reject()

    def follow(self, job: Job) -> None:
        """Show how a job that was asked for here goes on, why it was refused, and what can be done once it ends."""
        self.fault.say("")
        job.failed.connect(self.refused)
        self.watch(job)

    def watch(self, job: Job) -> None:
        """Show how a job goes on, whoever began it, and what can be done once it has ended."""
        self.progress.follow(job)
        job.cancelled.connect(self.stopped)
        for end in (job.succeeded, job.failed, job.cancelled, job.crashed):
            end.connect(self.rest)
        self.rest()

    def refused(self, error: DossierError) -> None:
        """Say why something was not done."""
        self.fault.say(wording.sentence(error))

    def stopped(self) -> None:
        """Say that the work was stopped as asked, where that is not seen anyway."""
        if self.when_stopped:
            self.said.say(self.when_stopped)

    def rest(self) -> None:
        """Offer what can be done now, while it works or not."""
        working = self.progress.running
        self.progress.setVisible(working)
        self.progress.stop_button.setVisible(working)
        self.close_button.setVisible(not (working and self.stays))
