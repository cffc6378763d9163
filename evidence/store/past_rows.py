"""Rows of any tables as they stood at a moment that is past, made again from the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from evidence.store.source import Row, Source, ask, from_json

Columns = Mapping[str, Sequence[str]]  # of each table, its key first
Tables = dict[str, dict[str, Row]]  # rows by their keys, of each table


def rows_at(source: Source, columns: Columns, moment: datetime | None) -> Tables:
    """Return rows as they stand, or as they stood at a moment, in the order of the database.

    What was changed, taken away or taken back since is as it was then; the tables must be journaled row by row.
    """
    tables: Tables = {}
    for name, wanted in columns.items():
        listed = ", ".join(f'"{column}"' for column in wanted)
        tables[name] = {row[0]: row for row in ask(source, f"SELECT {listed} FROM {name}")}  # noqa: S608
    if moment is not None:
        _go_back(source, columns, tables, moment)
    return tables


def _go_back(source: Source, columns: Columns, tables: Tables, moment: datetime) -> None:
    """Make the rows what they were, by what the journal says of each change since, the last first."""
    names = ", ".join(f"'{name}'" for name in tables)
    since = moment.isoformat(sep=" ", timespec="microseconds")
    entries = ask(
        source,
        f"SELECT entity, entity_id, before, after FROM journal WHERE entity IN ({names})"  # noqa: S608
        " AND number >= (SELECT min(number) FROM journal WHERE at > ?) ORDER BY number DESC",
        since,
    )
    for entity, key, told_before, told_after in entries:
        wanted, rows = columns[entity], tables[entity]
        before: dict[str, Any] | None = from_json(told_before)
        is_there = told_after not in (None, "null")
        if before is None and is_there:
            rows.pop(key, None)
        elif before is not None and not is_there:
            rows[key] = tuple(before[column] for column in wanted)
        elif before is not None and key in rows:
            rows[key] = tuple(before.get(column, now) for column, now in zip(wanted, rows[key], strict=True))
