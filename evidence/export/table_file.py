"""A title, sentences and one wide table, as Word or as Excel: what all ledgers of an office are kept as."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from evidence.export.blocks import WHOLE, Block, Cell, Column, Paragraph, Row, Style, Table
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.plain import write_plain
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.snapshot import Snapshot

HEADS_CENTRED = frozenset({"序号"})
_SHEET_PER_WORD = 1.16  # a sheet has narrower margins


class TableFile(Struct, frozen=True):
    """What is written; `widths_mm` are 225 mm together, the type area of a turned page."""

    title: str
    name: str  # short: of the sheet, and over what goes on on the next page
    told: tuple[str, ...]  # sentences above the table
    heads: tuple[str, ...]
    widths_mm: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()  # below the table in Word, above it in Excel
    centred: frozenset[str] = HEADS_CENTRED
    codes: frozenset[str] = frozenset()  # columns that must not become dates or numbers


def write_table_file(path: Path, table: TableFile, snapshot: Snapshot, wide_template: Template, version: str) -> None:
    """Write it to `path`, a .docx or else an .xlsx."""
    with staged(path) as beside:
        if path.suffix.lower() == ".docx":
            blocks: list[Block] = [
                Paragraph(Style.DIRECTORY_TITLE, table.title),
                *(Paragraph(Style.NOTE, line) for line in table.told),
                _table(table),
                *(Paragraph(Style.NOTE, line) for line in table.notes),
            ]
            write_plain(beside, table.title, blocks, snapshot, wide_template, version)
        else:
            write_sheet(beside, _sheet(table, snapshot, version))


def _sheet(table: TableFile, snapshot: Snapshot, version: str) -> OfficeSheet:
    columns = tuple(
        SheetColumn(head, width * _SHEET_PER_WORD, head in table.centred, head in table.codes)
        for head, width in zip(table.heads, table.widths_mm, strict=True)
    )
    lines = ((table.title,), *((line,) for line in (*table.told, *table.notes)))
    return OfficeSheet(table.name, lines, columns, table.rows, snapshot.project.author, version, snapshot.at)


def _table(table: TableFile) -> Table:
    styles = [Style.TABLE_CENTRE if head in table.centred else Style.TABLE_TEXT for head in table.heads]
    rows = (
        Row(
            tuple(Cell(text, style, max_lines=WHOLE) for text, style in zip(row, styles, strict=True)),
            may_break=True,
        )
        for row in table.rows
    )
    return Table(tuple(map(Column, table.heads, table.widths_mm)), tuple(rows), f"{table.name}（续）")
