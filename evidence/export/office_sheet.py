"""A table as a workbook that offices print: title, lines under it, a head on every page, whole texts, A4 landscape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from functools import cache
from itertools import accumulate, groupby
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from evidence.errors import ExportError
from evidence.export.settled import settle
from evidence.export.widths import break_lines
from evidence.names import safe_name

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border, Font
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | float

_PT_PER_MM = 72 / 25.4
_BODY_PT, _LINE_PT, _AIR_PT = 10.5, 14.5, 5.0
_SPARE = 1.12  # times the lines as measured, since programs break them otherwise
_LINES_PT, _TITLE_PT = 11.0, 18.0
_SIDE_MM = 4.0  # a cell is measured this much narrower: for what programs keep free there, and fonts that stand in
_MOST_ROW_PT = 405.0  # Excel knows no row higher than 409 pt
_MOST_IN_CELL = 32767  # characters
_MOST_SHEET_NAME = 31  # characters
_MARGIN_IN = 15 / 25.4
_A4 = 9  # as spreadsheet programs number papers
_NO_SHEET_NAME = re.compile(r"[\[\]']")  # beside what no file name may hold
_LIKE_FORMULA = ("=", "+", "-", "@")
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML may hold
_NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}  # Unicode gives them no meaning; readers leave their escapes as they are
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class SheetColumn(Struct, frozen=True):
    """A column; `is_code` keeps 1-2 and 1.10 from becoming dates and numbers when somebody types there."""

    head: str
    width_mm: float
    centred: bool = False
    is_code: bool = False


class OfficeSheet(Struct, frozen=True):
    """What is to be written; in the columns `merged` (from 0), outer before inner, equal neighbours are one cell."""

    name: str
    lines: tuple[tuple[str, ...], ...]  # above the table: the title, then lines of one or several parts side by side
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    author: str
    version: str  # of the program
    at: datetime
    merged: tuple[int, ...] = ()


def write_sheet(path: Path, sheet: OfficeSheet) -> None:
    """Write the workbook; raise `ExportError` if a text is longer than a cell may be."""
    from openpyxl import Workbook

    book = Workbook()
    about = book.properties
    about.title = _ILLEGAL.sub("", sheet.lines[0][0])
    about.creator = _ILLEGAL.sub("", sheet.author)
    about.description = f"备检 {sheet.version}"
    about.version = sheet.version
    about.created = day = datetime.combine(sheet.at.date(), time())  # as documents tell it
    (page,) = book.worksheets
    page.title = safe_name(_NO_SHEET_NAME.sub(" ", sheet.name), _MOST_SHEET_NAME)
    _set_up_page(page, sheet)
    head = len(sheet.lines) + 1
    _put_lines(page, sheet.lines, len(sheet.columns))
    _put_head(page, head, sheet.columns)
    _put_rows(page, head + 1, sheet)
    book.save(path)
    settle(path, day)


def _set_up_page(page: Worksheet, sheet: OfficeSheet) -> None:
    from openpyxl.utils import get_column_letter

    head = len(sheet.lines) + 1
    for number, column in enumerate(sheet.columns, 1):
        pixels = column.width_mm / 25.4 * 96
        page.column_dimensions[get_column_letter(number)].width = (pixels - 5) / 7  # of a digit of 7 pixels
    page.freeze_panes = f"A{head + 1}"
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    if page.sheet_properties.pageSetUpPr is not None:
        page.sheet_properties.pageSetUpPr.fitToPage = True
    margins = page.page_margins
    margins.left = margins.right = margins.top = margins.bottom = _MARGIN_IN
    margins.header = margins.footer = _MARGIN_IN / 2
    page.print_options.horizontalCentered = True
    if page.oddFooter is not None:
        page.oddFooter.center.text = "第 &P 页 共 &N 页"


def _put_lines(page: Worksheet, lines: Sequence[Sequence[str]], width: int) -> None:
    """Write title and lines over the whole width, of several parts each over its share."""
    from openpyxl.styles import Alignment, Font

    for row, parts in enumerate(lines, 1):
        is_title = row == 1
        bounds = [round(width * part / len(parts)) for part in range(len(parts) + 1)]
        for text, left, right in zip(parts, bounds, bounds[1:], strict=False):
            cell = _put(page, row, left + 1, text)
            cell.font = Font(name="方正小标宋简体", size=_TITLE_PT) if is_title else Font(name="宋体", size=_LINES_PT)
            cell.alignment = Alignment("center" if is_title else "left", "center", wrap_text=True)
            if right > left + 1:
                page.merge_cells(start_row=row, end_row=row, start_column=left + 1, end_column=right)
        page.row_dimensions[row].height = 36.0 if is_title else 20.0


def _put_head(page: Worksheet, row: int, columns: Sequence[SheetColumn]) -> None:
    from openpyxl.styles import Alignment, Font

    for number, column in enumerate(columns, 1):
        cell = _put(page, row, number, column.head)
        cell.font = Font(name="黑体", size=_BODY_PT)
        cell.alignment = Alignment("center", "center", wrap_text=True)
        cell.border = _border()
    page.row_dimensions[row].height = _height_pt([column.head for column in columns], columns)


def _put_rows(page: Worksheet, first: int, sheet: OfficeSheet) -> None:
    """Write the rows, one that is too high for a spreadsheet over several that are merged."""
    heights = [_height_pt(row, sheet.columns) for row in sheet.rows]
    spans = [ceil(height / _MOST_ROW_PT) for height in heights]
    starts = list(accumulate(spans, initial=first))
    for values, height, span, start in zip(sheet.rows, heights, spans, starts, strict=False):
        for row in range(start, start + span):
            page.row_dimensions[row].height = height / span
            for number, column in enumerate(sheet.columns, 1):
                value = values[number - 1] if row == start else ""
                _dress(_put(page, row, number, value), column)
        if span > 1:
            for number in (column + 1 for column in range(len(sheet.columns)) if column not in sheet.merged):
                page.merge_cells(start_row=start, end_row=start + span - 1, start_column=number, end_column=number)
                page.cell(start, number).alignment = _alignment("top", centred=sheet.columns[number - 1].centred)
    for depth, column in enumerate(sheet.merged, 1):
        for top, bottom in _runs(sheet.rows, sheet.merged[:depth]):
            last = starts[bottom + 1] - 1
            if last > starts[top]:
                page.merge_cells(start_row=starts[top], end_row=last, start_column=column + 1, end_column=column + 1)
            if sum(heights[top : bottom + 1]) > _MOST_ROW_PT:  # in the middle, it would stand on none but a later page
                page.cell(starts[top], column + 1).alignment = _alignment("top", centred=sheet.columns[column].centred)


def _runs(rows: Sequence[Sequence[Value]], columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of rows that follow each other and say the same in these columns."""
    for _, run in groupby(range(len(rows)), key=lambda row: [rows[row][column] for column in columns]):
        found = list(run)
        yield found[0], found[-1]


