"""Opens a workspace folder and hands out its services: one method a use case, one transaction each."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from msgspec.structs import replace

from evidence.criteria import units_of
from evidence.deliveries import UNKNOWN_DELIVERY, Delivery
from evidence.errors import ExportError, RequestError, WorkspaceError
from evidence.filing import filings_at, find_piece, places_of, with_slots
from evidence.journal import Action, History, StepId, Told
from evidence.model import (
    ArrivalState,
    BatchId,
    CriterionId,
    Edition,
    Facts,
    FilingId,
    Flag,
    Original,
    PaperCopy,
    Piece,
    PieceId,
    Place,
    Project,
    SchemeReading,
    new_id,
)
from evidence.names import readable_name
from evidence.origins import typed
from evidence.progress import Report
from evidence.services import Services
from evidence.snapshot import Changes, Snapshot
from evidence.store.current import CurrentSnapshot
from evidence.store.database import check_identity, create_database, open_database
from evidence.store.disk import disk_sentences, is_folder, is_there, move, remove_tree
from evidence.store.lock import FolderLock
from evidence.store.reading import journal_length, whole_text
from evidence.store.steps import read_history
from evidence.store.vault import Vault

if TYPE_CHECKING:  # a window shows what is there before anything new comes in
    from evidence.intake.scan import Found
    from evidence.intake.take_in import Taken
    from evidence.store.source import Source
    from evidence.store.writing import Writer

DATABASE = "dossier.sqlite"

Clock = Callable[[], datetime]


class Accept(StrEnum):
    """Which suggestions are taken without asking."""

    CERTAIN = "certain"
    BEST = "best"
    NONE = "none"


class TakenIn(Struct, frozen=True):
    """One arrival: each file's fate, and where new pieces were filed."""

    files: tuple[Taken, ...]
    filed: dict[PieceId, CriterionId]
    changes: Changes
    stopped: bool = False  # by the user, before all files were taken in
    batch: BatchId | None = None  # None: nothing came

    @property
    def counts(self) -> dict[ArrivalState, int]:
        """How many files became what."""
        return {state: sum(file.state is state for file in self.files) for state in ArrivalState}

    @property
    def left_in_tray(self) -> int:
        """How many of the new pieces were filed nowhere."""
        return sum(file.made is not None and file.made.piece.id not in self.filed for file in self.files)


