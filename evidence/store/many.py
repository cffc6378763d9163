"""Rows by the thousand: the database puts them together, and hands them over as one text of JSON.

It does that without Python's lock, so that a window goes on being made meanwhile; fetched row by row, each would be
waited for. Numbers that are no whole ones come with 15 digits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Generic, TypeVar

from msgspec.json import Decoder

from evidence.store.source import Source, ask_one, narrowed

Row = TypeVar("Row")


class Found(Generic[Row]):
    """Rows that the database has found already, made anew each time they are gone through."""

    def __init__(self, text: bytes, decoder: Decoder[list[Row]]) -> None:
        """Keep them as the database gave them."""
        self._text, self._decoder = text, decoder

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows; raise `ValueError` for a value that is none of its column's."""
        return iter(self._decoder.decode(self._text))


class Many(Generic[Row]):
    """A statement by which rows are found, those of some keys or all.

    SQLite promises no order of what is put together; it keeps that of the inner statement, as tests say.
    """

    def __init__(self, row: type[Row], columns: str, of: str, key: str, order: str) -> None:
        """Find `columns`, which have the types of the tuple `row`, of a table under conditions, in an order."""
        self._columns, self._of, self._key, self._order = columns, of, key, order
        self._decoder = Decoder(list[row])

    def ask(self, source: Source, only: Collection[str] | None, *parameters: object) -> Found[Row]:
        """Return the rows of which `key` is one of `only`, or all."""
        rows = narrowed(f"SELECT {self._columns} FROM {self._of}", only, self._key, self._order)  # noqa: S608
        statement = f"SELECT CAST(json_group_array(json_array({self._columns})) AS BLOB) FROM ({rows})"  # noqa: S608
        (text,) = ask_one(source, statement, *parameters, *(only or ()))
        return Found(text, self._decoder)
