"""Dismissed doubts and the mark 收齐 of items, as they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from evidence.complaints import Dismissal, Doubt, DoubtKey
from evidence.model import CriterionId, new_id
from evidence.store import schema
from evidence.store.journaled import JournaledRows, Values


def dismiss(rows: JournaledRows, doubts: Iterable[Doubt], dismissal: Dismissal) -> None:
    """Record why doubts are none; those that were dismissed before get the new reason."""
    table = schema.dismissal
    wanted = {doubt.key: doubt for doubt in doubts}
    there = {row["doubt"]: row["id"] for row in rows.rows_where(table, table.c.doubt, wanted)}
    told: Values = {"reason": dismissal.reason, "who": dismissal.who, "at": dismissal.at}
    rows.update(table, dict.fromkeys(there.values(), told))
    rows.insert(
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


def take_up(rows: JournaledRows, keys: Collection[DoubtKey]) -> None:
    """Let doubts be doubts again."""
    table = schema.dismissal
    rows.delete(table, [row["id"] for row in rows.rows_where(table, table.c.doubt, keys)])


def finish(rows: JournaledRows, items: Collection[CriterionId], *, finished: bool) -> None:
    """Mark items as 收齐, or take the mark away; those that are so already are passed over."""
    table = schema.finished_item
    there = {row["criterion_id"]: row["id"] for row in rows.rows_where(table, table.c.criterion_id, items)}
    if finished:
        rows.insert(table, [{"id": new_id(), "criterion_id": item} for item in items if item not in there])
    else:
        rows.delete(table, list(there.values()))