class Workspace(Services):
    """A workspace folder that is open; with `write` it is ours alone to change."""

    def __init__(self, path: Path, who: str, clock: Clock, *, write: bool) -> None:
        """Open the workspace at `path`; raise `WorkspaceError` with what is wrong."""
        self.path = path
        self.who = who
        self._clock = clock
        self._lock: FolderLock | None = None
        self._current = CurrentSnapshot()
        if not is_folder(path):
            raise WorkspaceError("workspace_missing", path=str(path))
        if not is_there(path / DATABASE):
            raise WorkspaceError("workspace_none", path=str(path))
        check_identity(path / DATABASE)
        if write:
            self._lock = FolderLock(path / "lock", who, clock(), WorkspaceError, "workspace_locked")
        try:
            self._database = open_database(path / DATABASE, clock(), write=write)
            self.vault = Vault(path / "vault")
            if write:
                with disk_sentences(path, WorkspaceError):
                    self.vault.prepare()
                self.secrecy.go_on()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Be a context that closes the workspace."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let others write."""
        self.close()

    def close(self) -> None:
        """Let others write."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def snapshot(self) -> Snapshot:
        """Return all of it, as it is now."""
        with self._database.reading() as source:
            return self._current.read(source, self._clock())

    def last_change(self) -> int:
        """Return the number of the journal's last entry."""
        with self._database.reading() as source:
            return journal_length(source)

    def original_path(self, original: Original) -> Path:
        """Return where an original lies in the vault."""
        return self.vault.path(original.sha256, original.name)

    def texts(self, pieces: Iterable[Piece]) -> tuple[str, ...]:
        """Return the text of each piece, empty where none is known."""
        with self._database.reading() as source:
            return tuple("\n".join(whole_text(source, part.original) for part in piece.parts) for piece in pieces)

    def check_outside(self, place: Path) -> None:
        """Refuse a place to write to that lies among the originals; raise `ExportError`."""
        if place.resolve().is_relative_to((self.path / "vault").resolve()):
            raise ExportError("out_inside_vault", path=str(place))

    def add(
        self,
        paths: Sequence[Path],
        accept: Accept,
        report: Report,
        delivery: Delivery = UNKNOWN_DELIVERY,
        step: StepId | None = None,
    ) -> TakenIn:
        """Take files and folders in, and file what `accept` allows; what came in before this is stopped stays.

        What may be a newer version of what the unit delivered before is not filed. A `step` is given of which this is
        a part only.
        """
        from evidence.intake.scan import scan

        names = [readable_name(path.name or str(path)) for path in paths]
        return self.take_in(scan(paths, self.path), names, accept, report, delivery, step)

    def take_in(
        self,
        files: Sequence[Found],
        names: Sequence[str],
        accept: Accept,
        report: Report,
        delivery: Delivery = UNKNOWN_DELIVERY,
        step: StepId | None = None,
    ) -> TakenIn:
        """Take in files that were found, as `add` does; `names` are those of what was given."""
        from evidence.arriving import arrive

        return arrive(self, files, names, accept, report, delivery, step)

    def register_paper(self, facts: Facts, pages: int | None, paper: PaperCopy, places: Sequence[str]) -> Changes:
        """Record a piece that lies elsewhere on paper only (纸质备查件) and file it; the changes name this piece alone.

        Raises `RequestError` where it has no name or nobody could find it, and for one that is registered already.
        """
        snapshot = self.snapshot()
        for what, text in (("题名", facts.title), ("存放处", paper.place), ("保管人", paper.keeper)):
            if not (text and text.strip()):
                raise RequestError("paper_incomplete", what=what)
        for known in snapshot.pieces:
            if (known.facts, known.pages, known.paper) == (facts, pages, paper):
                raise RequestError("paper_known", piece=known.id[:8])
        piece = Piece(PieceId(new_id()), facts, frozenset(), pages, (), paper, 0, typed(facts))
        there = places_of(snapshot, piece.id, places)
        known = replace(snapshot, pieces=(*snapshot.pieces, piece))
        with self.writing(Action.REGISTER_PAPER) as writer:
            writer.register_paper(replace(piece, arrived=writer.next_arrival()))
            there = with_slots(known, partial(self.placing.choose_slot, known), there, ())
            writer.file(there, self.placing.follow(known, {piece.id: facts}))
        return writer.changes

    def file(self, piece: str, places: Sequence[str]) -> Changes:
        """File a piece under `CODE` (the slot is chosen by its facts) or `CODE#slot name`; the id may be shortened.

        `CODE` changes nothing where the piece lies in that item already; `CODE#slot name` gives it a slot there.
        """
        snapshot = self.snapshot()
        return self.arrange((), places_of(snapshot, find_piece(snapshot, piece).id, places))

    def unfile(self, piece: str, places: Sequence[str]) -> Changes:
        """Take a piece out of `CODE` or of `CODE#slot name`; raise `RequestError` if it is not filed there."""
        snapshot = self.snapshot()
        found = find_piece(snapshot, piece)
        return self.arrange([filing.id for place in places for filing in filings_at(snapshot, found, place)], ())

    def arrange(self, out: Sequence[FilingId], into: Sequence[Place], step: StepId | None = None) -> Changes:
        """Take filings back and file pieces, as one step, or as a part of the one that is given."""
        snapshot = self.snapshot()
        going = set(out)
        taken = [filing for filing in snapshot.filings if filing.id in going]
        there = with_slots(snapshot, partial(self.placing.choose_slot, snapshot), into, going)
        with self.writing(Action.FILE if into else Action.UNFILE, step) as writer:
            writer.unfile(taken)
            facts = {place.piece: snapshot.piece_by_id[place.piece].facts for place in there}
            writer.file(there, self.placing.follow(snapshot, facts))
        return writer.changes

    def correct_facts(self, piece: PieceId, facts: Facts, flags: frozenset[Flag]) -> Changes:
        """Replace what is known of a piece."""
        with self.writing(Action.CORRECT_FACTS) as writer:
            writer.correct_facts(piece, facts, flags)
        return writer.changes

    def confirm_export(self, by: str, out: Path, no_leaks: Sequence[str] = (), personal: Told | None = None) -> None:
        """Record who answered for a 送审版 that went to `out`, what in it is no leak, why it holds personal data.

        The journal alone tells, and no undo changes it.
        """
        with self.writing(Action.CONFIRM_EXPORT) as writer:
            writer.confirm_export(by, Edition.SUBMISSION, str(out.resolve()), no_leaks, personal)

    def history(self) -> History:
        """Return what `undo` takes back next, and what `redo` does again; whoever wrote it, and with what program."""
        with self._database.reading() as source:
            return read_history(source)

    def undo(self) -> Changes:
        """Take the last step back; raise `RequestError` if there is none. The vault keeps what an arrival brought."""
        with self.writing(Action.UNDO) as writer:
            writer.undo()
        return writer.changes

    def redo(self) -> Changes:
        """Do again what was taken back last; raise `RequestError` if there is nothing, or something new came since."""
        with self.writing(Action.REDO) as writer:
            writer.redo()
        return writer.changes

    def compact(self) -> None:
        """Leave nothing of what was deleted in the database's file; raise `WorkspaceError` if that cannot be now."""
        self._database.compact()

    def back_up(self) -> Path:
        """Make a copy of the database among the backups, and return its path."""
        return self._database.back_up(self._clock())

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self._clock()

    @property
    def today(self) -> date:
        """The day it is."""
        return self.now.date()

    def reading(self) -> AbstractContextManager[Source]:
        """Give what is read from, as it is at one moment."""
        return self._database.reading()

    @contextmanager
    def writing(self, action: Action, step: StepId | None = None, who: str | None = None) -> Generator[Writer]:
        """Give a writer whose writes are one transaction; several with the same `step` are taken back together.

        The journal has them in the name of `who`, or of the one who opened the workspace.
        """
        if self._lock is None:
            raise WorkspaceError("workspace_read_only", path=str(self.path))
        from evidence.store.writing import Writer

        closed = self.trend.to_be_kept()
        with self._database.transaction() as connection:
            before = journal_length(connection)
            writer = Writer(connection, who or self.who, self._clock(), action, step)
            if closed is not None:
                writer.keep_day(closed.scheme, closed.day, closed.figures)
            yield writer
            after = journal_length(connection)
        self._current.wrote(before, after, writer.changes)


