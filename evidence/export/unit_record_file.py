"""往来记录 in words, and as Word or Excel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence.chases import Chase
from evidence.check.debts import Debt
from evidence.check.unit_record import Counted, Entry, Fate, FileRecord, UnitRecord
from evidence.deliveries import Batch
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.blocks import WHOLE, Block, Cell, Column, Paragraph, Row, Style, Table
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.plain import write_plain
from evidence.export.receipt_phrases import day, shown_name, why_unusable
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.snapshot import Snapshot
from evidence.wording.unit_records import phrase

ENDINGS = (".docx", ".xlsx")
_HEADS = ("时间", "往来", "情况")
_WIDTHS = (28, 62, 68)
_OWED = (Column("内容号", 20), Column("应备材料", 70), Column("年度", 18), Column("还欠", 18), Column("补报码", 32))


def headline(entry: Entry) -> str:
    """Return what happened, in a line."""
    if entry.chase is not None:
        return _asked(entry.chase)
    return _came(entry.batch, entry) if entry.batch is not None else ""


def fate(record: FileRecord) -> str:
    """Return what became of a file: where it counts, or why it does not."""
    return (phrase("again") if record.again and record.piece else "") + _fate(record)


def name(record: FileRecord, snapshot: Snapshot) -> str:
    """Return how a file is named to people: its own name, with the paper's title where that is another."""
    own = shown_name(record.file)
    title = phrases.title_of(record.piece, snapshot) if record.piece else ""
    return f"{own}《{title}》" if title and title.strip("[]") not in own else own


def today(record: UnitRecord) -> str:
    """Return how the unit stands."""
    return phrase("today", needed=record.needed, met=record.met, lacking=record.lacking, waiting=len(record.waiting))


def lines(record: UnitRecord, snapshot: Snapshot) -> list[str]:
    """Return the whole record, a line each; the files of an arrival stand back behind it."""
    told: list[str] = []
    for entry in record.entries:
        told.append(f"{day(entry.at.date())}　{headline(entry)}")
        told += (f"　　{name(one, snapshot)}　{fate(one)}" for one in entry.files)
    told = told or [phrase("none")]
    told.append(today(record))
    told += (f"　　{owed(debt)}" for debt in record.debts)
    return told


def owed(debt: Debt) -> str:
    """Return what is owed, in a line."""
    code, material, year, lacking, mark = _cells(debt)
    return phrase("owed", code=code, material=material, year=year, lacking=lacking, mark=mark)


def file_name(unit: str) -> str:
    """Return what a record's file is called, without its ending."""
    return phrase("title", unit=unit)


def write_record(path: Path, record: UnitRecord, snapshot: Snapshot, template: Template, version: str) -> None:
    """Write a record to `path`, whose ending tells the format."""
    if path.suffix.lower() not in ENDINGS:
        raise ExportError("record_file_kind", path=str(path))
    with staged(path) as beside:
        if path.suffix.lower() == ".docx":
            write_plain(beside, file_name(record.unit), _blocks(record, snapshot), snapshot, template, version)
        else:
            _write_workbook(beside, record, snapshot, version)


def _asked(chase: Chase) -> str:
    code, by = ("asked_sent", chase.sent_by or chase.who) if chase.sent_at else ("asked_drafted", chase.who)
    said = phrase(code, step=chase.step, rows=len(chase.asked), by=by)
    return said + (phrase("asked_deadline", day=day(chase.deadline)) if chase.deadline else "")


def _came(batch: Batch, entry: Entry) -> str:
    said = phrase("came", batch=batch.name, count=len(entry.files), counting=entry.counting)
    how = "，".join(filter(None, (batch.delivery.channel, batch.delivery.sender)))
    return said + (phrase("came_by", how=how) if how else "")


def _fate(record: FileRecord) -> str:
    match record.fate:
        case Fate.COUNTS | Fate.FAULTY | Fate.BESIDE:
            return "；".join(map(_counted, record.places))
        case Fate.UNSORTED:
            return phrase("unsorted")
        case Fate.UNUSABLE:
            return phrase("unusable", why=why_unusable(record.file))
        case Fate.GONE:
            return phrase("gone")


def _counted(place: Counted) -> str:
    code = place.item.code
    if place.material is not None:
        return phrase("counts", code=code, material=place.material)
    if place.defects:
        return phrase("faulty", code=code, why="；".join(map(phrases.shortfall, place.defects)))
    return phrase("beside", code=code)


def _cells(debt: Debt) -> tuple[str, str, str, str, str]:
    material = phrases.material(debt.row.slot, debt.criterion)
    year = str(debt.row.year or phrases.heading("any_year"))
    return debt.criterion.code, material, year, str(debt.lacking), debt.code


def _blocks(record: UnitRecord, snapshot: Snapshot) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(Style.DIRECTORY_TITLE, file_name(record.unit)),
        Paragraph(Style.NOTE, phrase("as_of", day=f"{day(snapshot.at.date())}{snapshot.at:%H:%M}")),
        Paragraph(Style.NOTE, today(record)),
        Paragraph(Style.SECTION, phrase("entries")),
    ]
    rows = _rows(record, snapshot)
    if rows:
        heads = tuple(map(Column, _HEADS, _WIDTHS))
        blocks.append(_table(heads, rows, "continued"))
    else:
        blocks.append(Paragraph(Style.NOTE, phrase("none")))
    if record.debts:
        blocks.append(Paragraph(Style.SECTION, phrase("owes")))
        blocks.append(_table(_OWED, [_cells(debt) for debt in record.debts], "owes_continued"))
    return blocks


def _rows(record: UnitRecord, snapshot: Snapshot) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for entry in record.entries:
        rows.append((day(entry.at.date()), headline(entry), ""))
        rows += (("", name(one, snapshot), fate(one)) for one in entry.files)
    return rows


def _table(columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]], continued: str) -> Table:
    made = tuple(Row(tuple(Cell(text, max_lines=WHOLE) for text in row), may_break=True) for row in rows)
    return Table(columns, made, phrase(continued))


def _write_workbook(path: Path, record: UnitRecord, snapshot: Snapshot, version: str) -> None:
    rows = [*_rows(record, snapshot), *(("", owed(debt), phrase("owes")) for debt in record.debts)]
    sheet = OfficeSheet(
        record.unit,
        ((file_name(record.unit),), (phrase("internal"),), (today(record),)),
        tuple(SheetColumn(head, wide) for head, wide in zip(_HEADS, (32.0, 110.0, 118.0), strict=True)),
        tuple(rows),
        author=snapshot.project.author,
        version=version,
        at=snapshot.at,
    )
    write_sheet(path, sheet)
