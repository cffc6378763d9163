"""The order that somebody chose for a list: by one column, up or down. Without one a list has its own order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TypeVar

from msgspec import Struct
from PySide6.QtCore import Qt

from evidence.names import natural_key

BY = Qt.ItemDataRole.UserRole + 100  # a number, day or moment that a cell is put in order by; None: by what it shows

Key = tuple[tuple[int, float, str], ...]  # of equal columns alike; empty: nothing is told, which comes last
Row = TypeVar("Row")


class Ordering(Struct, frozen=True):
    """By which column, counted from 0 as the model does."""

    column: int
    descending: bool = False


def key_of(value: object) -> Key:
    """Return what a cell is put in order by: numbers and days by size, texts in natural order (1-2 before 1-10)."""
    match value:
        case None | "":
            return ()
        case int() | float():
            return ((1, value, ""),)
        case datetime():
            return ((1, value.timestamp(), ""),)
        case date():
            return ((1, value.toordinal(), ""),)
        case _:
            return natural_key(str(value))


def places_in_order(keys: Sequence[Key], ordering: Ordering) -> list[int]:
    """Return the places of keys in order; equal ones stay as they stand, what tells nothing comes last either way."""
    told = sorted((at for at, key in enumerate(keys) if key), key=keys.__getitem__, reverse=ordering.descending)
    return told + [at for at, key in enumerate(keys) if not key]


def in_order(rows: Sequence[Row], key: Callable[[Row], Key], ordering: Ordering | None) -> list[Row]:
    """Return rows in order; without one as they are."""
    if ordering is None:
        return list(rows)
    return [rows[at] for at in places_in_order([key(row) for row in rows], ordering)]


def in_order_below(
    rows: Iterable[Row], is_heading: Callable[[Row], bool], key: Callable[[Row], Key], ordering: Ordering | None
) -> list[Row]:
    """Return rows with those below each heading in order; headings stay where they are."""
    found: list[Row] = []
    below: list[Row] = []
    for row in rows:
        if is_heading(row):
            found += [*in_order(below, key, ordering), row]
            below = []
        else:
            below.append(row)
    return found + in_order(below, key, ordering)
