"""往来记录 of a unit: gathered from the arrivals, what was asked for, and the gaps of today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evidence.check.unit_record import UnitRecord, unit_record

if TYPE_CHECKING:
    from evidence.check.gaps import ItemGaps
    from evidence.snapshot import Snapshot
    from evidence.workspace import Workspace


def record_of(workspace: Workspace, snapshot: Snapshot, gaps: Sequence[ItemGaps], unit: str) -> UnitRecord:
    """Return what went to and fro with a unit, called by its name of today."""
    return unit_record(snapshot, gaps, workspace.receiving.batches(), workspace.chasing.record(), unit)
