"""Finds the rows at the head of a table that name its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from evidence.scheme.grid import Grid
from evidence.scheme.roles import LONGEST_HEAD, Role, role_of
from evidence.scheme.text import fold

_SEARCHED_ROWS = 60
_TALLEST = 4  # rows of one header
_ASKING = frozenset({Role.TEXT, Role.HEADING, Role.GROUP, Role.METHOD})
_LABEL = re.compile(r"[:：]")  # 填报单位：… is a line of a form
_OF_AN_ITEM = re.compile(r"^\d+$|^\d+[.、-]|[。；;]")
_FEWEST = 2  # columns known by name; a code and a text make a table


@dataclass(frozen=True, slots=True)
class Header:
    """The rows that name the columns, and what each column is for."""

    first: int
    last: int
    roles: dict[int, Role]
    heads: dict[int, str]  # the folded words that decided

    def columns(self, role: Role) -> list[int]:
        """Return the columns of a role, from left to right."""
        return [column for column, found in sorted(self.roles.items()) if found is role]


def find_header(grid: Grid) -> Header | None:
    """Return the header that names most columns, of several the one with fewest rows, or None if there is none.

    A header names a column that asks something and at least one more; a table of contacts has none.
    """
    best: Header | None = None
    for first in range(min(len(grid.rows), _SEARCHED_ROWS)):
        for last in range(first, min(first + _TALLEST, len(grid.rows))):
            if last > first and not _may_name_columns(grid, last):
                break
            header = _header_at(grid, first, last)
            if header and (best is None or _rank(header) > _rank(best)):
                best = header
    if best is None:
        return None
    first = best.first
    while first > 0 and _is_over_columns(grid, best, first - 1):
        first -= 1
    return replace(best, first=first)


def _rank(header: Header) -> tuple[int, int]:
    return len(header.roles), header.first - header.last


def _may_name_columns(grid: Grid, row: int) -> bool:
    """Tell whether a row could be a lower row of a header: short words only, no numbers, no sentences."""
    words = [fold(cell.text) for cell in grid.begun(row)]
    return all(len(word) <= LONGEST_HEAD and not _OF_AN_ITEM.search(word) for word in words)


def _is_over_columns(grid: Grid, header: Header, row: int) -> bool:
    """Tell whether a row above the header names groups of columns: 目标要求 | 考核内容 | 任务落实."""
    begun = grid.begun(row)
    named = {column for cell in begun for column in range(cell.column, cell.column + cell.columns)}
    return len(begun) > 1 and header.roles.keys() <= named and not any(_LABEL.search(cell.text) for cell in begun)


def _is_named(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a column has a head of its own in a row, though one that is not known: what is below is an item."""
    head, beside = (
        grid.rows[row][column],
        [cell for cell in grid.rows[row][column + 1 : column + 2] if cell.text.strip()],
    )
    is_own = head.text.strip() and head.columns == head.rows == 1 and (beside or column + 1 == len(grid.rows[row]))
    return bool(is_own) and role_of(head.text) is None


def _header_at(grid: Grid, first: int, last: int) -> Header | None:
    roles: dict[int, Role] = {}
    heads: dict[int, str] = {}
    for column in range(len(grid.rows[first])):
        for row in range(last, first - 1, -1):
            cell = grid.rows[row][column]
            is_head = (
                cell.column == column and cell.rows <= _TALLEST and (row == first or not _is_named(grid, first, column))
            )
            role = role_of(cell.text) if is_head else None
            if role:
                roles[column] = role
                heads[column] = fold(cell.text)
                last = max(last, cell.row + cell.rows - 1)
                break
    asks = _ASKING.intersection(roles.values())
    if len(roles) < _FEWEST or not asks or len(set(heads.values())) < _FEWEST:
        return None
    return Header(first, last, roles, heads)
