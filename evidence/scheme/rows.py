"""Sorts the rows of a table: items, section lines, totals, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum, auto
from itertools import pairwise

from evidence.scheme.bands import band_rank, is_numbered, is_page_mark, may_be_band
from evidence.scheme.grid import Cell, Grid
from evidence.scheme.header import Header
from evidence.scheme.roles import Role
from evidence.scheme.text import SENTENCE_ENDS, fold


class RowKind(StrEnum):
    """What a row is; `table_words.ROW_KINDS` has the words."""

    BLANK = auto()
    ABOVE = auto()  # title lines over the header
    HEADER = auto()  # also where a later page repeats it
    BAND = auto()  # a section line across the table: 一、关键项（19项，58分）
    ITEM = auto()
    MORE = auto()  # belongs to the item or the group before, or opens a group
    SUBTOTAL = auto()
    TOTAL = auto()
    NOTE = auto()


_SUBTOTAL = re.compile(r"^(?:小计|本页合计|分类合计)(?:[:(\d].*)?$")
_TOTAL = re.compile(r"^(?:合计|总计|共计|累计|总分|总得分|得分合计|合计得分)(?:[:(\d].*)?$")
_NOTE = re.compile(r"^(?:注|备注|附注|说明|填表说明|填报说明|制表|填表|填报|审核|审批|复核)(?:人|单位)?\d*[:.、,]")


_NOTE_HEADS = frozenset({"注", "备注", "附注", "说明"})
_LONGEST_LONE = 20  # characters of a section line that only stands in the first column
_NEARLY_ALL = 0.7  # of the items


def sort_rows(grid: Grid, header: Header, text: int) -> list[RowKind]:
    """Return the kind of each row, given the column in which each filled cell is an item."""
    kinds = [_plain_kind(grid, header, text, row) for row in range(len(grid.rows))]
    for row in list(_rests(grid, header, text, kinds)):
        kinds[row] = RowKind.MORE
    titles = {fold(cell.text) for row in range(header.first) for cell in grid.begun(row)}
    following: RowKind | None = None
    rank_below: int | None = None  # of the section line or numbered row next below
    for row in range(len(grid.rows) - 1, -1, -1):
        rank = _lone_rank(grid, header, text, row) if kinds[row] is RowKind.ITEM else None
        if rank is not None and following is RowKind.ITEM and rank != rank_below:
            kinds[row] = RowKind.BAND
        if kinds[row] is not RowKind.BLANK:
            rank_below = rank
        if kinds[row] in (RowKind.ITEM, RowKind.MORE, RowKind.SUBTOTAL, RowKind.TOTAL):
            following = kinds[row]
        elif kinds[row] is RowKind.HEADER:
            following = RowKind.ITEM
        elif kinds[row] is RowKind.NOTE and following is RowKind.ITEM and _may_be_band(grid, header, row, titles):
            kinds[row] = RowKind.BAND
    return [RowKind.ABOVE if k is RowKind.NOTE and row < header.first else k for row, k in enumerate(kinds)]


def _plain_kind(grid: Grid, header: Header, text: int, row: int) -> RowKind:
    """Return a row's kind without looking at its neighbours; a lone line is a note until shown to be a band."""
    begun = grid.begun(row)
    if header.first <= row <= header.last or _repeats_header(header, begun):
        return RowKind.HEADER
    if not begun or (len(begun) == 1 and is_page_mark(begun[0].text)):
        return RowKind.BLANK
    first = fold(begun[0].text)
    if _SUBTOTAL.match(first):
        return RowKind.SUBTOTAL
    if _TOTAL.match(first):
        return RowKind.TOTAL
    if row > header.last and _is_coded_band(header, begun):
        return RowKind.BAND
    asked = grid.rows[row][text]
    is_item = asked in begun and not _is_wide(header, asked)
    if len(begun) == 2 and first in _NOTE_HEADS and begun[0].column <= min(header.roles):
        return RowKind.NOTE
    if row < header.first or _NOTE.match(first) or (len(begun) == 1 and not is_item and _is_line(header, begun[0])):
        return RowKind.NOTE
    return RowKind.ITEM if is_item else RowKind.MORE


def _is_coded_band(header: Header, begun: list[Cell]) -> bool:
    """Tell whether a row has a number in the column of codes and a name over all others: 一 | 组织领导."""
    return len(begun) == 2 and begun[0].column in header.columns(Role.CODE) and _is_wide(header, begun[1])


def stands_aside(grid: Grid, header: Header, row: int) -> bool:
    """Tell whether a row is a sum, a line of its own or blank, whatever the column of what is asked."""
    begun = grid.begun(row)
    if not begun or (len(begun) == 1 and _is_line(header, begun[0])):
        return True
    first = fold(begun[0].text)
    return bool(_SUBTOTAL.match(first) or _TOTAL.match(first) or _NOTE.match(first))


def _rests(grid: Grid, header: Header, text: int, kinds: list[RowKind]) -> Iterator[int]:
    """Yield the rows that are the second half of one that a page break cut: no code, no points, and the text goes on.

    Only where nearly all items have a code of their own.
    """
    items = [row for row, kind in enumerate(kinds) if kind is RowKind.ITEM]
    codes = header.columns(Role.CODE)[:1]
    coded = [row for row in items for code in codes if grid.rows[row][code] in grid.begun(row)]
    if len(coded) < _NEARLY_ALL * len(items):
        return
    named = {column for role in (Role.CODE, Role.POINTS, Role.GROUP) for column in header.columns(role)}
    for before, row in pairwise(items):
        is_bare = not any(grid.rows[row][column].text.strip() for column in named)
        if is_bare and grid.rows[before][text].text.strip()[-1] not in SENTENCE_ENDS:
            yield row


def _lone_rank(grid: Grid, header: Header, text: int, row: int) -> int | None:
    """Return the rank of a numbered text beside which nothing stands; it may be a section line in the first column."""
    words = grid.rows[row][text].text
    others = (cell for column, cell in enumerate(grid.rows[row]) if column != text)
    if text > min(header.roles) or any(cell.text.strip() for cell in others):
        return None
    return band_rank(words) if is_numbered(words) and may_be_band(words) else None


def _repeats_header(header: Header, begun: list[Cell]) -> bool:
    named = [cell for cell in begun if header.heads.get(cell.column) == fold(cell.text)]
    return len(named) >= max(2, len(begun) - 1)


def _is_wide(header: Header, cell: Cell) -> bool:
    """Tell whether a cell lies over most of the named columns."""
    covered = [column for column in header.roles if cell.column <= column < cell.column + cell.columns]
    return len(covered) * 2 > max(len(header.roles), 2)


def _is_line(header: Header, cell: Cell) -> bool:
    """Tell whether the only cell of a row is a line of its own rather than the continuation of a column."""
    return _is_wide(header, cell) or cell.column <= min(header.roles)


def _may_be_band(grid: Grid, header: Header, row: int, titles: set[str]) -> bool:
    begun = grid.begun(row)
    words = fold(begun[0].text)
    if len(begun) > 1 or _NOTE.match(words) or not may_be_band(words):
        return False
    if is_numbered(words) or begun[0].level is not None:
        return row < header.first or words not in titles
    is_short = len(words) <= _LONGEST_LONE and _is_line(header, begun[0])
    return row > header.first and words not in titles and (is_short or _is_wide(header, begun[0]))
