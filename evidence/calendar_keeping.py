"""放假安排 of a project: what ships with the program, with the years that the office added or has otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.errors import RequestError
from evidence.holidays import Stretch
from evidence.journal import Action
from evidence.rectify.holiday_table import shipped_calendar
from evidence.rectify.workdays import Calendar
from evidence.snapshot import Changes
from evidence.store.rate_reading import read_holidays

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_AHEAD = timedelta(days=60)


def calendar_of(workspace: Workspace, shipped: Path | None) -> Calendar:
    """Return the days that offices work, as a project has them; `shipped` is the table that comes with the program."""
    return shipped_calendar(shipped).with_own(own_holidays(workspace))


def unknown_soon(calendar: Calendar, today: date) -> tuple[int, ...]:
    """Return the years in which a deadline may lie that is set now, and of which only the weekends are known."""
    return calendar.unknown_years(today, today + _AHEAD)


def own_holidays(workspace: Workspace) -> tuple[Stretch, ...]:
    """Return what the office added."""
    with workspace.reading() as source:
        return read_holidays(source)


def keep_holidays(workspace: Workspace, stretches: Sequence[Stretch], calendar: Calendar) -> tuple[int, ...]:
    """Keep the years of a table that are not so in `calendar` yet; return them."""
    from evidence.store import rate_rows

    told = {year: {one for one in stretches if one.year == year} for year in sorted({one.year for one in stretches})}
    known = {year: {one for one in calendar.stretches if one.year == year} for year in told}
    years = tuple(year for year in told if told[year] != known[year])
    if years:
        with workspace.writing(Action.EDIT_HOLIDAYS) as writer:
            rate_rows.set_holidays(writer.rows, years, [one for one in stretches if one.year in years])
    return years


def drop_year(workspace: Workspace, year: int) -> Changes:
    """Take a year of the office's own away; raise `RequestError` if there is none."""
    from evidence.store import rate_rows

    if year not in {one.year for one in own_holidays(workspace)}:
        raise RequestError("holiday_year_none", year=str(year))
    with workspace.writing(Action.EDIT_HOLIDAYS) as writer:
        rate_rows.set_holidays(writer.rows, [year], ())
    return writer.changes
