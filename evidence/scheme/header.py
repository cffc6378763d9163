"""Finds the rows at the head of a table that name its columns."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from evidence.scheme.grid import Grid
from evidence.scheme.roles import LONGEST_HEAD, Role, role_of
from evidence.scheme.text import fold

_SEARCHED_ROWS = 60
_TALLEST = 4  # rows of one header
_ASKING = frozenset({Role.TEXT, Role.HEADING, Role.GROUP, Role.METHOD})
_LABEL = re.compile(r"[:：]")  # 填报单位：… is a line of a form
_OF_AN_ITEM = re.compile(r"^\d+$|^\d+[.、-]|[。；;]")
_SENTENCE = re.compile(r"。\s*$")
_FEWEST = 2  # columns known by name; a code and a text make a table


class Header(Struct, frozen=True):
    """The rows that name the columns, and what each column is for."""

    first: int
    last: int
    roles: dict[int, Role]
    heads: dict[int, str]  # the folded words over each column that say most of it

    def columns(self, role: Role) -> list[int]:
        """Return the columns of a role, from left to right."""
        return [column for column, found in sorted(self.roles.items()) if found is role]


def find_header(grid: Grid) -> Header | None:
    """Return the header that names most columns, of several the one with fewest rows, or None if there is none.

    A header names a column that asks something and at least one more; a table of contacts has none.
    """
    best: Header | None = None
    for first in range(min(len(grid.rows), _SEARCHED_ROWS)):
        if any(_SENTENCE.search(cell.text) for cell in grid.begun(first)):
            continue
        for last in range(first, min(first + _TALLEST, len(grid.rows))):
            if last > first and not may_name_columns(grid, last):
                break
            header = _header_at(grid, first, last)
            if header and (best is None or _rank(header) > _rank(best)):
                best = header
    if best is None:
        return None
    first = best.first
    while first > 0 and _is_over_columns(grid, best, first - 1):
        first -= 1
    return replace(best, first=first, heads=heads_of(grid, range(first, best.last + 1)))


def header_at(grid: Grid, first: int, last: int) -> Header:
    """Return the header that a person sees in these rows, with the columns that it is known to name."""
    return replace(_named(grid, first, last), last=last, heads=heads_of(grid, range(first, last + 1)))


def heads_of(grid: Grid, rows: range) -> dict[int, str]:
    """Return the folded words over each column: of several the lowest that tell what it is for, else the lowest."""
    heads: dict[int, str] = {}
    for column in range(len(grid.rows[0])):
        cells = [grid.rows[row][column] for row in reversed(rows)]
        words = [cell.text for cell in cells if cell.column == column and cell.text.strip()]
        if words:
            heads[column] = fold(next((text for text in words if role_of(text)), words[0]))
    return heads


def _rank(header: Header) -> tuple[int, int]:
    return len(header.roles), header.first - header.last


def may_name_columns(grid: Grid, row: int) -> bool:
    """Tell whether a row could be a lower row of a header: short words only, no numbers, no sentences."""
    words = [fold(cell.text) for cell in grid.begun(row)]
    return all(len(word) <= LONGEST_HEAD and not _OF_AN_ITEM.search(word) for word in words)


def _is_over_columns(grid: Grid, header: Header, row: int) -> bool:
    """Tell whether a row above the header names groups of columns: 目标要求 | 考核内容 | 任务落实."""
    begun = grid.begun(row)
    named = {column for cell in begun for column in range(cell.column, cell.column + cell.columns)}
    is_form = any(_LABEL.search(cell.text) or _SENTENCE.search(cell.text) for cell in begun)
    return len(begun) > 1 and header.roles.keys() <= named and not is_form


def _is_named(grid: Grid, row: int, column: int) -> bool:
    """Tell whether a column has a head of its own in a row, though one that is not known: what is below is an item."""
    head, beside = (
        grid.rows[row][column],
        [cell for cell in grid.rows[row][column + 1 : column + 2] if cell.text.strip()],
    )
    is_own = head.text.strip() and head.columns == head.rows == 1 and (beside or column + 1 == len(grid.rows[row]))
    return bool(is_own) and role_of(head.text) is None


def _header_at(grid: Grid, first: int, last: int) -> Header | None:
    header = _named(grid, first, last)
    asks = _ASKING.intersection(header.roles.values())
    if len(header.roles) < _FEWEST or not asks or len(set(header.heads.values())) < _FEWEST:
        return None
    return header


def _named(grid: Grid, first: int, last: int) -> Header:
    """Return the columns that some rows are known to name; the last row is the lowest that their cells reach."""
    roles: dict[int, Role] = {}
    heads: dict[int, str] = {}
    lowest = last
    for column in range(len(grid.rows[0])):
        for row in range(lowest, first - 1, -1):
            cell = grid.rows[row][column]
            is_head = (
                cell.column == column and cell.rows <= _TALLEST and (row == first or not _is_named(grid, first, column))
            )
            role = role_of(cell.text) if is_head else None
            if role:
                roles[column] = role
                heads[column] = fold(cell.text)
                lowest = max(lowest, cell.row + cell.rows - 1)
                break
    return Header(first, lowest, roles, heads)
