"""How documents of a project look and by what names, as it is written."""

from __future__ import annotations

from msgspec.structs import asdict
from sqlalchemy import select

from evidence.imprint import Imprint
from evidence.model import new_id
from evidence.store import schema
from evidence.store.journaled import JournaledRows


def keep_imprint(rows: JournaledRows, imprint: Imprint) -> None:
    """Record how documents look; what is proposed needs no row until something else was chosen once."""
    there = rows.keys(select(schema.imprint.c.id))
    if there:
        rows.update(schema.imprint, {there[0]: asdict(imprint)})
    elif imprint != Imprint():
        rows.insert(schema.imprint, [{"id": new_id(), **asdict(imprint)}])
