"""Reads tables whose columns are told by their headings or by a person: 点位, 满意度, 放假安排 as offices keep them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from evidence.errors import RequestError
from evidence.scheme.beside import is_remark, is_sum
from evidence.scheme.columns import BETWEEN_ROWS
from evidence.scheme.grid import Grid, column_letters
from evidence.scheme.opening import open_other_grids
from evidence.scheme.text import flow, fold, is_blank

NOT_USED = "不采用"
SEARCHED_ROWS = 30  # for headings
_LONGEST_HEADING = 30  # characters; what is longer is a title or a remark
_PARTS = re.compile(r"[,，;；\n]")


class Field(Struct, frozen=True):
    """What a column may hold; of several fields whose pattern a heading contains the first has it."""

    key: str
    label: str  # what people call it, in a mapping by hand and in sentences
    heads: re.Pattern[str]  # of folded headings
    needed: bool = False


class HeadedRow(Struct, frozen=True):
    """One row below the headings."""

    where: str  # `点位台账!A7`, as office programs name its first cell
    texts: Mapping[str, str]  # by field, in one line; without what is blank
    days: Mapping[str, date]  # where the file holds a date


class HeadedTable(Struct, frozen=True):
    """What a file holds: the headings of the first table with such columns, what they were taken for, all rows."""

    name: str  # of the file
    heads: tuple[str, ...]  # by column
    taken: Mapping[str, int]  # field → column of that table
    rows: tuple[HeadedRow, ...]

    def column_name(self, column: int) -> str:
        """Return what a column is called where somebody chooses it: C 点位名称."""
        return _column_name(self.heads, column)


Chosen = Mapping[str, str]  # field → heading or letter of its column; empty: none


def typed_columns(text: str, fields: Sequence[Field]) -> dict[str, str]:
    """Return what `A=名称,单位地址=地址` says, as the command line writes it; raise `RequestError`.

    `不采用=地址` is for what no column holds although one looks so.
    """
    chosen: dict[str, str] = {}
    by_label = {fold(field.label): field.key for field in fields}
    for part in filter(str.strip, _PARTS.split(text)):
        column, use = typed_use(part)
        if fold(column) == NOT_USED and fold(use) in by_label:
            chosen[by_label[fold(use)]] = ""
        elif fold(use) in by_label:
            chosen[by_label[fold(use)]] = column
        else:
            words = "、".join(field.label for field in fields)
            raise RequestError("map_no_role", word=use, words=words)
    return chosen


def typed_use(part: str) -> tuple[str, str]:
    """Return the column and its use that `A=名称` names; raise `RequestError` where either lacks."""
    column, _, use = (word.strip() for word in part.replace("＝", "=").rpartition("="))
    if not column or not use:
        raise RequestError("map_malformed", part=part.strip())
    return column, use


def column_named(heads: Sequence[str], name: str) -> int | None:
    """Return the column with a heading, else that of a letter."""
    wanted = fold(name)
    named = next((at for at, head in enumerate(heads) if fold(head) == wanted), None)
    if named is not None:
        return named
    return next((at for at in range(len(heads)) if column_letters(at) == wanted.upper()), None)


def read_headed(
    path: Path, fields: Sequence[Field], chosen: Chosen | None = None, *, with_sums: bool = False
) -> HeadedTable:
    """Read all tables of a file that have the needed columns; raise a `DossierError` if there is none.

    Cells that are merged over several rows say the same for each. Repeated headings, remarks, rows that say nothing
    and, unless `with_sums`, rows that sum up are passed over.
    """
    grids = open_other_grids(path, "headed")
    found = [(grid, header) for grid in grids if (header := _find_header(grid, fields, chosen or {})) is not None]
    if not found:
        raise _refusal(grids, path.name, fields, chosen or {})
    rows = [row for grid, header in found for row in _rows(grid, header, with_sums=with_sums)]
    if not rows:
        raise RequestError("headed_empty", name=path.name)
    first = found[0][1]
    return HeadedTable(path.name, first.heads, first.taken, tuple(rows))


def column_choices(path: Path) -> tuple[str, ...]:
    """Return the columns of a file's first table, each as C 点位名称, also where no heading of it is known."""
    grid = next((one for one in open_other_grids(path, "headed") if not one.is_empty), None)
    if grid is None:
        raise RequestError("headed_empty", name=path.name)
    searched = range(min(len(grid.rows), SEARCHED_ROWS))
    fullest = max(searched, key=lambda row: (len(grid.begun(row)), -row))
    heads = _heads(grid, range(fullest, fullest + 1))
    return tuple(_column_name(heads, column) for column in range(len(heads)))


