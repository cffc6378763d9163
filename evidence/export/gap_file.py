"""The list of gaps as a file of its own, Word or Excel; internal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from evidence import wording
from evidence.check.gaps import ItemGaps, Requirement
from evidence.errors import ExportError
from evidence.export import gap_tables, phrases
from evidence.export.blocks import Cell, Column, Paragraph, Row, Style, Table
from evidence.export.paginate import paginate
from evidence.export.picture_store import PictureStore
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.export.word import WordFile, write_word
from evidence.model import Snapshot
from evidence.names import safe_name

_COLUMNS = (
    Column("内容号", 16),
    Column("应备材料", 52),
    Column("年度", 13),
    Column("报送单位", 27),
    Column("应有", 11),
    Column("现有", 11),
    Column("说明", 26),
)
_CENTRED = frozenset({"内容号", "年度", "应有", "现有"})
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML may hold
_NO_SHEET_TITLE = re.compile(r"[\[\]']")  # beside what no file name may hold
_MOST_SHEET_TITLE = 31  # characters


def write_gap_file(
    path: Path, snapshot: Snapshot, items: Sequence[ItemGaps], unit: str | None, template: Template, version: str
) -> None:
    """Write what is missing, of all units or of one, to `path`, whose ending tells the format."""
    rows = [
        _row(item, group)
        for item in items
        for group in gap_tables.grouped(row for row in item.required if unit in (None, row.unit))
    ]
    summary = phrases.gap_summary(items) if unit is None else unit_summary(items, unit) + wording.phrase("gap_marks")
    title = phrases.heading("gap_list") + (f"（{unit}）" if unit else "")
    if path.suffix.lower() not in (".docx", ".xlsx"):
        raise ExportError("gap_file_kind", path=str(path))
    with staged(path) as beside:
        if path.suffix.lower() == ".docx":
            _write_word(beside, title, rows, summary, snapshot, template, version)
        else:
            _write_workbook(beside, title, rows, snapshot, version)


def unit_summary(items: Sequence[ItemGaps], unit: str) -> str:
    """Return how many pieces one unit owes and how many are there."""
    rows = [row for item in items for row in item.counted if row.unit == unit]
    needed, met = sum(row.needed for row in rows), sum(row.met for row in rows)
    return wording.phrase("unit_summary", unit=unit, needed=needed, met=met)


def _row(item: ItemGaps, group: Sequence[Requirement]) -> tuple[str | int, ...]:
    row = group[0]
    return (
        item.criterion.code + phrases.mark(item.criterion),
        row.slot.name,
        row.year or phrases.heading("any_year"),
        phrases.units(group),
        sum(owed.needed for owed in group),
        len(row.have),
        "；".join(map(phrases.defect, row.defects)),
    )


def _write_word(
    path: Path,
    title: str,
    rows: Sequence[tuple[str | int, ...]],
    summary: str,
    snapshot: Snapshot,
    template: Template,
    version: str,
) -> None:
    styles = [Style.TABLE_CENTRE if column.head in _CENTRED else Style.TABLE_TEXT for column in _COLUMNS]
    table = Table(
        _COLUMNS,
        tuple(Row(tuple(Cell(str(text), style) for text, style in zip(row, styles, strict=True))) for row in rows),
        f"{title}（续）",
    )
    body = paginate([Paragraph(Style.DIRECTORY_TITLE, title), Paragraph(Style.NOTE, summary), table], template)
    project = snapshot.project
    document = WordFile(title, project.office or project.place or "", version, snapshot.at, (), body, {}, {})
    write_word(path, document, template, PictureStore({}, path.parent))


def _write_workbook(
    path: Path, title: str, rows: Sequence[tuple[str | int, ...]], snapshot: Snapshot, version: str
) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    book.properties.title = _ILLEGAL.sub("", title)
    book.properties.creator = _ILLEGAL.sub("", snapshot.project.office or snapshot.project.place or "")
    book.properties.description = f"备检 {version}"
    book.properties.version = version
    book.properties.created = snapshot.at
    sheet = book.create_sheet(safe_name(_NO_SHEET_TITLE.sub(" ", title), _MOST_SHEET_TITLE))
    sheet.freeze_panes = "A2"
    for index, column in enumerate(_COLUMNS):
        sheet.column_dimensions["ABCDEFG"[index]].width = column.width_mm / 2
    for number, row in enumerate([tuple(column.head for column in _COLUMNS), *rows]):
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
