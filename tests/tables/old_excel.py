"""Old workbooks (xls), written record by record."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from office.compound import compound_of

_DAY_ONE = date(1899, 12, 30)
_DATE_STYLE = 1  # the second of the cell styles below
Value = str | float | date | None


@dataclass(frozen=True)
class OldSheet:
    """A sheet: rows of values, merged areas as (first row, last row, first column, last column), hidden parts."""

    name: str
    rows: Sequence[Sequence[Value]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def old_workbook(*sheets: OldSheet, locked: bool = False) -> bytes:
    """Return an xls file of these sheets; `locked`: it says that it has a password."""
    return compound_of({"Workbook": old_stream(*sheets, locked=locked)})


def old_stream(*sheets: OldSheet, locked: bool = False) -> bytes:
    """Return the stream that an xls file of these sheets is made of."""
    bodies = [_sheet(sheet) for sheet in sheets]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    head += _record(0x2F, struct.pack("<HHH48x", 1, 1, 1)) if locked else b""
    styles = _record(0xE0, struct.pack("<HH16x", 0, 0)) + _record(0xE0, struct.pack("<HH16x", 0, 14))
    end = _record(0x0A, b"")
    start = len(head + styles + end) + sum(len(_bound(sheet, 0)) for sheet in sheets)
    bounds = b""
    for sheet, body in zip(sheets, bodies, strict=True):
        bounds += _bound(sheet, start)
        start += len(body)
    return head + styles + bounds + end + b"".join(bodies)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _bound(sheet: OldSheet, start: int) -> bytes:
    return _record(0x85, struct.pack("<IBBBB", start, 0, 0, len(sheet.name), 1) + sheet.name.encode("utf-16-le"))


def _sheet(sheet: OldSheet) -> bytes:
    width = max((len(row) for row in sheet.rows), default=0)
    data = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    for column in sorted(sheet.hidden_columns):
        data += _record(0x7D, struct.pack("<6H", column, column, 0, 0, 1, 0))
    data += _record(0x0200, struct.pack("<IIHHH", 0, len(sheet.rows), 0, width, 0))
    for at in range(len(sheet.rows)):
        data += _record(0x0208, struct.pack("<6HI", at, 0, width, 255, 0, 0, 0x20 if at in sheet.hidden_rows else 0))
    for at, row in enumerate(sheet.rows):
        data += b"".join(_cell(at, column, value) for column, value in enumerate(row) if value is not None)
    if sheet.merged:
        areas = b"".join(struct.pack("<4H", *area) for area in sheet.merged)
        data += _record(0xE5, struct.pack("<H", len(sheet.merged)) + areas)
    return data + _record(0x0A, b"")


def _cell(row: int, column: int, value: Value) -> bytes:
    if isinstance(value, date):
        return _record(0x0203, struct.pack("<3Hd", row, column, _DATE_STYLE, (value - _DAY_ONE).days))
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, struct.pack("<4HB", row, column, 0, len(text) // 2, 1) + text)
    return _record(0x0203, struct.pack("<3Hd", row, column, 0, value or 0.0))