def create_workspace(path: Path, project: Project, scheme: SchemeReading, who: str, clock: Clock) -> None:
    """Make a workspace folder, whole or not at all; raise `WorkspaceError` if something is in the way.

    Items for which the table names no materials get proposed ones.
    """
    from evidence.scheme.proposals import with_proposals

    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise WorkspaceError("workspace_exists", path=str(path))
    from evidence.store.writing import Writer

    path = path.resolve()  # `.` has no name of its own
    staged = path.with_name(f".{path.name}-{new_id()[:8]}")
    with disk_sentences(path.parent, WorkspaceError):
        path.parent.mkdir(parents=True, exist_ok=True)
        staged.mkdir()
        try:
            Vault(staged / "vault").prepare()
            database = create_database(staged / DATABASE)
            with database.transaction() as connection:
                asked = replace(project, units=units_of(project.units, scheme.items))
                proposing = replace(scheme, items=with_proposals(scheme.items))
                Writer(connection, who, clock(), Action.NEW_PROJECT).new_project(asked, proposing)
            _give_place(staged, path)
        except BaseException:
            with suppress(OSError):
                remove_tree(staged)
            raise


def _give_place(staged: Path, path: Path) -> None:
    """Put a whole workspace where it belongs; into a folder that is there and empty if that cannot be replaced."""
    try:
        if path.exists():
            path.rmdir()
    except OSError:  # somebody stands in it: Windows keeps such a folder
        move(staged / "vault", path / "vault")
        try:
            move(staged / DATABASE, path / DATABASE)  # which makes it a workspace
        except BaseException:
            remove_tree(path / "vault")
            raise
        with suppress(OSError):
            remove_tree(staged)
    else:
        move(staged, path)
