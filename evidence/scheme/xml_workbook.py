"""Workbooks as one XML file (Excel 2003, `mso-application progid="Excel.Sheet"`), as office systems export them."""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from evidence.errors import SchemeError
from evidence.extract.markup import Element, safe_xml
from evidence.model import Notice
from evidence.scheme.grid import Grid, Hidden, Span, Value, make_grid

_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_MOST_CELLS = 1_000_000


def read_xml_workbook(text: str, name: str) -> tuple[list[Grid], list[Notice]]:
    """Read the visible sheets, with a notice for each hidden one.

    Raises SchemeError if the file is damaged, ends early, or reaches further than any criteria table.
    """
    declaration, _, rest = text.lstrip().partition("?>")
    try:
        root = safe_xml((rest if declaration.startswith("<?xml") else text).encode())
    except etree.XMLSyntaxError as error:
        ended = "</Workbook>" not in text[-200:]
        rows = text.count("<Row")
        raise SchemeError("scheme_cut_off" if ended else "scheme_damaged", name=name, row=rows) from error
    if root.getroottree().docinfo.doctype:  # entities, which are not followed, would leave holes in the text
        raise SchemeError("scheme_damaged", name=name)
    grids: list[Grid] = []
    notices: list[Notice] = []
    for sheet in root.iterfind(f"{_S}Worksheet"):
        title = sheet.get(_S + "Name") or name
        if sheet.findtext(f"{_X}WorksheetOptions/{_X}Visible", "").startswith("Sheet"):
            notices.append(Notice("scheme_sheet_hidden", title, (("name", title),)))
            continue
        values, merged, hidden = _table(sheet, name)
        grids.append(make_grid(title, values, merged, hidden))
        notices.extend(hidden.notices(title))
    return grids, notices


def _table(sheet: Element, name: str) -> tuple[list[list[Value]], list[Span], Hidden]:
    values: list[list[Value]] = []
    merged: list[Span] = []
    rows_hidden, columns_hidden = set[int](), set[int]()
    at = -1
    for node in sheet.iterfind(f"{_S}Table/{_S}Column"):
        at = _index(node, at)
        span = _count(node, "Span")
        if node.get(_S + "Hidden") == "1":
            columns_hidden.update(range(at, at + span + 1))
        at += span
    row, width = -1, 0
    for node in sheet.iterfind(f"{_S}Table/{_S}Row"):
        row = _index(node, row)
        if node.get(_S + "Hidden") == "1":
            rows_hidden.update(range(row, row + _count(node, "Span") + 1))
        column = -1
        filled: list[Value] = []
        for cell in node.iterfind(f"{_S}Cell"):
            column = _index(cell, column)
            width = max(width, column + 1)
            if (row + 1) * width > _MOST_CELLS:
                raise SchemeError("scheme_too_large", name=name)
            filled.extend([None] * (column - len(filled)))
            filled.append(_value(cell.find(f"{_S}Data")))
            across, down = _count(cell, "MergeAcross"), _count(cell, "MergeDown")
            if across or down:
                merged.append(((row, column), (row + down, column + across)))
                filled.extend([None] * across)
            column += across
        values.extend([] for _ in range(row - len(values)))
        values.append(filled)
        row += _count(node, "Span")
    return values, merged, Hidden(frozenset(rows_hidden), frozenset(columns_hidden))


def _index(node: Element, before: int) -> int:
    """Return the place of a row, column or cell: the one that it names, else the next."""
    named = node.get(_S + "Index") or ""
    return max(before + 1, int(named) - 1) if named.isdecimal() and len(named) < 8 else before + 1


def _count(node: Element, name: str) -> int:
    value = node.get(_S + name) or "0"
    return int(value) if value.isdecimal() and len(value) < 6 else 0


def _value(data: Element | None) -> Value:
    if data is None:
        return None
    text = "".join(data.itertext())
    kind = data.get(_S + "Type")
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        return text
    return text == "1" if kind == "Boolean" else text
