"""What the command line says of a table's columns: which sheets, which header row, what each column is for."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from evidence.errors import RequestError
from evidence.scheme.columns import Choice, Columns, KnownColumns, headings, recall
from evidence.scheme.grid import Grid, column_letters
from evidence.scheme.headed import typed_use
from evidence.scheme.layout import with_header
from evidence.scheme.reading import Outcome, SchemeFile, guess_choice
from evidence.scheme.roles import named_role
from evidence.scheme.text import fold
from evidence.wording import tables as table_words

_NO_HEADER = "无"
_AS_BEFORE = "上次"
_ROWS = re.compile(r"([1-9]\d*)(?:[-—–~～至到]([1-9]\d*))?")
_PARTS = re.compile(r"[,，;；\n]")


class ReadTable(Struct, frozen=True):
    """A file with a criteria table, how it was read, and what came of it."""

    file: SchemeFile
    choice: Choice
    outcome: Outcome


def chosen(file: SchemeFile, options: Namespace, known: Sequence[KnownColumns]) -> Choice:
    """Return how the tables of a file are to be read: as guessed, but for what the options say.

    `--header` and `--map` speak of the tables that are read; of the first where none is. Raises RequestError for a
    sheet, a row, a column or a use that is not there.
    """
    choice = list(guess_choice(file))
    if options.sheet:
        wanted = {_sheet(file.grids, name) for name in options.sheet}
        choice = [replace(columns, is_read=at in wanted) for at, columns in enumerate(choice)]
    meant = [at for at, columns in enumerate(choice) if columns.is_read] or [0]
    if options.header is not None:
        for at in meant:
            choice[at] = with_header(file.grids[at], choice[at], _header(file.grids[at], choice[at], options.header))
    if fold(options.map or "") == _AS_BEFORE:
        return _as_before(file, choice, meant, known)
    for part in filter(str.strip, _PARTS.split(options.map or "")):
        _apply(file, choice, meant, part)
    return tuple(choice)


def can_be_as_before(file: SchemeFile, choice: Choice, known: Sequence[KnownColumns]) -> bool:
    """Tell whether a table of the file was read otherwise before."""
    recalled = ((recall(grid, known), columns) for grid, columns in zip(file.grids, choice, strict=True))
    return any(found not in (None, columns) for found, columns in recalled)


def _as_before(file: SchemeFile, choice: list[Columns], meant: Iterable[int], known: Sequence[KnownColumns]) -> Choice:
    recalled = {at: recall(file.grids[at], known) for at in meant}
    if not any(recalled.values()):
        raise RequestError("map_not_kept")
    return tuple(recalled.get(at) or columns for at, columns in enumerate(choice))


def _sheet(grids: Sequence[Grid], name: str) -> int:
    names = [grid.name for grid in grids]
    if name in names:
        return names.index(name)
    if fold(name).isdecimal() and 0 < int(fold(name)) <= len(grids):
        return int(fold(name)) - 1
    raise RequestError(
        "sheet_unknown", name=name, names="、".join(f"{at} {known}" for at, known in enumerate(names, 1))
    )


def _header(grid: Grid, columns: Columns, text: str) -> range:
    """Return the rows, counted from 0, that `3` or `3-4` names; `无` is where the table would have had a header."""
    if fold(text) == _NO_HEADER:
        return range(columns.first, columns.first)
    rows = _ROWS.fullmatch(fold(text))
    if rows is None or int(rows[2] or rows[1]) < int(rows[1]):
        raise RequestError("header_malformed", text=text)
    first, last = int(rows[1]), int(rows[2] or rows[1])
    if last > len(grid.rows):
        raise RequestError("header_outside", sheet=grid.name, count=len(grid.rows), text=text)
    return range(first - 1, last)


def _apply(file: SchemeFile, choice: list[Columns], meant: Sequence[int], part: str) -> None:
    """Put what `A=编号`, `分值=不采用` or `评价细则!A=编号` says into the choice."""
    left, word = typed_use(part)
    role = named_role(word)
    if role is None:
        raise RequestError("map_no_role", word=word, words="、".join(table_words.ROLES.values()))
    sheet, divider, name = left.replace("！", "!").rpartition("!")
    tables = [_sheet(file.grids, sheet.strip())] if divider else meant
    found = {at: _columns_named(file.grids[at], choice[at], name) for at in tables}
    if not any(found.values()):
        grid, columns = file.grids[tables[0]], choice[tables[0]]
        raise RequestError("map_no_column", sheet=grid.name, name=name.strip(), names=_column_names(grid, columns))
    for at, columns in found.items():
        if len(columns) > 1:
            letters = "、".join(column_letters(column) for column in columns)
            raise RequestError("map_column_ambiguous", sheet=file.grids[at].name, name=name.strip(), names=letters)
        for column in columns:
            choice[at] = choice[at].with_role(column, role)


def _columns_named(grid: Grid, columns: Columns, name: str) -> list[int]:
    """Return the column of a letter, else those under a heading, whole or in one of its rows."""
    width = len(columns.roles)
    by_letter = [column for column in range(width) if column_letters(column) == fold(name).upper()]
    heads = [fold(heading) for heading in headings(grid, columns)]
    return by_letter or [c for c in range(width) if fold(name) in (heads[c], *heads[c].split("/"))]


def _column_names(grid: Grid, columns: Columns) -> str:
    heads = headings(grid, columns)
    return "、".join(f"{column_letters(column)} {head}".strip() for column, head in enumerate(heads))
