"""A table as laid out in its file, whatever the format: cells, the area each covers, and their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from evidence.scheme.text import number_text

Value = str | float | bool | date | time | timedelta | None
Span = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column), counted from 0, both inclusive


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and the area that it covers; rows and columns count from 0."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    day: date | None = None  # set where the file holds a date, whatever the clerk typed


class Place(str):
    """A position as office programs name it, such as `评价细则!C12`; rows and columns count from 0."""

    __slots__ = ("column", "row", "sheet")
    sheet: str
    row: int
    column: int

    def __new__(cls, sheet: str, row: int, column: int) -> Self:
        """Name a position."""
        place = super().__new__(cls, f"{sheet}!{column_letters(column)}{row + 1}")
        place.sheet, place.row, place.column = sheet, row, column
        return place


@dataclass(frozen=True, slots=True)
class Grid:
    """One table; a merged cell stands at every position that it covers."""

    name: str  # of the sheet, or of the file where there are no sheets
    rows: tuple[tuple[Cell, ...], ...]

    def place(self, row: int, column: int) -> Place:
        """Return a position as office programs name it, such as `评价细则!C12`."""
        return Place(self.name, row, column)

    def begun(self, row: int) -> list[Cell]:
        """Return the filled cells whose first row this is, from left to right."""
        return [
            cell
            for column, cell in enumerate(self.rows[row])
            if cell.row == row and cell.column == column and cell.text.strip()
        ]

    @property
    def is_empty(self) -> bool:
        """Tell whether no cell says anything."""
        return not any(cell.text.strip() for row in self.rows for cell in row)


def column_letters(column: int) -> str:
    """Return a column's name in office programs: A for 0, AA for 26."""
    letters = ""
    rest = column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def make_grid(name: str, values: Sequence[Sequence[Value]], merged: Iterable[Span] = ()) -> Grid:
    """Build a grid from rows of values (of any lengths) and the areas that are merged."""
    width = max((len(row) for row in values), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in values]
    rows = [[_cell(value, r, c) for c, value in enumerate(row)] for r, row in enumerate(padded)]
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= width:
            continue
        below, beyond = min(bottom + 1, len(rows)), min(right + 1, width)
        first = rows[top][left]
        whole = Cell(first.text, top, left, below - top, beyond - left, first.day)
        for row in rows[top:below]:
            row[left:beyond] = [whole] * (beyond - left)
    return Grid(name, tuple(tuple(row) for row in rows))


def _cell(value: Value, row: int, column: int) -> Cell:
    day = value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    return Cell(_text(value, day), row, column, day=day)


def _text(value: Value, day: date | None) -> str:
    if value is None:
        return ""
    if day is not None:
        return day.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return number_text(value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
