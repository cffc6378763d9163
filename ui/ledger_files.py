"""整改台账 and files: an office's table of problems read and planned, the ledger kept as Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from evidence.progress import Report
from evidence.snapshot import Snapshot
from ui.jobs import Job
from ui.models.ledger_lines import Line
from ui.session import Session

if TYPE_CHECKING:  # with the readers of tables
    from evidence.findings import Source
    from evidence.rectify.columns import Sheet
    from evidence.rectify.importing import Choices, PlannedRow

Sheets: TypeAlias = "tuple[Sheet, ...]"


class TableRead(Struct, frozen=True):
    """A file with tables of problems, each as it seems to be read."""

    name: str
    sheets: Sheets
    source: Source | None  # of all rows, as title or name tell
    found_on: date | None = None  # of all rows, as stands above the header


def read_table(session: Session, path: Path, done: Callable[[TableRead], object]) -> Job:
    """Read a file."""
    today = session.setup.clock().date()

    def work(_: Report) -> TableRead:
        from evidence.rectify.columns import read_sheets
        from evidence.rectify.importing import proposed_day, proposed_source

        sheets = read_sheets(path)
        return TableRead(path.name, sheets, proposed_source(sheets, path.name), proposed_day(sheets, today))

    return session.jobs.run("looking", work, done)


def plan_table(
    session: Session, name: str, sheets: Sheets, choices: Choices, done: Callable[[tuple[PlannedRow, ...]], object]
) -> Job:
    """Look what the rows of a file would do."""
    known = [line.finding for line in session.ledger.ledger.lines]
    snapshot = replace(session.moment.snapshot, at=session.setup.clock())

    def work(_: Report) -> tuple[PlannedRow, ...]:
        from evidence.rectify.importing import plan_import

        return plan_import(sheets, name, choices, known, snapshot)

    return session.jobs.run("looking", work, done)


def save_ledger(session: Session, path: Path, lines: Sequence[Line], done: Callable[[Path], object]) -> Job:
    """Write problems to a workbook, in their order."""
    setup = session.setup

    def write(snapshot: Snapshot, _: Report) -> Path:
        from evidence.export.ledger_file import write_ledger

        write_ledger(path, [line.case for line in lines], snapshot, setup.version())
        return path

    return session.save("receipt", path, write, done)
