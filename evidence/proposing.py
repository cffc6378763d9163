"""What of the papers in 待整理 may be joined or split: looked at after every change, so what did not change is kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.errors import CancelledError, RequestError
from evidence.filing import known_piece
from evidence.model import ArrivalState, BatchId, Original, Piece, PieceId
from evidence.progress import SILENT, Report
from evidence.snapshot import Snapshot
from evidence.store.batch_reading import arrivals_differ, read_batches
from evidence.store.reading import journal_length, whole_text

if TYPE_CHECKING:
    from evidence.intake.cuts import Cut
    from evidence.intake.joins import Arrived, Join, JoinFinder
    from evidence.store.source import Source
    from evidence.workspace import Workspace


class Proposals(Struct, frozen=True):
    """What of the pieces that wait to be filed may be joined or split; pieces in order of arrival."""

    joins: tuple[Join, ...] = ()
    splits: tuple[tuple[PieceId, tuple[Cut, ...]], ...] = ()


class Proposing:
    """Looks again and again; what it keeps is told apart from what is new by the pieces and files themselves."""

    def __init__(self, workspace: Workspace) -> None:
        """Look through the workspace that is open."""
        self._workspace = workspace
        self._arrivals = Arrivals()
        self._joins: JoinFinder | None = None
        self._cuts: dict[PieceId, tuple[Piece, Original, tuple[Cut, ...]]] = {}

    def look(self, report: Report = SILENT) -> Proposals:
        """Return what there is now; raise `CancelledError` where it is to stop, and keep what was seen until then."""
        from evidence.intake.joins import JoinFinder

        snapshot = self._workspace.snapshot()
        waiting = [piece for piece in snapshot.unfiled if piece.parts]
        self._joins = self._joins or JoinFinder()
        with self._workspace.reading() as source:
            came = self._arrivals.of(source, snapshot, waiting)
            joins = self._joins.find(came, snapshot.alike, report)
            return Proposals(joins, self._splits(source, snapshot, waiting, report))

    def _splits(
        self, source: Source, snapshot: Snapshot, waiting: Iterable[Piece], report: Report
    ) -> tuple[tuple[PieceId, tuple[Cut, ...]], ...]:
        known = self._cuts
        found: dict[PieceId, tuple[Piece, Original, tuple[Cut, ...]]] = {}
        for piece in waiting:
            original = snapshot.originals[piece.parts[0].original]
            before = known.get(piece.id)
            if before is None or not (_same(before[0], piece) and _same(before[1], original)):
                if report.cancelled():
                    self._cuts |= found
                    raise CancelledError
                cuts = _cuts_of(source, snapshot, piece)
                if cuts is None:  # its text may come yet
                    continue
                before = piece, original, cuts
            found[piece.id] = before
        self._cuts = found
        return tuple((key, cuts) for key, (_, _, cuts) in found.items() if cuts)


class Arrivals:
    """By which arrival each piece came: read anew only where more than places and facts of pieces changed."""

    def __init__(self) -> None:
        """Know of none."""
        self._number = 0  # of the journal's last entry when they were read
        self._came: dict[PieceId, tuple[BatchId, str]] | None = None
        self._seen: dict[PieceId, Arrived] = {}

    def of(self, source: Source, snapshot: Snapshot, wanted: Iterable[Piece]) -> list[Arrived]:
        """Return these pieces with the arrival of each, those of one arrival by name, the first arrival first.

        Newer versions that nobody decided on yet are left out. What is the same as before is the same object.
        """
        from evidence.intake.joins import Arrived

        if self._came is None or arrivals_differ(source, self._number):
            self._came, self._seen = _read(source), {}
        self._number = journal_length(source)
        by_id, seen = {piece.id: piece for piece in wanted}, self._seen
        found: list[Arrived] = []
        for key, (batch, path) in self._came.items():
            if (piece := by_id.get(key)) is None:
                continue
            originals = tuple([snapshot.originals[part.original] for part in piece.parts])
            before = seen.get(key)
            if before is None or not (_same(before.piece, piece) and before.originals == originals):
                before = Arrived(piece, originals, batch, PurePosixPath(path))
            found.append(before)
        self._seen = {one.piece.id: one for one in found}
        return found


def splittable(snapshot: Snapshot, piece: PieceId) -> tuple[Piece, Original]:
    """Return a piece that may be split with its only file; raise `RequestError` if it may not."""
    from evidence.export.pictures import printable

    old = known_piece(snapshot, piece)
    if len(old.parts) != 1:
        raise RequestError("split_not_whole")
    original = snapshot.originals[old.parts[0].original]
    if original.rendition is not None or not printable(original):  # what is handed out is the file, and it is one
        raise RequestError("split_no_pages")
    return old, original


def page_texts(source: Source, original: Original) -> tuple[str, ...]:
    """Return the text of each page; nothing where the text is not known by pages."""
    text = whole_text(source, original.id)
    pages = tuple(text.split("\f"))
    return pages if text and len(pages) == original.pages else ()


def _read(source: Source) -> dict[PieceId, tuple[BatchId, str]]:
    found: dict[PieceId, tuple[BatchId, str]] = {}
    for batch in read_batches(source):
        for file in batch.files:
            if file.piece is not None and file.state is not ArrivalState.DUPLICATE and not file.proposed:
                found[file.piece] = batch.id, file.source
    return found


def _cuts_of(source: Source, snapshot: Snapshot, piece: Piece) -> tuple[Cut, ...] | None:
    """Return where further papers seem to begin; None where the text that would tell is not known."""
    from evidence.intake.cuts import proposed_cuts

    try:
        _, original = splittable(snapshot, piece.id)
    except RequestError:
        return ()
    if piece.parts[0].first is not None:  # a clerk has decided where it begins and ends
        return ()
    if (original.pages or 0) <= 1:
        return ()
    texts = page_texts(source, original)
    return proposed_cuts(texts) if texts else None


def _same(one: object, other: object) -> bool:
    return one is other or one == other
