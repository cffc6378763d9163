"""Rows that are written, changed and taken away, each with its entry in the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    DateTime,
    RowMapping,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from evidence.findings import FindingId
from evidence.journal import Action, Json, StepId
from evidence.model import CriterionId, PieceId, new_id
from evidence.snapshot import Changes
from evidence.store import check_tables, finding_tables, schema
from evidence.store.bin_tables import binned
from evidence.store.figure_rows import find_places, forget_places, texts_came, texts_went
from evidence.store.search import forget_texts, index_texts
from evidence.store.steps import Entry, entries_from_the_end

Values = dict[str, Any]
Key = TypeVar("Key", bound=str)

_MOST_KEYS = 500  # in one statement: databases limit its parameters
# These go with what they belong to, also where a step is taken back that knew nothing of them.
_BELONGING = {
    schema.piece: (
        binned.c.piece_id,
        schema.suggestion.c.piece_id,
        schema.alike.c.piece_id,
        schema.alike.c.other_id,
        finding_tables.finding_photo.c.piece_id,
    ),
    finding_tables.site: (finding_tables.site_item.c.site_id,),
    schema.original: (
        schema.original_text.c.id,
        schema.scan_page.c.original_id,
        schema.rendition.c.original_id,
        schema.page_turn.c.original_id,
        schema.page_crop.c.original_id,
    ),
    schema.criterion: (
        schema.suggestion.c.criterion_id,
        check_tables.finished_item.c.criterion_id,
        check_tables.outside_item.c.criterion_id,
        check_tables.self_score.c.criterion_id,
    ),
    schema.slot: (schema.suggestion.c.slot_id,),
}
# These come with a piece and an original. Nobody edits them, so the journal has them only when they are taken away, or
# written for one that was there before: it would hold every text twice.
_OWNER = {
    column.table: column
    for column in (schema.suggestion.c.piece_id, schema.original_text.c.id, schema.scan_page.c.original_id)
}
# What a project is about: a change there may change all that is computed.
_EVERYTHING = frozenset(
    {
        schema.project,
        schema.imprint,
        schema.unit,
        schema.scheme,
        schema.criterion,
        schema.slot,
        schema.counterpart,
        schema.box,
        schema.box_rules,
        check_tables.key_figure,
        check_tables.pass_rules,
        check_tables.outside_item,
    }
)
_OF_PIECES = frozenset({schema.part, schema.former_part, schema.suggestion, binned})
_OF_FINDINGS = {
    finding_tables.finding: "id",
    finding_tables.finding_event: "finding_id",
    finding_tables.finding_photo: "finding_id",
}
_OF_SITES = frozenset({finding_tables.site, finding_tables.site_item})


class JournaledRows:
    """The rows that one use case writes within the caller's transaction."""

    def __init__(self, connection: Connection, who: str, now: datetime, action: Action, step: StepId) -> None:
        """Write over `connection` in the name of `who`; what several transactions do together shares its `step`."""
        self._connection = connection
        self._mark: Values = {"at": now, "who": who, "action": action, "step": step, "undoes": None}
        self._pieces: set[PieceId] = set()
        self._criteria: set[CriterionId] = set()
        self._scheme = False
        self._doubts = False
        self._findings: set[FindingId] = set()
        self._sites = False
        self._new: set[str] = set()  # keys of the rows written until now that were not there before

    @property
    def changes(self) -> Changes:
        """What was touched until now; with a piece whose facts changed, the items that it proves something for."""
        return Changes(
            frozenset(self._pieces),
            frozenset(self._criteria),
            self._scheme,
            self._doubts,
            frozenset(self._findings),
            self._sites,
        )

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Write new rows."""
        if rows:
            self._connection.execute(insert(table), list(rows))
            if table is schema.original_text:
                self._texts_came(_texts(rows))
            owner = _OWNER.get(table)
            alone = list(rows) if owner is None else [row for row in rows if row[owner.name] not in self._new]
            self._journal(table.name, [(row["id"], None, row) for row in alone])
            self._new.update(row["id"] for row in rows)
            if table is check_tables.key_figure:
                find_places(self._connection, [row["id"] for row in rows])
        for row in rows:
            self._touch(table, row)

    def delete(self, table: Table, keys: Sequence[str]) -> None:
        """Take rows away in this order, with what belongs to them alone; keys that have no row are passed over."""
        for start in range(0, len(keys), _MOST_KEYS):
            some = keys[start : start + _MOST_KEYS]
            for belonging in _BELONGING.get(table, ()):
                self._delete(belonging.table, self._found(belonging.table, belonging.in_(some)))
            found = {row["id"]: row for row in self._found(table, table.c.id.in_(some))}
            self._delete(table, [found[key] for key in some if key in found])  # as asked: the journal is read to people

    def update(self, table: Table, wanted: Mapping[Key, Values]) -> None:
        """Change, of the rows with these keys, the values that are not so yet."""
        found = {row["id"]: row for row in self.rows_where(table, table.c.id, wanted)}
        changed: list[tuple[str, Values, Values]] = []
        for key, values in wanted.items():
            before = {name: found[key][name] for name in values if found[key][name] != values[name]}
            if before:
                changed.append((key, before, {name: values[name] for name in before}))
                self._touch(table, found[key])
                self._touch(table, {**found[key], **values})
        if table is schema.original_text:
            self._index_anew(changed)
        by_columns = sorted(changed, key=_columns)
        for columns, alike in groupby(by_columns, _columns):
            values: Values = {name: bindparam(f"to_{name}") for name in columns}
            statement = update(table).where(table.c.id == bindparam("at_id")).values(values)
            some = [{"at_id": key, **{f"to_{name}": value for name, value in after.items()}} for key, _, after in alike]
            self._connection.execute(statement, some)
        self._journal(table.name, changed)
        if table is check_tables.key_figure:
            find_places(self._connection, [key for key, *_ in changed])
        if table is schema.piece:
            filed = schema.filing.c
            of_changed = self.keys_where(filed.criterion_id, filed.piece_id, [key for key, *_ in changed])
            self._criteria.update(map(CriterionId, of_changed))

    def erase(self, table: Table, column: ColumnElement[str], values: Collection[str]) -> None:
        """Take away the rows whose `column` has one of these values, for good: the journal is told nothing of them."""
        rows = self.rows_where(table, column, values)
        if table is schema.original_text:
            self._texts_went(_texts(rows))
        elif table is check_tables.key_figure:
            forget_places(self._connection, [row["id"] for row in rows])
        for row in rows:
            self._connection.execute(delete(table).where(table.c.id == row["id"]))
            self._touch(table, row)

    def blank(self, table: Table, keys: Collection[str], values: Values) -> None:
        """Give rows other values, for good: the journal is told nothing of what they were."""
        for row in self.rows_where(table, table.c.id, keys):
            self._connection.execute(update(table).where(table.c.id == row["id"]).values(values))
            self._touch(table, row)

    def keys(self, query: Select[str]) -> list[str]:
        """Return what a query for keys finds."""
        return list(self._connection.execute(query).scalars())

    def keys_where(
        self, key: ColumnElement[str], column: ColumnElement[str | None], values: Sequence[str]
    ) -> list[str]:
        """Return the keys of the rows whose `column` has one of these values, however many they are."""
        return [
            found
            for start in range(0, len(values), _MOST_KEYS)
            for found in self.keys(select(key).where(column.in_(values[start : start + _MOST_KEYS])))
        ]

    def rows_where(self, table: Table, column: ColumnElement[Any], values: Iterable[str]) -> list[RowMapping]:
        """Return the rows whose `column` has one of these values, however many they are."""
        known = list(values)
        return [
            row
            for start in range(0, len(known), _MOST_KEYS)
            for row in self._found(table, column.in_(known[start : start + _MOST_KEYS]))
        ]

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
                self.insert(table, [from_json_row(table, entry.before or {}) for entry in group])
            else:
                before: dict[str, Values] = {}
                after: dict[str, Values] = {}
                for entry in reversed(group):  # the first change of a row tells what it was
                    before.setdefault(entry.entity_id, {}).update(from_json_row(table, entry.before or {}))
                for entry in group:
                    after.setdefault(entry.entity_id, {}).update(from_json_row(table, entry.after or {}))
                now = {row["id"]: row for row in self.rows_where(table, table.c.id, list(before))}
                wanted = {  # proposals are made anew meanwhile, and scans are read
                    key: _put_back(values, after[key], now[key]) if table is schema.piece else values
                    for key, values in before.items()
                    if key in now
                }
                self.update(table, wanted)

    def touched(self, pieces: Iterable[PieceId]) -> None:
        """Take note that pieces look different, by what they are made of."""
        self._pieces.update(pieces)

    def next(self, column: ColumnElement[int]) -> int:
        """Return the running number that comes after the highest of a column."""
        highest = self._connection.execute(select(func.max(column))).scalar()
        return 1 if highest is None else highest + 1

    def _found(self, table: Table, condition: ColumnElement[bool]) -> list[RowMapping]:
        return list(self._connection.execute(select(table).where(condition)).mappings())

    def _delete(self, table: Table, rows: Sequence[RowMapping]) -> None:
        keys = [row["id"] for row in rows]
        if table is schema.original_text:
            self._texts_went(_texts(rows))
        elif table is check_tables.key_figure:
            forget_places(self._connection, keys)
        for start in range(0, len(keys), _MOST_KEYS):
            self._connection.execute(delete(table).where(table.c.id.in_(keys[start : start + _MOST_KEYS])))
        self._journal(table.name, [(row["id"], dict(row), None) for row in rows])
        for row in rows:
            self._touch(table, row)

    def _index_anew(self, changed: Sequence[tuple[str, Values, Values]]) -> None:
        """Let texts be found as they are now."""
        texts = [(key, before["text"], after["text"]) for key, before, after in changed if "text" in after]
        self._texts_went({key: before for key, before, _ in texts})
        self._texts_came({key: after for key, _, after in texts})

    def _texts_came(self, texts: Mapping[str, str]) -> None:
        index_texts(self._connection, texts)
        texts_came(self._connection, texts)

    def _texts_went(self, texts: Mapping[str, str]) -> None:
        forget_texts(self._connection, texts)
        texts_went(self._connection, texts)

    def _touch(self, table: Table, row: Mapping[str, Any] | RowMapping) -> None:
        if table is schema.piece:
            self._pieces.add(row["id"])
        elif table is schema.alike:
            self._pieces.update((row["piece_id"], row["other_id"]))
        elif table in (schema.rendition, schema.page_turn, schema.page_crop):
            part = schema.part.c
            self._pieces.update(map(PieceId, self.keys_where(part.piece_id, part.original_id, [row["original_id"]])))
        elif table in _OF_PIECES:
            self._pieces.add(row["piece_id"])
        elif table is schema.filing:
            self._pieces.add(row["piece_id"])
            self._criteria.add(row["criterion_id"])
        elif table is check_tables.dismissal:
            self._doubts = True
        elif table is check_tables.finished_item:
            self._doubts = True
            self._criteria.add(row["criterion_id"])
        elif table is check_tables.self_score:
            self._criteria.add(row["criterion_id"])
        elif table in _OF_FINDINGS:
            self._findings.add(row[_OF_FINDINGS[table]])
        elif table in _OF_SITES:
            self._sites = True
        elif table in _EVERYTHING:
            self._scheme = True

    def _journal(self, entity: str, changes: Sequence[tuple[str, Values | None, Values | None]]) -> None:
        if not changes:
            return
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
                    "before": as_json(before),
                    "after": as_json(after),
                }
                for index, (key, before, after) in enumerate(changes)
            ],
        )


def _put_back(before: Values, after: Values, now: Mapping[str, Any] | RowMapping) -> Values:
    """Return what a piece is once a change of it is taken back, without what was recognised on its scans since."""
    wanted: Values = {}
    for name, was in before.items():
        if after[name] == now[name]:
            wanted[name] = was
        elif name == schema.piece.c.flags.name:
            wanted[name] = _flags_back(set(was or ()), set(after[name] or ()), set(now[name] or ()))
        elif name == schema.piece.c.origins.name:
            wanted[name] = _origins_back(was or {}, after[name] or {}, now[name] or {}) or None
        elif was is not None:  # what a clerk typed goes before what was recognised
            wanted[name] = was
    return wanted


def _flags_back(was: set[str], made: set[str], is_now: set[str]) -> list[str]:
    return sorted((is_now - (made - was)) | (was - made))


def _origins_back(was: dict[str, str], made: dict[str, str], is_now: dict[str, str]) -> dict[str, str]:
    changed = {key for key in {*was, *made} if was.get(key) != made.get(key)}
    kept = {key: origin for key, origin in is_now.items() if key not in changed}
    return {**kept, **{key: was[key] for key in changed if key in was}}


def _texts(rows: Iterable[Mapping[str, Any] | RowMapping]) -> dict[str, str]:
    """Return the texts of originals by their ids."""
    return {row["id"]: row["text"] for row in rows}


def _kind(entry: Entry) -> tuple[str, bool, bool]:
    """Return an entry's table, and whether its row was new or was taken away."""
    return entry.entity, entry.before is None, entry.after is None


def _columns(change: tuple[str, Values, Values]) -> tuple[str, ...]:
    """Return which columns a change is about."""
    return tuple(change[2])


def from_json_row(table: Table, values: Mapping[str, Json]) -> Values:
    """Return a row as it was before `_as_json`."""
    row: Values = dict(values)
    for name, value in values.items():
        kind = table.c[name].type
        if isinstance(value, str) and isinstance(kind, (Date, DateTime)):
            row[name] = kind.python_type.fromisoformat(value)
    return row


def as_json(values: Values | None) -> dict[str, Json] | None:
    """Return a row as the journal keeps it."""
    if values is None:
        return None
    return {k: v.isoformat() if isinstance(v, (date, datetime)) else v for k, v in values.items()}
