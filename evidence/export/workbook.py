"""A plain table as a workbook: a bold head that stays in sight, texts that are never formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from string import ascii_uppercase

from evidence.export.blocks import Column
from evidence.export.settled import settle
from evidence.names import safe_name
from evidence.snapshot import Snapshot

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML may hold
_NO_SHEET_TITLE = re.compile(r"[\[\]']")  # beside what no file name may hold
_MOST_SHEET_TITLE = 31  # characters


def write_workbook(
    path: Path,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[str | int, ...]],
    snapshot: Snapshot,
    version: str,
    *,
    above: str = "",
) -> None:
    """Write one sheet; `above` is a line over the head."""
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    book.properties.title = _ILLEGAL.sub("", title)
    book.properties.creator = _ILLEGAL.sub("", snapshot.project.author)
    book.properties.description = f"备检 {version}"
    book.properties.version = version
    book.properties.created = snapshot.at
    sheet = book.create_sheet(safe_name(_NO_SHEET_TITLE.sub(" ", title), _MOST_SHEET_TITLE))
    sheet.freeze_panes = "A3" if above else "A2"
    for letter, column in zip(ascii_uppercase, columns, strict=False):
        sheet.column_dimensions[letter].width = column.width_mm / 2
    if above:
        sheet.append([_ILLEGAL.sub("", above)])
    for number, row in enumerate([tuple(column.head for column in columns), *rows]):
        cells: list[SheetCell] = []
        for value in row:
            cell = WriteOnlyCell(sheet, _ILLEGAL.sub("", value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula, whatever it begins with
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.font = Font(bold=number == 0)
            cells.append(cell)
        sheet.append(cells)
    book.save(path)
    settle(path, snapshot.at)
