"""How a problem stands: whatever is tried, it is closed by nobody but another, and its days run one way."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from build import a_finding, an_event
from evidence import wording
from evidence.errors import RequestError
from evidence.findings import Did, Event, EventId, Finding, FindingState, NewEvent
from evidence.rectify.figures import cases, count, in_period, opened_closed_by_day
from evidence.rectify.ledger import as_known, up_to
from evidence.rectify.people import people
from evidence.rectify.standing import check, may, next_steps, standing

FOUND = date(2024, 1, 2)
WHOM = {  # who is named, however it is typed
    "李强": "李强",
    "赵琳": "赵琳",
    "赵琳同志": "赵琳",
    "李 强": "李强",
    "李强、赵琳": "李强 赵琳",
    "李强|赵琳": "李强 赵琳",
    "赵琳 陈立": "赵琳 陈立",
    "陈立（局长）": "陈立",
    "副局长陈立": "陈立",
    "商务委赵琳": "赵琳",
    "双河镇（李强）": "李强",
    "李强13900000000": "李强",
    "": "",
    "待定": "",
    "—": "",
    "双河镇人民政府": "",
}
NAMES = st.sampled_from([*WHOM])
SOON = st.dates(FOUND - timedelta(2), FOUND + timedelta(40))
EVENTS = st.builds(
    NewEvent,
    st.sampled_from(Did),
    st.one_of(st.none(), st.none(), st.none(), SOON),
    NAMES,
    st.sampled_from(["县教委", "双河镇", "县教委", ""]),
    NAMES,
    st.one_of(st.dates(FOUND + timedelta(10), FOUND + timedelta(200)), SOON, st.none()),
    st.sampled_from(["已整改", "已整改", ""]),
)
WAY = (Did.HAND_OUT, Did.RECTIFY, Did.PASS, Did.REOPEN)  # once round
SENSIBLE = st.builds(
    NewEvent,
    st.sampled_from(WAY),
    st.none(),
    NAMES,
    st.just("县教委"),
    st.just("陈立"),
    st.just(date(2030, 1, 1)),
    st.just("说明"),
)
ANY_LIFE = st.lists(st.tuples(EVENTS | SENSIBLE, st.integers(0, 5)), min_size=8, max_size=30)


def lived(tries: list[tuple[NewEvent, int]]) -> list[Finding]:
    """Return a problem after each thing that was tried and taken, some days between them."""
    finding, today = a_finding(found_on=FOUND, at=datetime.combine(FOUND, time(8))), FOUND
    lives = [finding]
    for event, days in tries:
        today += timedelta(days)
        with suppress(RequestError):
            check(finding, event, today)
            at = datetime.combine(today, time(9, len(finding.events) % 60))
            told = Event(
                EventId(str(len(finding.events))),
                event.did,
                event.on or today,
                at,
                "王敏",
                event.by,
                event.unit,
                event.person,
                event.deadline,
                event.said,
            )
            finding = replace(finding, events=(*finding.events, told))
            lives.append(finding)
    return lives


@given(ANY_LIFE)
def test_nothing_is_closed_but_by_another_who_checked(tries: list[tuple[NewEvent, int]]) -> None:
    for finding in lived(tries):
        now = standing(finding)
        if now.state is FindingState.CLOSED:
            *_, rectified = (one for one in finding.events if one.did is Did.RECTIFY)
            *_, passed = (one for one in finding.events if one.did is Did.PASS)
            looked = finding.events[finding.events.index(passed) + 1 :]
            assert all(one.did is Did.LOOK_BACK for one in looked)
            others = f"{WHOM[rectified.by]} {WHOM.get(now.person, now.person)}"
            for one in (passed, *looked):
                assert WHOM[one.by]
                assert set(WHOM[one.by].split()).isdisjoint(others.split())
            assert (now.checked_by, now.closed_on, now.rectified_by) == (passed.by, passed.on, rectified.by)
            last = looked[-1] if looked else None
            assert (now.looked_by, now.looked_on) == ((last.by, last.on) if last else ("", None))
        else:
            assert now.closed_on is None
            assert now.looked_on is None


@given(ANY_LIFE)
def test_days_run_one_way_and_none_lies_ahead(tries: list[tuple[NewEvent, int]]) -> None:
    finding = lived(tries)[-1]
    days = [FOUND, *(one.on for one in finding.events)]
    assert days == sorted(days)
    assert all(one.on <= one.at.date() for one in finding.events)


@given(ANY_LIFE)
def test_what_was_known_at_any_moment_is_made_again(tries: list[tuple[NewEvent, int]]) -> None:
    lives = lived(tries)
    for before, after in pairwise(lives):
        until = after.events[-1].at - timedelta(microseconds=1)
        if not before.events or before.events[-1].at <= until:
            assert as_known(lives[-1:], until) == (before,)
    assert as_known(lives[-1:], lives[-1].events[-1].at if lives[-1].events else lives[-1].at) == (lives[-1],)
    assert as_known(lives[-1:], lives[-1].at - timedelta(1)) == ()


@given(st.lists(ANY_LIFE, max_size=5))
def test_figures_agree_with_each_other_on_any_day(tries: list[list[tuple[NewEvent, int]]]) -> None:
    ledger = [lived(life)[-1] for life in tries]
    first, last = FOUND - timedelta(1), FOUND + timedelta(400)
    days = opened_closed_by_day(cases(ledger), first, last)
    some = range(0, len(days), 37)
    assert [days[at].open for at in some] == [count(cases(up_to(ledger, days[at].day)), last).open for at in some]
    every = in_period(cases(ledger), first, last)
    assert sum(day.opened for day in days) == every.found + every.came_back
    assert sum(day.closed for day in days) == every.closed
    told = count(cases(ledger), last)
    assert told.total == told.unassigned + told.underway + told.to_check + told.closed + told.rebound


@given(ANY_LIFE)
def test_what_may_be_done_is_what_is_offered(tries: list[tuple[NewEvent, int]]) -> None:
    finding = lived(tries)[-1]
    assert [did for did in Did if may(finding, did)] == list(next_steps(standing(finding).state))


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("张三", "张三"),
        ("张 三", "张三"),
        ("张三、李四", "张三 李四"),
        ("张三 李四", "张三 李四"),
        ("张三和李四", "张三 李四"),
        ("李和平", "李和平"),
        ("张三（食药安办）；李四", "张三 李四"),
        ("Ａnna", "anna"),
        (" （） ", ""),
        ("张三|李四", "张三 李四"),
        ("张三。李四", "张三 李四"),
        ("张三\\李四；王五", "张三 李四 王五"),
        ("阿迪力·买买提", "阿迪力·买买提"),
        ("阿迪力.买买提、张三", "阿迪力·买买提 张三"),
        ("张三同志", "张三"),
        ("张三等", "张三"),
        ("副局长张三", "张三"),
        ("张三13900000000", "张三"),
        ("无", ""),
        ("待定", ""),
        ("—", ""),
        ("局长", ""),
    ],
)
def test_names_compare_however_they_are_typed(names: str, told: str) -> None:
    assert people(names) == set(told.split())


@pytest.mark.parametrize(
    ("done_by", "person", "check_by", "code"),
    [
        ("张三", "", "商务委张三", "finding_same_person"),
        ("张三", "", "张三同志", "finding_same_person"),
        ("张三", "", "张三等", "finding_same_person"),
        ("张三", "", "副局长张三", "finding_same_person"),
        ("张三", "", "张三13900000000", "finding_same_person"),
        ("张三局长", "", "张三", "finding_same_person"),
        ("张三|李四", "", "李四", "finding_same_person"),
        ("张三。李四", "", "李四", "finding_same_person"),
        ("张三·李四", "", "李四", "finding_same_person"),
        ("双河镇（张三）", "", "张三", "finding_same_person"),
        ("张局长", "", "张三", "finding_same_person"),
        ("李梅", "张三", "张三", "finding_person_checks"),
        ("双河镇人民政府", "张三", "张三", "finding_person_checks"),
        ("张三", "", "无", "finding_nobody_pass"),
        ("张三", "", "待定", "finding_nobody_pass"),
        ("张三", "", "—", "finding_nobody_pass"),
        ("张三", "", "县市场监督管理局", "finding_unit_checks"),
        ("张三", "", "双河", "finding_unit_checks"),
        ("张三", "张三", "李四（食药安办）", None),
        ("张三（食药安办）", "", "李四（食药安办）", None),
        ("阿迪力·买买提", "", "阿迪力·吐尔逊", None),
        ("张三", "孙五", "王振乡", None),
        ("食药安办 张三", "孙五", "食药安办 李四", None),
        ("食药安办 张三", "", "张三", "finding_same_person"),
        ("张三", "", "本局", "finding_nobody_pass"),
    ],
)
def test_nobody_closes_what_he_put_right_or_answers_for(
    done_by: str, person: str, check_by: str, code: str | None
) -> None:
    done = a_finding(an_event(person=person, deadline=date(2030, 1, 1)), an_event(Did.RECTIFY, by=done_by))
    passed = NewEvent(Did.PASS, by=check_by)
    if code is None:
        check(done, passed, date(2024, 2, 1), {"双河"})
    else:
        with pytest.raises(RequestError, match=code) as refused:
            check(done, passed, date(2024, 2, 1), {"双河"})
        assert check_by in wording.sentence(refused.value) or code == "finding_nobody_pass"


def test_a_problem_is_overdue_from_the_day_after_its_deadline() -> None:
    deadline = FOUND + timedelta(5)
    now = standing(a_finding(an_event(on=FOUND, deadline=deadline)))
    assert not now.overdue(deadline)
    assert now.overdue(deadline + timedelta(1))


def test_one_that_waits_for_its_check_is_not_overdue_but_was_late() -> None:
    deadline = FOUND + timedelta(5)
    late = an_event(Did.RECTIFY, deadline + timedelta(1))
    now = standing(a_finding(an_event(on=FOUND, deadline=deadline), late))
    assert not now.overdue(deadline + timedelta(9))
    assert now.on_time is False


def test_one_that_came_back_has_no_deadline_until_it_is_handed_out_again() -> None:
    closed = (an_event(), an_event(Did.RECTIFY), an_event(Did.PASS))
    back = a_finding(*closed, an_event(Did.REOPEN, date(2024, 2, 1)))
    assert (standing(back).state, standing(back).deadline, standing(back).unit) == (
        FindingState.REBOUND,
        None,
        "县市场监督管理局",
    )
    again = replace(back, events=(*back.events, an_event(on=date(2024, 2, 2), deadline=date(2024, 2, 9))))
    assert (standing(again).state, standing(again).deadline) == (FindingState.REBOUND, date(2024, 2, 9))


def test_a_check_says_nothing_of_what_was_put_right_after_it() -> None:
    again = standing(a_finding(an_event(), *(an_event(did) for did in (Did.RECTIFY, Did.FAIL, Did.RECTIFY))))
    assert (again.state, again.checked_on, again.failed) == (FindingState.TO_CHECK, None, 1)


def test_one_that_came_back_is_so_again_when_it_does_not_pass() -> None:
    closed = (an_event(), an_event(Did.RECTIFY), an_event(Did.PASS))
    later = [an_event(did, date(2024, 2, 1)) for did in (Did.REOPEN, Did.HAND_OUT, Did.RECTIFY, Did.FAIL)]
    now = standing(a_finding(*closed, *later))
    assert (now.state, now.rebounds, now.failed) == (FindingState.REBOUND, 1, 1)
