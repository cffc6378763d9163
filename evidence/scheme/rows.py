"""Sorts the rows of a table: items, section lines, totals, notes."""

from __future__ import annotations

import re
from enum import StrEnum, auto

from evidence.scheme.grid import Cell, Grid
from evidence.scheme.header import Header
from evidence.scheme.text import fold


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
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|第.{1,3}(?:部分|章|节|类|篇))")
_SENTENCE = re.compile(r"[。；;]|[:：].")
_LONGEST_BAND = 40


def sort_rows(grid: Grid, header: Header, text: int) -> list[RowKind]:
    """Return the kind of each row, given the column in which each filled cell is an item."""
    kinds = [_plain_kind(grid, header, text, row) for row in range(len(grid.rows))]
    titles = {fold(cell.text) for row in range(header.first) for cell in grid.begun(row)}
    following: RowKind | None = None
    for row in range(len(grid.rows) - 1, -1, -1):
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
    if not begun:
        return RowKind.BLANK
    first = fold(begun[0].text)
    if _SUBTOTAL.match(first):
        return RowKind.SUBTOTAL
    if _TOTAL.match(first):
        return RowKind.TOTAL
    asked = grid.rows[row][text]
    is_item = asked in begun and not _is_wide(header, asked)
    if row < header.first or _NOTE.match(first) or (len(begun) == 1 and not is_item and _is_line(header, begun[0])):
        return RowKind.NOTE
    if is_item and len(begun) == 1 and any(_NOTE.match(fold(cell.text)) for cell in begun):
        return RowKind.NOTE
    return RowKind.ITEM if is_item else RowKind.MORE


def _repeats_header(header: Header, begun: list[Cell]) -> bool:
    named = [cell for cell in begun if header.heads.get(cell.column) == fold(cell.text)]
    return len(named) >= max(2, len(begun) - 1)


def _is_wide(header: Header, cell: Cell) -> bool:
    """Tell whether a cell lies over most of the named columns."""
    covered = [column for column in header.roles if cell.column <= column < cell.column + cell.columns]
    return len(covered) * 2 > len(header.roles)


def _is_line(header: Header, cell: Cell) -> bool:
    """Tell whether the only cell of a row is a line of its own rather than the continuation of a column."""
    return _is_wide(header, cell) or cell.column <= min(header.roles)


def _may_be_band(grid: Grid, header: Header, row: int, titles: set[str]) -> bool:
    begun = grid.begun(row)
    words = fold(begun[0].text)
    if len(begun) > 1 or _NOTE.match(words) or len(words) > _LONGEST_BAND or _SENTENCE.search(words):
        return False
    if row < header.first:
        return bool(_NUMBERED.match(words))
    return words not in titles and (bool(_NUMBERED.match(words)) or _is_wide(header, begun[0]))
