"""The list of gaps as a file of its own, Word or Excel; internal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from evidence import wording
from evidence.check.gaps import ItemGaps, Requirement
from evidence.check.waiting import waiting_by_unit, waiting_for
from evidence.errors import ExportError
from evidence.export import gap_tables, phrases
from evidence.export.blocks import Cell, Column, Paragraph, Row, Style, Table
from evidence.export.plain import write_plain
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.export.workbook import write_workbook
from evidence.model import Piece
from evidence.snapshot import Snapshot

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


def write_gap_file(
    path: Path, snapshot: Snapshot, items: Sequence[ItemGaps], unit: str | None, template: Template, version: str
) -> None:
    """Write what is missing, of all units or of one, to `path`, whose ending tells the format."""
    waiting = waiting_by_unit(snapshot)
    rows = [
        _row(item, group, {} if unit else waiting)
        for item in items
        for group in gap_tables.grouped(row for row in item.required if unit in (None, row.unit))
    ]
    contact = next((phrases.contact(known) for known in snapshot.project.units if known.name == unit), "")
    if unit is None:
        summary = gap_tables.gap_summary(items)
    else:
        summary = unit_summary(items, unit) + contact + wording.phrase("gap_marks")
    note = phrases.waiting_note(waiting, unit)
    title = phrases.heading("gap_list") + (f"（{unit}）" if unit else "")
    if path.suffix.lower() not in (".docx", ".xlsx"):
        raise ExportError("gap_file_kind", path=str(path))
    with staged(path) as beside:
        if path.suffix.lower() == ".docx":
            _write_word(beside, title, rows, summary + note, snapshot, template, version)
        else:
            write_workbook(beside, title, _COLUMNS, rows, snapshot, version, above=contact + note)


def unit_summary(items: Sequence[ItemGaps], unit: str) -> str:
    """Return how many pieces one unit owes and how many are there."""
    rows = [row for item in items for row in item.counted if row.unit == unit]
    needed, met = sum(row.needed for row in rows), sum(row.met for row in rows)
    return wording.phrase("unit_summary", unit=unit, needed=needed, met=met)


def _row(item: ItemGaps, group: Sequence[Requirement], waiting: Mapping[str, Sequence[Piece]]) -> tuple[str | int, ...]:
    row = group[0]
    return (
        item.criterion.code + phrases.mark(item.criterion),
        phrases.material(row.slot, item.criterion),
        row.year or phrases.heading("any_year"),
        phrases.units(group),
        sum(owed.needed for owed in group),
        len(row.have),
        phrases.remarks(row, waiting_for(group, waiting)),
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
    blocks = [Paragraph(Style.DIRECTORY_TITLE, title), Paragraph(Style.NOTE, summary), table]
    write_plain(path, title, blocks, snapshot, template, version)
