"""States that are kept under a name, and how the project stood at the end of a day, as they are written."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import asdict
from sqlalchemy import Connection, delete, insert, select, update

from evidence.frozen import FrozenId, FrozenState, as_json, from_json, without_files
from evidence.model import SchemeId, Sha256, new_id
from evidence.store import schema
from evidence.store.journaled import JournaledRows

if TYPE_CHECKING:
    from evidence.check.standing import Figures


def keep_state(
    connection: Connection, rows: JournaledRows, name: str, state: FrozenState, who: str, now: datetime
) -> FrozenId:
    """Keep a state; the journal has its name alone: what it holds never changes, and would lie there twice."""
    key = FrozenId(new_id())
    rows.insert(schema.frozen, [{"id": key, "name": name, "at": now, "who": who}])
    connection.execute(insert(schema.frozen_state), [{"id": key, "state": as_json(state)}])
    return key


def drop_state(rows: JournaledRows, frozen: FrozenId) -> None:
    """Take a name away; what it held stays where undo finds it."""
    rows.delete(schema.frozen, [frozen])


def forget_files(connection: Connection, hashes: Collection[Sha256]) -> None:
    """Leave nothing of these files in any state that was kept, also in those whose name is gone."""
    table = schema.frozen_state
    for key, told in connection.execute(select(table.c.id, table.c.state)).all():
        state = from_json(told)
        kept = without_files(state, hashes)
        if kept != state:
            connection.execute(update(table).where(table.c.id == key).values(state=as_json(kept)))


def keep_day(connection: Connection, scheme: SchemeId, day: date, figures: Figures) -> None:
    """Keep how the project stood at the end of a day; no journal tells of it, since nobody did it."""
    table = schema.day
    connection.execute(delete(table).where(table.c.scheme_id == scheme, table.c.day == day))
    connection.execute(insert(table), [{"id": new_id(), "scheme_id": scheme, "day": day, **asdict(figures)}])
