"""Whether the open project can still be reached: a U盘 may be pulled out, a share may go, another may hold it."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evidence import wording
from evidence.errors import CancelledError, DossierError, WorkspaceError
from evidence.wording import reach as words
from ui.jobs import Effect, Job

if TYPE_CHECKING:
    from ui.session import Session

LOOK_EVERY_S = 3.0
_DATABASE = "dossier.sqlite"


class ReachWork(QObject):
    """Belongs to a session; a look is one question to the disk, from a thread that may wait for its answer."""

    changed = Signal()  # what `sentence` says, and whether anything can be written

    _looked = Signal(object, bool)  # the folder, whether the project is there

    def __init__(self, session: Session, every_s: float = LOOK_EVERY_S) -> None:
        """Look for nothing until a project is open."""
        super().__init__()
        self._session, self._every_s = session, every_s
        self._path: Path | None = None
        self._stop = threading.Event()
        self._returning = False
        self.gone_since: datetime | None = None
        self.lost: tuple[str, ...] = ()  # what was not saved meanwhile, in words
        self._looked.connect(self._note)
        session.jobs.judge = self._judge
        session.jobs.ended.connect(self._job_ended)
        session.opened.connect(self.begin)
        session.closed.connect(self.end)

    @property
    def sentence(self) -> str:
        """What the window says of it all the time; empty while all is as it should be."""
        if self.gone_since is not None:
            return words.gone(str(self._path), self.gone_since, self.lost)
        if self._session.read_only is not None:
            return words.read_only(wording.sentence(self._session.read_only))
        return ""

    def look(self) -> None:
        """Look now, and let the project be written again if that is possible meanwhile."""
        if self._path is None:
            return
        if self.gone_since is None:
            self._return()
        elif (self._path / _DATABASE).is_file():
            self._note(self._path, there=True)

    def begin(self) -> None:
        """Look for the project that is open."""
        self.end()
        self._stop = threading.Event()
        self._path = self._session.moment.path
        threading.Thread(target=self._watch, args=(self._path, self._stop), name="reach", daemon=True).start()
        self.changed.emit()

    def end(self) -> None:
        """Look no more."""
        self._stop.set()
        self._path, self.gone_since, self.lost = None, None, ()
        self.changed.emit()

    def _watch(self, path: Path, stop: threading.Event) -> None:
        while not stop.wait(self._every_s):
            with suppress(RuntimeError):  # the window has gone meanwhile
                self._looked.emit(path, (path / _DATABASE).is_file())

    def _judge(self, error: Exception) -> Exception:
        """Return what an error really is: whatever fails while the project has gone fails for that."""
        path = self._path
        if path is None or isinstance(error, CancelledError) or (path / _DATABASE).is_file():
            return error
        return WorkspaceError("workspace_gone", path=str(path))

    def _job_ended(self, job: Job) -> None:
        if isinstance(job.error, DossierError) and job.error.code == "workspace_gone" and self._path is not None:
            if job.effect is Effect.WRITES:
                self.lost = (*self.lost, words.not_saved(wording.TASKS[job.task], self._session.setup.clock()))
            self._go()

    def _note(self, path: Path, there: bool) -> None:
        if path != self._path:
            return
        if there and self.gone_since is not None:
            self._return()
        elif not there:
            self._go()

    def _go(self) -> None:
        if self.gone_since is None:
            self.gone_since = self._session.setup.clock()
            self._session.recognising.end()
            self._session.watching.end()
        self.changed.emit()

    def _return(self) -> None:
        """Take the project up again, as it lies there now."""
        if self._returning:
            return
        self._returning = True
        job = self._session.take_up()

        def end() -> None:
            self._returning = False

        def taken_up() -> None:
            end()
            self.gone_since, self.lost = None, ()
            self.changed.emit()

        job.succeeded.connect(taken_up)
        for broken_off in (job.failed, job.cancelled, job.crashed):
            broken_off.connect(end)
