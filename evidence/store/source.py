"""What the store reads from: the driver's own connection, or SQLAlchemy's while something is being written.

Reads are SQL as text: loading SQLAlchemy takes as long as reading ten thousand pieces, and a project is looked at
before anything is written in it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from sys import intern
from typing import Any, Protocol

Row = tuple[Any, ...]  # values as they are stored: dates and JSON as text

# Keeps in memory once what thousands of rows name: an item, an office, a reason.
once: Callable[[Any], Any] = intern


class Rows(Protocol):
    """What a statement finds."""

    def __iter__(self) -> Iterator[Any]:
        """Give one row after the other."""
        ...

    def all(self) -> Sequence[Any]:
        """Return all rows."""
        ...


class Source(Protocol):
    """A connection within a transaction; that of SQLAlchemy is one."""

    def exec_driver_sql(self, statement: str, parameters: Row = ..., /) -> Rows:
        """Run a statement of the database's own SQL, with `?` for each parameter."""
        ...


class _Cursor(sqlite3.Cursor):
    all = sqlite3.Cursor.fetchall


class DriverSource:
    """A connection of the driver."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read from `connection`, in which a transaction has begun."""
        self._connection = connection

    def exec_driver_sql(self, statement: str, parameters: Row = (), /) -> Rows:
        """Run a statement."""
        return self._connection.cursor(_Cursor).execute(statement, parameters)


def ask(source: Source, statement: str, *parameters: object) -> Sequence[Row]:
    """Return the rows that a statement finds."""
    return source.exec_driver_sql(statement, parameters).all()


def ask_one(source: Source, statement: str, *parameters: object) -> Row:
    """Return the row that a statement finds; raise `ValueError` if it is not just one."""
    (row,) = ask(source, statement, *parameters)
    return row


def ask_for(
    source: Source, only: Collection[str] | None, statement: str, column: str, order: str, *parameters: object
) -> Sequence[Row]:
    """Return what a statement that ends in conditions finds: for these keys, or for all if none are given."""
    return ask(source, narrowed(statement, only, column, order), *parameters, *(only or ()))


def narrowed(statement: str, only: Collection[str] | None, column: str, order: str) -> str:
    """Return a statement that ends in conditions, for these keys (its last parameters) or for all, in an order."""
    chosen = "" if only is None else f" AND {column} IN ({', '.join('?' * len(only))})"
    return f"{statement}{chosen} ORDER BY {order}"


def from_json(text: str | None) -> Any:  # noqa: ANN401 — what JSON gives
    """Return what a column of JSON holds."""
    return None if text is None else json.loads(text)
