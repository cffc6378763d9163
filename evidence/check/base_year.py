"""What another 评审基准年 would do: which materials of which year and unit would be wanting, and which no longer."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from evidence.check.gaps import ItemGaps, Requirement, find_gaps
from evidence.errors import RequestError
from evidence.model import Criterion, Project, Slot, State
from evidence.snapshot import Snapshot

_LOOKBACK = 2  # years before the base year that a table asks for at most
EARLIEST, LATEST = 1950, 2100  # that it can be


class RowChange(Struct, frozen=True):
    """What a slot asks of a unit for a year, before and after; None: it does not ask for that year."""

    criterion: Criterion
    slot: Slot
    year: int | None
    unit: str | None
    before: State | None
    after: State | None

    @property
    def opens(self) -> bool:
        """Whether something is asked for that was not, or that was there."""
        return self.after is not None and self.after.is_open and not (self.before is not None and self.before.is_open)

    @property
    def closes(self) -> bool:
        """Whether something is wanting no more."""
        return self.before is not None and self.before.is_open and not (self.after is not None and self.after.is_open)


class ItemChange(Struct, frozen=True):
    """How far an item is provided for, before and after."""

    criterion: Criterion
    before: State
    after: State


class BaseYearPlan(Struct, frozen=True):
    """The project with its new years, and all that would change, in the scheme's order."""

    project: Project
    rows: tuple[RowChange, ...]  # those that open or close
    items: tuple[ItemChange, ...]  # whose state would be another


def plan_base_year(snapshot: Snapshot, year: int) -> BaseYearPlan:
    """Plan to count lookbacks from another year; raise `RequestError` if it cannot be one.

    The years that papers are kept for begin two years before it, as in a new project.
    """
    if not EARLIEST <= year <= LATEST:
        raise RequestError("base_year_unfit", year=str(year))
    project = replace(snapshot.project, first_year=year - _LOOKBACK, base_year=year)
    before, after = find_gaps(snapshot), find_gaps(replace(snapshot, project=project))
    changes = [change for one, other in zip(before, after, strict=True) for change in _row_changes(one, other)]
    items = (ItemChange(one.criterion, one.state, other.state) for one, other in zip(before, after, strict=True))
    return BaseYearPlan(
        project,
        tuple(change for change in changes if change.opens or change.closes),
        tuple(item for item in items if item.before is not item.after),
    )


def _row_changes(before: ItemGaps, after: ItemGaps) -> Iterable[RowChange]:
    """Yield each row of an item once, those asked for now before those that are new."""
    there, then = _by_place(before.required), _by_place(after.required)
    for place in dict.fromkeys((*there, *then)):
        slot, year, unit = place
        yield RowChange(before.criterion, slot, year, unit, there.get(place), then.get(place))


def _by_place(rows: Iterable[Requirement]) -> dict[tuple[Slot, int | None, str | None], State]:
    return {(row.slot, row.year, row.unit): row.state for row in rows}
