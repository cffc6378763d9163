"""承担范围, as it is written."""

from __future__ import annotations

from collections.abc import Collection

from evidence.model import CriterionId, new_id
from evidence.store import check_tables
from evidence.store.journaled import JournaledRows


def choose_part(rows: JournaledRows, into: Collection[CriterionId], out: Collection[CriterionId]) -> None:
    """Let items be within 承担范围, others beyond it; those that are so already are passed over."""
    table = check_tables.outside_item
    there = {row["criterion_id"]: row["id"] for row in rows.rows_where(table, table.c.criterion_id, [*into, *out])}
    rows.delete(table, [there[item] for item in into if item in there])
    rows.insert(table, [{"id": new_id(), "criterion_id": item} for item in out if item not in there])
