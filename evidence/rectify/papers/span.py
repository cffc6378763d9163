"""Which papers there are, and of which days each is."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from msgspec import Struct

from evidence.errors import RequestError
from evidence.wording import chasing
from evidence.wording import papers as words


class PaperKind(StrEnum):
    """A paper about 整改."""

    DAILY = "daily"  # 日督查通报
    WEEK_LIST = "week_list"  # 周整改清单
    CHECKS = "checks"  # 月复查报告
    WEEK = "week"  # 周报
    MONTH = "month"  # 月报
    WORK = "work"  # 工作汇报
    LEDGER = "ledger"  # 整改台账
    NOTICE = "notice"  # 整改通知

    @property
    def name_in_use(self) -> str:
        """What offices call it."""
        return words.NAMES[self.value]

    @property
    def by_unit(self) -> bool:
        """Whether it can be of one unit alone."""
        return self in (PaperKind.WEEK_LIST, PaperKind.LEDGER, PaperKind.NOTICE)

    @property
    def weekly(self) -> bool:
        """Whether it is of a week, from Monday on."""
        return self in (PaperKind.WEEK_LIST, PaperKind.WEEK)

    @property
    def monthly(self) -> bool:
        """Whether it is of a month."""
        return self in (PaperKind.CHECKS, PaperKind.MONTH)


class Span(Struct, frozen=True):
    """The days of a paper; it tells how things stood at the end of `day`, by what was written down by `known_at`."""

    kind: PaperKind
    first: date
    last: date
    day: date  # the last one, or today where that is to come
    known_at: datetime
    known_on: date | None = None  # the day as it was known on which the paper is made again; None: as it is known now

    @property
    def stamp(self) -> str:
        """Its days in the name of a file: 202311, 20231120-1126, 20231124."""
        if self.kind.monthly:
            return f"{self.first:%Y%m}"
        if self.kind.weekly:
            return f"{self.first:%Y%m%d}-{self.last:%m%d}"
        return f"{self.day:%Y%m%d}"

    @property
    def following(self) -> tuple[date, date]:
        """The days of the next paper of this kind."""
        return days_of(self.kind, self.last + timedelta(1))


def days_of(kind: PaperKind, day: date) -> tuple[date, date]:
    """Return the first and the last day of a paper that a day belongs to: its week, month or year, or itself."""
    if kind.weekly:
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(6)
    if kind.monthly:
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if kind is PaperKind.WORK:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def span_of(kind: PaperKind, now: datetime, on: date | None = None, known_on: date | None = None) -> Span:
    """Return the days of a paper to which `on` belongs, else today.

    `known_on` makes it as it would have been made on the evening of that day, which `on` then is unless it is named.
    Raises `RequestError` for days to come.
    """
    today = min(known_on or now.date(), now.date())
    asked = on or today
    if known_on is not None and known_on > now.date():
        raise RequestError("paper_day_to_come", day=chasing.day(known_on), name=kind.name_in_use)
    if asked > today:
        code = "paper_day_to_come" if known_on is None else "paper_on_after_known"
        params = {"day": chasing.day(asked), "known": chasing.day(today), "name": kind.name_in_use}
        raise RequestError(code, **params)
    first, last = days_of(kind, asked)
    known_at = now if known_on is None else min(now, datetime.combine(known_on, time.max))
    return Span(kind, first, last, min(last, today), known_at, known_on)
