"""收件夹 of the open project: looked into by a thread of its own, taken in by the worker thread between other work."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evidence.errors import DossierError
from evidence.progress import Report
from ui import threads
from ui.jobs import Job

if TYPE_CHECKING:
    from evidence.intake.watch import Resting, Watch
    from evidence.snapshot import Changes
    from evidence.workspace import TakenIn
    from ui.open_project import OpenProject
    from ui.session import Session

LOOK_EVERY_S = 4.0
PAUSE_S = 300.0  # after taking in failed or was stopped


class WatchingWork(QObject):
    """Belongs to a session; a share that does not answer keeps nobody waiting."""

    taken_in = Signal(object)  # TakenIn: what came in by itself
    reached = Signal(bool)  # whether the folder can be looked into
    began = Signal(object)  # the Job that takes files in

    _rested = Signal(object, object)  # Watch, tuple[Resting, ...]
    _looked = Signal(object, bool)  # Watch, whether it is there

    def __init__(self, session: Session, every_s: float = LOOK_EVERY_S) -> None:
        """Watch nothing until a project is open that has such a folder."""
        super().__init__()
        self._session, self._every_s = session, every_s
        self._watch: Watch | None = None
        self._stop = threading.Event()
        self._failing, self._again_at_s = False, 0.0  # on the monotonic clock
        self._rested.connect(self._take)
        self._looked.connect(self._tell)
        session.settled.connect(self._begin)
        session.taken_up.connect(self._begin)
        session.closed.connect(self.end)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched."""
        return self._watch.folder if self._watch else None

    def choose(self, folder: Path | None) -> Job:
        """Watch another folder, or none."""
        from evidence.snapshot import Changes

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            desk.workspace.watching.choose(folder)
            return Changes(), None

        return self._session.write("arranging", work, lambda _: self._begin())

    def end(self) -> None:
        """Look no more."""
        self._stop.set()
        self._watch = None

    def _begin(self) -> None:
        if self._session.read_only is not None:
            return
        workspace = self._session.workspace
        self._session.jobs.run("receiving", lambda _: workspace.watching.watch(), self._start)

    def _start(self, watch: Watch | None) -> None:
        self.end()
        self._stop = threading.Event()
        self._watch = watch if self._session.is_open else None
        if self._watch is not None:
            threads.start("watching", self._look, watch, self._stop)

    def _look(self, watch: Watch, stop: threading.Event) -> None:
        while not stop.wait(self._every_s):
            try:
                resting, there = watch.look(), True
            except (DossierError, OSError):
                resting, there = (), False
            with suppress(RuntimeError):  # the window has gone meanwhile
                self._looked.emit(watch, there)
                if resting:
                    self._rested.emit(watch, resting)

    def _tell(self, watch: Watch, there: bool) -> None:
        if watch is self._watch:
            self.reached.emit(there)

    def _take(self, watch: Watch, resting: tuple[Resting, ...]) -> None:
        """Take in what rests, unless other work goes on: then it is found again at the next look."""
        if watch is not self._watch or self._session.jobs.running or time.monotonic() < self._again_at_s:
            return
        files = watch.fresh(resting)
        if not files:
            return

        def work(desk: OpenProject, report: Report) -> tuple[Changes, TakenIn]:
            taken = desk.workspace.watching.take(files, report)
            if not taken.stopped:
                watch.took(files)
            return taken.changes, taken

        def end(taken: TakenIn) -> None:
            self._failing = False
            if taken.stopped:
                self._pause()
            self.taken_in.emit(taken)

        def refuse(error: DossierError) -> None:
            if not self._failing:  # a full disk is told of once
                self._failing = True
                self._session.refuse(error)

        job = self._session.write("reading", work, end)
        job.failed.connect(refuse)
        for broken_off in (job.failed, job.crashed):
            broken_off.connect(self._pause)
            broken_off.connect(self._session.catch_up)
        self.began.emit(job)

    def _pause(self) -> None:
        self._again_at_s = time.monotonic() + PAUSE_S
