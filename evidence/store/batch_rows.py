"""Batches, what their files are beside earlier ones, and pieces that newer versions replace: as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from evidence.deliveries import Delivery, Match
from evidence.model import BatchId, PieceId, new_id
from evidence.store import schema
from evidence.store.journaled import JournaledRows, Values
from evidence.store.piece_parts import join_filings

Matched = tuple[Match | None, PieceId | None]


def new_batch(rows: JournaledRows, source: str, delivery: Delivery, who: str, now: datetime) -> BatchId:
    """Record that something arrives."""
    batch = BatchId(new_id())
    rows.insert(schema.batch, [{"id": batch, "source": source, "arrived_at": now, "who": who, **_row(delivery)}])
    return batch


def correct_batch(rows: JournaledRows, batch: BatchId, delivery: Delivery) -> None:
    """Record who brought a batch and how; pieces that have their unit from it, or have none, get the new one."""
    rows.update(schema.batch, {batch: _row(delivery)})
    arrivals = rows.rows_where(schema.arrival, schema.arrival.c.batch_id, [batch])
    made = {row["piece_id"]: row for row in arrivals if row["piece_id"] and row["state"] != "duplicate"}
    pieces = {row["id"]: row["unit"] for row in rows.rows_where(schema.piece, schema.piece.c.id, made)}
    given = [key for key, unit in pieces.items() if made[key]["unit_of_batch"] or unit is None]
    rows.update(schema.piece, {key: {"unit": delivery.unit} for key in given})
    rows.update(schema.arrival, {made[key]["id"]: {"unit_of_batch": delivery.unit is not None} for key in given})


def match_arrivals(rows: JournaledRows, matched: Mapping[str, Matched]) -> None:
    """Record what files are beside what was delivered before, by the ids of their arrivals."""
    values: dict[str, Values] = {
        key: {"match": match and match.value, "earlier_id": earlier} for key, (match, earlier) in matched.items()
    }
    rows.update(schema.arrival, values)


def replace_parts(rows: JournaledRows, old: PieceId, new: PieceId, who: str, now: datetime, why: str | None) -> None:
    """Let a piece be made of what another is made of, which goes, and lie where that lay in further items.

    What it was made of is kept as its former parts.
    """
    part, former, arrival = schema.part, schema.former_part, schema.arrival
    join_filings(rows, old, new)
    before = rows.rows_where(part, part.c.piece_id, [old])
    kept = ("piece_id", "original_id", "position", "first_page", "last_page")
    mark = {"replaced_at": now, "who": who, "why": why}
    rows.insert(former, [{"id": new_id(), **{name: row[name] for name in kept}, **mark} for row in before])
    rows.delete(part, [row["id"] for row in before])
    for table in (part, former):
        moved = rows.keys_where(table.c.id, table.c.piece_id, [new])
        rows.update(table, {key: {"piece_id": old} for key in moved})
    came = rows.keys_where(arrival.c.id, arrival.c.piece_id, [new])
    version = {"piece_id": old, "match": Match.VERSION.value, "earlier_id": old}
    duplicates = {"piece_id": old, "earlier_id": old}
    states = {row["id"]: row["state"] for row in rows.rows_where(arrival, arrival.c.id, came)}
    rows.update(arrival, {key: version for key, state in states.items() if state != "duplicate"})
    rows.update(arrival, {key: duplicates for key, state in states.items() if state == "duplicate"})
    others = rows.keys_where(arrival.c.id, arrival.c.earlier_id, [new])
    rows.update(arrival, {key: {"earlier_id": old} for key in others})
    rows.delete(schema.piece, [new])


def _row(delivery: Delivery) -> Values:
    return {
        "unit": delivery.unit,
        "sender": delivery.sender,
        "channel": delivery.channel,
        "received_on": delivery.received_on,
        "note": delivery.note,
    }
