"""The units with their contacts as a workbook, which reads back as a contact list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence.errors import ExportError
from evidence.export.blocks import Column
from evidence.export.staging import staged
from evidence.export.workbook import write_workbook
from evidence.model import Unit
from evidence.snapshot import Snapshot
from evidence.wording import units as unit_words

TITLE = "单位和联络员"
_COLUMNS = (
    Column("单位", 44),
    Column("类别", 24),
    Column("联络员", 40),
    Column("电话", 50),
    Column("备注", 50),
    Column("曾用名", 40),
    Column("催报方式", 24),
)


def write_contact_file(path: Path, units: Sequence[Unit], snapshot: Snapshot, version: str) -> None:
    """Write the units to `path`, an .xlsx; raise `ExportError` if it is none or the disk refuses."""
    if path.suffix.lower() != ".xlsx":
        raise ExportError("contact_file_kind", path=str(path))
    rows = [
        (
            unit.name,
            unit_words.KINDS[unit.kind],
            unit.contact or "",
            unit.phone or "",
            unit.note or "",
            "、".join(unit.former),
            unit_words.APPROACHES[unit.approach],
        )
        for unit in units
    ]
    with staged(path) as beside:
        write_workbook(beside, TITLE, _COLUMNS, rows, snapshot, version)
