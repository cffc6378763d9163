"""What is missing: slot × year × owing unit, one pure function of the snapshot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from evidence.model import Criterion, CriterionId, Flag, Piece, Scope, Slot, Snapshot, State, Years

# A piece with one of these is kept and shown, but proves nothing yet.
NOT_YET = (Flag.SECRET, Flag.EMPTY, Flag.TRUNCATED, Flag.ENCRYPTED, Flag.DRAFT)
YEAR_UNKNOWN = "year_unknown"
YEAR_OUTSIDE = "year_outside"
UNIT_UNKNOWN = "unit_unknown"


@dataclass(frozen=True, slots=True)
class Defect:
    """A piece that is filed and does not close the gap; `code` says why (a flag, or one of this module's codes)."""

    piece: Piece
    code: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row: what a slot asks of one unit for one year. `year` None: any; `unit` None: who owes it is not known."""

    slot: Slot
    year: int | None
    unit: str | None
    needed: int
    have: tuple[Piece, ...]
    state: State
    defects: tuple[Defect, ...]

    @property
    def met(self) -> int:
        """How many of the needed pieces are there, none counted beyond the need."""
        return min(self.needed, len(self.have)) if self.unit is not None or self.slot.scope is Scope.OWN else 0


@dataclass(frozen=True, slots=True)
class ItemGaps:
    """All requirements of one item, and how far it is provided for."""

    criterion: Criterion
    state: State
    required: tuple[Requirement, ...]
    unplaced: tuple[Piece, ...]  # filed under the item and in none of its slots

    @property
    def share(self) -> float:
        """Part of the needed pieces that is there, 0–1; an item without slots is there or not."""
        needed = sum(row.needed for row in self.required)
        return sum(row.met for row in self.required) / needed if needed else float(self.state is State.COMPLETE)


def countable(piece: Piece) -> bool:
    """Tell whether a piece can prove anything, whatever its year."""
    return not any(flag in piece.flags for flag in NOT_YET)


def find_gaps(snapshot: Snapshot) -> tuple[ItemGaps, ...]:
    """Return each item of the scheme, in its order, with what it needs and has."""
    return tuple(item_gaps(snapshot, criterion) for criterion in snapshot.leaves)


def item_gaps(snapshot: Snapshot, criterion: Criterion) -> ItemGaps:
    """Return what one item needs and has."""
    filed: dict[str | None, dict[str, Piece]] = {}
    for filing in snapshot.filed_under.get(criterion.id, ()):
        filed.setdefault(filing.slot, {})[filing.piece] = snapshot.piece_by_id[filing.piece]
    rows = tuple(row for slot in criterion.required for row in _rows(snapshot, criterion, slot, filed.get(slot.id, {})))
    placed = {piece for slot, pieces in filed.items() if slot is not None for piece in pieces}
    unplaced = tuple(piece for key, piece in filed.get(None, {}).items() if key not in placed)
    return ItemGaps(criterion, _state_of_item(rows, unplaced), rows, unplaced)


def updated_gaps(
    items: Iterable[ItemGaps], snapshot: Snapshot, touched: Collection[CriterionId]
) -> tuple[ItemGaps, ...]:
    """Return what `find_gaps` would; `items` are from before a change of the same project that touched these items."""
    return tuple(item_gaps(snapshot, item.criterion) if item.criterion.id in touched else item for item in items)


def years_asked(slot: Slot, base_year: int) -> tuple[int | None, ...]:
    """Return the years that a slot asks for, oldest first; None alone where any year will do."""
    match slot.years:
        case Years.EACH_OF_LAST_3:
            return (base_year - 2, base_year - 1, base_year)
        case Years.EACH_OF_LAST_2:
            return (base_year - 1, base_year)
        case Years.LATEST:
            return (base_year,)
        case Years.ANY:
            return (None,)


def township_of(piece: Piece, townships: Sequence[str]) -> str | None:
    """Return the township that issued a piece, or handed it in; the longest name wins."""
    for name in (piece.facts.issuer, piece.facts.unit):
        found = [township for township in townships if name and township in name]
        if found:
            return max(found, key=len)
    return None


def _state_of_item(rows: Sequence[Requirement], unplaced: Sequence[Piece]) -> State:
    loose = any(countable(piece) for piece in unplaced)
    if not rows:
        return State.COMPLETE if loose else State.MISSING
    if all(row.state is State.COMPLETE for row in rows):
        return State.COMPLETE
    return State.PARTIAL if loose or any(row.have for row in rows) else State.MISSING


def _rows(snapshot: Snapshot, criterion: Criterion, slot: Slot, filed: dict[str, Piece]) -> Iterable[Requirement]:
    townships = snapshot.project.townships
    years = years_asked(slot, snapshot.project.base_year)
    match slot.scope:
        case Scope.OWN:
            units: tuple[str | None, ...] = (criterion.lead_unit,)
        case Scope.EACH_TOWNSHIP:
            units = townships or (None,)
        case Scope.EACH_DEPARTMENT:
            units = (None,)
    by_township = slot.scope is Scope.EACH_TOWNSHIP and bool(townships)
    shown: dict[str | None, list[tuple[Piece, bool]]] = {}  # pieces by unit, with whether it is known to be theirs
    for piece in filed.values():
        origin = township_of(piece, townships) if by_township else units[0]
        # One of unknown township is shown once a year, not beside each of forty.
        shown.setdefault(origin or units[0], []).append((piece, not by_township or origin is not None))
    for year in years:
        for unit in units:
            have: list[Piece] = []
            defects: list[Defect] = []
            for piece, owner_known in shown.get(unit, ()):
                fault = _fault(piece, year, years, owner_known=owner_known)
                if fault is None:
                    have.append(piece)
                elif fault:
                    defects.append(Defect(piece, fault))
            state = _state(len(have), slot.count, known=slot.scope is Scope.OWN or unit is not None)
            yield Requirement(slot, year, unit, slot.count, tuple(have), state, tuple(defects))


def _fault(piece: Piece, year: int | None, years: Sequence[int | None], *, owner_known: bool) -> str | None:
    """Return why a piece does not count in a row, None if it does, an empty string if the row is none of its."""
    told = piece.facts.year
    if year is not None and told is not None and told != year and told in years:
        return ""
    for flag in NOT_YET:
        if flag in piece.flags:
            return flag.value
    if year is not None and told != year:
        return YEAR_UNKNOWN if told is None else YEAR_OUTSIDE
    return None if owner_known else UNIT_UNKNOWN


def _state(have: int, needed: int, *, known: bool) -> State:
    if have >= needed and known:
        return State.COMPLETE
    return State.PARTIAL if have else State.MISSING
