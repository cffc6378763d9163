"""A piece of work as a dialog follows it: what is being done, how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.wording.going import how_far
from ui.jobs import Job, Outcome


class ProgressPane(QWidget):
    """Shows one job after the other; of one that has not told how long it is, only that it runs."""

    def __init__(self) -> None:
        """Follow nothing yet."""
        super().__init__()
        self._job: Job | None = None
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = QPushButton("停止(&T)")
        self.stop_button.clicked.connect(self.stop)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self.label)
        layout.addWidget(self.bar)
        layout.addStretch(2)

    @property
    def running(self) -> bool:
        """Whether a job is followed that has not ended."""
        return self._job is not None and self._job.outcome in (Outcome.WAITING, Outcome.RUNNING)

    def follow(self, job: Job) -> None:
        """Show how a job goes on until it has ended."""
        self._job = job
        self.stop_button.setEnabled(True)
        self._show(job.task, 0, 0)
        job.advanced.connect(self._show)
        job.started.connect(self._begin)

    def stop(self) -> None:
        """Ask the job to stop; it does at its next step."""
        if self._job is not None:
            self._job.cancel()
            self.stop_button.setEnabled(False)
            self.label.setText("正在停止，请稍候…")

    def _begin(self) -> None:
        """Say what is being done; a method, which goes with the pane where the dialog is closed early."""
        if self._job is not None:
            self._show(self._job.task, 0, 0)

    def _show(self, task: str, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self._job is not None and not self._job.stopping:
            count = f"（{how_far(task, done, total)}）" if total else ""
            name = wording.TASKS.get(task, "处理")
            waiting = self._job.outcome is Outcome.WAITING and not total
            self.label.setText(f"排队等候：前面的工作做完就开始{name}。" if waiting else f"正在{name}{count}…")
