"""The gaps as tables: items × years and stages, items × townships; every figure is the sum of the gaps' own rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from evidence.check.gaps import ItemGaps, Requirement
from evidence.model import Criterion, Scope, Stage, State
from evidence.snapshot import Snapshot

Column = TypeVar("Column", bound=Hashable)


class Period(Struct, frozen=True):
    """A column of the first table; `year` None: any year will do, `stage` None: the material names none."""

    year: int | None
    stage: Stage | None


class Cell(Struct, frozen=True):
    """What an item needs and has in one column; `rows` are those of its gaps that were counted."""

    state: State
    needed: int  # pieces
    met: int  # of those, as `Requirement.met` counts
    rows: tuple[Requirement, ...]

    @property
    def first(self) -> Requirement:
        """The row to go to: the first that is open, else the first."""
        return next((row for row in self.rows if row.state.is_open), self.rows[0])


class Tally(Struct, frozen=True):
    """How many cells of a column stand how, and the pieces that they need and have."""

    complete: int
    partial: int
    missing: int
    not_applicable: int
    needed: int
    met: int

    @property
    def open(self) -> int:
        """How many cells still ask for something."""
        return self.partial + self.missing


class Line(Struct, frozen=True):
    """One item; a cell is None where nothing is asked."""

    item: ItemGaps
    cells: tuple[Cell | None, ...]

    @property
    def is_open(self) -> bool:
        """Whether a cell of it still asks for something."""
        return any(cell is not None and cell.state.is_open for cell in self.cells)


class Block(Struct, frozen=True):
    """The items below one top group of the scheme; `group` None: those that stand in none."""

    group: Criterion | None
    lines: tuple[Line, ...]
    sums: tuple[Tally, ...]  # by column


class Matrix(Struct, Generic[Column], frozen=True):
    """All of it, in the scheme's order."""

    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    sums: tuple[Tally, ...]  # by column


def by_period(snapshot: Snapshot, items: Sequence[ItemGaps]) -> Matrix[Period]:
    """Return items × (year, stage), the oldest year first; only what is asked for has a column."""
    found = {_period(row) for item in items for row in item.required}
    return _matrix(snapshot, items, sorted(found, key=_order), _period)


def by_township(
    snapshot: Snapshot, items: Sequence[ItemGaps], years: Collection[int | None] | None = None
) -> Matrix[str | None]:
    """Return the items that townships owe something for × the townships, in the order of the clerk's list.

    Of all years, or of these alone. A column of None is there where the list of townships is not known yet.
    """
    townships = snapshot.project.townships
    known = frozenset(townships)

    def column(row: Requirement) -> str | None:
        return row.unit if row.unit in known else None

    def wanted(row: Requirement) -> bool:
        of_township = row.unit in known or (row.unit is None and owed_by_townships(row))
        return of_township and (years is None or row.year in years)

    asked = [item for item in items if any(wanted(row) for row in item.required)]
    unknown = [None] if any(row.unit is None for item in asked for row in item.required if wanted(row)) else []
    return _matrix(snapshot, asked, [*townships, *unknown], column, wanted)


def owed_by_townships(row: Requirement) -> bool:
    """Tell whether each township owes what a row asks for."""
    return row.slot.scope is Scope.EACH_TOWNSHIP


def blocks_of(
    snapshot: Snapshot, items: Iterable[ItemGaps]
) -> tuple[tuple[Criterion | None, tuple[ItemGaps, ...]], ...]:
    """Return the items by the top groups that they stand in, in the scheme's order."""
    found: dict[str | None, tuple[Criterion | None, list[ItemGaps]]] = {}
    for item in items:
        group = next(iter(snapshot.chain(item.criterion)), None)
        found.setdefault(group and group.id, (group, []))[1].append(item)
    return tuple((group, tuple(some)) for group, some in found.values())


def cell_of(rows: Iterable[Requirement]) -> Cell | None:
    """Return what rows come to together; None where they ask for nothing.

    What is left to another material is asked for there; 不涉及 shows where nothing else is asked.
    """
    all_rows = tuple(rows)
    counted = tuple(row for row in all_rows if row.state is not State.NOT_APPLICABLE and row.by_other is None)
    if counted:
        needed, met = sum(row.needed for row in counted), sum(row.met for row in counted)
        return Cell(_state(counted), needed, met, counted)
    waived = tuple(row for row in all_rows if row.state is State.NOT_APPLICABLE)
    return Cell(State.NOT_APPLICABLE, 0, 0, waived) if waived else None


def _state(counted: Sequence[Requirement]) -> State:
    if all(row.state is State.COMPLETE for row in counted):
        return State.COMPLETE
    return State.PARTIAL if any(row.have for row in counted) else State.MISSING


def _matrix(
    snapshot: Snapshot,
    items: Iterable[ItemGaps],
    columns: Sequence[Column],
    column: Callable[[Requirement], Column],
    wanted: Callable[[Requirement], bool] = lambda _: True,
) -> Matrix[Column]:
    def line(item: ItemGaps) -> Line:
        sorted_out: dict[Column, list[Requirement]] = {}
        for row in item.required:
            if wanted(row):
                sorted_out.setdefault(column(row), []).append(row)
        return Line(item, tuple(cell_of(sorted_out.get(one, ())) for one in columns))

    blocks: list[Block] = []
    for group, some in blocks_of(snapshot, items):
        lines = tuple(map(line, some))
        blocks.append(Block(group, lines, _sums(lines, len(columns))))
    everything = [line for block in blocks for line in block.lines]
    return Matrix(tuple(columns), tuple(blocks), _sums(everything, len(columns)))


def _sums(lines: Sequence[Line], columns: int) -> tuple[Tally, ...]:
    return tuple(_tally([cell for line in lines if (cell := line.cells[at]) is not None]) for at in range(columns))


def _tally(cells: Sequence[Cell]) -> Tally:
    states = Counter(cell.state for cell in cells)
    return Tally(
        states[State.COMPLETE],
        states[State.PARTIAL],
        states[State.MISSING],
        states[State.NOT_APPLICABLE],
        sum(cell.needed for cell in cells),
        sum(cell.met for cell in cells),
    )


def _period(row: Requirement) -> Period:
    return Period(row.year, row.slot.stage)


def _order(period: Period) -> tuple[int, int]:
    stages = list(Stage)
    stage = len(stages) if period.stage is None else stages.index(period.stage)
    return period.year or 10_000, stage
