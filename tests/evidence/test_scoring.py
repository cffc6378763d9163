"""自评打分 in a project: typed and confirmed by a person, one step, taken back like any other."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import NOON
from evidence import wording
from evidence.check.self_scores import standing
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.points import GivenScore, PassRules, Standing
from evidence.scheme.editing import edited, removed
from evidence.workspace import Workspace
from tests.evidence.steps import ITEMS, PLAN, opened, register

ITEM, OTHER = ITEMS[0], ITEMS[1]
GIVEN = GivenScore(ITEM.id, 1.5, "缺 2022 年总结")


@pytest.fixture
def workspace(tmp_path: Path) -> Generator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


def test_a_score_is_kept_with_who_confirmed_it_when_and_why(workspace: Workspace) -> None:
    workspace.scoring.give([GIVEN], " 赵主任 ")
    score = workspace.snapshot().scores[ITEM.id]
    assert (score.points, score.reason, score.confirmed_by, score.confirmed_at) == (1.5, GIVEN.reason, "赵主任", NOON)


def test_a_score_is_taken_back_and_given_again(workspace: Workspace) -> None:
    before = workspace.snapshot()
    workspace.scoring.give([GIVEN], "赵主任")
    given = workspace.snapshot()
    workspace.undo()
    assert workspace.snapshot() == before
    workspace.redo()
    assert workspace.snapshot() == given


def test_the_step_names_the_items(workspace: Workspace) -> None:
    workspace.scoring.give([GIVEN, GivenScore(OTHER.id, 2.0)], "赵主任")
    done = workspace.history().undo
    assert done is not None
    assert wording.step(done, workspace.snapshot()) == "自评打分 1-1、1-2"


def test_a_new_score_takes_the_place_of_the_old(workspace: Workspace) -> None:
    workspace.scoring.give([GIVEN], "赵主任")
    workspace.scoring.give([GivenScore(ITEM.id, 2.0)], "钱局长")
    assert [(s.points, s.confirmed_by) for s in workspace.snapshot().scores.values()] == [(2.0, "钱局长")]


def test_a_score_is_cleared_as_a_step_of_its_own(workspace: Workspace) -> None:
    workspace.scoring.give([GIVEN], "赵主任")
    workspace.scoring.give([], "", [ITEM.id])
    done = workspace.history().undo
    assert workspace.snapshot().scores == {}
    assert done is not None
    assert done.action is Action.CLEAR_SCORES


def test_a_paper_that_is_filed_later_makes_the_score_one_to_look_at_again(workspace: Workspace) -> None:
    workspace.scoring.give([GIVEN], "赵主任")
    register(workspace, PLAN, "1-1")
    assert standing(workspace.snapshot(), ITEM) is Standing.STALE
    workspace.undo()
    assert standing(workspace.snapshot(), ITEM) is Standing.HOLDS


@pytest.mark.parametrize(
    ("given", "by", "code"),
    [
        (GIVEN, "  ", "score_by_nobody"),
        (replace(GIVEN, points=2.5), "赵主任", "score_range"),
        (replace(GIVEN, points=-0.5), "赵主任", "score_range"),
        (replace(GIVEN, reason=" "), "赵主任", "score_no_reason"),
    ],
)
def test_what_no_meeting_can_have_decided_is_refused(
    given: GivenScore, by: str, code: str, workspace: Workspace
) -> None:
    with pytest.raises(RequestError) as refusal:
        workspace.scoring.give([given], by)
    assert refusal.value.code == code
    assert workspace.snapshot().scores == {}


def test_full_points_need_no_reason(workspace: Workspace) -> None:
    workspace.scoring.give([GivenScore(ITEM.id, 2.0)], "赵主任")
    assert workspace.snapshot().scores[ITEM.id].reason is None


def test_the_score_of_an_item_that_goes_comes_back_with_it(workspace: Workspace) -> None:
    workspace.scoring.give([GIVEN], "赵主任")
    before = workspace.snapshot()
    workspace.schemes.edit(Action.REMOVE_ITEMS, lambda snapshot: removed(snapshot, [ITEM.id]))
    assert workspace.snapshot().scores == {}
    workspace.undo()
    assert workspace.snapshot() == before


def test_the_score_of_an_item_that_changes_stays(workspace: Workspace) -> None:
    workspace.scoring.give([GIVEN], "赵主任")
    workspace.schemes.edit(
        Action.EDIT_ITEMS, lambda snapshot: edited(snapshot, [replace(snapshot.by_code["1-1"], points=1.0)])
    )
    snapshot = workspace.snapshot()
    assert standing(snapshot, snapshot.by_code["1-1"]) is Standing.TOO_HIGH


def test_what_is_enough_is_set_changed_and_taken_back(workspace: Workspace) -> None:
    workspace.scoring.set_pass_rules(PassRules(least_points=90, key_each=0.6))
    workspace.scoring.set_pass_rules(PassRules(least_points=90, most_veto=0))
    assert workspace.snapshot().pass_rules == PassRules(least_points=90, most_veto=0)
    workspace.undo()
    assert workspace.snapshot().pass_rules == PassRules(least_points=90, key_each=0.6)
    workspace.undo()
    assert not workspace.snapshot().pass_rules.is_set


@pytest.mark.parametrize("rules", [PassRules(key_each=60), PassRules(least_share=0.0), PassRules(least_points=-1)])
def test_what_can_never_be_met_is_refused(rules: PassRules, workspace: Workspace) -> None:
    with pytest.raises(RequestError):
        workspace.scoring.set_pass_rules(rules)


def test_who_answered_for_what_was_handed_in_is_told_the_last_first(workspace: Workspace, tmp_path: Path) -> None:
    workspace.confirm_export("赵主任", tmp_path / "一")
    workspace.confirm_export("钱局长", tmp_path / "二")
    assert [(told.confirmed_by, told.at, Path(told.out)) for told in workspace.scoring.confirmations()] == [
        ("钱局长", NOON, tmp_path / "二"),
        ("赵主任", NOON, tmp_path / "一"),
    ]
