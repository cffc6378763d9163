"""The figures of 整改, each computed in one place for window, documents and command line alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from evidence.findings import Did, Finding, FindingState, Severity, SiteId, Source
from evidence.model import CriterionId
from evidence.rectify.standing import Standing, standing

_K = TypeVar("_K")

AGES = (7, 15, 30, 60)  # days; the last band has no end


class Case(Struct, frozen=True):
    """A problem with how it stands, so that it is computed once for all figures."""

    finding: Finding
    standing: Standing
    place: str = ""  # today's name of its 点位, else the place in words; empty: neither is told
    code: str = ""  # today's of the item it is about, else the one that it was about; empty: about none

    @property
    def where(self) -> str:
        """The place, or else the code of the item, that it is about."""
        return self.place or self.code


class Counts(Struct, frozen=True):
    """How many of some problems are how far, on one day."""

    total: int = 0
    unassigned: int = 0  # 待派发
    underway: int = 0  # 整改中
    to_check: int = 0  # 待复查
    closed: int = 0  # 已销号
    rebound: int = 0  # 反弹, not closed again
    overdue: int = 0  # 逾期, all of them underway or rebound
    came_back: int = 0  # that came back at least once, closed again or not
    extended: int = 0  # whose deadline was put off in the round that runs or ran last

    @property
    def open(self) -> int:
        """How many are not closed."""
        return self.total - self.closed


class Share(Struct, frozen=True):
    """A part of a whole, both as numbers."""

    met: int
    of: int

    @property
    def rate(self) -> float | None:
        """The part, 0–1; None where there is nothing to be a part of."""
        return self.met / self.of if self.of else None


class Period(Struct, frozen=True):
    """What happened from one day to another, both included: how many times, by the days that the clerk said."""

    found: int  # 新发现
    handed_out: int  # 派发, the first in a round
    extended: int  # 延期: a later deadline
    rectified: int  # 整改完成
    closed: int  # 销号
    failed: int  # 复查不通过
    looked: int  # 回头看仍合格
    came_back: int  # 反弹


class OneDay(Struct, frozen=True):
    """What was opened and closed on one day, and how many were open at its end."""

    day: date
    opened: int  # found, or come back
    closed: int
    open: int


class Age(Struct, frozen=True):
    """How many problems have been open for so many days, both included; `most` None: or longer."""

    least: int
    most: int | None
    count: int


def cases(
    findings: Iterable[Finding],
    names: Mapping[str, str] | None = None,
    sites: Mapping[SiteId, str] | None = None,
    codes: Mapping[CriterionId, str] | None = None,
) -> tuple[Case, ...]:
    """Return problems with how they stand and where they are, in the same order.

    `names` (see `evidence.units.names_of`) are the units' names of today by each that they had: what was handed out to
    a unit before it was renamed stands under its new name. So do places by `sites` and items by `codes`, each by its
    id; what is not among them is called as it was written down.
    """
    today, at, numbered = names or {}, sites or {}, codes or {}
    found: list[Case] = []
    for finding in findings:
        now = standing(finding)
        called = today.get(now.unit, now.unit)
        place = at.get(finding.site, finding.place) if finding.site else finding.place
        code = numbered.get(finding.item, finding.item_code) if finding.item else finding.item_code
        found.append(Case(finding, now if called == now.unit else replace(now, unit=called), place, code))
    return tuple(found)


def count(some: Iterable[Case], day: date) -> Counts:
    """Return how many are how far; `day` says what is overdue."""
    states: Counter[FindingState] = Counter()
    total = overdue = came_back = extended = 0
    for case in some:
        now = case.standing
        states[now.state] += 1
        total += 1
        overdue += now.overdue(day)
        came_back += now.rebounds > 0
        extended += now.extensions > 0
    return Counts(
        total,
        states[FindingState.UNASSIGNED],
        states[FindingState.UNDERWAY],
        states[FindingState.TO_CHECK],
        states[FindingState.CLOSED],
        states[FindingState.REBOUND],
        overdue,
        came_back,
        extended,
    )


def by_unit(some: Iterable[Case], day: date) -> dict[str, Counts]:
    """Return the counts of each unit, those with most overdue first, then with most open; empty: not handed out."""
    found = _grouped(some, day, lambda case: case.standing.unit)
    return dict(sorted(found.items(), key=lambda one: (-one[1].overdue, -one[1].open, one[0])))


def by_source(some: Iterable[Case], day: date) -> dict[Source, Counts]:
    """Return the counts of each source that there is, in the order of the list."""
    found = _grouped(some, day, lambda case: case.finding.source)
    return {one: found[one] for one in Source if one in found}


def by_severity(some: Iterable[Case], day: date) -> dict[Severity, Counts]:
    """Return the counts of each severity that there is, the gravest first."""
    found = _grouped(some, day, lambda case: case.finding.severity)
    return {one: found[one] for one in reversed(Severity) if one in found}


def by_kind(some: Iterable[Case], day: date) -> dict[str, Counts]:
    """Return the counts of each kind, the most frequent first; empty: none given."""
    found = _grouped(some, day, lambda case: case.finding.kind)
    return dict(sorted(found.items(), key=lambda one: (-one[1].total, one[0])))


def in_period(some: Iterable[Case], first: date, last: date) -> Period:
    """Return how often what happened from one day to another, both included."""
    known = tuple(some)
    did: Counter[Did] = Counter()
    handed_out = extended = 0
    for case in known:
        deadline: date | None = None  # of the round
        for event in case.finding.events:
            within = first <= event.on <= last
            did[event.did] += within
            if event.did is Did.REOPEN:
                deadline = None
            elif event.did is Did.HAND_OUT and event.deadline is not None:
                handed_out += within and deadline is None
                extended += within and deadline is not None and event.deadline > deadline
                deadline = event.deadline
    return Period(
        found=sum(first <= case.finding.found_on <= last for case in known),
        handed_out=handed_out,
        extended=extended,
        rectified=did[Did.RECTIFY],
        closed=did[Did.PASS],
        failed=did[Did.FAIL],
        looked=did[Did.LOOK_BACK],
        came_back=did[Did.REOPEN],
    )


def opened_closed_by_day(some: Iterable[Case], first: date, last: date) -> tuple[OneDay, ...]:
    """Return each day from one to another, both included, with what was opened and closed on it."""
    opened: Counter[date] = Counter()
    closed: Counter[date] = Counter()
    for case in some:
        opened.update(case.standing.opened)
        closed.update(case.standing.closed)
    standing_open = sum(n for day, n in opened.items() if day < first)
    standing_open -= sum(n for day, n in closed.items() if day < first)
    days: list[OneDay] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(number)
        standing_open += opened[day] - closed[day]
        days.append(OneDay(day, opened[day], closed[day], standing_open))
    return tuple(days)


def ageing(some: Iterable[Case], day: date) -> tuple[Age, ...]:
    """Return how long those have been open that are, by bands; one that came back counts from that day on."""
    ages = [(day - case.standing.opened[-1]).days for case in some if case.standing.is_open]
    bands = [*zip((0, *(most + 1 for most in AGES)), (*AGES, None), strict=True)]
    return tuple(
        Age(least, most, sum(least <= age and (most is None or age <= most) for age in ages)) for least, most in bands
    )


def on_time(some: Iterable[Case], first: date = date.min, last: date = date.max) -> Share:
    """Return how many of those put right from one day to another were so by their deadline (按期整改率).

    Each stands once, by its last round; one that has no deadline, or did not pass its check, is left out.
    """
    told = [
        case.standing.on_time
        for case in some
        if case.standing.on_time is not None
        and case.standing.rectified_on is not None
        and first <= case.standing.rectified_on <= last
    ]
    return Share(sum(told), len(told))


def was_found_on(finding: Finding, day: date, source: Source | None = None) -> bool:
    """Tell whether a problem was found on a day: 今日发现; of 日督查 alone, as its 通报 counts, by `source`."""
    return finding.found_on == day and source in (None, finding.source)


def found_on(some: Iterable[Case], day: date, source: Source | None = None) -> tuple[Case, ...]:
    """Return what was found on a day, from one source or any; see `was_found_on`."""
    return tuple(case for case in some if was_found_on(case.finding, day, source))


def due_between(some: Iterable[Case], first: date, last: date) -> tuple[Case, ...]:
    """Return what a unit must still put right and is due from one day to another, or was before: 本周整改.

    The earliest deadline comes first, then the unit.
    """
    due = [
        case
        for case in some
        if case.standing.deadline is not None
        and case.standing.deadline <= last
        and (first <= case.standing.deadline or case.standing.overdue(first))
        and case.standing.state in (FindingState.UNDERWAY, FindingState.REBOUND)
    ]
    return tuple(sorted(due, key=lambda case: (case.standing.deadline or last, case.standing.unit)))


def to_check(some: Iterable[Case]) -> tuple[Case, ...]:
    """Return what waits for its check, the longest first: 待复查."""
    waiting = [case for case in some if case.standing.state is FindingState.TO_CHECK]
    return tuple(sorted(waiting, key=lambda case: (case.standing.rectified_on or date.max, case.finding.number)))


def _grouped(some: Iterable[Case], day: date, key: Callable[[Case], _K]) -> dict[_K, Counts]:
    groups: dict[_K, list[Case]] = {}
    for case in some:
        groups.setdefault(key(case), []).append(case)
    return {name: count(group, day) for name, group in groups.items()}
