"""整改台账 in a project: written down, handed out, checked, taken back, and any past moment made again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from build import NOON
from evidence import wording
from evidence.errors import RequestError
from evidence.findings import (
    Did,
    Draft,
    Finding,
    FindingId,
    FindingState,
    Moment,
    NewEvent,
    Photo,
    Severity,
    Source,
    draft_of,
)
from evidence.journal import Action
from evidence.model import PieceId, Project, SchemeFacts, SchemeReading, Unit, UnitId, UnitKind
from evidence.progress import Silent
from evidence.rectify.figures import cases
from evidence.rectify.people import people
from evidence.rectify.standing import standing
from evidence.rectifying import add, amend, attach, detach, find, findings, record, strike, struck
from evidence.scheme.editing import removed
from evidence.snapshot import Changes
from evidence.store.piece_parts import take_over
from evidence.workspace import Accept, Workspace, create_workspace
from tests.evidence.steps import ITEMS, PLAN, register

TODAY = NOON.date()
OUT = NewEvent(Did.HAND_OUT, unit="县教育委员会", person="陈立", deadline=TODAY + timedelta(5), said="限期整改")


class Clock:
    """What time it is, as a test says."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> datetime:
        """Let time go by."""
        self.now += timedelta(**time)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def project(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    reading = SchemeReading(SchemeFacts("细则", None, None, 6.0), ITEMS, ())
    create_workspace(tmp_path / "项目", Project("云岭县", None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)
    with Workspace(tmp_path / "项目", "王敏", clock, write=True) as workspace:
        yield workspace


def a_draft(
    text: str = "熟食摊位未公示健康证。", found_on: date = TODAY, place: str = "", photos: Sequence[Photo] = ()
) -> Draft:
    return Draft(Source.DAILY, found_on, text, place, photos=tuple(photos))


def written(project: Workspace, *drafts: Draft) -> Finding:
    """Write problems down and return the last."""
    add(project, drafts or [a_draft()])
    return findings(project)[-1]


def state(project: Workspace, key: str) -> FindingState:
    return next(standing(one).state for one in findings(project) if one.id == key)


def test_what_is_written_down_is_read_as_it_was(project: Workspace) -> None:
    about = {
        "place": "双河镇农贸市场",
        "kind": "证照公示",
        "found_by": "督查一组",
        "origin": "缺项",
        "item_code": "1-1",
    }
    told = replace(a_draft(), **about, severity=Severity.GRAVE, item=ITEMS[0].id)
    found = written(project, told)
    assert draft_of(found) == told
    assert (found.number, found.who, found.at) == (1, "王敏", NOON)


def test_a_problem_goes_from_hand_to_hand_until_it_is_closed(project: Workspace, clock: Clock) -> None:
    found = written(project)
    states = [state(project, found.id)]
    for event in (
        OUT,
        NewEvent(Did.PROGRESS, said="已联系市场方"),
        NewEvent(Did.RECTIFY, by="陈立"),
        NewEvent(Did.FAIL, by="赵琳", said="仍有两户没有公示"),
        NewEvent(Did.RECTIFY, by="陈立"),
        NewEvent(Did.PASS, by="赵琳"),
        NewEvent(Did.REOPEN, said="又没有公示"),
    ):
        clock.pass_by(hours=1)
        assert record(project, [found.id], event).findings
        states.append(state(project, found.id))
    assert "、".join(states) == "待派发、整改中、整改中、待复查、整改中、待复查、已销号、反弹"


def test_many_are_handed_out_in_one_step(project: Workspace) -> None:
    add(project, [a_draft(f"问题{number}") for number in range(3)])
    record(project, [one.id for one in findings(project)], OUT)
    assert {standing(one).unit for one in findings(project)} == {"县教育委员会"}
    project.undo()
    assert {standing(one).state for one in findings(project)} == {FindingState.UNASSIGNED}


@pytest.mark.parametrize(
    "name", ["陈立", "陈 立", " 陈立（科长）", "陈立、赵琳", "赵琳 陈立", "赵琳和陈立", "陈\u200b立"]
)
def test_nobody_checks_what_he_put_right_himself(project: Workspace, name: str) -> None:
    found = written(project)
    record(project, [found.id], OUT)
    record(project, [found.id], NewEvent(Did.RECTIFY, by="陈立"))
    with pytest.raises(RequestError, match="finding_same_person"):
        record(project, [found.id], NewEvent(Did.PASS, by=name))
    assert state(project, found.id) is FindingState.TO_CHECK


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (replace(OUT, unit=" "), "finding_no_unit"),
        (replace(OUT, deadline=None), "finding_no_deadline"),
        (replace(OUT, deadline=TODAY - timedelta(1)), "finding_deadline_early"),
        (replace(OUT, on=TODAY + timedelta(1)), "finding_day_to_come"),
        (replace(OUT, on=TODAY - timedelta(1)), "finding_day_early"),
        (NewEvent(Did.RECTIFY, by="陈立"), "finding_not_now"),
        (NewEvent(Did.PASS, by="赵琳"), "finding_not_now"),
        (NewEvent(Did.REOPEN), "finding_not_now"),
    ],
)
def test_what_makes_no_sense_is_refused(project: Workspace, event: NewEvent, code: str) -> None:
    found = written(project)
    with pytest.raises(RequestError, match=code):
        record(project, [found.id], event)
    assert findings(project) == (found,)


