"""回收站, as it is written: a piece goes there with its filings, and comes back with those that still have a place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from evidence.model import PieceId, new_id
from evidence.store import schema
from evidence.store.bin_tables import binned
from evidence.store.journaled import JournaledRows, Values, as_json, from_json_row


def discard(
    rows: JournaledRows, pieces: Mapping[PieceId, tuple[str | None, str]], who: str, at: datetime, why: str | None
) -> None:
    """Take pieces away; each is given with its title and with where it lies, as people read it."""
    filings: dict[str, list[Values]] = {}
    for row in rows.rows_where(schema.filing, schema.filing.c.piece_id, pieces):
        filings.setdefault(row["piece_id"], []).append(dict(row))
    # What follows another filing goes first: it refers to that.
    going = sorted((row for some in filings.values() for row in some), key=lambda row: row["mirrors_id"] is None)
    rows.delete(schema.filing, [row["id"] for row in going])
    rows.insert(
        binned,
        [
            {
                "id": new_id(),
                "piece_id": key,
                "at": at,
                "who": who,
                "why": why,
                "title": title,
                "places": places,
                "filings": [as_json(row) for row in filings.get(key, ())],
            }
            for key, (title, places) in pieces.items()
        ],
    )


def bring_back(rows: JournaledRows, pieces: Collection[PieceId]) -> int:
    """Bring pieces back with their filings; return how many of these have no place any more."""
    found = rows.rows_where(binned, binned.c.piece_id, pieces)
    wanted = [from_json_row(schema.filing, values) for row in found for values in row["filings"]]
    items = set(rows.keys_where(schema.criterion.c.id, schema.criterion.c.id, _named(wanted, "criterion_id")))
    slots = set(rows.keys_where(schema.slot.c.id, schema.slot.c.id, _named(wanted, "slot_id")))
    there = [row for row in wanted if row["criterion_id"] in items]
    kept = {row["id"] for row in there}
    back: list[Values] = []
    taken: set[tuple[str, str, str | None]] = set()
    for row in sorted(there, key=lambda row: row["mirrors_id"] is not None):
        slot = row["slot_id"] if row["slot_id"] in slots else None
        leader = row["mirrors_id"] if row["mirrors_id"] in kept else None
        place = (row["piece_id"], row["criterion_id"], slot)
        if place not in taken:
            taken.add(place)
            back.append({**row, "slot_id": slot, "mirrors_id": leader})
    rows.delete(binned, [row["id"] for row in found])
    rows.insert(schema.filing, back)
    return len(wanted) - len(back)


def _named(rows: Sequence[Values], column: str) -> list[str]:
    return sorted({row[column] for row in rows if row[column] is not None})
