"""The strip that shows long work: what is being done, how far it is, and the button that stops it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from ui import theme
from ui.jobs import Job, Outcome


class JobBar(QWidget):
    """Follows one job at a time; hidden without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hide until there is a job to follow."""
        super().__init__(parent, visible=False)
        self._job: Job | None = None
        self.task = QLabel()
        self.bar = QProgressBar()
        self.bar.setMaximumWidth(16 * theme.em(self))
        self.stop = QPushButton("停止")
        self.more = QPushButton("详情(&J)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.task)
        layout.addWidget(self.bar)
        layout.addWidget(self.stop)
        layout.addWidget(self.more)
        self.stop.clicked.connect(self._cancel)

    def follow(self, job: Job) -> None:
        """Show a job until it ends."""
        self._job = job
        self.stop.setEnabled(True)
        self._advance(job.task, 0, 0)
        job.advanced.connect(self._advance)
        job.started.connect(self._begin)

        def end() -> None:
            if self._job is job:  # the next may have begun in what this one brought about
                self._job = None
                self.hide()

        for ended in (job.succeeded, job.failed, job.cancelled, job.crashed):
            ended.connect(end)
        self.show()

    def _begin(self) -> None:
        if self._job is not None:
            self._advance(self._job.task, 0, 0)

    def _advance(self, task: str, done: int, total: int) -> None:
        from evidence import wording
        from evidence.wording.going import how_far

        counts = f"　{how_far(task, done, total)}" if total else ""
        waiting = self._job is not None and self._job.outcome is Outcome.WAITING and not total
        self.task.setText(f"{'等候' if waiting else '正在'}{wording.TASKS[task]}{counts}")
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)
            self.task.setText("正在停止…")
