"""往来记录: what a unit was asked for when, what came when, why it did not count, and what it owes today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from enum import StrEnum

from msgspec import Struct

from evidence.chases import Chase
from evidence.check.debts import Debt, debts_by_unit, known_units, rows_by_code
from evidence.check.defects import Defect
from evidence.check.gaps import ItemGaps
from evidence.check.waiting import waiting_by_unit
from evidence.deliveries import Batch, BatchFile
from evidence.model import ArrivalState, Criterion, Piece, PieceId, State
from evidence.snapshot import Snapshot
from evidence.units import KnownUnits


class Fate(StrEnum):
    """What became of a file that a unit brought."""

    COUNTS = "counts"
    FAULTY = "faulty"  # filed, and counts nowhere
    BESIDE = "beside"  # filed under an item, for none of its materials, or for one that nobody asked for
    UNSORTED = "unsorted"
    UNUSABLE = "unusable"  # it could not be read, or was not taken in
    GONE = "gone"  # it was replaced, or the arrival was taken back


class Counted(Struct, frozen=True):
    """A paper in an item: for which material it counts there, or why not."""

    item: Criterion
    material: str | None  # None: it counts for none
    defects: tuple[Defect, ...] = ()


class FileRecord(Struct, frozen=True):
    """One file of an arrival and what became of it; the same paper may have come before (`again`)."""

    file: BatchFile
    fate: Fate
    piece: Piece | None
    places: tuple[Counted, ...] = ()

    @property
    def again(self) -> bool:
        """Whether the paper was there already."""
        return self.file.state is ArrivalState.DUPLICATE


class Entry(Struct, frozen=True):
    """One event: either the unit was asked, or something came from it."""

    at: datetime
    chase: Chase | None = None
    batch: Batch | None = None
    files: tuple[FileRecord, ...] = ()  # of a batch: those of this unit

    @property
    def counting(self) -> int:
        """How many of the files count today."""
        return sum(one.fate is Fate.COUNTS for one in self.files)


class UnitRecord(Struct, frozen=True):
    """All that went to and fro with one unit, the first event first, and how it stands today."""

    unit: str
    entries: tuple[Entry, ...]
    needed: int  # pieces
    met: int
    debts: tuple[Debt, ...]
    waiting: tuple[Piece, ...]  # 已报待整理

    @property
    def lacking(self) -> int:
        """How many papers are still to come."""
        return sum(debt.lacking for debt in self.debts)


def unit_record(
    snapshot: Snapshot, gaps: Sequence[ItemGaps], batches: Iterable[Batch], chases: Iterable[Chase], unit: str
) -> UnitRecord:
    """Return the record of a unit, called by its name of today.

    A batch without a unit is the unit's as far as its papers are.
    """
    known = known_units(snapshot).beside(unit)
    places = _places(snapshot, gaps)
    entries = [_asked(chase) for chase in chases if _means(chase.unit, unit, known)]
    for batch in batches:
        files = _files_of(batch, unit, known, snapshot, places)
        if files:
            came = batch.arrived_at
            day = batch.received_on
            at = came if day == came.date() else datetime.combine(day, time())
            entries.append(Entry(at, batch=batch, files=files))
    rows = [debt.row for debts in rows_by_code(snapshot, gaps).values() for debt in debts if debt.unit == unit]
    counted = [row for row in rows if row.state is not State.NOT_APPLICABLE and row.by_other is None]
    return UnitRecord(
        unit,
        tuple(sorted(entries, key=lambda entry: entry.at)),
        sum(row.needed for row in counted),
        sum(row.met for row in counted),
        debts_by_unit(snapshot, gaps).get(unit, ()),
        waiting_by_unit(snapshot).get(unit, ()),
    )


def _asked(chase: Chase) -> Entry:
    return Entry(chase.sent_at or chase.as_of, chase=chase)


def _means(name: str | None, unit: str, known: KnownUnits) -> bool:
    return name is not None and unit in known.meant(name)


def _files_of(
    batch: Batch,
    unit: str,
    known: KnownUnits,
    snapshot: Snapshot,
    places: Mapping[PieceId, Sequence[Counted]],
) -> tuple[FileRecord, ...]:
    """Return the files of a batch that this unit brought."""
    all_of_it = _means(batch.delivery.unit, unit, known)
    if batch.delivery.unit and not all_of_it:
        return ()
    found: list[FileRecord] = []
    for file in batch.files:
        if file.state is ArrivalState.OPENED:
            continue
        record = _record(file, snapshot, places)
        facts = record.piece.facts if record.piece else None
        if all_of_it or (facts is not None and _means(facts.unit or facts.issuer, unit, known)):
            found.append(record)
    return tuple(found)


def _record(file: BatchFile, snapshot: Snapshot, places: Mapping[PieceId, Sequence[Counted]]) -> FileRecord:
    key = file.piece or file.earlier
    piece = snapshot.piece_by_id.get(key) if key else None
    if not file.usable and piece is None:
        return FileRecord(file, Fate.UNUSABLE, None)
    if piece is None:
        return FileRecord(file, Fate.GONE, None)
    here = tuple(places.get(piece.id, ()))
    if not here:
        return FileRecord(file, Fate.UNSORTED, piece)
    if any(place.material is not None for place in here):
        return FileRecord(file, Fate.COUNTS, piece, here)
    return FileRecord(file, Fate.FAULTY if any(place.defects for place in here) else Fate.BESIDE, piece, here)


def _places(snapshot: Snapshot, gaps: Iterable[ItemGaps]) -> dict[PieceId, list[Counted]]:
    """Return in which items each filed paper counts for what, or why it does not."""
    found: dict[PieceId, list[Counted]] = {}
    for item in gaps:
        material: dict[PieceId, str] = {}
        defects: dict[PieceId, dict[str, Defect]] = {}
        for row in item.required:
            material.update((piece.id, row.slot.name) for piece in row.have)
            for defect in row.defects:
                defects.setdefault(defect.piece.id, {})[defect.code] = defect
        for piece in dict.fromkeys(f.piece for f in snapshot.filed_under.get(item.criterion.id, ())):
            why = () if piece in material else tuple(defects.get(piece, {}).values())
            found.setdefault(piece, []).append(Counted(item.criterion, material.get(piece), why))
    return found
