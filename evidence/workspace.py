"""Opens a workspace folder and hands out its services: one method a use case, one transaction each."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from evidence.errors import RequestError, WorkspaceError
from evidence.intake.codes import parts_of
from evidence.intake.scan import scan
from evidence.intake.suggest import Suggester
from evidence.intake.take_in import Taken, take_in
from evidence.intake.units import same_unit
from evidence.journal import Action
from evidence.model import (
    ArrivalState,
    Changes,
    Criterion,
    CriterionId,
    Facts,
    Filing,
    Flag,
    Original,
    PaperCopy,
    Piece,
    PieceId,
    Project,
    SchemeReading,
    SlotId,
    Snapshot,
    new_id,
)
from evidence.names import readable_name
from evidence.progress import Report
from evidence.store.database import check_identity, create_database, open_database
from evidence.store.disk import disk_sentences, move, remove_tree
from evidence.store.lock import FolderLock
from evidence.store.reading import journal_length, pieces_by_hash, read_snapshot
from evidence.store.vault import Vault
from evidence.store.writing import Writer

CERTAIN = 0.98
DATABASE = "dossier.sqlite"
_CHUNK_FILES = 50  # files recorded in one transaction
_MOST_UNITS = 8  # named in a refusal
_DASHES = str.maketrans(dict.fromkeys("‐‑‒―−", "-"))  # beside those that the scheme's codes fold

Clock = Callable[[], datetime]


class Accept(StrEnum):
    """Which suggestions are taken without asking."""

    CERTAIN = "certain"
    BEST = "best"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One arrival: each file's fate, and where new pieces were filed."""

    files: tuple[Taken, ...]
    filed: dict[PieceId, CriterionId]

    @property
    def counts(self) -> dict[ArrivalState, int]:
        """How many files became what."""
        return {state: sum(file.state is state for file in self.files) for state in ArrivalState}

    @property
    def left_in_tray(self) -> int:
        """How many of the new pieces were filed nowhere."""
        return sum(file.made is not None for file in self.files) - len(self.filed)