class _Header(Struct, frozen=True):
    last: int  # row
    heads: tuple[str, ...]
    taken: dict[str, int]


def _column_name(heads: Sequence[str], column: int) -> str:
    return f"{column_letters(column)} {heads[column]}".strip()


def _refusal(grids: Sequence[Grid], name: str, fields: Sequence[Field], chosen: Chosen) -> RequestError:
    """Return why no table of a file can be read."""
    needed = "、".join(field.label for field in fields if field.needed)
    for key, column in chosen.items():
        if column and not any(_has_column(grid, column) for grid in grids):
            return RequestError("headed_no_column", name=name, column=column, field=_label(fields, key))
    return RequestError("headed_none", name=name, needed=needed)


def _has_column(grid: Grid, name: str) -> bool:
    rows = range(min(len(grid.rows), SEARCHED_ROWS))
    return any(column_named(_heads(grid, range(row, row + 1)), name) is not None for row in rows)


def _label(fields: Sequence[Field], key: str) -> str:
    return next(field.label for field in fields if field.key == key)


def _find_header(grid: Grid, fields: Sequence[Field], chosen: Chosen) -> _Header | None:
    """Return the row that names the most fields, the first of several; None where a needed one lacks.

    Two rows are a header where the upper one has cells over several columns, and together they name more.
    """
    best: _Header | None = None
    for height in (1, 2):
        for row in range(min(len(grid.rows) - height + 1, SEARCHED_ROWS)):
            begun = grid.begun(row)
            if height == 2 and (len(begun) < 2 or all(cell.columns == 1 for cell in begun)):
                continue
            rows = range(row, row + height)
            heads = _heads(grid, rows)
            words = (_lowest(grid, rows), *([tuple(map(fold, heads))] if height > 1 else []))
            taken = _taken(heads, words, fields, chosen)
            whole = all(field.key in taken for field in fields if field.needed)
            if whole and len(taken) > 1 and (best is None or len(taken) > len(best.taken)):
                best = _Header(row + height - 1, heads, taken)
    return best


def _heads(grid: Grid, rows: range) -> tuple[str, ...]:
    """Return what stands over each column, the rows of the header in one line."""
    found: list[str] = []
    for column in range(len(grid.rows[0])):
        words = (" ".join(flow(grid.rows[row][column].text).split()) for row in rows)
        found.append(BETWEEN_ROWS.join(dict.fromkeys(word for word in words if word)))
    return tuple(found)


def _lowest(grid: Grid, rows: range) -> tuple[str, ...]:
    """Return what stands just over each column; a cell over several is the heading of its first."""
    cells = grid.rows[rows[-1]]
    return tuple(fold(cell.text) if cell.column == at else "" for at, cell in enumerate(cells))


def _taken(
    heads: Sequence[str], folded: Iterable[Sequence[str]], fields: Sequence[Field], chosen: Chosen
) -> dict[str, int]:
    """Return which column holds what: as chosen, else by what stands just over it, else by all that stands there."""
    taken: dict[str, int] = {}
    for key, name in chosen.items():
        column = column_named(heads, name) if name else None
        if column is not None:
            taken[key] = column
    for words in folded:
        for field in fields:
            if field.key in chosen or field.key in taken:
                continue
            free = (at for at, word in enumerate(words) if at not in taken.values() and len(word) <= _LONGEST_HEADING)
            column = next((at for at in free if field.heads.search(words[at])), None)
            if column is not None:
                taken[field.key] = column
    return taken


def _rows(grid: Grid, header: _Header, *, with_sums: bool) -> Iterator[HeadedRow]:
    for row in range(header.last + 1, len(grid.rows)):
        cells = grid.rows[row]
        begun = grid.begun(row)
        first = fold(begun[0].text) if begun else ""
        is_band = len(begun) == 1 and begun[0].columns > 1
        repeated = all(fold(cells[at].text) == fold(header.heads[at]) for at in header.taken.values())
        filled = sum(not is_blank(cell.text) for cell in begun)
        left_out = is_remark(first, filled) or (is_sum(first) and not with_sums)
        if not begun or is_band or repeated or left_out:
            continue
        texts = {key: " ".join(cells[at].text.split()) for key, at in header.taken.items()}
        days = {key: day for key, at in header.taken.items() if (day := cells[at].day) is not None}
        known = {key: text for key, text in texts.items() if not is_blank(text)}
        if known:
            yield HeadedRow(str(grid.place(row, begun[0].column)), known, days)