def closed(project: Workspace) -> Finding:
    found = written(project)
    for event in (
        replace(OUT, person="陈立"),
        NewEvent(Did.RECTIFY, by="陈立", said="已公示"),
        NewEvent(Did.PASS, by="赵琳"),
    ):
        record(project, [found.id], event)
    return found


def test_what_came_back_needs_words(project: Workspace) -> None:
    found = closed(project)
    with pytest.raises(RequestError, match="finding_no_rebound"):
        record(project, [found.id], NewEvent(Did.REOPEN, said=" "))
    assert state(project, found.id) is FindingState.CLOSED


def test_what_came_back_with_a_deadline_is_handed_out_again_in_the_same_step(project: Workspace) -> None:
    found = closed(project)
    record(project, [found.id], NewEvent(Did.REOPEN, said="又没有公示", deadline=TODAY))
    (again,) = findings(project)
    now = standing(again)
    assert (now.state, now.unit, now.person, now.deadline) == (FindingState.REBOUND, OUT.unit, "陈立", TODAY)
    assert now.overdue(TODAY + timedelta(1))
    project.undo()
    assert state(project, found.id) is FindingState.CLOSED
    with pytest.raises(RequestError, match="finding_deadline_early"):
        record(project, [found.id], NewEvent(Did.REOPEN, said="又没有公示", deadline=TODAY - timedelta(1)))
    assert state(project, found.id) is FindingState.CLOSED


def test_a_refused_check_names_him_who_put_it_right(project: Workspace) -> None:
    found = written(project)
    record(project, [found.id], OUT)
    record(project, [found.id], NewEvent(Did.RECTIFY, by="陈立"))
    with pytest.raises(RequestError) as refused:
        record(project, [found.id], NewEvent(Did.PASS, by="陈 立（科长）"))
    assert "由“陈立”整改" in wording.sentence(refused.value)


def test_nothing_is_handed_out_to_two_units_at_once(project: Workspace) -> None:
    found = written(project)
    both = "、".join(unit.name for unit in project.snapshot().project.units[:2])
    with pytest.raises(RequestError, match="finding_two_units"):
        record(project, [found.id], replace(OUT, unit=both))
    record(project, [found.id], replace(OUT, unit="某甲局、某乙局"))  # nobody knows whether that is one name


def test_where_one_is_refused_none_is_written(project: Workspace) -> None:
    add(project, [a_draft("一"), a_draft("二")])
    one, two = findings(project)
    record(project, [two.id], OUT)
    with pytest.raises(RequestError, match="finding_not_now"):
        record(project, [one.id, two.id], NewEvent(Did.RECTIFY, by="陈立"))
    assert state(project, two.id) is FindingState.UNDERWAY


def test_what_was_done_yesterday_is_told_with_both_days(project: Workspace) -> None:
    found = written(project, a_draft(found_on=TODAY - timedelta(3)))
    record(project, [found.id], replace(OUT, on=TODAY - timedelta(2)))
    (event,) = findings(project)[0].events
    assert (event.on, event.at) == (TODAY - timedelta(2), NOON)


def test_a_later_deadline_leaves_the_former_one_to_be_seen(project: Workspace) -> None:
    found = written(project)
    record(project, [found.id], OUT)
    record(project, [found.id], replace(OUT, deadline=TODAY + timedelta(9)))
    now = standing(findings(project)[0])
    assert now.deadlines == (TODAY + timedelta(5), TODAY + timedelta(9))
    assert now.extensions == 1


