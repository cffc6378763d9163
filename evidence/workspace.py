"""Opens a workspace folder and hands out its services: one method a use case, one transaction each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from evidence.errors import RequestError, WorkspaceError
from evidence.intake.scan import scan
from evidence.intake.suggest import Suggester
from evidence.intake.take_in import Taken, take_in
from evidence.journal import Action
from evidence.model import (
    Changes,
    Criterion,
    CriterionId,
    Facts,
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
from evidence.progress import Report
from evidence.store.database import create_database, open_database
from evidence.store.disk import disk_sentences
from evidence.store.lock import WorkspaceLock
from evidence.store.reading import journal_length, pieces_by_hash, read_snapshot
from evidence.store.vault import Vault
from evidence.store.writing import Writer

CERTAIN = 0.98
DATABASE = "dossier.sqlite"
_CHUNK_FILES = 50  # files recorded in one transaction
_SHORTEST_ID = 4

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


class Workspace:
    """A workspace folder that is open; with `write` it is ours alone to change."""

    def __init__(self, path: Path, who: str, clock: Clock, *, write: bool) -> None:
        """Open the workspace at `path`; raise `WorkspaceError` with what is wrong."""
        self.path = path
        self._who = who
        self._clock = clock
        self._lock: WorkspaceLock | None = None
        if not path.is_dir():
            raise WorkspaceError("workspace_missing", path=str(path))
        if not (path / DATABASE).is_file():
            raise WorkspaceError("workspace_none", path=str(path))
        if write:
            self._lock = WorkspaceLock(path / "lock", who, clock())
        try:
            self._database = open_database(path / DATABASE, clock())
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
            batch = writer.new_batch("；".join(path.name or str(path) for path in paths))
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
            recorded = len(taken)

        with disk_sentences(self.path, WorkspaceError):
            for file in take_in(files, known, number, self.vault, suggester, report):
                taken.append(file)
                if len(taken) - recorded >= _CHUNK_FILES:
                    record()
            record()
        return TakenIn(tuple(taken), filed)

    def register_paper(self, facts: Facts, pages: int | None, paper: PaperCopy, places: Sequence[str]) -> PieceId:
        """Record a piece that lies elsewhere on paper only (纸质备查件) and file it; return its id."""
        snapshot = self.snapshot()
        key = PieceId(new_id())
        targets = _targets(snapshot, key, facts, places)
        with self._writing(Action.REGISTER_PAPER) as writer:
            writer.register_paper(Piece(key, facts, frozenset(), pages, (), paper, writer.next_arrival()))
            writer.file(targets)
        return key

    def file(self, piece: str, places: Sequence[str]) -> Changes:
        """File a piece under `CODE` (the slot is chosen by its facts) or `CODE#slot name`; the id may be shortened."""
        snapshot = self.snapshot()
        found = find_piece(snapshot, piece)
        targets = _targets(snapshot, found.id, found.facts, places)
        with self._writing(Action.FILE) as writer:
            return writer.file(targets)

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
            staged.rename(path)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise


def find_piece(snapshot: Snapshot, piece: str) -> Piece:
    """Return the piece with this id, or the only one whose id begins so; raise `RequestError` otherwise."""
    wanted = piece.strip().lower()
    found = [p for p in snapshot.pieces if len(wanted) >= _SHORTEST_ID and p.id.startswith(wanted)]
    if len(found) != 1:
        raise RequestError("piece_ambiguous" if found else "piece_unknown", piece=piece)
    return found[0]


def _targets(
    snapshot: Snapshot, piece: PieceId, facts: Facts, places: Sequence[str]
) -> list[tuple[PieceId, CriterionId, SlotId | None]]:
    """Find the criteria and slots that `CODE` and `CODE#slot name` mean; raise `RequestError` if one is not there."""
    suggester = Suggester(snapshot.criteria)
    targets: list[tuple[PieceId, CriterionId, SlotId | None]] = []
    for place in places:
        code, _, name = place.partition("#")
        criterion = _find_item(snapshot, code)
        slot = _find_slot(criterion, name) if name else suggester.choose_slot(criterion.id, facts)
        targets.append((piece, criterion.id, slot))
    return targets


def _find_item(snapshot: Snapshot, code: str) -> Criterion:
    criterion = snapshot.by_code.get(code.strip())
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


def _agreed(confidence: float, accept: Accept) -> bool:
    match accept:
        case Accept.NONE:
            return False
        case Accept.CERTAIN:
            return confidence >= CERTAIN
        case Accept.BEST:
            return True
