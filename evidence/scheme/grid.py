"""A table as laid out in its file, whatever the format: cells, the area each covers, and their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Self

from msgspec import Struct

from evidence.model import Notice
from evidence.scheme.text import number_text

Value = str | float | bool | date | time | timedelta | None
Span = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column), counted from 0, both inclusive

_NAMED = 5  # hidden rows or columns that a notice lists


class Cell(Struct, frozen=True):
    """A cell and the area that it covers; rows and columns count from 0."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    day: date | None = None  # set where the file holds a date, whatever the clerk typed
    level: int | None = None  # of a heading, where the document marks the line as one; 1 outermost


class Position(str):
    """A position in words, with the row and the column of its table, counted from 0."""

    __slots__ = ("column", "row", "sheet")
    sheet: str
    row: int
    column: int

    def __new__(cls, words: str, sheet: str, row: int, column: int) -> Self:
        """Name a position."""
        place = super().__new__(cls, words)
        place.sheet, place.row, place.column = sheet, row, column
        return place


class Grid(Struct, frozen=True):
    """One table; a merged cell stands at every position that it covers."""

    name: str  # of the sheet, of the table in its document, or of the file
    rows: tuple[tuple[Cell, ...], ...]
    spots: tuple[str, ...] = ()  # what each row is called where it has no number on the screen: 表2第3行

    def place(self, row: int, column: int) -> Position:
        """Return a position as office programs name it, such as `评价细则!C12` or `表2第3行第1列`."""
        if self.spots:
            return Position(f"{self.spots[row]}第{column + 1}列", self.name, row, column)
        return Position(f"{self.name}!{column_letters(column)}{row + 1}", self.name, row, column)

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


class Hidden(Struct, frozen=True):
    """The rows and columns of a sheet that are not shown, counted from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()

    def notices(self, sheet: str) -> list[Notice]:
        """Return what to tell of a sheet's hidden parts: how many, and the first few by name."""
        found: list[Notice] = []
        for code, names in (
            ("scheme_rows_hidden", [str(row + 1) for row in sorted(self.rows)]),
            ("scheme_columns_hidden", [column_letters(column) for column in sorted(self.columns)]),
        ):
            if names:
                listed = "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")
                found.append(Notice(code, sheet, (("count", len(names)), ("names", listed))))
        return found


def make_grid(
    name: str, values: Sequence[Sequence[Value]], merged: Iterable[Span] = (), hidden: Hidden | None = None
) -> Grid:
    """Build a grid from rows of values (of any lengths), the areas that are merged, and what is to be left blank."""
    hidden = hidden or Hidden()
    width = max((len(row) for row in values), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in values]
    rows = [[_cell(value, r, c) for c, value in enumerate(row)] for r, row in enumerate(padded)]
    for (top, left), (bottom, right) in merged:
        below = [row for row in range(top, min(bottom + 1, len(rows))) if row not in hidden.rows]
        beside = [column for column in range(left, min(right + 1, width)) if column not in hidden.columns]
        if not below or not beside:
            continue
        first = rows[top][left]
        rows_covered, columns_covered = below[-1] + 1 - below[0], beside[-1] + 1 - beside[0]
        whole = Cell(first.text, below[0], beside[0], rows_covered, columns_covered, first.day)
        for row in rows[below[0] : below[-1] + 1]:
            row[beside[0] : beside[-1] + 1] = [whole] * columns_covered
    for r, row in enumerate(rows):
        for c in range(width) if r in hidden.rows else hidden.columns:
            if c < width:
                row[c] = Cell("", r, c)
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
