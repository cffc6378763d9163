"""How the tables of a file are read: which of them, which rows name the columns, what each column is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from evidence.scheme.grid import Grid
from evidence.scheme.roles import Role
from evidence.scheme.text import flow, fold

BETWEEN_ROWS = "／"  # of a header, in one line
_MOST_KNOWN = 50
_SEARCHED_ROWS = 60  # for headings that are known


class Columns(Struct, frozen=True):
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


class KnownColumns(Struct, frozen=True):
    """What a person chose for a table once, to be offered for one with the same headings."""

    sheet: str  # tells which is meant where several have the same headings
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
    """Return how a table like this was read before, best on a sheet of the same name; None if there was none."""
    width = len(grid.rows[0])
    rows = _heads(grid, range(min(len(grid.rows), _SEARCHED_ROWS)))
    for like in sorted(known, key=lambda like: like.sheet != grid.name):
        height = len(like.heads)
        for first in range(len(rows) - height + 1):
            if rows[first : first + height] == like.heads:
                roles = (*like.roles, *[Role.UNUSED] * width)[:width]
                return Columns(is_read=True, first=first, last=first + height - 1, roles=roles)
    return None


def remember(
    known: Sequence[KnownColumns], grids: Sequence[Grid], guess: Choice, choice: Choice
) -> tuple[KnownColumns, ...]:
    """Return what is to be known after somebody chose: newest first, nothing of a file that is read as guessed."""
    chosen = [
        KnownColumns(grid.name, _heads(grid, columns.header_rows), columns.roles)
        for grid, columns in zip(grids, choice, strict=True)
        if columns.is_read
    ]
    tellable = [like for like in chosen if any(map(any, like.heads))]
    heads = {like.heads for like in tellable}
    others = [like for like in known if like.heads not in heads]
    return (*(tellable if choice != guess else ()), *others)[:_MOST_KNOWN]


def _heads(grid: Grid, rows: range) -> tuple[tuple[str, ...], ...]:
    """Return the folded cells of some rows, without the blank columns that a sheet may have beyond its table."""
    heads: list[tuple[str, ...]] = []
    for row in rows:
        words = [fold(cell.text) for cell in grid.rows[row]]
        while words and not words[-1]:
            words.pop()
        heads.append(tuple(words))
    return tuple(heads)
