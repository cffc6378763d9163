"""Puts a new edition of the table in the place of the one in use, and tells of every filed piece where it goes.

A criterion that lives on keeps its id, so that its papers, assignments and notes follow. Where an item goes nowhere its
papers go back to 待整理; nothing is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import chain

from msgspec import Struct, field
from msgspec.structs import replace

from evidence.criteria import SchemeEdit, leaves_of
from evidence.model import Criterion, CriterionId, Filing, PieceId, SchemeReading, Slot, SlotId
from evidence.scheme.alternatives import side_by_side
from evidence.scheme.compare import Comparison, compare
from evidence.scheme.editing import rebuilt
from evidence.scheme.heirs import ItemField, heir_of, heir_slot, matched_slots, says_nothing, told
from evidence.scheme.printed_boxes import TouchedBoxes, touched_boxes
from evidence.scheme.proposals import with_proposals
from evidence.scheme.unit_names import with_names_of_today
from evidence.snapshot import Snapshot

Decisions = Mapping[CriterionId, CriterionId | None]  # of old items: the new item that takes their papers, None: none


class Fate(StrEnum):
    """What becomes of a piece in one place where it is filed."""

    STAYS = "stays"  # the place reads as before
    FOLLOWS = "follows"  # to the place that its item or its material is now
    JOINS = "joins"  # it lies in the place already where it would go
    LEAVES = "leaves"  # the place goes, and the piece is filed elsewhere as well
    TRAY = "tray"  # back to 待整理


class Spot(Struct, frozen=True):
    """A place as people read it."""

    code: str
    material: str | None


class Move(Struct, frozen=True):
    """Where a filed piece was and where it is to be; `after` None: no more under an item by this filing."""

    piece: PieceId
    fate: Fate
    before: Spot
    after: Spot | None


class EditionPlan(Struct, frozen=True, dict=True):
    """The edit, and what it does to what is filed and asked for."""

    edit: SchemeEdit
    moves: tuple[Move, ...]  # of every filing, in order of filing
    kept: tuple[Spot, ...]  # materials that the new table does not name, and that stay for what is in them
    dropped: tuple[Spot, ...]  # materials that the new table does not name, and that go; places as they were
    printed: TouchedBoxes  # boxes that are fixed (定号), and that will not be as they were printed

    @cached_property
    def counts(self) -> Counter[Fate]:
        """How many filings become what."""
        return Counter(move.fate for move in self.moves)

    @cached_property
    def filed(self) -> int:
        """How many pieces are filed before."""
        return len({move.piece for move in self.moves})

    @cached_property
    def returned(self) -> int:
        """How many pieces go back to 待整理."""
        return len({move.piece for move in self.moves if move.fate is Fate.TRAY})


class Preview(Struct, frozen=True):
    """A table compared with the scheme in use: what plans are made from while the user decides."""

    snapshot: Snapshot
    reading: SchemeReading
    comparison: Comparison
    of_clerks: frozenset[SlotId]

    def plan(self, decisions: Decisions) -> EditionPlan:
        """Plan what the user decides; raise `RequestError` if the table's codes are no use."""
        return plan_edition(self.snapshot, self.reading, self.comparison, decisions, self.of_clerks)


def preview_edition(snapshot: Snapshot, reading: SchemeReading, of_clerks: frozenset[SlotId]) -> Preview:
    """Compare a table, read afresh, with the scheme in use; materials are proposed where it names none."""
    items = with_proposals(with_names_of_today(reading.items, snapshot.project.units))
    return Preview(snapshot, replace(reading, items=items), compare(snapshot.criteria, items), of_clerks)


def plan_edition(
    snapshot: Snapshot,
    reading: SchemeReading,
    comparison: Comparison,
    decisions: Decisions,
    of_clerks: Collection[SlotId] = frozenset(),
) -> EditionPlan:
    """Plan to put a table, read afresh, in the place of the scheme; raise `RequestError` if its codes are no use.

    `decisions` are what the user wants otherwise than `comparison.heirs`. `of_clerks` are the materials that somebody
    added or changed: they stay whether the table names them or not.
    """
    claims = _claims(snapshot, reading, comparison, decisions)
    materials = _Materials({filing.slot for filing in snapshot.filings if filing.slot} | set(of_clerks))
    kept_ids = {new: claimants[0].id for new, claimants in claims.items()}
    for pair in comparison.groups:
        if pair.old and pair.new and pair.old.id in snapshot.by_id:
            kept_ids[pair.new.id] = pair.old.id
    columns = told(reading.items)
    criteria: list[Criterion] = []
    for new in reading.items:
        old = claims.get(new.id) or [snapshot.by_id[kept_ids[new.id]]] if new.id in kept_ids else []
        heir = replace(_heir(old, new, columns), parent=kept_ids.get(new.parent, new.parent) if new.parent else None)
        criteria.append(replace(heir, required=materials.follow(old, heir, new.required)))
    heirs = {old.id: claimants[0].id for claimants in claims.values() for old in claimants[1:]}
    edit = rebuilt(snapshot, criteria, heirs, reading.facts, materials.heirs)
    homes = {old.id: claimants[0].id for claimants in claims.values() for old in claimants}
    lost = [(old, slot) for old in snapshot.items if old.id not in homes for slot in old.required]
    gone = [Spot(old.code, slot.name) for old, slot in lost if not slot.proposed]
    moves = _moves(snapshot, edit, homes)
    touched = touched_boxes(snapshot, edit)
    return EditionPlan(edit, moves, tuple(materials.kept), (*materials.dropped, *gone), touched)


