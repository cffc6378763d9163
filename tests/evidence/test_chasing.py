"""催报: whom to ask, drafts, what was sent, what came of it, and steps of the office's own."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import NOON, TOWNSHIPS, a_slot, an_item
from evidence.chases import STEPS, Chase, Form, Step
from evidence.chasing import Plan
from evidence.check.owing import Owing
from evidence.criteria import township_units
from evidence.deliveries import Delivery
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import Approach, Project, SchemeFacts, SchemeReading, Scope, UnitId
from evidence.scheme.editing import edited
from evidence.scheme.roster import Roster, roster_of
from evidence.workspace import Workspace, create_workspace
from tests.evidence.brought import Paper, bring

OFFICE = "云岭县食药安办"
MESSAGE, NOTE, ORDER, CIRCULAR = STEPS
DEADLINE = date(2024, 1, 20)
_ITEMS = (
    an_item("1-1", a_slot("工作方案", scope=Scope.EACH_TOWNSHIP)),
    an_item("1-2", a_slot("年度总结", kind="总结/报告"), lead_unit="县教委", veto=True),
    an_item("1-3", a_slot("常委会纪要", kind="会议纪要"), lead_unit="县委办"),
    an_item("1-4", a_slot("协调记录", kind="会议纪要"), lead_unit="县食药安办"),
)


@dataclass
class Clock:
    now: datetime = field(default=NOON)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Generator[Workspace]:
    """A project in which each township owes one paper and 县教委, 县委办 (visited) and the office owe one each."""
    project = Project("云岭县", OFFICE, 2021, 2023, township_units(TOWNSHIPS), NOON)
    create_workspace(
        tmp_path / "项目", project, SchemeReading(SchemeFacts("细则", None, None, 8.0), _ITEMS, ()), "王敏", clock
    )
    with Workspace(tmp_path / "项目", "王敏", clock, write=True) as opened:
        edit_units(opened, "县委办", lambda roster, key: roster.asked_by(key, Approach.VISIT))
        yield opened


def edit_units(workspace: Workspace, unit: str, change: Callable[[Roster, UnitId], Roster]) -> None:
    roster = roster_of(workspace.snapshot())
    key = next(one.id for one in roster.units if one.name == unit)
    after = change(roster, key)
    workspace.schemes.edit_project(Action.EDIT_UNITS, after.project, after.edit)


def owing(plan: Plan, unit: str) -> Owing:
    return next(one for one in plan.units if one.unit == unit)


def drafted(
    workspace: Workspace, *units: str, step: Step | None = None, deadline: date | None = DEADLINE
) -> tuple[Chase, ...]:
    _, made = workspace.chasing.draft(workspace.chasing.plan().drafting(units or None, step, deadline))
    return made


def sent(workspace: Workspace, *units: str, step: Step | None = None) -> None:
    workspace.chasing.sent([chase.id for chase in drafted(workspace, *units, step=step, deadline=None)])


def file(workspace: Workspace, unit: str, place: str, delivery: Delivery) -> None:
    (piece,) = bring(workspace, Paper("方案", year=2023, kind="方案/计划", unit=unit, issuer=unit), delivery=delivery)
    workspace.file(piece.id, [place])


def test_departments_come_before_townships_and_the_office_is_not_chased(workspace: Workspace) -> None:
    assert [one.unit for one in workspace.chasing.plan().units] == ["县教委", "县委办", *TOWNSHIPS]


def test_a_plan_shows_what_lies_unsorted_before_anybody_is_asked(workspace: Workspace) -> None:
    bring(workspace, Paper("材料", unit="双河镇"), delivery=Delivery("双河镇"))
    assert [len(owing(workspace.chasing.plan(), unit).waiting) for unit in TOWNSHIPS] == [1, 0, 0]
    assert workspace.chasing.record() == ()


def test_a_unit_that_is_visited_gets_no_letter(workspace: Workspace) -> None:
    drafting = workspace.chasing.plan().drafting(None, ORDER, DEADLINE)
    assert [one.unit for one in drafting.visits] == ["县委办"]
    assert [(one.unit, step) for one, step in drafting.letters] == [(u, ORDER) for u in ("县教委", *TOWNSHIPS)]


def test_a_visit_is_recorded_too(workspace: Workspace) -> None:
    (chase,) = drafted(workspace, "县委办")
    assert (chase.step, chase.form) == ("上门沟通", None)


def test_a_draft_keeps_in_words_what_it_asks_for(workspace: Workspace) -> None:
    (chase,) = drafted(workspace, "县教委")
    (debt,) = owing(workspace.chasing.plan(), "县教委").debts
    assert [(one.code, one.item, one.material, one.year, one.lacking) for one in chase.asked] == [
        (debt.code, "1-2", "年度总结", 2023, 1)
    ]
    assert (chase.as_of, chase.deadline, chase.who, chase.sent_at) == (NOON, DEADLINE, "王敏", None)


def test_a_draft_is_not_counted_as_asked_before_somebody_says_that_it_was_sent(workspace: Workspace) -> None:
    (chase,) = drafted(workspace, "县教委")
    assert owing(workspace.chasing.plan(), "县教委").earlier == ()
    workspace.chasing.sent([chase.id], by="李敏")
    (known,) = owing(workspace.chasing.plan(), "县教委").earlier
    assert (known.sent_at, known.sent_by) == (NOON, "李敏")


def test_a_new_draft_takes_the_place_of_one_that_was_never_sent(workspace: Workspace) -> None:
    drafted(workspace, "县教委", step=MESSAGE)
    drafted(workspace, "县教委", step=NOTE)
    assert [chase.step for chase in workspace.chasing.record()] == [NOTE.name]


def test_a_draft_that_was_sent_meanwhile_stays_when_one_is_made_from_what_was_seen_before(workspace: Workspace) -> None:
    (chase,) = drafted(workspace, "县教委", step=MESSAGE)
    seen = workspace.chasing.plan()
    workspace.chasing.sent([chase.id])
    workspace.chasing.draft(seen.drafting(["县教委"], NOTE, DEADLINE))
    assert [(one.step, one.sent_at) for one in workspace.chasing.record()] == [(MESSAGE.name, NOON), (NOTE.name, None)]


def test_two_drafts_made_from_what_was_seen_before_leave_the_last_one(workspace: Workspace) -> None:
    drafted(workspace, "双河镇")
    seen = workspace.chasing.plan()
    for step in (NOTE, ORDER):
        workspace.chasing.draft(seen.drafting(["县教委"], step, DEADLINE))
    assert [(one.unit, one.step) for one in workspace.chasing.record()] == [
        ("双河镇", MESSAGE.name),
        ("县教委", ORDER.name),
    ]


def test_a_new_draft_takes_the_place_of_one_that_the_unit_got_under_its_former_name(workspace: Workspace) -> None:
    drafted(workspace, "双河镇")
    edit_units(workspace, "双河镇", lambda roster, key: roster.renamed(key, "双河街道"))
    drafted(workspace, "双河街道", step=NOTE)
    assert [(one.unit, one.step) for one in workspace.chasing.record()] == [("双河街道", NOTE.name)]


def test_the_step_after_the_highest_one_sent_is_proposed_and_the_last_one_again_at_the_end(
    workspace: Workspace,
) -> None:
    found: list[Step | None] = []
    for step in STEPS:
        found.append(owing(workspace.chasing.plan(), "县教委").proposed)
        sent(workspace, "县教委", step=step)
    found.append(owing(workspace.chasing.plan(), "县教委").proposed)
    assert found == [*STEPS, CIRCULAR]


def test_no_further_step_is_proposed_while_the_time_that_was_given_is_not_over(workspace: Workspace) -> None:
    workspace.chasing.sent([chase.id for chase in drafted(workspace, "县教委", step=STEPS[0])])
    assert owing(workspace.chasing.plan(), "县教委").proposed == STEPS[0]


def test_each_unit_is_drafted_by_its_own_next_step_unless_one_is_chosen(workspace: Workspace) -> None:
    sent(workspace, "双河镇")
    assert [(c.unit, c.step) for c in drafted(workspace, "双河镇", "石坪镇")] == [
        ("双河镇", NOTE.name),
        ("石坪镇", MESSAGE.name),
    ]


def test_what_a_unit_handed_in_since_and_what_is_closed_is_told(workspace: Workspace, clock: Clock) -> None:
    bring(workspace, Paper("旧材料", unit="双河镇"), delivery=Delivery("双河镇"))
    clock.now += timedelta(hours=1)
    sent(workspace, "双河镇", "石坪镇")
    clock.now += timedelta(days=1)
    file(workspace, "双河镇", "1-1#工作方案", Delivery("双河镇"))
    told = {after.chase.unit: after for after in workspace.chasing.after()}
    assert [(len(told[u].batches), len(told[u].closed), len(told[u].left)) for u in ("双河镇", "石坪镇")] == [
        (1, 1, 0),
        (0, 0, 1),
    ]


def test_a_unit_that_was_asked_and_has_handed_in_all_keeps_its_record(workspace: Workspace) -> None:
    sent(workspace, "双河镇")
    file(workspace, "双河镇", "1-1#工作方案", Delivery("双河镇"))
    plan = workspace.chasing.plan()
    assert "双河镇" not in [one.unit for one in plan.units]
    assert [(one.unit, len(one.earlier)) for one in plan.settled] == [("双河镇", 1)]


def test_what_came_without_a_sender_is_told_by_the_unit_that_its_papers_name(
    workspace: Workspace, clock: Clock
) -> None:
    sent(workspace, "双河镇", "石坪镇")
    clock.now += timedelta(days=1)
    bring(workspace, Paper("一", unit="双河镇人民政府"), Paper("二", unit="双河镇"), Paper("三"))
    assert {after.chase.unit: (len(after.batches), after.files) for after in workspace.chasing.after()} == {
        "双河镇": (1, 2),
        "石坪镇": (0, 0),
    }


def test_what_the_scheme_no_longer_asks_for_counts_as_dropped(workspace: Workspace) -> None:
    sent(workspace, "县教委")
    snapshot = workspace.snapshot()
    item = snapshot.by_code["1-2"]
    waived = replace(item, required=tuple(replace(slot, waived="本县没有") for slot in item.required))
    workspace.schemes.edit(Action.EDIT_SLOTS, lambda seen: edited(seen, [waived]))
    (after,) = workspace.chasing.after()
    assert (len(after.closed), len(after.left), len(after.dropped)) == (0, 0, 1)


def test_a_unit_that_gets_another_name_keeps_its_record(workspace: Workspace) -> None:
    sent(workspace, "双河镇")
    edit_units(workspace, "双河镇", lambda roster, key: roster.renamed(key, "双河街道"))
    assert [chase.step for chase in owing(workspace.chasing.plan(), "双河街道").earlier] == [MESSAGE.name]


def test_drafting_and_sending_are_taken_back_and_done_again(workspace: Workspace) -> None:
    sent(workspace, "县教委", "双河镇")
    after = workspace.chasing.record()
    workspace.undo()
    assert [chase.sent_at for chase in workspace.chasing.record()] == [None, None]
    workspace.undo()
    assert workspace.chasing.record() == ()
    workspace.redo()
    workspace.redo()
    assert workspace.chasing.record() == after


def test_the_steps_are_the_offices_own(workspace: Workspace) -> None:
    own = (Step("电话提醒", Form.MESSAGE), Step("督办函", Form.ORDER))
    assert workspace.chasing.steps() == STEPS
    workspace.chasing.set_steps(own)
    assert workspace.chasing.steps() == own
    assert owing(workspace.chasing.plan(), "县教委").proposed == own[0]
    workspace.undo()
    assert workspace.chasing.steps() == STEPS


def test_a_step_that_is_called_otherwise_now_is_known_by_its_form(workspace: Workspace) -> None:
    sent(workspace, "县教委", step=NOTE)
    workspace.chasing.set_steps((Step("提醒函", Form.NOTE), Step("督办函", Form.ORDER)))
    assert owing(workspace.chasing.plan(), "县教委").proposed == Step("督办函", Form.ORDER)


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ((), "chase_steps_none"),
        ((Step(" ", Form.NOTE),), "chase_step_name"),
        ((Step("上门沟通", Form.NOTE),), "chase_step_name"),
        ((Step("提示", Form.NOTE), Step("提示", Form.ORDER)), "chase_step_twice"),
    ],
)
def test_steps_that_cannot_be_are_refused(workspace: Workspace, steps: tuple[Step, ...], code: str) -> None:
    with pytest.raises(RequestError) as refusal:
        workspace.chasing.set_steps(steps)
    assert refusal.value.code == code


def test_what_makes_no_sense_is_refused(workspace: Workspace, clock: Clock) -> None:
    plan = workspace.chasing.plan()
    (chase,) = drafted(workspace, "县教委")
    clock.now += timedelta(days=3)
    refused: list[str] = []
    for do in (
        lambda: plan.drafting(["没有"], None, None),
        lambda: plan.drafting(None, None, date(2024, 1, 7)),
        lambda: workspace.chasing.sent([chase.id], date(2024, 1, 12)),
        lambda: workspace.chasing.sent([chase.id], date(2024, 1, 7)),
        lambda: workspace.chasing.find("无"),
    ):
        with pytest.raises(RequestError) as refusal:
            do()
        refused.append(refusal.value.code)
    workspace.chasing.sent([chase.id])
    with pytest.raises(RequestError, match="chase_sent_before"):
        workspace.chasing.sent([chase.id])
    assert refused == [
        "chase_nobody",
        "chase_deadline_over",
        "chase_sent_to_come",
        "chase_sent_early",
        "chase_unknown",
    ]
