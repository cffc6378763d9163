"""任务分解表 as Word or Excel: of the whole scheme, of one unit, or a file for each unit."""

from __future__ import annotations

from pathlib import Path

from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.blocks import WHOLE, Block, Cell, Column, Paragraph, Row, Style, Table
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.plain import write_plain
from evidence.export.staging import staged
from evidence.export.task_rows import Tasks, contact, task_rows, task_units
from evidence.export.template import Template
from evidence.names import safe_name
from evidence.progress import Report, tell
from evidence.scheme.text import number_text
from evidence.snapshot import Snapshot

_WIDTHS_MM = (9.5, 13, 16, 36, 10.5, 30, 41, 15.5, 16.5, 23, 14)  # 225 mm: the type area of a turned page
_CENTRED = frozenset({"序号", "一级指标", "评价要点", "分值", "牵头单位", "责任单位", "责任人/联系电话", "完成时限"})
_GROUPS = (1, 2)  # 一级指标, 评价要点
_SHEET_PER_WORD = 1.16  # a sheet has narrower margins
ENDINGS = (".docx", ".xlsx")


def write_task_table(path: Path, snapshot: Snapshot, unit: str | None, template: Template, version: str) -> None:
    """Write what all units have to do, or one of them, to `path`, whose ending tells the format.

    `template` is that for wide tables. Only the table of all units names materials that are merely proposed.
    """
    if path.suffix.lower() not in ENDINGS:
        raise ExportError("task_file_kind", path=str(path))
    rows = task_rows(snapshot, unit)
    with staged(path) as beside:
        if path.suffix.lower() == ".docx":
            _write_word(beside, rows, snapshot, unit, template, version)
        else:
            _write_workbook(beside, rows, snapshot, unit, version)


def write_unit_tables(
    folder: Path,
    ending: str,
    snapshot: Snapshot,
    template: Template,
    version: str,
    report: Report,
) -> tuple[Path, ...]:
    """Write a file for each unit that has something to do into a folder that is there; return the files.

    Stopped by the user, it leaves what is written.
    """
    units = task_units(snapshot)
    if not units:
        raise ExportError("tasks_none")
    written: dict[str, Path] = {}
    for done, unit in enumerate(units):
        tell(report, "saving_tasks", done, len(units))
        stem = safe_name(f"{phrases.heading('tasks')}_{unit}")
        name, number = f"{stem}{ending}", 1
        while name.casefold() in written:  # units whose names differ in what no file name may hold
            number += 1
            name = f"{stem}_{number}{ending}"
        write_task_table(folder / name, snapshot, unit, template, version)
        written[name.casefold()] = folder / name
    tell(report, "saving_tasks", len(units), len(units))
    return tuple(written.values())


def _lines(snapshot: Snapshot, unit: str | None) -> list[str]:
    """Return what stands under the title: what the table follows, who made it, whom to ask, room to sign."""
    project = snapshot.project
    about = [*phrases.scheme_lines(snapshot.scheme), phrases.heading("base_year", year=str(project.base_year))]
    made = [phrases.heading("made_by", office=project.office)] if project.office else []
    if unit is not None:
        known = contact(snapshot, unit)
        blank = phrases.heading("blank")
        name, phone = (known.contact, known.phone) if known else (None, None)
        made.append(phrases.heading("contact", name=name or blank, phone=phone or blank))
    return ["　".join(parts) for parts in (about, made) if parts] + [phrases.heading("signed")]


def _title(snapshot: Snapshot, unit: str | None) -> str:
    place = snapshot.project.place or ""
    return phrases.heading("task_title", place=place) + (f"（{unit}）" if unit is not None else "")


def _write_word(
    path: Path, rows: tuple[Tasks, ...], snapshot: Snapshot, unit: str | None, template: Template, version: str
) -> None:
    styles = [Style.TABLE_CENTRE if head in _CENTRED else Style.TABLE_TEXT for head in phrases.TASK_HEADS]
    columns = tuple(map(Column, phrases.TASK_HEADS, _WIDTHS_MM))
    table = Table(
        columns,
        tuple(
            Row(
                tuple(
                    Cell(text if isinstance(text, str) else number_text(text), style, max_lines=WHOLE)
                    for text, style in zip(row, styles, strict=True)
                ),
                may_break=True,
            )
            for row in rows
        ),
        phrases.heading("tasks_continued"),
        _GROUPS,
    )
    title = _title(snapshot, unit)
    blocks: list[Block] = [
        Paragraph(Style.DIRECTORY_TITLE, title),
        *(Paragraph(Style.NOTE, line) for line in _lines(snapshot, unit)),
        table,
    ]
    write_plain(path, title, blocks, snapshot, template, version)


def _write_workbook(path: Path, rows: tuple[Tasks, ...], snapshot: Snapshot, unit: str | None, version: str) -> None:
    columns = tuple(
        SheetColumn(head, width * _SHEET_PER_WORD, head in _CENTRED)
        for head, width in zip(phrases.TASK_HEADS, _WIDTHS_MM, strict=True)
    )
    sheet = OfficeSheet(
        unit or phrases.heading("tasks"),
        ((_title(snapshot, unit),), *((line,) for line in _lines(snapshot, unit))),
        columns,
        rows,
        merged=_GROUPS,
        author=snapshot.project.author,
        version=version,
        at=snapshot.at,
    )
    write_sheet(path, sheet)