def _claims(
    snapshot: Snapshot, reading: SchemeReading, comparison: Comparison, decisions: Decisions
) -> dict[CriterionId, list[Criterion]]:
    """Return by new item the old ones whose papers it takes, the one that lives on in it first."""
    partners = {pair.old.id: pair.new.id for pair in comparison.items if pair.old and pair.new}
    wanted = {**comparison.heirs, **decisions}
    items = {leaf.id for leaf in leaves_of(reading.items)}
    found: dict[CriterionId, list[Criterion]] = {}
    for old in snapshot.items:
        if (new := wanted.get(old.id)) is not None and new in items:
            claimants = found.setdefault(new, [])
            claimants.insert(0 if partners.get(old.id) == new else len(claimants), old)
    return found


def _heir(old: Sequence[Criterion], new: Criterion, columns: frozenset[ItemField]) -> Criterion:
    """Return what becomes of old criteria together; what the first of them does not say the others may."""
    heir = new
    for at, one in enumerate(old):
        heir = heir_of(one, heir, frozenset(ItemField) if at else columns)
    notes = dict.fromkeys(one.note for one in old if one.note)
    return replace(heir, id=old[0].id if old else new.id, note=new.note or "\n".join(notes) or None)


class _Materials(Struct):
    """What becomes of the materials of items that live on."""

    stay: Collection[SlotId]  # whether the new table names them or not
    heirs: dict[SlotId, SlotId] = field(default_factory=dict[SlotId, SlotId])  # of those that become one with another
    kept: list[Spot] = field(default_factory=list[Spot])
    dropped: list[Spot] = field(default_factory=list[Spot])

    def follow(self, old: Sequence[Criterion], heir: Criterion, new: Sequence[Slot]) -> tuple[Slot, ...]:
        """Return the materials of an item; those that the new table does not name stand behind its own."""
        silent = says_nothing(new)
        if silent and any(not slot.proposed for one in old for slot in one.required):
            new = ()
        named: dict[SlotId, Slot] = {}
        behind: list[list[Slot]] = []
        for one in old:
            matched = matched_slots(one.required, new)
            for slot in new:
                if (before := matched.get(slot.id)) is None:
                    continue
                if slot.id in named:
                    self.heirs[before.id] = named[slot.id].id
                else:
                    named[slot.id] = heir_slot(before, slot)
            there = {slot.id for slot in matched.values()}
            left = [slot for slot in one.required if slot.id not in there]
            behind.append([slot for slot in left if slot.id in self.stay or (silent and not slot.proposed)])
            if not silent:
                self.kept += [Spot(heir.code, slot.name) for slot in left if slot.id in self.stay]
                gone = (slot for slot in left if slot.id not in self.stay and not slot.proposed)
                self.dropped += [Spot(one.code, slot.name) for slot in gone]
        first = [named.get(slot.id, slot) for slot in new]
        return (*first, *chain.from_iterable(side_by_side(behind, first)))


def _moves(snapshot: Snapshot, edit: SchemeEdit, homes: Mapping[CriterionId, CriterionId]) -> tuple[Move, ...]:
    before, after = snapshot.by_id, {criterion.id: criterion for criterion in edit.criteria}
    still: dict[PieceId, set[CriterionId]] = {}
    for filing in snapshot.filings:
        if filing.id not in edit.taken_out:
            still.setdefault(filing.piece, set()).add(edit.moved.get(filing.id, (filing.criterion, None))[0])

    def move(filing: Filing) -> Move:
        was = _spot(before[filing.criterion], filing.slot)
        if filing.id not in edit.taken_out:
            item, slot = edit.moved.get(filing.id, (filing.criterion, filing.slot))
            now = _spot(after[item], slot)
            return Move(filing.piece, Fate.STAYS if now == was else Fate.FOLLOWS, was, now)
        if filing.piece not in still:
            return Move(filing.piece, Fate.TRAY, was, None)
        joins = homes.get(filing.criterion) in still[filing.piece]
        return Move(filing.piece, Fate.JOINS if joins else Fate.LEAVES, was, None)

    return tuple(map(move, snapshot.filings))


def _spot(criterion: Criterion, slot: SlotId | None) -> Spot:
    return Spot(criterion.code, next((one.name for one in criterion.required if one.id == slot), None))