class Workspace:
    """A workspace folder that is open; with `write` it is ours alone to change."""

    def __init__(self, path: Path, who: str, clock: Clock, *, write: bool) -> None:
        """Open the workspace at `path`; raise `WorkspaceError` with what is wrong."""
        self.path = path
        self._who = who
        self._clock = clock
        self._lock: FolderLock | None = None
        if not path.is_dir():
            raise WorkspaceError("workspace_missing", path=str(path))
        if not (path / DATABASE).is_file():
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
        with self._database.transaction() as connection:
            return read_snapshot(connection, self._clock())

    def last_change(self) -> int:
        """Return the number of the journal's last entry."""
        with self._database.transaction() as connection:
            return journal_length(connection)

    def original_path(self, original: Original) -> Path:
        """Return where an original lies in the vault."""
        return self.vault.path(original.sha256, original.name)

    def add(self, paths: Sequence[Path], accept: Accept, report: Report) -> TakenIn:
        """Take files and folders in, and file what `accept` allows; what is recorded stays even if this is stopped."""
        files = scan(paths, self.path)
        snapshot = self.snapshot()
        with self._writing(Action.TAKE_IN) as writer:
            batch = writer.new_batch("；".join(readable_name(path.name or str(path)) for path in paths))
            number = writer.next_arrival()
        with self._database.transaction() as connection:
            known = pieces_by_hash(connection)
        suggester = Suggester(snapshot.criteria)
        taken: list[Taken] = []
        filed: dict[PieceId, CriterionId] = {}
        recorded = 0

        def record() -> None:
            nonlocal recorded
            chunk = taken[recorded:]
            with self._writing(Action.TAKE_IN) as writer:
                made = [file.made for file in chunk if file.made]
                writer.take_in(batch, [file.arrival() for file in chunk], made)
                best = [(new.piece.id, new.suggestions[0]) for new in made if new.suggestions]
                agreed = [(piece, top) for piece, top in best if _agreed(top.confidence, accept)]
                writer.file((piece, top.criterion, top.slot) for piece, top in agreed)
            filed.update({piece: top.criterion for piece, top in agreed})
            taken[recorded:] = map(_without_text, chunk)
            recorded = len(taken)

        with disk_sentences(self.path, WorkspaceError):
            for file in take_in(files, known, number, self.vault, suggester, report):
                taken.append(file)
                if len(taken) - recorded >= _CHUNK_FILES:
                    record()
            record()
        return TakenIn(tuple(taken), filed)

    def register_paper(self, facts: Facts, pages: int | None, paper: PaperCopy, places: Sequence[str]) -> PieceId:
        """Record a piece that lies elsewhere on paper only (纸质备查件) and file it; return its id.

        Raises `RequestError` where it has no name or nobody could find it, and for one that is registered already.
        """
        snapshot = self.snapshot()
        for what, text in (("题名", facts.title), ("存放处", paper.place), ("保管人", paper.keeper)):
            if not (text and text.strip()):
                raise RequestError("paper_incomplete", what=what)
        for known in snapshot.pieces:
            if (known.facts, known.pages, known.paper) == (facts, pages, paper):
                raise RequestError("paper_known", piece=known.id[:8])
        key = PieceId(new_id())
        targets = _targets(snapshot, key, facts, places)
        with self._writing(Action.REGISTER_PAPER) as writer:
            writer.register_paper(Piece(key, facts, frozenset(), pages, (), paper, writer.next_arrival()))
            writer.file(targets)
        return key

    def file(self, piece: str, places: Sequence[str]) -> Changes:
        """File a piece under `CODE` (the slot is chosen by its facts) or `CODE#slot name`; the id may be shortened.

        `CODE` changes nothing where the piece lies in that item already; `CODE#slot name` gives it a slot there.
        """
        snapshot = self.snapshot()
        found = find_piece(snapshot, piece)
        targets = _targets(snapshot, found.id, found.facts, places)
        with self._writing(Action.FILE) as writer:
            return writer.file(targets)

    def unfile(self, piece: str, places: Sequence[str]) -> Changes:
        """Take a piece out of `CODE` or of `CODE#slot name`; raise `RequestError` if it is not filed there."""
        snapshot = self.snapshot()
        found = find_piece(snapshot, piece)
        filings = {filing.id: filing for place in places for filing in _filings_at(snapshot, found, place)}
        with self._writing(Action.UNFILE) as writer:
            return writer.unfile(list(filings.values()))

    def correct_facts(self, piece: PieceId, facts: Facts, flags: frozenset[Flag]) -> Changes:
        """Replace what is known of a piece."""
        with self._writing(Action.CORRECT_FACTS) as writer:
            return writer.correct_facts(piece, facts, flags)

    @contextmanager
    def _writing(self, action: Action) -> Generator[Writer]:
        if self._lock is None:
            message = "the workspace was opened for reading"
            raise ValueError(message)
        with self._database.transaction() as connection:
            yield Writer(connection, self._who, self._clock(), action)


