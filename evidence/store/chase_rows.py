"""催报 as it is written: the steps, drafts, and that something was sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from msgspec.structs import asdict
from sqlalchemy import select

from evidence.chases import Chase, ChaseId, Step
from evidence.model import new_id
from evidence.store.chase_tables import chase, chase_step
from evidence.store.journaled import JournaledRows


class ChaseRows:
    """Writes what was asked of units."""

    def __init__(self, rows: JournaledRows) -> None:
        """Write among the rows of one use case."""
        self._rows = rows

    def draft(self, chases: Sequence[Chase], names: Collection[str]) -> None:
        """Record drafts for units in the place of what is drafted under these names of theirs and not sent by now."""
        known = self._rows.rows_where(chase, chase.c.unit, names)
        self._rows.delete(chase, [row["id"] for row in known if row["sent_at"] is None])
        first = self._rows.next(chase.c.number)
        rows = [
            {**asdict(one), "number": number, "asked": [asdict(asked) for asked in one.asked]}
            for number, one in enumerate(chases, first)
        ]
        self._rows.insert(chase, rows)

    def send(self, moments: Mapping[ChaseId, datetime], by: str) -> None:
        """Record when drafts were sent."""
        self._rows.update(chase, {key: {"sent_at": at, "sent_by": by} for key, at in moments.items()})

    def keep_steps(self, steps: Sequence[Step]) -> None:
        """Make the steps of the project these."""
        self._rows.delete(chase_step, self._rows.keys(select(chase_step.c.id)))
        rows = [{"id": new_id(), "position": at, "name": step.name, "form": step.form} for at, step in enumerate(steps)]
        self._rows.insert(chase_step, rows)
