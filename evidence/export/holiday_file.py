"""放假安排 as a workbook, which reads back as it is: an office adds the next year there."""

from __future__ import annotations

from pathlib import Path

from evidence.errors import ExportError
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.staging import staged
from evidence.rectify.holiday_table import HEADS, table_rows
from evidence.rectify.workdays import Calendar
from evidence.snapshot import Snapshot
from evidence.wording import holidays as words

_WIDTHS_MM = (20, 60, 40, 20, 32, 32)


def write_holidays(path: Path, calendar: Calendar, snapshot: Snapshot, version: str) -> None:
    """Write all years to `path`, an .xlsx; raise `ExportError` if it is none."""
    if path.suffix.lower() != ".xlsx":
        raise ExportError("holiday_file_kind", path=str(path))
    columns = tuple(SheetColumn(head, width, is_code=True) for head, width in zip(HEADS, _WIDTHS_MM, strict=True))
    rows, author = table_rows(calendar.stretches), snapshot.project.author
    with staged(path) as beside:
        write_sheet(beside, OfficeSheet(words.TITLE, ((words.TITLE,),), columns, rows, author, version, snapshot.at))
