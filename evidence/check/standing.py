"""How a project stands: by category, by unit with what lies unsorted from it, in figures a day; days left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from evidence.check.gaps import ItemGaps
from evidence.check.matrix import blocks_of
from evidence.check.score import Totals, totals
from evidence.check.waiting import waiting_by_unit
from evidence.model import Criterion, Project, State
from evidence.snapshot import Snapshot


class Category(Struct, frozen=True):
    """A top group of the scheme; `group` None: the items that stand in none."""

    group: Criterion | None
    sums: Totals


class UnitStanding(Struct, frozen=True):
    """What one unit owes; nobody is ranked without `unsorted`."""

    name: str
    needed: int  # pieces
    met: int
    open_rows: int  # requirements that are not met
    unsorted: int  # 已报待整理: pieces of this unit that are filed nowhere yet

    @property
    def lacking(self) -> int:
        """How many of the needed pieces are not there."""
        return self.needed - self.met


class Standings(Struct, frozen=True):
    """The units, those that lack most first; what lies unsorted of joint senders counts for each of them."""

    units: tuple[UnitStanding, ...]
    of_nobody: UnitStanding | None  # what is owed by nobody that is known
    unsorted_unknown: int  # pieces that are filed nowhere and do not tell which unit they come from


class Figures(Struct, frozen=True):
    """How a project stood at one moment, in the scheme worked on."""

    complete: int  # items
    partial: int
    missing: int
    not_applicable: int
    needed: int  # pieces
    met: int
    pieces: int
    unsorted: int

    @property
    def items(self) -> int:
        """How many items there are."""
        return self.complete + self.partial + self.missing + self.not_applicable


def by_category(snapshot: Snapshot, items: Sequence[ItemGaps]) -> tuple[Category, ...]:
    """Return how the items of each top group stand, in the scheme's order."""
    return tuple(Category(group, totals(some)) for group, some in blocks_of(snapshot, items))


def by_unit(snapshot: Snapshot, items: Sequence[ItemGaps]) -> Standings:
    """Return what each owing unit was asked for, what is there, and what lies unsorted from it."""
    needed, met, open_rows = Counter[str | None](), Counter[str | None](), Counter[str | None]()
    for row in (row for item in items for row in item.counted):
        needed[row.unit] += row.needed
        met[row.unit] += row.met
        open_rows[row.unit] += row.state.is_open
    names = [unit.name for unit in snapshot.project.units]
    waiting = waiting_by_unit(snapshot)
    named = dict.fromkeys([*names, *(name for name in needed if name), *waiting])
    place = {name: at for at, name in enumerate(named)}
    known = {piece.id for pieces in waiting.values() for piece in pieces}

    def standing(name: str | None) -> UnitStanding:
        return UnitStanding(name or "", needed[name], met[name], open_rows[name], len(waiting.get(name or "", ())))

    listed = [standing(name) for name in place if name in needed or name in waiting]
    listed.sort(key=lambda one: (-one.lacking, -one.open_rows, place[one.name]))
    return Standings(
        tuple(listed),
        standing(None) if None in needed else None,
        sum(piece.id not in known for piece in snapshot.unfiled),
    )


def figures(snapshot: Snapshot, items: Sequence[ItemGaps]) -> Figures:
    """Return how the project stands in numbers."""
    states = Counter(item.state for item in items)
    return Figures(
        states[State.COMPLETE],
        states[State.PARTIAL],
        states[State.MISSING],
        states[State.NOT_APPLICABLE],
        sum(row.needed for item in items for row in item.counted),
        sum(row.met for item in items for row in item.counted),
        len(snapshot.pieces),
        len(snapshot.unfiled),
    )


def days_left(project: Project, today: date) -> int | None:
    """Return how many days there are until 送审日期, below 0 once it has passed; None where no date is set."""
    return None if project.submit_on is None else (project.submit_on - today).days