def test_a_number_is_never_given_twice(project: Workspace) -> None:
    strike(project, [written(project).id], "重复登记")
    assert written(project).number == 2
    project.undo()
    assert written(project).number == 3


def test_what_is_struck_is_told_apart_and_comes_back_by_undo(project: Workspace) -> None:
    found = written(project)
    strike(project, [found.id], "重复登记")
    assert findings(project) == ()
    assert [(one.finding, one.who, one.why) for one in struck(project)] == [(found, "王敏", "重复登记")]
    project.undo()
    assert findings(project) == (found,)
    assert struck(project) == ()


def test_what_a_problem_says_can_be_changed(project: Workspace) -> None:
    found = written(project)
    amend(project, found.id, replace(draft_of(found), text="两个熟食摊位未公示健康证。", severity=Severity.GRAVE))
    now = findings(project)[0]
    assert (now.text, now.severity, now.number) == ("两个熟食摊位未公示健康证。", Severity.GRAVE, 1)
    project.undo()
    assert findings(project) == (found,)


def test_it_cannot_have_been_found_after_it_was_handed_out(project: Workspace) -> None:
    found = written(project, a_draft(found_on=TODAY - timedelta(3)))
    record(project, [found.id], replace(OUT, on=TODAY - timedelta(2)))
    with pytest.raises(RequestError, match="finding_found_late"):
        amend(project, found.id, replace(draft_of(found), found_on=TODAY))


def test_photographs_come_and_go_and_the_pieces_stay(project: Workspace) -> None:
    piece, found = register(project), written(project)
    before, after = Photo(piece, Moment.BEFORE, 1), Photo(piece, Moment.AFTER, 1)
    attach(project, found.id, [before, after])
    assert findings(project)[0].photos == (before, after)
    with pytest.raises(RequestError, match="finding_no_photos"):
        attach(project, found.id, [before])
    detach(project, found.id, [piece])
    assert findings(project) == (found,)
    assert [one.id for one in project.snapshot().pieces] == [piece]
    with pytest.raises(RequestError, match="finding_photo_unknown"):
        attach(project, found.id, [Photo(PieceId("nichts"), Moment.BEFORE, 1)])


def test_a_photograph_follows_the_piece_that_takes_over(project: Workspace) -> None:
    one, other = register(project), register(project, replace(PLAN, title="照片"))
    found = written(project)
    attach(project, found.id, [Photo(other, Moment.BEFORE, 1)])
    with project.writing(Action.JOIN_PIECES) as writer:
        take_over(writer.rows, one, other)
    assert writer.changes.findings == {found.id}
    assert [photo.piece for photo in findings(project)[0].photos] == [one]


def test_a_photograph_that_is_isolated_is_on_no_problem_at_any_moment(
    project: Workspace, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "现场.txt").write_text("机密 现场照片说明", "utf-8")
    project.add([tmp_path / "现场.txt"], Accept.NONE, Silent())
    (piece,) = project.snapshot().pieces
    found = written(project)
    attach(project, found.id, [Photo(piece.id, Moment.BEFORE, 1)])
    then = clock.now
    clock.pass_by(hours=1)
    done = project.secrecy.isolate(piece.id, "赵主任", "附图标有秘密")
    assert done.changes.findings == {found.id}
    assert findings(project) == (found,)
    assert findings(project, then) == (found,)


def test_a_problem_of_an_item_that_goes_is_about_its_heir(project: Workspace) -> None:
    one, other = (item.id for item in project.snapshot().leaves[:2])
    found = written(project, replace(a_draft(), item=one, item_code="1-1"))
    changes = project.schemes.edit(Action.REMOVE_ITEMS, lambda seen: removed(seen, [one], heir=other))
    assert changes.findings == {found.id}
    assert findings(project)[0].item == other
    project.undo()
    assert findings(project) == (found,)


def test_a_unit_that_was_renamed_stands_under_its_new_name(project: Workspace) -> None:
    found = written(project)
    record(project, [found.id], OUT)
    (case,) = cases(findings(project), {"县教育委员会": "县教育局"})
    assert (case.standing.unit, case.finding.events[0].unit) == ("县教育局", "县教育委员会")


