"""How a clerk turned pages to look at them, as it is written."""

from __future__ import annotations

from evidence.model import OriginalId, new_id
from evidence.store.journaled import JournaledRows
from evidence.store.turn_tables import page_turn


def turn_page(rows: JournaledRows, original: OriginalId, page: int, degrees: int) -> None:
    """Keep how a page is shown, in the place of how it was shown before."""
    there = [row for row in rows.rows_where(page_turn, page_turn.c.original_id, [original]) if row["page"] == page]
    if there:
        rows.update(page_turn, {there[0]["id"]: {"degrees": degrees}})
    else:
        rows.insert(page_turn, [{"id": new_id(), "original_id": original, "page": page, "degrees": degrees}])
