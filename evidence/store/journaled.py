"""Rows that are written, changed and taken away, each with its entry in the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Row,
    RowMapping,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from evidence.journal import Action, Json, StepId
from evidence.model import Changes, CriterionId, PieceId, new_id
from evidence.store import schema
from evidence.store.steps import entries_from_the_end

Values = dict[str, Any]

_MOST_KEYS = 500  # in one statement: databases limit its parameters
# These come and go with a piece and an original. Nobody edits them, so the journal has them only when they are taken
# away: it would hold every text twice.
_BELONGING = {schema.piece: schema.suggestion.c.piece_id, schema.original: schema.original_text.c.id}
_JOURNALED_WHEN_LOST = frozenset(column.table for column in _BELONGING.values())


class JournaledRows:
    """The rows that one use case writes within the caller's transaction."""

    def __init__(self, connection: Connection, who: str, now: datetime, action: Action, step: StepId) -> None:
        """Write over `connection` in the name of `who`; what several transactions do together shares its `step`."""
        self._connection = connection
        self._mark: Values = {"at": now, "who": who, "action": action, "step": step, "undoes": None}
        self._pieces: set[PieceId] = set()
        self._criteria: set[CriterionId] = set()

    @property
    def changes(self) -> Changes:
        """What was touched until now; with a piece whose facts changed, the items that it proves something for."""
        return Changes(frozenset(self._pieces), frozenset(self._criteria))

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Write new rows."""
        if rows:
            self._connection.execute(insert(table), list(rows))
            if table not in _JOURNALED_WHEN_LOST:
                self._journal(table.name, [(row["id"], None, row) for row in rows])
        for row in rows:
            self._touch(table, row)

    def delete(self, table: Table, keys: Sequence[str]) -> None:
        """Take rows away, with what belongs to them alone; keys that have no row are passed over."""
        for start in range(0, len(keys), _MOST_KEYS):
            some = keys[start : start + _MOST_KEYS]
            if table in _BELONGING:
                belonging = _BELONGING[table]
                self._delete(belonging.table, self._found(belonging.table, belonging.in_(some)))
            self._delete(table, self._found(table, table.c.id.in_(some)))

    def update(self, table: Table, key: str, values: Values) -> None:
        """Change those of `values` that are not so yet."""
        found = self._connection.execute(select(table).where(table.c.id == key)).mappings().one()
        before = {name: found[name] for name in values if found[name] != values[name]}
        if before:
            after = {name: values[name] for name in before}
            self._connection.execute(update(table).where(table.c.id == key).values(after))
            self._journal(table.name, [(key, before, after)])
            self._touch(table, found)
            if table is schema.piece:
                filed = select(schema.filing.c.criterion_id).where(schema.filing.c.piece_id == key)
                self._criteria.update(self._connection.execute(filed).scalars())

    def note(self, entity: str, about: Values) -> None:
        """Write an entry of the journal that stands for no row."""
        self._journal(entity, [(new_id(), None, about)])

    def take_back(self, step: StepId) -> None:
        """Make all rows that a step touched what they were before it; only for the last step that holds."""
        self._mark["undoes"] = step
        entries = entries_from_the_end(self._connection, step)
        for (name, was_new, was_lost), alike in groupby(entries, _kind):
            table, group = schema.metadata.tables[name], list(alike)[::-1]
            if was_new:
                self.delete(table, [entry.entity_id for entry in group])
            elif was_lost:
                self.insert(table, [_from_json(table, entry.before) for entry in group])
            else:
                for entry in reversed(group):
                    self.update(table, entry.entity_id, _from_json(table, entry.before))

    def next(self, column: ColumnElement[int]) -> int:
        """Return the running number that comes after the highest of a column."""
        highest = self._connection.execute(select(func.max(column))).scalar()
        return 1 if highest is None else highest + 1

    def _found(self, table: Table, condition: ColumnElement[bool]) -> list[RowMapping]:
        return list(self._connection.execute(select(table).where(condition)).mappings())

    def _delete(self, table: Table, rows: Sequence[RowMapping]) -> None:
        keys = [row["id"] for row in rows]
        for start in range(0, len(keys), _MOST_KEYS):
            self._connection.execute(delete(table).where(table.c.id.in_(keys[start : start + _MOST_KEYS])))
        if rows:
            self._journal(table.name, [(row["id"], dict(row), None) for row in rows])
        for row in rows:
            self._touch(table, row)

    def _touch(self, table: Table, row: Mapping[str, Any] | RowMapping) -> None:
        if table is schema.piece:
            self._pieces.add(row["id"])
        elif table is schema.filing:
            self._pieces.add(row["piece_id"])
            self._criteria.add(row["criterion_id"])

    def _journal(self, entity: str, changes: Sequence[tuple[str, Values | None, Values | None]]) -> None:
        number = self.next(schema.journal.c.number)
        self._connection.execute(
            insert(schema.journal),
            [
                {
                    **self._mark,
                    "id": new_id(),
                    "number": number + index,
                    "entity": entity,
                    "entity_id": key,
                    "before": _as_json(before),
                    "after": _as_json(after),
                }
                for index, (key, before, after) in enumerate(changes)
            ],
        )


def _kind(entry: Row[Any, Any, Any, Any, Any]) -> tuple[str, bool, bool]:
    """Return an entry's table, and whether its row was new or was taken away."""
    return entry.entity, entry.before is None, entry.after is None


def _from_json(table: Table, values: Mapping[str, Json]) -> Values:
    """Return a row as it was before `_as_json`."""
    row: Values = dict(values)
    for name, value in values.items():
        kind = table.c[name].type
        if isinstance(value, str) and isinstance(kind, (Date, DateTime)):
            row[name] = kind.python_type.fromisoformat(value)
    return row


def _as_json(values: Values | None) -> dict[str, Json] | None:
    if values is None:
        return None
    return {k: v.isoformat() if isinstance(v, (date, datetime)) else v for k, v in values.items()}
