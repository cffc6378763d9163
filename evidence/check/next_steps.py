"""What to do next in a project: the few things that bring it on most, each with the place where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from evidence.check.gaps import ItemGaps
from evidence.check.standing import Standings
from evidence.model import CriterionId
from evidence.snapshot import Snapshot


class Next(StrEnum):
    """What is to be done, the most pressing first."""

    VETO = "veto"  # veto items that are not provided for
    KEY = "key"  # key items that are not provided for
    SORT = "sort"  # pieces that are filed nowhere
    MEND = "mend"  # pieces that are filed and do not count
    CONFIRM = "confirm"  # materials that nobody asked for yet
    UNIT = "unit"  # the unit that lacks most


class NextStep(Struct, frozen=True):
    """One of them: how many there are, and where the first is."""

    kind: Next
    count: int
    certain: int = 0  # of pieces that are filed nowhere: with a place that is sure
    unsorted: int = 0  # of the unit's pieces: that are filed nowhere
    item: CriterionId | None = None
    unit: str | None = None


def next_steps(snapshot: Snapshot, items: Sequence[ItemGaps], standings: Standings) -> tuple[NextStep, ...]:
    """Return what is to be done, nothing that is done already; units with what lies unsorted from them alone."""
    still_open = [item for item in items if item.state.is_open]
    veto = [item.criterion.id for item in still_open if item.criterion.veto]
    key = [item.criterion.id for item in still_open if item.criterion.key and not item.criterion.veto]
    unsorted = snapshot.unfiled
    certain = sum(piece.id in snapshot.certain for piece in unsorted)
    defects = {d.piece.id: item.criterion.id for item in items for row in item.counted for d in row.defects}
    proposed = {row.slot.id: item.criterion.id for item in items for row in item.proposed}
    behind = next((row for row in standings.units if row.lacking > 0), None)
    found = (
        NextStep(Next.VETO, len(veto), item=next(iter(veto), None)),
        NextStep(Next.KEY, len(key), item=next(iter(key), None)),
        NextStep(Next.SORT, len(unsorted), certain),
        NextStep(Next.MEND, len(defects), item=next(iter(defects.values()), None)),
        NextStep(Next.CONFIRM, len(proposed), item=next(iter(proposed.values()), None)),
    )
    if behind is not None:
        found = (*found, NextStep(Next.UNIT, behind.lacking, unit=behind.name, unsorted=behind.unsorted))
    return tuple(step for step in found if step.count)