def _dress(cell: Cell, column: SheetColumn) -> None:
    cell.font = _body_font()
    cell.border = _border()
    cell.alignment = _alignment("center", centred=column.centred)
    if column.is_code:
        cell.number_format = "@"


def _put(page: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Write a value; a text stays one, whatever it begins with and whatever it holds."""
    from openpyxl.cell import Cell

    cell = page.cell(row, column)
    if not isinstance(cell, Cell):
        message = "cells are written before they are merged"
        raise TypeError(message)
    if not isinstance(value, str):
        cell.value = value
    elif value:
        if len(value) > _MOST_IN_CELL:
            raise ExportError("cell_too_long", text=f"{value[:20]}……", most=_MOST_IN_CELL)
        cell.value = _escaped(value)
        cell.data_type = "s"  # never a formula
        if value.startswith(_LIKE_FORMULA):
            cell.quotePrefix = True  # nor when somebody edits it
    return cell


def _escaped(text: str) -> str:
    """Return text as workbooks hold it: what XML cannot hold is written as `_x0007_`, as Excel does."""
    text = text.translate(_NO_CHARACTERS).replace("\r\n", "\n").replace("\r", "\n")
    text = _LIKE_ESCAPE.sub("_x005F_", text)
    return _ILLEGAL.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def _height_pt(values: Sequence[Value], columns: Sequence[SheetColumn]) -> float:
    """Return how high a row must be for all of its texts."""
    lines = max(
        len(break_lines(value, (column.width_mm - _SIDE_MM) * _PT_PER_MM / _BODY_PT)) if isinstance(value, str) else 1
        for value, column in zip(values, columns, strict=True)
    )
    return lines * _LINE_PT * _SPARE + _AIR_PT


@cache
def _alignment(vertical: Literal["center", "top"], *, centred: bool) -> Alignment:
    from openpyxl.styles import Alignment

    return Alignment("center" if centred else "left", vertical, wrap_text=True)


@cache
def _body_font() -> Font:
    from openpyxl.styles import Font

    return Font(name="宋体", size=_BODY_PT)


@cache
def _border() -> Border:
    from openpyxl.styles import Border, Side

    thin = Side("thin")
    return Border(thin, thin, thin, thin)
