"""Runs work off the GUI thread, one piece of work after the other, with progress and cancellation.

What only informs lets everything else go first: it waits behind what is asked for meanwhile, and breaks off for it.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from queue import SimpleQueue
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from evidence.errors import CancelledError, DossierError
from evidence.progress import Report
from ui import threads

T = TypeVar("T")

_TELL_EVERY_S = 0.05
_PATIENCE_S = 5.0  # for a disk that does not answer, when the program ends
_PATIENCE_TO_SAVE_S = 60.0  # for what the clerk confirmed; a share that has gone says so by then
_LOOK_EVERY_S = 0.05


class Executor(Protocol):
    """What runs the work: one worker thread in the program, the caller itself in tests."""

    def submit(self, work: Callable[[], None], /) -> object:
        """Run `work`, now or later, after what was submitted before."""
        ...

    def shutdown(self) -> None:
        """Return when all that was submitted is done, or nothing more is to be waited for."""
        ...


class Effect(StrEnum):
    """What is lost of a piece of work that is broken off."""

    INFORMS = "informs"  # nothing, and nobody asked for it: it may be done later, and begin anew
    READS = "reads"  # nothing
    WRITES = "writes"  # a change of the project
    EXPORTS = "exports"  # files


class Outcome(StrEnum):
    """How a piece of work stands or ended."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    REFUSED = "refused"  # for a reason that `wording.sentence` tells
    CRASHED = "crashed"


class Job(QObject):
    """One piece of work; its signals arrive on the GUI thread, and one of the last four ends it."""

    advanced = Signal(str, int, int)  # task (a code in `wording.TASKS`), steps done, steps in all
    started = Signal()  # it waits no longer
    shown = Signal(object)  # what else came of a change of the project, once that is shown
    succeeded = Signal(object)  # what the work returned
    failed = Signal(object)  # a DossierError
    cancelled = Signal()
    crashed = Signal(object)  # an Exception that nobody expected

    def __init__(self, task: str, parent: QObject, effect: Effect = Effect.READS) -> None:
        """Name the work by a code in `wording.TASKS`."""
        super().__init__(parent)
        self.task, self.effect = task, effect
        self.outcome = Outcome.WAITING
        self.error: Exception | None = None
        self.over = False  # the work has ended, whether the GUI thread knows or not
        self.gives_way = effect is Effect.INFORMS  # to what is asked for later
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; it does at its next step."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._stop.is_set()


