"""支持报告, made and saved on a thread of its own: it is wanted when all else hangs, and waits for nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from evidence.progress import Report
from ui.jobs import Effect, Job, Jobs, Worker

if TYPE_CHECKING:
    from ui.session import Session
    from ui.support_report import Machine

T = TypeVar("T")


class ReportWork(QObject):
    """Belongs to a session."""

    ended = Signal(object)  # a Job

    def __init__(self, session: Session) -> None:
        """Tell of the project that `session` has open, by what is known of it already: no disk is asked about it."""
        super().__init__()
        self._session = session
        self._jobs: Jobs | None = None

    @property
    def running(self) -> tuple[Job, ...]:
        """What is not done yet."""
        return self._jobs.running if self._jobs is not None else ()

    def make(self, machine: Callable[[], Machine], done: Callable[[str], object]) -> Job:
        """Make a report."""
        log = self._session.setup.log
        snapshot = self._session.moment.snapshot if self._session.is_open else None

        def work(_: Report) -> str:
            from ui import support_report

            return support_report.report(machine(), snapshot, log(support_report.LINES) if log else ())

        return self._run(work, done, Effect.READS)

    def save(self, text: str, path: Path, done: Callable[[Path], object]) -> Job:
        """Save a report, outside what belongs to the project."""
        workspace = self._session.workspace if self._session.is_open else None

        def work(_: Report) -> Path:
            from ui import support_report

            if workspace is not None:
                workspace.check_outside(path)
            support_report.save(text, path)
            return path

        return self._run(work, done, Effect.EXPORTS)

    def end(self) -> None:
        """Return when nothing is written any more, or patience is at an end."""
        if self._jobs is not None:
            self._jobs.close()
            self._jobs = None

    def _run(self, work: Callable[[Report], T], done: Callable[[T], object], effect: Effect) -> Job:
        if self._jobs is None:
            self._jobs = Jobs(Worker("reporting"))
            self._jobs.ended.connect(self.ended)
        job = self._jobs.run("reporting", work, done, effect)
        job.crashed.connect(_raise)
        return job


def _raise(error: Exception) -> None:
    """Report a bug, as every bug on this thread is."""
    raise error
