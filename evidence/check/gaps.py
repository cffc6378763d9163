"""What is missing: slot × year × owing unit, one pure function of the snapshot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from evidence.check.defects import UNIT_UNKNOWN, Defect, Filed, countable, fault, flaws, stands
from evidence.model import Criterion, CriterionId, Piece, Scope, Slot, State, Years
from evidence.reviews import Fit
from evidence.snapshot import Snapshot
from evidence.units import names_of, units_named


class Requirement(Struct, frozen=True):
    """One row: what a slot asks of one unit for one year. `year` None: any; `unit` None: who owes it is not known."""

    slot: Slot
    year: int | None
    unit: str | None
    needed: int
    have: tuple[Piece, ...]
    state: State
    defects: tuple[Defect, ...]  # of pieces that do not count
    flaws: tuple[Defect, ...] = ()  # 需完善: of those that do, each by itself
    by_other: Slot | None = None  # of an or-group: the material that this one is left to, there or nearer to it

    @property
    def met(self) -> int:
        """How many of the needed pieces are there, none counted beyond the need."""
        return min(self.needed, len(self.have)) if self.unit is not None or self.slot.scope is Scope.OWN else 0


class ItemGaps(Struct, frozen=True):
    """All requirements of one item, and how far it is provided for."""

    criterion: Criterion
    state: State
    required: tuple[Requirement, ...]
    proposed: tuple[Requirement, ...]  # of materials that nobody asked for yet; they count for nothing
    unplaced: tuple[Piece, ...]  # filed under the item and in none of its slots, or in one that is proposed

    @property
    def share(self) -> float:
        """Part of the needed pieces that is there, 0–1; an item without slots is there or not."""
        needed = sum(row.needed for row in self.counted)
        return sum(row.met for row in self.counted) / needed if needed else float(self.state is State.COMPLETE)

    @property
    def counted(self) -> tuple[Requirement, ...]:
        """The rows that must be met: neither 不涉及 nor left to an alternative."""
        return tuple(row for row in self.required if row.state is not State.NOT_APPLICABLE and row.by_other is None)


def find_gaps(snapshot: Snapshot) -> tuple[ItemGaps, ...]:
    """Return each item of the scheme, in its order, with what it needs and has."""
    return tuple(item_gaps(snapshot, criterion) for criterion in snapshot.leaves)


def item_gaps(snapshot: Snapshot, criterion: Criterion) -> ItemGaps:
    """Return what one item needs and has."""
    filed: dict[str | None, dict[str, Filed]] = {}
    for filing in snapshot.filed_under.get(criterion.id, ()):
        filed.setdefault(filing.slot, {})[filing.piece] = Filed(snapshot.piece_by_id[filing.piece], filing.review)
    asked = {slot.id for slot in criterion.required if not slot.proposed}
    rows = [row for slot in criterion.required for row in _rows(snapshot, criterion, slot, filed.get(slot.id, {}))]
    required = _with_alternatives([row for row in rows if row.slot.id in asked])
    placed = {piece for slot in asked for piece in filed.get(slot, {})}
    loose = {key: one for slot, pieces in filed.items() if slot not in asked for key, one in pieces.items()}
    unplaced = [one for key, one in loose.items() if key not in placed]
    proposed = tuple(row for row in rows if row.slot.id not in asked)
    state = _state_of_item(required, unplaced)
    return ItemGaps(criterion, state, required, proposed, tuple(one.piece for one in unplaced))


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


def township_of(piece: Piece, names: Mapping[str, str]) -> str | None:
    """Return the township that issued a piece, or handed it in; the longest name wins.

    `names` gives the townships' names of today by each that one has or had.
    """
    return township_among((piece.facts.issuer, piece.facts.unit), names)


def township_among(senders: Iterable[str | None], names: Mapping[str, str]) -> str | None:
    """Return the township that the first of these senders names which names any."""
    for sender in senders:
        found = [name for name in names if sender and name in sender]
        if found:
            return names[max(found, key=len)]
    return None


def _state_of_item(rows: Sequence[Requirement], unplaced: Sequence[Filed]) -> State:
    loose = any(countable(one.piece) and not stands(one.review, one.piece, Fit.NOT) for one in unplaced)
    if not rows:
        return State.COMPLETE if loose else State.MISSING
    states = {row.state for row in rows}
    if states == {State.NOT_APPLICABLE}:
        return State.NOT_APPLICABLE
    if states <= {State.COMPLETE, State.NOT_APPLICABLE}:
        return State.COMPLETE
    there = any(row.have for row in rows if row.state is not State.NOT_APPLICABLE)
    return State.PARTIAL if loose or there else State.MISSING


def _with_alternatives(rows: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Return the rows, each left to the nearest to done of those that stand for it, if that is not itself.

    Nearest is what lacks the fewest papers (of several: what has the most, then the first), so that a paper more never
    makes more missing. What is left to a material that is there is not asked for any more; else both may still be
    handed in.
    """
    nearness = {id(row): (row.met - row.needed, row.met, -at) for at, row in enumerate(rows)}

    def stands_for(one: Requirement, other: Requirement) -> bool:
        same_owner = one.unit == other.unit and (one.unit is not None or one.slot.scope is other.slot.scope)
        same_year = one.year == other.year or None in (one.year, other.year)
        return one.slot.alternative == other.slot.alternative and same_owner and same_year

    grouped = [row for row in rows if row.slot.alternative is not None and row.state is not State.NOT_APPLICABLE]

    def resolved(row: Requirement) -> Requirement:
        if row.slot.alternative is None or row.state is State.NOT_APPLICABLE:
            return row
        nearest = max((one for one in grouped if stands_for(one, row)), key=lambda one: nearness[id(one)])
        if nearest.slot.id == row.slot.id:
            return row
        state = State.NOT_APPLICABLE if nearest.state is State.COMPLETE else row.state
        return replace(row, state=state, by_other=nearest.slot)

    return tuple(map(resolved, rows))


