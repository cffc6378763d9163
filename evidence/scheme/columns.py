"""How the tables of a file are read: which of them, which rows name the columns, what each column is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from evidence.scheme.grid import Grid
from evidence.scheme.roles import Role
from evidence.scheme.text import flow, fold

BETWEEN_ROWS = "／"  # of a header, in one line
_MOST_KNOWN = 50


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
        """Return the same with another use of one column; a table whose columns somebody names is read."""
        roles = (*self.roles[:column], role, *self.roles[column + 1 :])
        return replace(self, is_read=self.is_read or role is not Role.UNUSED, roles=roles)


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
        found.append(BETWEEN_ROWS.join(dict.fromkeys(word for word in words if word)))
    return found


def recall(grid: Grid, known: Sequence[KnownColumns]) -> Columns | None:
    """Return how a table like this was read before, the first that fits; None if there was none."""
    for like in known:
        height, width = len(like.heads), len(grid.rows[0])
        for first in range(len(grid.rows) - height + 1 if like.sheet == grid.name else 0):
            if _heads(grid, range(first, first + height)) == like.heads:
                roles = (*like.roles, *[Role.UNUSED] * width)[:width]
                return Columns(is_read=True, first=first, last=first + height - 1, roles=roles)
    return None


def remember(
    known: Sequence[KnownColumns], grids: Sequence[Grid], guess: Choice, choice: Choice
) -> tuple[KnownColumns, ...]:
    """Return what is to be known after somebody chose: newest first, nothing of tables that are read as guessed."""
    kept = list(known)
    for grid, guessed, chosen in zip(grids, guess, choice, strict=True):
        heads = _heads(grid, chosen.header_rows)
        if not chosen.is_read or not any(map(any, heads)):  # nothing that tells a like table
            continue
        kept = [like for like in kept if (like.sheet, like.heads) != (grid.name, heads)]
        if chosen != guessed:
            kept.insert(0, KnownColumns(grid.name, heads, chosen.roles))
    return tuple(kept[:_MOST_KNOWN])


def _heads(grid: Grid, rows: range) -> tuple[tuple[str, ...], ...]:
    """Return the folded cells of some rows, without the blank columns that a sheet may have beyond its table."""
    heads: list[tuple[str, ...]] = []
    for row in rows:
        words = [fold(cell.text) for cell in grid.rows[row]]
        while words and not words[-1]:
            words.pop()
        heads.append(tuple(words))
    return tuple(heads)
