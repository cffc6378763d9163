"""The open project as the window sees it, and the only object that calls the core."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from evidence.errors import DossierError, WorkspaceError
from evidence.progress import Report
from ui.backup_work import BackupWork
from ui.box_work import BoxWork
from ui.chase_work import ChaseWork
from ui.criteria_work import CriteriaWork
from ui.doubt_work import DoubtWork
from ui.figure_work import FigureWork
from ui.given_copies import GivenCopies
from ui.jobs import Effect, Job, Jobs
from ui.moment import Moment
from ui.overview_work import OverviewWork
from ui.part_work import PartWork
from ui.piece_work import PieceWork
from ui.reach_work import ReachWork
from ui.receiving_work import ReceivingWork
from ui.recognising_work import RecognisingWork
from ui.report_work import ReportWork
from ui.scheme_tables import ColumnMemory, SchemeTables
from ui.scoring_work import ScoringWork
from ui.search_work import SearchWork
from ui.secrecy_work import SecrecyWork
from ui.viewing_work import ViewingWork
from ui.watching_work import WatchingWork

if TYPE_CHECKING:
    # Loaded by the worker thread, when the first window is painted already.
    from evidence.extract.page_readers import Readers
    from evidence.model import (
        Fact,
        Facts,
        FilingId,
        Flag,
        Original,
        PaperCopy,
        PieceId,
        Place,
        Project,
        SchemeReading,
    )
    from evidence.snapshot import Changes, Snapshot
    from evidence.workspace import TakenIn, Workspace
    from ui.appearance import Appearance
    from ui.ledger_work import LedgerWork
    from ui.open_project import OpenProject
    from ui.people import People

T = TypeVar("T")


class Setup(Struct, frozen=True):
    """What the program hands to its window."""

    schemes: Path  # folder of the criteria tables that ship with the program
    template: Path  # of the Word documents
    table_template: Path  # of those that are one wide table
    version: Callable[[], str]
    clock: Callable[[], datetime]
    columns: ColumnMemory
    readers: Callable[[], Readers] | None = None  # of scans; None: none are read
    holidays: Path | None = None  # the table of 放假安排 that ships; None: weekends are all that is known
    people: People | None = None  # who works at this PC; None: nobody keeps it
    appearance: Appearance | None = None  # None: nobody can choose it
    help: Path | None = None  # folder of the texts that ship with the program
    log: Callable[[int], list[str]] | None = None  # so many last lines of what the program wrote of trouble


class Session(QObject):
    """Opens one project at a time; each method returns at once, and its result arrives as a signal or a call."""

    opened = Signal()
    settled = Signal()  # the project that was opened is shown: what nobody waits for may begin
    closed = Signal()
    taken_up = Signal()  # the project that is open was opened anew
    changed = Signal(object)  # Changes: what the moment that is now differs in from the one before
    refused = Signal(str)  # a sentence: why something was not done that was asked for without a job to follow

    def __init__(self, setup: Setup, jobs: Jobs) -> None:
        """Have no project open yet."""
        super().__init__()
        self.setup = setup
        self.jobs = jobs
        self.schemes = SchemeTables(jobs, setup.columns)
        self.criteria = CriteriaWork(self)
        self.receiving = ReceivingWork(self)
        self.watching = WatchingWork(self)
        self.secrecy = SecrecyWork(self)
        self.overview = OverviewWork(self)
        self.pieces = PieceWork(self)
        self.searching = SearchWork(self)
        self.viewing = ViewingWork(self)
        self.recognising = RecognisingWork(self, setup.readers)
        self.figures = FigureWork(self)
        self.boxes = BoxWork(self)
        self.doubts = DoubtWork(self)
        self.scoring = ScoringWork(self)
        self.parts = PartWork(self)
        self.chasing = ChaseWork(self)
        self.backing = BackupWork(self)
        self.reach = ReachWork(self)
        self.reporting = ReportWork(self)
        self._desk: OpenProject | None = None
        self._moment: Moment | None = None
        self._copies = GivenCopies()

    @cached_property
    def ledger(self) -> LedgerWork:
        """整改台账; loaded when somebody looks at it first, which a window that only asks what to open does not."""
        from ui.ledger_work import LedgerWork

        return LedgerWork(self)

    @property
    def moment(self) -> Moment:
        """The open project as it is now; raise `ValueError` if none is open."""
        if self._moment is None:
            message = "no project is open"
            raise ValueError(message)
        return self._moment

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self._moment is not None

    @property
    def read_only(self) -> WorkspaceError | None:
        """Why the open project can only be read; None while it can be written."""
        return self._desk.read_only if self._desk is not None else None

    @property
    def left_by(self) -> str:
        """Who did not close the open project properly before, and since when it was open; empty if all was well."""
        return self._desk.left_by if self._desk is not None else ""

    @property
    def at_work(self) -> bool:
        """Whether anything is read, written or made, in jobs or beside them."""
        beside = self.searching, self.viewing, self.recognising
        return bool(self.jobs.running) or any(one.at_work for one in beside)

    @property
    def may_write(self) -> bool:
        """Whether the open project can be written."""
        return self.is_open and self.read_only is None and self.reach.gone_since is None

    def create(self, path: Path, project: Project, scheme: SchemeReading, who: str) -> Job:
        """Make a project and open it in the place of the one that is open."""

        def work(_: Report) -> None:
            from evidence.workspace import create_workspace

            create_workspace(path, project, scheme, who, self.setup.clock)

        return self.jobs.run("creating", work, lambda _: self.open(path, who), Effect.EXPORTS)

    def open(self, path: Path, who: str, read_only: WorkspaceError | None = None) -> Job:
        """Open a project in the place of the one that is open, which stays open if this one cannot be.

        With the reason why it could not be opened for writing, open it `read_only`.
        """
        # Here: beside the desk, which is made meanwhile, the worker thread would take twice as long to load it.
        from ui.open_project import open_project

        def work(_: Report) -> OpenProject:
            if self._desk is not None and path.resolve() == self._desk.workspace.path:
                desk = self._desk.newest
                return desk if desk.read_only is None or read_only is not None else desk.anew(who, self.setup.clock)
            return open_project(path.resolve(), who, self.setup.clock, read_only)

        self.jobs.give_way_no_more()
        return self.jobs.run("opening", work, self._opened)

    def take_up(self) -> Job:
        """Open the open project anew, as it lies there now: for writing, or for reading if another writes in it."""
        old, who = self._open_desk(), self.moment.who

        def work(_: Report) -> OpenProject:
            return old.newest.anew(who, self.setup.clock)

        self.jobs.give_way_no_more()
        return self.jobs.run("taking_up", work, self._opened)

    @property
    def workspace(self) -> Workspace:
        """The open workspace, for reading in a job; raise `ValueError` if none is open."""
        return self._open_desk().workspace

    def close(self) -> None:
        """Close the project, after what was asked for before."""
        desk, copies = self._open_desk(), self._copies
        self.searching.end()
        self.viewing.end()
        self._desk = self._moment = None
        self._copies = GivenCopies()

        def work(_: Report) -> None:
            desk.workspace.close()
            copies.clear()

        self.jobs.give_way_no_more()
        self.jobs.run("closing", work, lambda _: None)
        self.closed.emit()

    @property
    def copies(self) -> GivenCopies:
        """What other programs were given of the open project; what is isolated goes there, too."""
        return self._copies

    def take_in(self, paths: Sequence[Path], done: Callable[[TakenIn], object]) -> Job:
        """Take files and folders in; nothing is filed. What came in before it is stopped or fails stays."""

        def work(desk: OpenProject, report: Report) -> tuple[Changes, TakenIn]:
            from evidence.workspace import Accept

            taken = desk.workspace.add(paths, Accept.NONE, report)
            return taken.changes, taken

        job = self.write("reading", work, done)
        for broken_off in (job.failed, job.crashed):
            broken_off.connect(self.catch_up)
        return job

    def arrange(self, out: Iterable[FilingId], into: Iterable[Place]) -> None:
        """Take filings back and file pieces, as one step."""
        taken, put = tuple(out), tuple(into)
        self._write_or_refuse(lambda desk: desk.workspace.arrange(taken, put))

    def correct(self, pieces: Sequence[PieceId], fact: Fact, text: str) -> Job:
        """Replace one fact of pieces by what was typed, as one step; an empty text makes it unknown."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            from evidence.corrections import correct

            return correct(desk.workspace, pieces, fact, text, self.setup.clock().date()), None

        return self.write("arranging", work)

    def mark(self, piece: PieceId, flag: Flag, *, on: bool) -> None:
        """Set a flag of a piece, or take it away."""

        def work(desk: OpenProject) -> Changes:
            from evidence.filing import known_piece

            known = known_piece(desk.moment.snapshot, piece)
            flags = known.flags | {flag} if on else known.flags - {flag}
            return desk.workspace.correct_facts(piece, known.facts, flags)

        self._write_or_refuse(work)

    def register_paper(self, facts: Facts, pages: int | None, paper: PaperCopy, places: Sequence[str]) -> Job:
        """Record a piece that lies elsewhere on paper only."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.register_paper(facts, pages, paper, places), None

        return self.write("arranging", work)

    def undo(self) -> None:
        """Take the last step back."""
        self._write_or_refuse(lambda desk: desk.workspace.undo())

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._write_or_refuse(lambda desk: desk.workspace.redo())

    def save(self, task: str, place: Path, write: Callable[[Snapshot, Report], T], done: Callable[[T], object]) -> Job:
        """Write files from the project as it is now to a place outside its originals."""
        snapshot, workspace = replace(self.moment.snapshot, at=self.setup.clock()), self.workspace

        def work(report: Report) -> T:
            workspace.check_outside(place)
            workspace.secrecy.check_export(snapshot)
            return write(snapshot, report)

        return self.jobs.run(task, work, done, Effect.EXPORTS)

    def copy_original(self, original: Original, done: Callable[[Path], object]) -> Job:
        """Make a copy of an original that other programs may open: what lies in the vault is never given out."""
        copies, workspace = self._copies, self.workspace
        return self.jobs.run("copying", lambda _: copies.open(original, workspace.original_path(original)), done)

    def _opened(self, desk: OpenProject) -> None:
        """Show a project: the one that is open where the clerk was, as it is now; any other from its beginning."""
        old = self._desk
        if old is not None and old is not desk:
            if desk.is_same(old):
                self._desk, self._moment = desk, desk.moment
                from evidence.snapshot import Changes

                self.changed.emit(Changes(scheme=True, doubts=True))
                self.taken_up.emit()
                return
            self.close()
        self._desk, self._moment = desk, desk.moment
        self.opened.emit()

        def settle() -> None:
            if desk.newest is self._desk:  # or opened anew meanwhile
                self.settled.emit()

        QTimer.singleShot(0, self, settle)  # once it is painted

    def _open_desk(self) -> OpenProject:
        if self._desk is None:
            message = "no project is open"
            raise ValueError(message)
        return self._desk

    def write(
        self,
        task: str,
        work: Callable[[OpenProject, Report], tuple[Changes, T]],
        done: Callable[[T], object] | None = None,
    ) -> Job:
        """Do what changes the project; show it, then call `done` with what else came of it."""
        asked, copies = self._open_desk(), self._copies

        def write(report: Report) -> tuple[OpenProject, Changes, Moment, T]:
            desk = asked.newest
            if desk.read_only is not None:
                raise WorkspaceError("workspace_read_only", path=str(desk.workspace.path))
            before = desk.moment.snapshot.originals
            changes, result = work(desk, report)
            moment = desk.after(changes)
            copies.drop(before.keys() - moment.snapshot.originals.keys())
            return desk, changes, moment, result

        def show(written: tuple[OpenProject, Changes, Moment, T]) -> None:
            desk, changes, moment, result = written
            if desk is self._desk:
                self._moment = moment
                self.changed.emit(changes)
                job.shown.emit(result)

        job = self.jobs.run(task, write, show, Effect.WRITES)
        if done is not None:
            job.shown.connect(done)
        return job

    def show(self, changes: Changes) -> None:
        """Show what was written already."""
        self._write_or_refuse(lambda _: changes)

    def _write_or_refuse(self, work: Callable[[OpenProject], Changes]) -> None:
        """Do a short piece of work that nobody waits for."""
        job = self.write("arranging", lambda desk, _: (work(desk), None))
        job.failed.connect(self.refuse)

    def catch_up(self) -> None:
        """Show what came in although the work that brought it failed."""
        if self.is_open:
            self._write_or_refuse(lambda desk: desk.missed())

    def refuse(self, error: DossierError) -> None:
        """Say why something was not done that no dialog asked for."""
        from evidence import wording

        self.refused.emit(wording.sentence(error))
