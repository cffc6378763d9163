"""What a scheme's criteria amount to together: leaves, points, the flags of groups, the units that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from evidence.model import (
    Criterion,
    CriterionId,
    FilingId,
    Piece,
    Rule,
    SchemeFacts,
    SchemeId,
    SlotId,
    Unit,
    UnitId,
    UnitKind,
    new_id,
)
from evidence.snapshot import Snapshot
from evidence.units import names_several


class Counterparts(NamedTuple):
    """An item of the scheme worked on, and one of another scheme that the same papers serve."""

    here: CriterionId
    there: CriterionId


class SchemeEdit(Struct, frozen=True):
    """What a project's scheme is to become, and what becomes of the filings under it."""

    facts: SchemeFacts
    criteria: tuple[Criterion, ...]  # all of them, groups before their children; what keeps its id is the same
    moved: Mapping[FilingId, tuple[CriterionId, SlotId | None]]  # filings that get another place
    taken_out: frozenset[FilingId]
    heirs: Mapping[CriterionId, CriterionId] = field(default_factory=dict[CriterionId, CriterionId])  # for the papers
    cut: Mapping[CriterionId, CriterionId] = field(default_factory=dict[CriterionId, CriterionId])  # new, of which
    elsewhere: tuple[Criterion, ...] = ()  # those of the project's other schemes that change, ids as they are


def unfiled(before: Snapshot, edit: SchemeEdit) -> list[Piece]:
    """Return the pieces that lie nowhere after an edit."""
    filed = {filing.piece for filing in before.filings if filing.id not in edit.taken_out}
    return [piece for piece in before.pieces if piece.id not in filed]


def criteria_of(snapshot: Snapshot, scheme: SchemeId) -> tuple[Criterion, ...]:
    """Return the criteria of any of the project's schemes."""
    if scheme == snapshot.scheme_id:
        return snapshot.criteria
    return next(other.criteria for other in snapshot.others if other.id == scheme)


def leaves_of(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Return those that no other names as parent, in order: the items that evidence is filed under."""
    parents = {criterion.parent for criterion in criteria}
    return tuple(criterion for criterion in criteria if criterion.id not in parents)


def total_points(criteria: Sequence[Criterion]) -> float | None:
    """Return the points of all items without bonus; None where no item has points."""
    leaves = leaves_of(criteria)
    points = [leaf.points for leaf in leaves if leaf.rule is not Rule.BONUS and leaf.points is not None]
    return round(sum(points), 4) if points else None


def with_flags(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Return the criteria with veto and bonus as the rules say: of an item its own, of a group those of all below."""
    rules: dict[CriterionId, set[Rule | None]] = {}
    parents = {criterion.id: criterion.parent for criterion in criteria}
    for leaf in leaves_of(criteria):
        at: CriterionId | None = leaf.id
        while at is not None:
            rules.setdefault(at, set()).add(leaf.rule)
            at = parents[at]
    return tuple(
        replace(criterion, veto=rules[criterion.id] == {Rule.VETO}, bonus=rules[criterion.id] == {Rule.BONUS})
        for criterion in criteria
    )


def township_units(names: Iterable[str]) -> tuple[Unit, ...]:
    """Return units of these names that are townships."""
    return tuple(Unit(UnitId(new_id()), name, UnitKind.TOWNSHIP) for name in names)


def units_of(known: Sequence[Unit], criteria: Iterable[Criterion]) -> tuple[Unit, ...]:
    """Return the known units, then as departments those that the criteria name beside them, in order of appearance."""
    named = dict.fromkeys(
        name
        for criterion in criteria
        for owners in ((criterion.lead_unit,), criterion.support_units, *(slot.owners for slot in criterion.required))
        for name in owners
        if name and not names_several(name)
    )
    there = {unit.name for unit in known}
    new = (Unit(UnitId(new_id()), name, UnitKind.DEPARTMENT) for name in named if name not in there)
    return (*known, *new)
