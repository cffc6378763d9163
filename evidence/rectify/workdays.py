"""工作日: which days offices work, by published holidays and make-up days (调休), and deadlines counted in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from evidence.holidays import Arranged, Stretch

_DAY = timedelta(days=1)
_SATURDAY = 5


class Calendar(Struct, frozen=True, dict=True):
    """What is published of years; of any other only its weekends are known."""

    stretches: tuple[Stretch, ...] = ()

    @cached_property
    def numbers(self) -> dict[int, str]:
        """文号 of each year that is known."""
        return {stretch.year: stretch.number for stretch in sorted(self.stretches, key=lambda one: one.year)}

    @cached_property
    def rest(self) -> frozenset[date]:
        """The days off that a notice names, weekends among them."""
        return self._days(Arranged.REST)

    @cached_property
    def work(self) -> frozenset[date]:
        """The make-up days."""
        return self._days(Arranged.WORK)

    def with_own(self, stretches: Iterable[Stretch]) -> Calendar:
        """Return the same with other years, or with years in the place of those that are known."""
        own = tuple(stretches)
        years = {stretch.year for stretch in own}
        return Calendar((*(one for one in self.stretches if one.year not in years), *own))

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years from one day to another of which nothing is published here: told of them are weekends."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.numbers)

    def count_until(self, day: date) -> int:
        """Return how many workdays there are from the first day of the calendar (1 January of the year 1) to a day."""
        weeks, more = divmod(day.toordinal(), 7)  # day 1 is a Monday
        behind = self._spread[: bisect_right(self._spread, day)]
        return weeks * _SATURDAY + min(more, _SATURDAY) + sum(1 if one.weekday() >= _SATURDAY else -1 for one in behind)

    @cached_property
    def _spread(self) -> tuple[date, ...]:
        """The days that a notice makes other than their day of the week does, in order."""
        rest = {day for day in self.rest if day.weekday() < _SATURDAY}
        return tuple(sorted(rest | {day for day in self.work - self.rest if day.weekday() >= _SATURDAY}))

    def _days(self, arranged: Arranged) -> frozenset[date]:
        return frozenset(day for one in self.stretches if one.arranged is arranged for day in one.days)


def deadline(calendar: Calendar, start: date, workdays: int) -> date:
    """Return the last day of a term of so many workdays, from 1; the day on which it begins does not count.

    So 民法典 第二百零一条 counts days. Raises `ValueError` for no workday, `OverflowError` past the last day there is.
    """
    if workdays < 1:
        message = "a term has at least one workday"
        raise ValueError(message)
    day = start
    while (left := workdays - workdays_between(calendar, start, day)) > 0:
        day += _DAY * left  # never too far: among so many days are at most as many workdays
    return day


def workdays_between(calendar: Calendar, start: date, end: date) -> int:
    """Return how many workdays come after `start`, up to and with `end`; negative where `end` is the earlier one."""
    if end < start:
        return -workdays_between(calendar, end, start)
    return calendar.count_until(end) - calendar.count_until(start)