def test_a_problem_goes_to_the_unit_that_is_meant(tmp_path: Path) -> None:
    reading = SchemeReading(SchemeFacts("细则", None, None, 6.0), ITEMS, ())
    schools = Unit(UnitId("1"), "县教育局", UnitKind.DEPARTMENT, former=("县教委",))
    about = replace(Project("云岭县", None, 2021, 2023, (), NOON), units=(schools,))
    create_workspace(tmp_path / "项目", about, reading, "王敏", lambda: NOON)
    with Workspace(tmp_path / "项目", "王敏", lambda: NOON, write=True) as workspace:
        add(workspace, [a_draft(), replace(a_draft(), events=(replace(OUT, unit="教育局"),))])
        record(workspace, [findings(workspace)[0].id], replace(OUT, unit="教委"))
        assert [one.events[0].unit for one in findings(workspace)] == ["县教育局", "县教育局"]
        record(workspace, [findings(workspace)[0].id], replace(OUT, unit="万家超市"))
        assert findings(workspace)[0].events[1].unit == "万家超市"


def test_any_past_moment_can_be_made_again(project: Workspace, clock: Clock) -> None:
    seen: dict[datetime, tuple[Finding, ...]] = {}
    found = written(project)
    for act in (
        lambda: record(project, [found.id], OUT),
        lambda: amend(project, found.id, replace(draft_of(found), kind="环境卫生")),
        project.undo,
        project.redo,
        lambda: strike(project, [found.id]),
        lambda: add(project, [a_draft("另一个")]),
    ):
        seen[clock.now] = findings(project)
        clock.pass_by(hours=3)
        act()
    assert {moment: findings(project, moment) for moment in seen} == seen


Act = tuple[str, int]
ACTS = ("add", *Did, "amend", "photo", "off", "strike", "undo", "redo")
LIFE = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3)), min_size=5, max_size=20)


def act(project: Workspace, piece: PieceId, kind: str, which: int) -> Changes:
    """Do one thing about one of the problems; what is refused does nothing."""
    known = findings(project)
    if kind == "add" or not known:
        return add(project, [a_draft(f"问题{which}")])
    changes = Changes()
    with suppress(RequestError):
        finding = known[which % len(known)]
        match kind:
            case "undo":
                changes = project.undo()
            case "redo":
                changes = project.redo()
            case "strike":
                changes = strike(project, [finding.id])
            case "amend":
                changes = amend(project, finding.id, replace(draft_of(finding), kind=f"类别{which}"))
            case "photo":
                changes = attach(project, finding.id, [Photo(piece, Moment.AFTER, which + 1)])
            case "off":
                changes = detach(project, finding.id, [piece])
            case _:
                by = "陈立" if which % 2 else "赵琳"
                deadline = project.today + timedelta(which)
                changes = record(project, [finding.id], NewEvent(Did(kind), None, by, "县教委", "", deadline, "说明"))
    return changes


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LIFE)
def test_any_past_moment_of_any_life_is_made_again_and_nobody_closes_his_own(
    project: Workspace, clock: Clock, life: list[Act]
) -> None:
    piece = register(project, replace(PLAN, title=f"照片{clock.now.isoformat()}"))
    if known := findings(project):  # of another life
        strike(project, [one.id for one in known])
    seen: dict[datetime, tuple[Finding, ...]] = {}
    followed: dict[FindingId, Finding] = {}
    for kind, which in life:
        touched = act(project, piece, kind, which).findings
        now = findings(project)
        followed = {key: one for key, one in followed.items() if key not in touched}
        followed |= {one.id: one for one in findings(project, only=touched)}
        assert sorted(followed.values(), key=lambda one: one.number) == list(now), "what is followed is what there is"
        seen[clock.now] = now
        clock.pass_by(hours=5)
    assert {moment: findings(project, moment) for moment in seen} == seen
    for finding in findings(project):
        now = standing(finding)
        assert now.state is not FindingState.CLOSED or people(now.checked_by).isdisjoint(people(now.rectified_by))


@pytest.mark.parametrize("typed", ["1", " 第1号 ", "＃１"])
def test_a_problem_is_found_by_its_number(project: Workspace, typed: str) -> None:
    found = written(project)
    assert find(findings(project), typed) == found
    with pytest.raises(RequestError, match="finding_unknown"):
        find(findings(project), "2")
