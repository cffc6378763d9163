"""What the window hands out as files: what is missing, what units have to do, whom to ask, the scheme itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from evidence.model import Unit
from evidence.progress import Report
from evidence.snapshot import Snapshot
from ui.jobs import Job
from ui.session import Session


def save_gaps(session: Session, path: Path, unit: str | None, done: Callable[[None], object]) -> Job:
    """Write what is missing, of all units or of one, as Word or Excel; the ending of `path` tells which."""
    gaps, setup, home = tuple(session.moment.gaps.values()), session.setup, session.moment.path

    def write(snapshot: Snapshot, _: Report) -> None:
        from evidence.export.gap_file import write_gap_file
        from evidence.layouts import template_of

        template = template_of(snapshot.project, home, setup.template)
        write_gap_file(path, snapshot, gaps, unit, template, setup.version())

    return session.save("saving_gaps", path, write, done)


def save_tasks(session: Session, path: Path, unit: str | None, done: Callable[[None], object]) -> Job:
    """Write the 任务分解表 of all units or of one; the ending of `path` tells whether as Word or Excel."""
    setup = session.setup

    def write(snapshot: Snapshot, _: Report) -> None:
        from evidence.export.task_table import write_task_table
        from evidence.layouts import table_template_of

        write_task_table(
            path, snapshot, unit, table_template_of(snapshot.project, setup.table_template), setup.version()
        )

    return session.save("saving_tasks", path, write, done)


def save_unit_tasks(session: Session, folder: Path, ending: str, done: Callable[[int], object]) -> Job:
    """Write a 任务分解表 for each unit into a folder; `done` is told how many."""
    setup = session.setup

    def write(snapshot: Snapshot, report: Report) -> int:
        from evidence.export.task_table import write_unit_tables
        from evidence.layouts import table_template_of

        template = table_template_of(snapshot.project, setup.table_template)
        return len(write_unit_tables(folder, ending, snapshot, template, setup.version(), report))

    return session.save("saving_tasks", folder, write, done)


def save_scheme(session: Session, path: Path, done: Callable[[None], object]) -> Job:
    """Write the scheme as a workbook that is read back as it is."""
    setup = session.setup

    def write(snapshot: Snapshot, _: Report) -> None:
        from evidence.export.scheme_file import write_scheme

        author = snapshot.project.author
        write_scheme(path, snapshot.scheme, snapshot.criteria, author, setup.version(), snapshot.at)

    return session.save("saving_scheme", path, write, done)


def save_contacts(session: Session, path: Path, units: Sequence[Unit], done: Callable[[None], object]) -> Job:
    """Write units with their contacts to a workbook, as they are given."""
    setup = session.setup

    def write(snapshot: Snapshot, _: Report) -> None:
        from evidence.export.contact_file import write_contact_file

        write_contact_file(path, units, snapshot, setup.version())

    return session.save("saving_contacts", path, write, done)
