"""放假安排 of the open project, on the worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.holidays import Stretch
from evidence.progress import Report
from evidence.snapshot import Changes, Snapshot
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:
    from evidence.rectify.holiday_table import YearLine
    from evidence.rectify.workdays import Calendar
    from ui.open_project import OpenProject


class Years(Struct, frozen=True):
    """What is known of each year, and the years soon to come of which nothing is."""

    lines: tuple[YearLine, ...]
    unknown: tuple[int, ...]


def read_years(session: Session, done: Callable[[Years], object]) -> Job:
    """Read what is known of each year."""
    workspace, shipped = session.workspace, session.setup.holidays

    def work(_: Report) -> Years:
        from evidence.calendar_keeping import calendar_of, own_holidays, unknown_soon
        from evidence.rectify.holiday_table import year_lines

        calendar = calendar_of(workspace, shipped)
        lines = year_lines(calendar, {one.year for one in own_holidays(workspace)})
        return Years(lines, unknown_soon(calendar, workspace.today))

    return session.jobs.run("looking", work, done)


def read_calendar(session: Session, done: Callable[[Calendar], object]) -> Job:
    """Read which days offices work."""
    workspace, shipped = session.workspace, session.setup.holidays

    def work(_: Report) -> Calendar:
        from evidence.calendar_keeping import calendar_of

        return calendar_of(workspace, shipped)

    return session.jobs.run("looking", work, done)


def take_holidays(session: Session, stretches: Sequence[Stretch]) -> Job:
    """Keep the years of a table that are not so yet."""
    shipped = session.setup.holidays

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        from evidence.calendar_keeping import calendar_of, keep_holidays

        keep_holidays(desk.workspace, stretches, calendar_of(desk.workspace, shipped))
        return Changes(), None

    return session.write("arranging", work)


def drop_year(session: Session, year: int) -> Job:
    """Take a year of the office's own away."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        from evidence.calendar_keeping import drop_year

        return drop_year(desk.workspace, year), None

    return session.write("arranging", work)


def save_holidays(session: Session, path: Path, done: Callable[[Path], object]) -> Job:
    """Write all years as a workbook."""
    setup, workspace = session.setup, session.workspace

    def write(snapshot: Snapshot, _: Report) -> Path:
        from evidence.calendar_keeping import calendar_of
        from evidence.export import holiday_file

        holiday_file.write_holidays(path, calendar_of(workspace, setup.holidays), snapshot, setup.version())
        return path

    return session.save("saving_table", path, write, done)