def _rows(snapshot: Snapshot, criterion: Criterion, slot: Slot, filed: dict[str, Filed]) -> Iterable[Requirement]:
    townships = snapshot.project.townships
    base_year = snapshot.project.base_year
    years = years_asked(slot, base_year)
    match slot.scope:
        case Scope.OWN:
            units: tuple[str | None, ...] = (criterion.lead_unit,)
        case Scope.EACH_TOWNSHIP:
            units = townships or (None,)
        case Scope.EACH_DEPARTMENT:
            units = slot.owners or (None,)
    by_unit = slot.scope is not Scope.OWN and units != (None,)
    names = _names_of(units, snapshot) if by_unit and filed else {}
    shown: dict[str | None, list[tuple[Filed, bool]]] = {}  # pieces by unit, with whether it is known to be theirs
    for one in filed.values():
        origins = _origins(one.piece, slot, names) if by_unit else units[:1]
        for unit in origins or units[:1]:  # one of unknown origin is shown once a year, not beside each of forty
            shown.setdefault(unit, []).append((one, bool(origins)))
    for year in years:
        for unit in units:
            have: list[Filed] = []
            defects: list[Defect] = []
            for one, owner_known in shown.get(unit, ()):
                why = fault(one, slot, year, years, base_year)
                if why is None and not owner_known:
                    why = UNIT_UNKNOWN
                if why is None:
                    have.append(one)
                elif why:
                    defects.append(one.defect(why, owner_known=owner_known))
            state = _state(len(have), slot.count, known=slot.scope is Scope.OWN or unit is not None)
            state = State.NOT_APPLICABLE if slot.waived else state
            flawed = tuple(one.defect(code) for one in have for code in flaws(one, slot, snapshot.originals))
            pieces = tuple(one.piece for one in have)
            yield Requirement(slot, year, unit, slot.count, pieces, state, tuple(defects), flaws=flawed)


def _names_of(units: Sequence[str | None], snapshot: Snapshot) -> dict[str, str]:
    """Return the units' names by each that one has or had, those of today first."""
    former = {name: unit for name, unit in names_of(snapshot.project.units).items() if unit in units}
    return {unit: unit for unit in units if unit is not None} | former


def _origins(piece: Piece, slot: Slot, names: Mapping[str, str]) -> tuple[str | None, ...]:
    """Return which of the owing units a piece comes from, several for a joint one; none where nothing tells."""
    if slot.scope is Scope.EACH_TOWNSHIP:
        township = township_of(piece, names)
        return (township,) if township else ()
    senders = [name for name in (piece.facts.issuer, piece.facts.unit) if name]
    found = next((found for sender in senders if (found := units_named(sender, tuple(names)))), ())
    return tuple(dict.fromkeys(names[name] for name in found))


def _state(have: int, needed: int, *, known: bool) -> State:
    if have >= needed and known:
        return State.COMPLETE
    return State.PARTIAL if have else State.MISSING