class Jobs(QObject):
    """The worker thread that everything which touches a workspace goes through."""

    began = Signal(object)  # a Job, which may run already: who hears of it runs no event loop, or it ends meanwhile
    ended = Signal(object)  # a Job
    _started = Signal(object)  # job
    _told = Signal(object, str, int, int)
    _settled = Signal(object, object, object)  # job, result, error

    def __init__(self, executor: Executor | None = None) -> None:
        """Use a thread of our own unless another executor is given."""
        super().__init__()
        self._executor = executor or Worker("worker", self._saves)
        self._running: list[Job] = []
        self._pressing: set[Job] = set()  # what waits and gives way to nothing
        self._informing: deque[tuple[Job, Callable[[], bool]]] = deque()  # what only informs, in order
        self._asked: dict[Job, object] = {}  # what the worker thread holds of each
        self._ended_last: object = None  # the worker thread may hold it still, and is not to be the last that does
        self.judge: Callable[[Exception], Exception] = lambda error: error  # what an error really is; in the worker
        # Queued whatever thread does the work: no job ends before `run` has returned it.
        self._started.connect(self._start, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._settled.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[Job, ...]:
        """The work that is not done yet, in order."""
        return tuple(self._running)

    def run(
        self, task: str, work: Callable[[Report], T], done: Callable[[T], object], effect: Effect = Effect.READS
    ) -> Job:
        """Do `work` on the worker thread, then call `done` with its result on the GUI thread.

        What only informs is begun anew after it was told to stop for the sake of other work.
        """
        job = Job(task, self, effect)
        job.succeeded.connect(done)
        self._running.append(job)

        def ends() -> bool:
            self._started.emit(job)
            report = _JobReport(job, self._told.emit, self._waits)
            try:
                result = work(report)
            except Exception as error:  # noqa: BLE001 — the one place: whatever happens reaches the GUI thread
                if isinstance(error, CancelledError) and report.gave_way:
                    return False
                self._end(job, None, self._judged(error))
            else:
                self._end(job, result, None)
            return True

        def do() -> None:
            self._pressing.discard(job)
            ends()

        self._asked[job] = do
        if job.gives_way:
            self._informing.append((job, ends))
            self._executor.submit(self._inform)
        else:
            self._pressing.add(job)
            self._executor.submit(do)
        self.began.emit(job)  # what is made on that account is made beside it
        return job

    def give_way_no_more(self) -> None:
        """Let all that was asked for until now be done before what is asked for next, as for another project."""
        for job in self._running:
            job.gives_way = False

    def close(self) -> None:
        """Stop what runs and return when it has stopped; a disk that does not answer is not waited for long."""
        for job in self._running:
            job.cancel()
        self._executor.shutdown()

    def _inform(self) -> None:
        """Do the first that only informs, or come again behind what waits (on the worker thread)."""
        job, ends = self._informing.popleft()
        if self._waits(job) or not ends():
            self._informing.appendleft((job, ends))
            self._executor.submit(self._inform)

    def _waits(self, job: Job) -> bool:
        """Tell whether a job lets others go first that wait now."""
        return job.gives_way and not job.stopping and bool(self._pressing)

    def _judged(self, error: Exception) -> Exception:
        """Return what an error really is; who cannot tell must not cost the job its end."""
        try:
            return self.judge(error)
        except Exception:  # noqa: BLE001
            return error

    def _end(self, job: Job, result: object, error: Exception | None) -> None:
        try:
            self._settled.emit(job, result, error)
        finally:
            job.over = True

    def _saves(self) -> bool:
        return any(job.effect is Effect.WRITES and not job.over for job in self._running)

    def _start(self, job: Job) -> None:
        if job.outcome is Outcome.WAITING:
            job.outcome = Outcome.RUNNING
            job.started.emit()

    def _pass_on(self, job: Job, task: str, done: int, total: int) -> None:
        job.advanced.emit(task, done, total)

    def _settle(self, job: Job, result: object, error: Exception | None) -> None:
        self._running.remove(job)
        self._ended_last = job, self._asked.pop(job)
        job.error = error
        match error:
            case None:
                job.outcome = Outcome.DONE
                job.succeeded.emit(result)
            case CancelledError():
                job.outcome = Outcome.STOPPED
                job.cancelled.emit()
            case DossierError():
                job.outcome = Outcome.REFUSED
                job.failed.emit(error)
            case _:
                job.outcome = Outcome.CRASHED
                job.crashed.emit(error)
        self.ended.emit(job)
        job.deleteLater()


class Worker:
    """One thread; concurrent.futures has the same and takes as long to load as half a window."""

    def __init__(self, name: str, saves: Callable[[], bool] = lambda: False) -> None:
        """Start the thread, which does not keep the program from ending; `saves` tells whether a change waits in it."""
        self._saves = saves
        self._ended = False
        self._waiting: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threads.start(name, self._work)

    def submit(self, work: Callable[[], None], /) -> None:
        """Run `work` after what was submitted before."""
        self._waiting.put(work)

    def shutdown(self) -> None:
        """Return when all that was submitted is done, or patience is at an end; at once when called again."""
        if self._ended:
            return
        self._ended = True
        self._waiting.put(None)
        began = saved = time.monotonic()
        while self._thread.is_alive():
            now = time.monotonic()
            saved = now if self._saves() else saved
            if now - saved >= _PATIENCE_S or now - began >= _PATIENCE_TO_SAVE_S:
                return
            self._thread.join(_LOOK_EVERY_S)

    def _work(self) -> None:
        while (work := self._waiting.get()) is not None:
            work()


class _JobReport:
    """Passes progress on, a few times a second at most: each is an event for the GUI thread."""

    def __init__(self, job: Job, told: Callable[[Job, str, int, int], None], waits: Callable[[Job], bool]) -> None:
        self._job = job
        self._told = told
        self._waits = waits
        self._last: tuple[str, float] = ("", 0.0)
        self.gave_way = False  # it was told to stop for what goes first

    def advanced(self, task: str, done: int, total: int) -> None:
        """Tell the GUI thread, if it was not told just now."""
        now = time.monotonic()
        if task != self._last[0] or now - self._last[1] >= _TELL_EVERY_S or done == total:
            self._last = (task, now)
            self._told(self._job, task, done, total)

    def cancelled(self) -> bool:
        """Tell whether the work is to stop, for good or for what goes first."""
        self.gave_way = self._waits(self._job)
        return self.gave_way or self._job.stopping
