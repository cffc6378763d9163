"""Boxes as they are written."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import asdict
from sqlalchemy import select

from evidence.boxes import Box, BoxRules, fixed_as_json
from evidence.model import SchemeId, new_id
from evidence.store import schema
from evidence.store.journaled import JournaledRows


def keep_boxes(rows: JournaledRows, scheme: SchemeId, boxes: Iterable[Box]) -> None:
    """Make the boxes of a scheme these; those that are the same are left alone."""
    table = schema.box
    wanted = {
        box.id: {
            "number": box.number,
            "items": list(box.items),
            "fixed": None if box.fixed is None else fixed_as_json(box.fixed),
        }
        for box in boxes
    }
    there = rows.keys(select(table.c.id).where(table.c.scheme_id == scheme))
    rows.delete(table, [key for key in there if key not in wanted])
    rows.update(table, {key: values for key, values in wanted.items() if key in there})
    new = {key: values for key, values in wanted.items() if key not in there}
    rows.insert(table, [{"id": key, "scheme_id": scheme, **values} for key, values in new.items()])


def keep_box_rules(rows: JournaledRows, scheme: SchemeId, rules: BoxRules) -> None:
    """Record how a scheme's boxes and pages are counted."""
    table = schema.box_rules
    there = rows.keys(select(table.c.id).where(table.c.scheme_id == scheme))
    if there:
        rows.update(table, {there[0]: asdict(rules)})
    else:
        rows.insert(table, [{"id": new_id(), "scheme_id": scheme, **asdict(rules)}])
