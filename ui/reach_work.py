"""Whether the open project can still be reached: a U盘 may be pulled out, a share may go, another may hold it."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evidence.errors import CancelledError, DossierError, WorkspaceError
from evidence.store.disk import is_there
from ui import threads
from ui.jobs import Effect, Job

if TYPE_CHECKING:
    from ui.session import Session

LOOK_EVERY_S = 3.0
_DATABASE = "dossier.sqlite"


class _Watch:
    """What a thread that looks for one project is told."""

    def __init__(self) -> None:
        self.now = threading.Event()  # it is to look at once
        self.ended = False


class ReachWork(QObject):
    """Belongs to a session; a look is one question to the disk, from a thread that may wait for its answer."""

    changed = Signal()  # what `sentence` says, and whether anything can be written

    _looked = Signal(object, bool)  # the folder, whether the project is there

    def __init__(self, session: Session, every_s: float = LOOK_EVERY_S) -> None:
        """Look for nothing until a project is open."""
        super().__init__()
        self._session, self._every_s = session, every_s
        self._path: Path | None = None
        self._watch = _Watch()
        self._returning = False
        self._asked = False  # somebody waits to be told what came of it
        self.gone_since: datetime | None = None
        self.lost: tuple[str, ...] = ()  # what was not saved meanwhile, in words
        self.taken_up = ""  # what is told of a project that was opened anew
        self._only_read = False
        self._looked.connect(self._note)
        session.jobs.judge = self._judge
        session.jobs.ended.connect(self._job_ended)
        session.opened.connect(self.begin)
        session.closed.connect(self.end)
        session.taken_up.connect(self._back)

    @property
    def sentence(self) -> str:
        """What the window says of it all the time; empty while all is as it should be."""
        from evidence import wording
        from evidence.wording import reach as words

        if self.gone_since is not None:
            return words.gone(str(self._path), self.gone_since, self.lost)
        if self._session.read_only is not None:
            return words.read_only(wording.sentence(self._session.read_only))
        return ""

    @property
    def left(self) -> str:
        """What is told of a project that somebody did not close properly."""
        from evidence.wording import reach as words

        return words.LEFT.format(who=self._session.left_by)

    @property
    def in_title(self) -> str:
        """What the window's title says behind the project's name."""
        from evidence.wording import reach as words

        return f"（{words.READ_ONLY}）" if self._session.read_only else ""

    def look(self) -> None:
        """Look now, and let the project be written again if that is possible meanwhile; else say why it is not."""
        if self._path is None:
            return
        self._asked = True
        if self.gone_since is None:
            self._return()
        else:
            self._watch.now.set()

    def begin(self) -> None:
        """Look for the project that is open."""
        self._stop()
        self._watch = _Watch()
        self._path = self._session.moment.path
        self._only_read = self._session.read_only is not None
        threads.start("reach", self._look_on, self._path, self._watch)
        self.changed.emit()

    def end(self) -> None:
        """Look no more."""
        self._stop()
        self.changed.emit()

    def _stop(self) -> None:
        self._watch.ended = True
        self._watch.now.set()
        self._asked = False
        self._path, self.gone_since, self.lost = None, None, ()

    def _look_on(self, path: Path, watch: _Watch) -> None:
        while True:
            watch.now.wait(self._every_s)
            watch.now.clear()
            if watch.ended:
                return
            with suppress(RuntimeError):  # the window has gone meanwhile
                self._looked.emit(path, is_there(path / _DATABASE))

    def _judge(self, error: Exception) -> Exception:
        """Return what an error really is: whatever fails while the project has gone fails for that."""
        path = self._path
        if path is None or isinstance(error, CancelledError) or is_there(path / _DATABASE):
            return error
        return WorkspaceError("workspace_gone", path=str(path))

    def _job_ended(self, job: Job) -> None:
        from evidence import wording
        from evidence.wording import reach as words

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
            self._answer(WorkspaceError("workspace_gone", path=str(path)))

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

        job.failed.connect(self._answer)
        for ended in (job.succeeded, job.failed, job.cancelled, job.crashed):
            ended.connect(end)

    def _back(self) -> None:
        from evidence.wording import reach as words

        could_not, self._only_read = self._only_read, self._session.read_only is not None
        self.taken_up = words.STILL if self._only_read else words.FREE if could_not else words.BACK
        self._asked = False
        self.gone_since, self.lost = None, ()
        self.changed.emit()

    def _answer(self, error: DossierError) -> None:
        """Tell who asked why nothing came of it; nobody else."""
        if self._asked:
            self._asked = False
            self._session.refuse(error)
