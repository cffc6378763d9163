"""备份 of the open project to another disk: by itself once a day, on a thread of its own, so that nobody waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from evidence.errors import DossierError
from evidence.progress import Report
from ui.jobs import Effect, Job, Jobs, Worker

if TYPE_CHECKING:  # loaded when a place was chosen
    from datetime import datetime

    from evidence.backups import Checked, Made
    from evidence.keeping import Asked, Standing
    from evidence.snapshot import Changes
    from ui.open_project import OpenProject
    from ui.session import Session

T = TypeVar("T")


class BackupMemory(Protocol):
    """Remembers between two starts where each project is backed up on this PC, and when that was done last."""

    def place(self, project: Path) -> Path | None:
        """Return the place that was chosen for a project, if one was."""
        ...

    def last(self, project: Path) -> datetime | None:
        """Return when the project was backed up last."""
        ...

    def keep(self, project: Path, place: Path, last: datetime | None) -> None:
        """Remember both."""
        ...


class _UntilTheEnd:
    """Remembers until the program ends."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Path, datetime | None]] = {}

    def place(self, project: Path) -> Path | None:
        return self._known[project][0] if project in self._known else None

    def last(self, project: Path) -> datetime | None:
        return self._known[project][1] if project in self._known else None

    def keep(self, project: Path, place: Path, last: datetime | None) -> None:
        self._known[project] = (place, last)


