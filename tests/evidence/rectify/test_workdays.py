"""Deadlines in workdays: by the notices that ship, and by whatever calendar anybody may write."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.holidays import Arranged, Stretch
from evidence.rectify.holiday_table import shipped_calendar
from evidence.rectify.workdays import Calendar, deadline, workdays_between

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.fixture(scope="module")
def calendar(root: Path) -> Calendar:
    return shipped_calendar(root / "templates" / "holidays.csv")


def works_on(calendar: Calendar, day: date) -> bool:
    """Tell whether offices work on a day."""
    return workdays_between(calendar, day - timedelta(days=1), day) == 1


def stretch(first: date, days: int, arranged: Arranged) -> Stretch:
    return Stretch(first.year, "某文号", "某节", arranged, first, first + timedelta(days=days))


STRETCHES = st.builds(stretch, DAYS, st.integers(0, 9), st.sampled_from(Arranged))  # a day may be off and worked
CALENDARS = st.lists(STRETCHES, max_size=12).map(lambda found: Calendar(tuple(found)))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2021-02-20", True),  # a Saturday, made up for 春节
        ("2022-10-08", True),
        ("2022-12-31", False),  # by the notice for 2023
        ("2023-10-02", False),
        ("2023-11-20", True),
        ("2024-02-09", True),  # 除夕 of that year was no day off
        ("2025-01-28", False),  # 除夕 of that year was
        ("2026-01-04", True),
        ("2026-02-23", False),
        ("2026-10-10", True),
        ("2026-10-11", False),
    ],
)
def test_the_notices_that_ship_are_kept_to(calendar: Calendar, day: str, works: bool) -> None:
    assert works_on(calendar, date.fromisoformat(day)) is works


def test_each_year_names_its_notice_and_the_next_is_not_known(calendar: Calendar) -> None:
    assert list(calendar.numbers) == [2021, 2022, 2023, 2024, 2025, 2026]
    assert calendar.numbers[2026] == "国办发明电〔2025〕7号"
    assert calendar.unknown_years(date(2026, 12, 30), date(2027, 1, 8)) == (2027,)


@pytest.mark.parametrize(
    ("year", "days"), [(2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)]
)
def test_a_year_has_as_many_workdays_as_its_notice_leaves(calendar: Calendar, year: int, days: int) -> None:
    """365 or 366 days without weekends and the 11 (from 2025: 13) days off of 全国年节及纪念日放假办法."""
    last = date(year, 12, 31)
    weekdays = sum((date(year, 1, 1) + timedelta(days=at)).weekday() < 5 for at in range(last.timetuple().tm_yday))
    counted = workdays_between(calendar, date(year - 1, 12, 31), last)
    assert counted == days
    assert abs(counted - weekdays) < 14


def test_a_term_over_a_long_holiday(calendar: Calendar) -> None:
    assert deadline(calendar, date(2023, 9, 27), 3) == date(2023, 10, 8)  # 28 September, then both days of a weekend


def test_the_day_on_which_a_term_begins_does_not_count() -> None:
    assert deadline(Calendar(), date(2023, 11, 20), 5) == date(2023, 11, 27)


def test_a_year_of_the_offices_own_takes_the_place_of_what_ships(calendar: Calendar) -> None:
    own = Stretch(2026, "某府办发〔2025〕1号", "元旦", Arranged.REST, date(2026, 1, 1), date(2026, 1, 1))
    changed = calendar.with_own([own])
    assert works_on(changed, date(2026, 1, 2))
    assert changed.numbers[2026] == "某府办发〔2025〕1号"
    assert not works_on(changed, date(2025, 10, 1))


@given(CALENDARS, DAYS, st.integers(1, 400))
def test_a_deadline_is_the_workday_with_that_number(calendar: Calendar, start: date, workdays: int) -> None:
    end = deadline(calendar, start, workdays)
    counted = [
        day
        for day in (start + timedelta(days=at) for at in range(1, (end - start).days + 1))
        if works_on(calendar, day)
    ]
    assert len(counted) == workdays
    assert counted[-1] == end


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_spans_add_up_in_any_order(calendar: Calendar, one: date, two: date, three: date) -> None:
    whole = workdays_between(calendar, one, three)
    assert workdays_between(calendar, one, two) + workdays_between(calendar, two, three) == whole
    assert workdays_between(calendar, three, one) == -whole


def test_no_term_is_shorter_than_a_workday() -> None:
    with pytest.raises(ValueError, match="at least one"):
        deadline(Calendar(), date(2023, 11, 20), 0)
