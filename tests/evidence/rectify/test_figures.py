"""The figures of 整改, counted by hand on a small ledger."""

from __future__ import annotations

from datetime import date, timedelta

from build import a_finding, an_event, an_item
from evidence.findings import Did, FindingState, Severity, SiteId, Source
from evidence.rectify.figures import (
    Share,
    ageing,
    by_kind,
    by_severity,
    by_source,
    by_unit,
    cases,
    count,
    due_between,
    found_on,
    in_period,
    on_time,
    to_check,
)

DAY = date(2024, 1, 31)
MARKET, SCHOOL = "县市场监督管理局", "县教委"


UNASSIGNED = a_finding(number=1, found_on=DAY)
OVERDUE = a_finding(
    an_event(on=date(2024, 1, 3), unit=MARKET, deadline=date(2024, 1, 10)), number=2, severity=Severity.SEVERE
)
WAITING = a_finding(
    an_event(on=date(2024, 1, 3), unit=SCHOOL, deadline=date(2024, 1, 10)),
    an_event(Did.RECTIFY, date(2024, 1, 9)),
    number=3,
    source=Source.UNDERCOVER,
)
CLOSED = a_finding(
    an_event(on=date(2024, 1, 3), unit=SCHOOL, deadline=date(2024, 1, 10)),
    an_event(on=date(2024, 1, 8), unit=SCHOOL, deadline=date(2024, 1, 12)),
    an_event(Did.RECTIFY, date(2024, 1, 13)),
    an_event(Did.FAIL, date(2024, 1, 14)),
    an_event(Did.RECTIFY, date(2024, 1, 15)),
    an_event(Did.PASS, date(2024, 1, 16)),
    number=4,
    kind="环境卫生",
)
BACK = a_finding(
    an_event(on=date(2024, 1, 3), unit=MARKET, deadline=date(2024, 1, 10)),
    an_event(Did.RECTIFY, date(2024, 1, 5)),
    an_event(Did.PASS, date(2024, 1, 6)),
    an_event(Did.REOPEN, date(2024, 1, 20)),
    number=5,
)
LEDGER = cases([UNASSIGNED, OVERDUE, WAITING, CLOSED, BACK])


def numbers(some: object) -> list[int]:
    return [case.finding.number for case in some]  # type: ignore[attr-defined]


def test_each_state_is_counted() -> None:
    told = count(LEDGER, DAY)
    assert (told.unassigned, told.underway, told.to_check, told.closed, told.rebound) == (1, 1, 1, 1, 1)
    assert (told.overdue, told.came_back, told.extended, told.open) == (1, 1, 1, 4)


def test_nothing_has_no_share() -> None:
    assert on_time(()).rate is None


def test_units_are_told_with_the_worst_first() -> None:
    told = by_unit(LEDGER, DAY)
    assert list(told) == [MARKET, "", SCHOOL]
    assert (told[SCHOOL].total, told[SCHOOL].closed) == (2, 1)


def test_sources_severities_and_kinds_are_told_apart() -> None:
    assert {source: told.total for source, told in by_source(LEDGER, DAY).items()} == {
        Source.DAILY: 4,
        Source.UNDERCOVER: 1,
    }
    assert [(one, told.total) for one, told in by_severity(LEDGER, DAY).items()] == [
        (Severity.SEVERE, 1),
        (Severity.ORDINARY, 4),
    ]
    assert [(kind, told.total) for kind, told in by_kind(LEDGER, DAY).items()] == [("证照公示", 4), ("环境卫生", 1)]


def test_what_happened_in_a_period_is_counted_by_its_days() -> None:
    told = in_period(LEDGER, date(2024, 1, 6), date(2024, 1, 20))
    assert (told.found, told.handed_out, told.extended, told.rectified) == (0, 0, 1, 3)
    assert (told.closed, told.failed, told.came_back) == (2, 1, 1)


def test_those_that_are_open_are_told_by_how_long() -> None:
    told = ageing(LEDGER, DAY)
    assert [(one.least, one.most, one.count) for one in told] == [
        (0, 7, 1),
        (8, 15, 1),
        (16, 30, 2),
        (31, 60, 0),
        (61, None, 0),
    ]


def test_the_share_put_right_in_time_counts_the_last_round() -> None:
    assert on_time(LEDGER) == Share(1, 2)
    assert on_time(LEDGER, date(2024, 1, 10), date(2024, 1, 31)) == Share(0, 1)


def test_what_is_found_today_is_so_from_any_source_or_from_one() -> None:
    found = [UNASSIGNED, a_finding(number=6, found_on=DAY, source=Source.UNDERCOVER), OVERDUE]
    assert numbers(found_on(cases(found), DAY)) == [1, 6]
    assert numbers(found_on(cases(found), DAY, Source.DAILY)) == [1]


def test_places_and_items_are_called_as_they_are_today() -> None:
    item, site = an_item("2-1"), SiteId("s")
    ledger = [a_finding(site=site, item=item), a_finding(item=item, place=""), a_finding()]
    (renamed, numbered, plain) = cases(ledger, sites={site: "新市场"}, codes={item.id: "3-1"})
    assert (renamed.place, renamed.code, renamed.where) == ("新市场", "3-1", "新市场")
    assert (numbered.code, numbered.where) == ("3-1", "3-1")
    assert (plain.code, plain.where) == ("", "双河镇农贸市场")
    assert [case.where for case in cases(ledger)] == ["双河镇农贸市场", "2-1", "双河镇农贸市场"], "nobody knows better"


def test_the_three_views_tell_what_they_are_for() -> None:
    assert numbers(found_on(LEDGER, DAY)) == [1]
    assert numbers(due_between(LEDGER, date(2024, 1, 8), date(2024, 1, 14))) == [2]
    assert numbers(due_between(LEDGER, DAY, DAY + timedelta(6))) == [2], "what is overdue is still due"
    assert numbers(to_check(LEDGER)) == [3]
    assert LEDGER[4].standing.state is FindingState.REBOUND
