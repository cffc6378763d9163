"""Scans of the open project: recognised by processes of their own, recorded by the worker thread between other work."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from evidence.errors import DossierError, RequestError
from evidence.progress import Report
from ui import threads
from ui.jobs import Effect

if TYPE_CHECKING:
    from evidence.extract.page_readers import PageJob, PageResult, Readers
    from evidence.model import OriginalId, PieceId
    from evidence.snapshot import Changes
    from evidence.store.scan_reading import ScanProgress, WaitingPage
    from evidence.workspace import Workspace
    from ui.session import Session

T = TypeVar("T")

_PATIENCE_S = 0.2  # between two looks at whether it is to stop


class RecognisingWork(QObject):
    """Belongs to a session; goes on while a project is open and stops with it, within a second."""

    progressed = Signal(object)  # ScanProgress

    _finished = Signal(object, object)  # the reading that did it, tuple[PageResult, ...]
    _failed = Signal(object, object)  # the reading, a DossierError

    def __init__(self, session: Session, readers: Callable[[], Readers] | None) -> None:
        """Recognise nothing until a project is open; without readers, never."""
        super().__init__()
        self._session, self._readers = session, readers
        self._reading: _Reading | None = None
        self._files = (0, 0)  # originals and pieces, when it was last looked whether pages wait
        self.unread = 0  # pages that wait, as far as is known
        self.progressed.connect(self._note)
        self._finished.connect(self._record)
        self._failed.connect(self._give_up)
        if readers is not None:
            session.settled.connect(self._begin)
            session.taken_up.connect(self._begin)
            session.changed.connect(self._look_again)
            session.closed.connect(self.end)

    @property
    def at_work(self) -> bool:
        """Whether pages are being read."""
        return self._reading is not None and self._reading.out > 0

    @property
    def paused(self) -> bool:
        """Whether the clerk wants it to wait."""
        return self._reading is not None and self._reading.paused

    def pause(self, *, on: bool) -> None:
        """Let it wait, or go on; pages that are being read are finished."""
        if self._reading is not None:
            self._reading.paused = on
            self._reading.wake.set()

    def prefer(self, pieces: Sequence[PieceId]) -> None:
        """Read what is on screen first."""
        if self._reading is not None:
            known = self._session.moment.snapshot.piece_by_id
            shown = [known[key] for key in pieces if key in known]
            self._reading.first = frozenset(part.original for piece in shown for part in piece.parts)

    def end(self) -> None:
        """Stop; what is not read goes on waiting."""
        if self._reading is not None:
            self._reading.stop.set()
            self._reading.wake.set()
            self._reading = None
            self.unread = 0

    def _begin(self) -> None:
        self.end()
        if self._readers is not None and self._session.read_only is None:
            workspace = self._session.workspace
            self._reading = _Reading(workspace, self._readers, self._tell, self._fail)
            self._files = self._there()
            self._reading.start()
            self._count()

    def _tell(self, reading: _Reading, results: tuple[PageResult, ...]) -> None:
        """Pass on from the thread that reads what it has read.

        It holds `self` by this, as it does not by a signal: who tells must not be destroyed meanwhile.
        """
        self._finished.emit(reading, results)

    def _fail(self, reading: _Reading, error: DossierError) -> None:
        self._failed.emit(reading, error)

    def _look_again(self) -> None:
        """See whether files came in or went, or pieces went into 回收站 or came back."""
        files = self._there()
        if self._reading is not None and files != self._files:
            self._files = files
            self._reading.wake.set()
            self._count()

    def _there(self) -> tuple[int, int]:
        snapshot = self._session.moment.snapshot
        return len(snapshot.originals), len(snapshot.pieces)

    def _note(self, progress: ScanProgress) -> None:
        self.unread = progress.total - progress.done

    def _count(self) -> None:
        workspace = self._session.workspace
        count = workspace.scans.progress
        self._session.jobs.run("recognising", lambda _: count(), self.progressed.emit, Effect.INFORMS)

    def _give_up(self, reading: _Reading, error: DossierError) -> None:
        if reading is self._reading:
            self.end()
            self._session.refuse(error)

    def _record(self, reading: _Reading, results: tuple[PageResult, ...]) -> None:
        from evidence.snapshot import Changes
        from evidence.wording import scans as words

        if reading is not self._reading:
            return

        workspace = self._session.workspace

        def work(_: Report) -> tuple[Changes, ScanProgress, bool]:
            scans, secrecy = workspace.scans, workspace.secrecy
            before = len(secrecy.records())
            changes = scans.record(results)
            return changes, scans.progress(), len(secrecy.records()) > before

        def tell(told: tuple[Changes, ScanProgress, bool]) -> None:
            changes, progress, isolated = told
            reading.recorded(results)
            self.progressed.emit(progress)
            if changes != Changes() and self._session.is_open:  # most pages are one of several, and change nothing yet
                self._session.show(changes)
            if isolated:
                self._session.refused.emit(words.REMARKS["secret_late"])

        def refuse(error: DossierError) -> None:
            self.end()  # a full disk would be told of with every page
            self._session.refuse(error)

        self._session.jobs.run("recognising", work, tell).failed.connect(refuse)


class _Reading:
    """The thread that keeps the readers busy for one project."""

    def __init__(
        self,
        workspace: Workspace,
        readers: Callable[[], Readers],
        tell: Callable[[_Reading, tuple[PageResult, ...]], object],
        fail: Callable[[_Reading, DossierError], object],
    ) -> None:
        self._workspace, self._make, self._tell, self._fail = workspace, readers, tell, fail
        self.stop, self.wake = threading.Event(), threading.Event()
        self.paused = False
        self.out = 0  # pages that are being read
        self.first: frozenset[OriginalId] = frozenset()
        self._given: set[tuple[OriginalId, int]] = set()  # what is read and perhaps not recorded yet

    def start(self) -> None:
        """Begin."""
        threads.start("recognising", self._run)

    def recorded(self, results: Sequence[PageResult]) -> None:
        """Let pages be read again that wait all the same: an arrival was taken back and came again, a reader failed."""
        self._given.difference_update((result.job.original, result.job.page) for result in results)
        self.wake.set()

    def _run(self) -> None:
        try:
            while not self.stop.is_set():
                with closing(self._make()) as readers:
                    self._read(readers)
                self.wake.wait()
        except DossierError as error:
            self._say(self._fail, error)
        except OSError:  # no process can be started
            self._say(self._fail, RequestError("recogniser_broken"))
        except Exception:
            self._say(self._fail, RequestError("recogniser_broken"))  # nobody is to wait for what is read no more
            raise

    def _say(self, say: Callable[[_Reading, T], object], what: T) -> None:
        with suppress(RuntimeError):  # the program ends
            say(self, what)

    def _read(self, readers: Readers) -> None:
        """Read until nothing waits any more, or it is to pause or stop."""
        self.out, waiting = 0, self._waiting()
        while not self.stop.is_set():
            if self.wake.is_set():
                waiting = self._waiting()
            while waiting and readers.free > 0 and not self.paused:
                readers.give(self._job(waiting))
                self.out += 1
            if not self.out:
                return
            results = readers.finished(_PATIENCE_S)
            self.out -= len(results)
            if results:
                self._say(self._tell, tuple(results))

    def _waiting(self) -> list[WaitingPage]:
        self.wake.clear()
        return [page for page in self._workspace.scans.waiting() if _key(page) not in self._given]

    def _job(self, waiting: list[WaitingPage]) -> PageJob:
        page = self._next(waiting)
        self._given.add(_key(page))
        return self._workspace.scans.job(page)

    def _next(self, waiting: list[WaitingPage]) -> WaitingPage:
        shown = next((at for at, page in enumerate(waiting) if page.original in self.first), 0)
        return waiting.pop(shown)


def _key(page: WaitingPage) -> tuple[OriginalId, int]:
    return page.original, page.page
