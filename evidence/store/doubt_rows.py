"""Dismissed doubts, as they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from evidence.complaints import Doubt, DoubtKey
from evidence.model import new_id
from evidence.store import check_tables
from evidence.store.journaled import JournaledRows, Values


class DoubtRows:
    """Writes what people say about doubts, in their name."""

    def __init__(self, rows: JournaledRows, who: str, now: datetime) -> None:
        """Write among the rows of one use case."""
        self._rows, self._who, self._now = rows, who, now

    def dismiss(self, doubts: Iterable[Doubt], reason: str) -> None:
        """Record why doubts are none; those that were dismissed before get the new reason."""
        table = check_tables.dismissal
        wanted = {doubt.key: doubt for doubt in doubts}
        there = {row["doubt"]: row["id"] for row in self._rows.rows_where(table, table.c.doubt, wanted)}
        told: Values = {"reason": reason, "who": self._who, "at": self._now}
        self._rows.update(table, dict.fromkeys(there.values(), told))
        self._rows.insert(
            table,
            [
                {
                    "id": new_id(),
                    "doubt": key,
                    "sign": doubt.sign.value,
                    "criterion_id": doubt.criterion,
                    "pieces": list(doubt.pieces),
                    **told,
                }
                for key, doubt in wanted.items()
                if key not in there
            ],
        )

    def take_up(self, keys: Collection[DoubtKey]) -> None:
        """Let doubts be doubts again."""
        table = check_tables.dismissal
        self._rows.delete(table, [row["id"] for row in self._rows.rows_where(table, table.c.doubt, keys)])