def create_workspace(path: Path, project: Project, scheme: SchemeReading, who: str, clock: Clock) -> None:
    """Make a workspace folder, whole or not at all; raise `WorkspaceError` if something is in the way."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise WorkspaceError("workspace_exists", path=str(path))
    path = path.resolve()  # `.` has no name of its own
    staged = path.with_name(f".{path.name}-{new_id()[:8]}")
    with disk_sentences(path.parent, WorkspaceError):
        path.parent.mkdir(parents=True, exist_ok=True)
        staged.mkdir()
        try:
            Vault(staged / "vault").prepare()
            database = create_database(staged / DATABASE)
            with database.transaction() as connection:
                Writer(connection, who, clock(), Action.NEW_PROJECT).new_project(project, scheme)
            if path.exists():
                path.rmdir()
            move(staged, path)
        except BaseException:
            with suppress(OSError):
                remove_tree(staged)
            raise


def find_piece(snapshot: Snapshot, piece: str) -> Piece:
    """Return the piece with this id, or the only one whose id begins so; raise `RequestError` otherwise."""
    wanted = piece.strip().lower()
    found = [p for p in snapshot.pieces if wanted and p.id.startswith(wanted)]
    if len(found) != 1:
        raise RequestError("piece_ambiguous" if found else "piece_unknown", piece=piece)
    return found[0]


def find_unit(known: Iterable[str], unit: str) -> str:
    """Return the one known unit that a name means (市场监管局: 县市场监管局); raise `RequestError` otherwise."""
    units = list(dict.fromkeys(known))
    wanted = unicodedata.normalize("NFKC", unit).strip()
    for name in units:
        if unicodedata.normalize("NFKC", name) == wanted:
            return name
    near = [name for name in units if wanted in name or name in wanted or same_unit(wanted, name)]
    near = near if len(wanted) >= 2 else []  # one character is in too many names
    if len(near) == 1:
        return near[0]
    likely = near or list(dict.fromkeys([*get_close_matches(wanted, units, _MOST_UNITS, 0.3), *units]))
    names = "、".join(likely[:_MOST_UNITS]) + ("等" if len(likely) > _MOST_UNITS else "")
    raise RequestError("unit_unknown", unit=unit, names=names or "—")


def _targets(
    snapshot: Snapshot, piece: PieceId, facts: Facts, places: Sequence[str]
) -> list[tuple[PieceId, CriterionId, SlotId | None]]:
    """Find the criteria and slots that `CODE` and `CODE#slot name` mean; raise `RequestError` if one is not there."""
    suggester = Suggester(snapshot.criteria)
    asked = [_find_place(snapshot, place) for place in places]
    there = {filing.criterion for filing in snapshot.filings if filing.piece == piece}
    there |= {criterion.id for criterion, slot in asked if slot}
    targets: list[tuple[PieceId, CriterionId, SlotId | None]] = []
    for criterion, slot in asked:
        if slot or criterion.id not in there:
            targets.append((piece, criterion.id, slot or suggester.choose_slot(criterion.id, facts)))
    return targets


def _filings_at(snapshot: Snapshot, piece: Piece, place: str) -> list[Filing]:
    criterion, slot = _find_place(snapshot, place)
    here = [filing for filing in snapshot.filed_under.get(criterion.id, ()) if filing.piece == piece.id]
    found = [filing for filing in here if slot in (None, filing.slot)]
    if not found:
        raise RequestError("not_filed_there", piece=piece.id[:8], place=place)
    return found


def _find_place(snapshot: Snapshot, place: str) -> tuple[Criterion, SlotId | None]:
    code, _, name = place.replace("＃", "#").partition("#")
    criterion = _find_item(snapshot, code)
    return criterion, _find_slot(criterion, name) if name.strip() else None


def _find_item(snapshot: Snapshot, code: str) -> Criterion:
    criterion = snapshot.by_code.get(code.strip())
    if criterion is None and (parts := parts_of(code.translate(_DASHES))):
        same = [item for item in snapshot.criteria if parts_of(item.code) == parts]
        criterion = same[0] if len(same) == 1 else None
    if criterion is None:
        raise RequestError("code_unknown", code=code)
    if criterion not in snapshot.leaves:
        raise RequestError("code_is_group", code=code)
    return criterion


def _find_slot(criterion: Criterion, name: str) -> SlotId:
    for slot in criterion.required:
        if slot.name == name.strip():
            return slot.id
    names = "、".join(slot.name for slot in criterion.required) or "—"
    raise RequestError("slot_unknown", code=criterion.code, slot=name, names=names)


def _without_text(file: Taken) -> Taken:
    """Let go of a text that has been recorded: thousands of them fill the memory of a small PC."""
    return replace(file, made=replace(file.made, text="")) if file.made else file


def _agreed(confidence: float, accept: Accept) -> bool:
    match accept:
        case Accept.NONE:
            return False
        case Accept.CERTAIN:
            return confidence >= CERTAIN
        case Accept.BEST:
            return True
