"""How the tables of a file are read: which of them, which rows name the columns, what each column is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from evidence.scheme.grid import Grid
from evidence.scheme.roles import Role
from evidence.scheme.text import flow, fold


@dataclass(frozen=True, slots=True)
class Columns:
    """How one table is read, as guessed or as a person chose; rows count from 0.

    The header is the rows from `first` to `last`; where no row names the columns `last` is the one before `first`, and
    the table begins with `first`.
    """

    is_read: bool
    first: int
    last: int
    roles: tuple[Role, ...]  # one for each column of the grid

    @property
    def header_rows(self) -> range:
        """The rows that name the columns."""
        return range(self.first, self.last + 1)

    def with_role(self, column: int, role: Role) -> Self:
        """Return the same with another use of one column."""
        return replace(self, roles=(*self.roles[:column], role, *self.roles[column + 1 :]))


Choice = tuple[Columns, ...]  # of each table of a file, in the file's order


@dataclass(frozen=True, slots=True)
class KnownColumns:
    """What a person chose for a table once, to be offered for one with the same headings on a sheet of that name."""

    sheet: str
    heads: tuple[tuple[str, ...], ...]  # the folded cells of each row of the header
    roles: tuple[Role, ...]


def headings(grid: Grid, columns: Columns) -> list[str]:
    """Return what stands over each column, from the topmost row of the header to the lowest, in one line."""
    found: list[str] = []
    for column in range(len(columns.roles)):
        cells = dict.fromkeys(grid.rows[row][column] for row in columns.header_rows)
        words = (" ".join(flow(cell.text).split()) for cell in cells)
        found.append("／".join(dict.fromkeys(word for word in words if word)))
    return found


def known_columns(grid: Grid, columns: Columns) -> KnownColumns | None:
    """Return what tells a like table and how it is to be read; None where no heading tells it."""
    heads = _heads(grid, columns.header_rows)
    return KnownColumns(grid.name, heads, columns.roles) if columns.is_read and any(map(any, heads)) else None


def recall(grid: Grid, known: Sequence[KnownColumns]) -> Columns | None:
    """Return how a table like this was read before, the first that fits; None if there was none."""
    for like in known:
        height = len(like.heads)
        if like.sheet != grid.name or not grid.rows or len(like.roles) != len(grid.rows[0]):
            continue
        for first in range(len(grid.rows) - height + 1):
            if _heads(grid, range(first, first + height)) == like.heads:
                return Columns(is_read=True, first=first, last=first + height - 1, roles=like.roles)
    return None


def _heads(grid: Grid, rows: range) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(cell.text) for cell in grid.rows[row]) for row in rows)
