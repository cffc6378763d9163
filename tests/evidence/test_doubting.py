"""Doubts that are dismissed with a reason: kept, undone, done again."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from build import NOON
from evidence import wording
from evidence.complaints import COMPLAINT_OF, Complaint, Dismissal, Doubt, DoubtKey, Sign, doubt
from evidence.doubting import doubts_of, find_key
from evidence.errors import RequestError
from evidence.model import Facts, Flag, PieceId
from evidence.progress import Silent
from evidence.reviews import SAID
from evidence.workspace import DATABASE, Accept, Workspace
from tests.evidence.steps import ITEMS, PLAN, STEPS, Step, do, opened, register
from tests.evidence.test_two_schemes import read_anew

ONE = ITEMS[0].id
REASON = "已核对原件，确为正式件"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "项目"


@pytest.fixture
def workspace(place: Path) -> Generator[Workspace]:
    """A project in which one draft is filed."""
    with opened(place) as workspace:
        a_draft(workspace)
        yield workspace


def a_draft(workspace: Workspace, title: str = "2023年工作方案") -> PieceId:
    piece = register(workspace, replace(PLAN, title=title), "1-1#食品安全工作方案")
    workspace.correct_facts(piece, replace(PLAN, title=title), frozenset({Flag.DRAFT}))
    return piece


def of_sign(workspace: Workspace, sign: Sign = Sign.DRAFT) -> list[Doubt]:
    return [found for found in doubts_of(workspace.snapshot()) if found.sign is sign]


def test_what_is_dismissed_is_known_with_reason_person_and_time_when_the_project_is_opened_again(
    workspace: Workspace, place: Path
) -> None:
    (draft,) = of_sign(workspace)
    workspace.doubting.dismiss([draft], f"  {REASON}\n")
    workspace.close()
    with opened(place, "李敏") as again:
        assert again.snapshot().dismissed == {draft.key: Dismissal(REASON, "王敏", NOON)}
        assert of_sign(again) == [draft]


def test_a_dismissal_without_a_reason_is_refused(workspace: Workspace) -> None:
    with pytest.raises(RequestError) as refusal:
        workspace.doubting.dismiss(of_sign(workspace), " \n ")
    assert "原因" in wording.sentence(refusal.value)
    assert workspace.snapshot().dismissed == {}


def test_many_are_dismissed_as_one_step_that_is_taken_back_and_done_again(workspace: Workspace) -> None:
    for number in range(4):
        a_draft(workspace, f"方案{number}")
    drafts = of_sign(workspace)
    workspace.doubting.dismiss(drafts, REASON)
    after = workspace.snapshot()
    assert after.dismissed.keys() == {draft.key for draft in drafts}
    workspace.undo()
    assert workspace.snapshot().dismissed == {}
    workspace.redo()
    assert workspace.snapshot() == after


def test_dismissing_again_gives_another_reason(workspace: Workspace) -> None:
    drafts = of_sign(workspace)
    workspace.doubting.dismiss(drafts, "以后再看")
    workspace.doubting.dismiss(drafts, REASON)
    assert [one.reason for one in workspace.snapshot().dismissed.values()] == [REASON]
    workspace.undo()
    assert [one.reason for one in workspace.snapshot().dismissed.values()] == ["以后再看"]


def test_what_was_dismissed_can_be_taken_up(workspace: Workspace) -> None:
    (draft,) = of_sign(workspace)
    workspace.doubting.dismiss([draft], REASON)
    workspace.doubting.take_up([draft.key])
    assert workspace.snapshot().dismissed == {}
    workspace.undo()
    assert workspace.snapshot().dismissed.keys() == {draft.key}


def test_a_dismissal_survives_what_does_not_concern_it(workspace: Workspace) -> None:
    (draft,) = of_sign(workspace)
    workspace.doubting.dismiss([draft], REASON)
    register(workspace, Facts(title="会议纪要", year=2023, kind="会议纪要"), "1-2")
    assert workspace.snapshot().dismissed.keys() == {found.key for found in of_sign(workspace)}


def test_a_doubt_about_a_further_paper_is_listed(workspace: Workspace) -> None:
    workspace.doubting.dismiss(of_sign(workspace), REASON)
    other = a_draft(workspace, "另一份方案")
    dismissed = workspace.snapshot().dismissed
    assert [found.pieces for found in of_sign(workspace) if found.key not in dismissed] == [(other,)]


@pytest.mark.parametrize("complaint", list(Complaint))
def test_a_doubt_of_every_complaint_can_be_dismissed(complaint: Complaint, workspace: Workspace) -> None:
    sign = next(sign for sign, of in COMPLAINT_OF.items() if of is complaint)
    one = doubt(sign, ONE, [PieceId("某件")])
    workspace.doubting.dismiss([one], REASON)
    assert workspace.snapshot().dismissed.keys() == {one.key}


def test_the_reason_of_an_isolated_paper_is_nowhere_any_more(place: Path, tmp_path: Path) -> None:
    told = "蓝鲸行动的部署图"
    paper = tmp_path / "通知.txt"
    paper.write_text("关于蓝鲸行动的通知\n各乡镇：\n请于五月一日前到位。\n", "utf-8")
    with opened(place) as workspace:
        workspace.add([paper], Accept.NONE, Silent())
        (piece,) = workspace.snapshot().pieces
        workspace.file(piece.id, ["1-1"])
        workspace.doubting.dismiss([doubt(Sign.DRAFT, None, [piece.id])], told)
        workspace.secrecy.isolate(piece.id, "赵主任", None)
        assert workspace.snapshot().dismissed == {}
    assert told.encode() not in (place / DATABASE).read_bytes()


def test_a_doubt_is_found_by_the_beginning_of_its_key(workspace: Workspace) -> None:
    (draft,) = of_sign(workspace)
    assert find_key([draft.key, DoubtKey("0" * 32)], draft.key[:8].upper()) == draft.key


@pytest.mark.parametrize("key", ["", "zz", "ab"])
def test_a_key_that_means_none_or_several_is_refused(key: str) -> None:
    with pytest.raises(RequestError):
        find_key([DoubtKey("abc"), DoubtKey("abd")], key)


@settings(max_examples=25)
@given(steps=STEPS, marks=st.lists(st.integers(0, 2), max_size=5))
def test_after_any_steps_the_kept_snapshot_is_the_one_that_would_be_read(steps: list[Step], marks: list[int]) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "项目") as workspace:
        for number, step in enumerate(steps):
            do(workspace, step)
            if number < len(marks):
                workspace.reviewing.set_work([ITEMS[marks[number]].id], SAID[number % 2], "赵主任")
                workspace.doubting.dismiss(list(doubts_of(workspace.snapshot())), f"第{number}次")
            assert workspace.snapshot() == read_anew(workspace)