class BackupWork(QObject):
    """Belongs to a session; what it does by itself opens no message."""

    stood = Signal()  # how it stands has been looked at anew
    began = Signal(object)  # a Job that backs up
    made = Signal(object)  # Made

    def __init__(self, session: Session) -> None:
        """Back up nothing until a project is open for which a place was chosen."""
        super().__init__()
        self._session = session
        self.memory: BackupMemory = _UntilTheEnd()
        self._jobs: Jobs | None = None
        self._running: Job | None = None
        self._project: tuple[Path, str] | None = None  # that is open, and who works on it
        self._read_only = False
        self.standing: Standing | None = None  # None: not looked at yet, or no place chosen
        self.trouble = ""  # why the last backup that began by itself was not made
        session.settled.connect(self._begin)
        session.closed.connect(self._leave)

    @property
    def place(self) -> Path | None:
        """Where the open project is backed up."""
        return self.memory.place(self._session.moment.path) if self._session.is_open else None

    @property
    def last(self) -> datetime | None:
        """When the open project was backed up last, also while the disk is not there."""
        if not self._session.is_open:
            return None
        found = self.standing.last if self.standing is not None else None
        return found.at if found is not None else self.memory.last(self._session.moment.path)

    @property
    def running(self) -> Job | None:
        """The backup that is being made."""
        return self._running

    def choose(self, place: Path, done: Callable[[], object]) -> Job:
        """Back up to a place from now on; fails where it is not there, or in the project itself."""
        from evidence.snapshot import Changes

        path, asked = self._session.moment.path, self._asked

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            from evidence import keeping

            keeping.check_place(asked(path, place))
            keeping.know(desk.workspace, place)
            return Changes(), None

        def keep(_: None) -> None:
            self.memory.keep(path, place, None)
            self.standing = None
            self.look(by_itself=False)
            done()

        return self._session.write("arranging", work, keep)

    def look(self, *, by_itself: bool = True) -> None:
        """Look what lies at the place; where it is time for a backup, make one `by_itself`."""
        place = self.place
        if place is None:
            self.stood.emit()
            return
        path, workspace, now = self._session.moment.path, self._session.workspace, self._session.setup.clock()

        def work(_: Report) -> tuple[Standing, bool]:
            from evidence import keeping

            found = keeping.standing(path, place)
            barred = [record.sha256 for record in workspace.secrecy.records()]
            return found, keeping.due(found, now, barred)

        def show(looked: tuple[Standing, bool]) -> None:
            found, due = looked
            if not self._session.is_open or self.place != place or self._session.moment.path != path:
                return
            self.standing = found
            if found.last is not None:
                self.memory.keep(path, place, found.last.at)
            self.stood.emit()
            if due and by_itself and self._running is None:
                self.back_up().failed.connect(self._keep_trouble)

        self._run("looking_for_backups", work, show).failed.connect(self._not_there)

    def clear(self) -> None:
        """Make a backup if the disk is there: it clears that of what was isolated just now."""
        self.look()

    def back_up(self) -> Job:
        """Back the open project up now; raise `ValueError` if no place was chosen."""
        path, place = self._session.moment.path, self.place
        if place is None:
            message = "no place was chosen"
            raise ValueError(message)
        self._session.write("arranging", lambda desk, _: (_know(desk, place), None))
        return self._back_up(path, place)

    def check(self, done: Callable[[Checked], object]) -> Job:
        """Read all of the last good backup."""
        standing, clock = self.standing, self._session.setup.clock
        if standing is None or standing.last is None:
            message = "there is no backup to check"
            raise ValueError(message)
        generation = standing.last

        def work(report: Report) -> Checked:
            from evidence import keeping
            from evidence.store.backup_folder import BackupFolder

            return keeping.check(BackupFolder(generation.folder.parent.parent), generation, clock(), report)

        def show(found: Checked) -> None:
            self.look(by_itself=False)
            done(found)

        return self._run("checking_backup", work, show)

    def end(self) -> None:
        """Stop what is being done: the window goes. A backup that is broken off leaves the last one whole."""
        if self._jobs is not None:
            self._jobs.close()
            self._jobs = None

    def _begin(self) -> None:
        self._project = (self._session.moment.path, self._session.moment.who)
        self._read_only = self._session.read_only is not None
        self.trouble = ""
        self.look(by_itself=self._session.read_only is None)

    def _leave(self) -> None:
        """Back the project that was left up if it is time, while something else is done; stop what else runs."""
        project, self._project = self._project, None
        self.standing = None
        place = self.memory.place(project[0]) if project is not None else None
        if project is None or place is None or self._running is not None or self._read_only:
            return
        path, now = project[0], self._session.setup.clock()

        def work(_: Report) -> bool:
            from evidence import keeping

            return keeping.due(keeping.standing(path, place), now)

        def go_on(due: bool) -> None:
            if due and self._running is None:
                self._back_up(path, place, who=project[1])

        self._run("looking_for_backups", work, go_on)

    def _back_up(self, path: Path, place: Path, who: str | None = None) -> Job:
        asked = self._asked(path, place, who)

        def work(report: Report) -> Made:
            from evidence import keeping

            return keeping.back_up(asked, report)

        def tell(made: Made) -> None:
            self.trouble = ""
            self.memory.keep(path, place, made.generation.at)
            if self._session.is_open and self._session.moment.path == path:
                self._session.write("arranging", lambda desk, _: (_settle(desk, made), None))
                self.look(by_itself=False)
            self.made.emit(made)

        job = self._run("backing_up", work, tell)
        self._running = job
        for ended in (job.succeeded, job.failed, job.cancelled, job.crashed):
            ended.connect(self._ended)
        self.began.emit(job)
        return job

    def _asked(self, path: Path, place: Path, who: str | None = None) -> Asked:
        from evidence.keeping import Asked

        setup = self._session.setup
        return Asked(path, place, who or self._session.moment.who, setup.version(), setup.clock())

    def _ended(self) -> None:
        self._running = None
        self.stood.emit()

    def _keep_trouble(self, error: DossierError) -> None:
        from evidence import wording

        self.trouble = wording.sentence(error)
        self.look(by_itself=False)

    def _not_there(self, error: DossierError) -> None:
        from evidence import wording
        from evidence.keeping import Standing

        self.standing, self.trouble = Standing(there=False), wording.sentence(error)
        self.stood.emit()

    def _run(self, task: str, work: Callable[[Report], T], done: Callable[[T], object]) -> Job:
        if self._jobs is None:
            self._jobs = Jobs(Worker("backup"))
            self._jobs.began.connect(self._session.jobs.began)
        return self._jobs.run(task, work, done, Effect.EXPORTS if task == "backing_up" else Effect.READS)


def _know(desk: OpenProject, place: Path) -> Changes:
    from evidence import keeping
    from evidence.snapshot import Changes

    keeping.know(desk.workspace, place)
    return Changes()


def _settle(desk: OpenProject, made: Made) -> Changes:
    from evidence import keeping
    from evidence.snapshot import Changes

    keeping.settle(desk.workspace, made)
    return Changes()
