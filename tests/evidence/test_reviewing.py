"""What second people say of items and papers: in their name, undone, and gone with what it is about."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import NOON
from evidence import wording
from evidence.check.gaps import item_gaps
from evidence.check.work_states import to_be_seen_again, work_of
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import Filing, Flag, PieceId, State
from evidence.progress import Silent
from evidence.reviews import Fit, Work, WorkMark
from evidence.scheme.editing import removed
from evidence.workspace import DATABASE, Accept, Workspace
from tests.evidence.steps import ITEMS, PLAN, opened, register
from tests.evidence.test_two_schemes import read_anew

ONE = ITEMS[0].id
WHO = "赵主任"
REASON = "纪要没有提到这一项"


@pytest.fixture
def workspace(tmp_path: Path) -> Generator[Workspace]:
    """A project in which one plan is filed."""
    with opened(tmp_path / "项目") as workspace:
        register(workspace, PLAN, "1-1#食品安全工作方案")
        yield workspace


def only_filing(workspace: Workspace) -> Filing:
    (filing,) = workspace.snapshot().filings
    return filing


def state_of(workspace: Workspace) -> State:
    snapshot = workspace.snapshot()
    return next(row.state for row in item_gaps(snapshot, snapshot.by_id[ONE]).required)


def work(workspace: Workspace) -> Work:
    snapshot = workspace.snapshot()
    return work_of(snapshot, snapshot.by_id[ONE])


def test_what_nobody_said_follows_from_what_is_filed(workspace: Workspace) -> None:
    assert work(workspace) is Work.COLLECTING
    workspace.arrange([only_filing(workspace).id], ())
    assert work(workspace) is Work.NOT_STARTED


@pytest.mark.parametrize(("state", "said"), [(Work.TO_REVIEW, "标为待复核 1-1"), (Work.DONE, "标为已完成 1-1")])
def test_somebody_says_how_far_an_item_is_and_that_is_undone(workspace: Workspace, state: Work, said: str) -> None:
    workspace.reviewing.set_work([ONE], state, f" {WHO}\n")
    mark = workspace.snapshot().marks[ONE]
    assert (mark.state, mark.by, mark.at) == (state, WHO, NOON)
    assert (undo := workspace.history().undo) is not None
    assert wording.step(undo, workspace.snapshot()) == said
    workspace.undo()
    assert workspace.snapshot().marks == {}


def test_both_are_as_many_as_the_office_gets(workspace: Workspace) -> None:
    workspace.reviewing.set_work([ONE], Work.TO_REVIEW, WHO)
    workspace.reviewing.set_work([ITEMS[1].id], Work.DONE, WHO)
    assert workspace.snapshot().finished == {ONE, ITEMS[1].id}


def test_it_is_said_again_by_another_and_taken_back(workspace: Workspace) -> None:
    workspace.reviewing.set_work([ONE], Work.TO_REVIEW, "李敏")
    workspace.reviewing.set_work([ONE, ITEMS[1].id], Work.DONE, WHO)
    assert {mark.by for mark in workspace.snapshot().marks.values()} == {WHO}
    workspace.reviewing.set_work([ONE], Work.COLLECTING, "")
    assert workspace.snapshot().marks.keys() == {ITEMS[1].id}
    assert workspace.snapshot() == read_anew(workspace)


def test_a_paper_more_after_it_was_done_is_to_be_seen_again(workspace: Workspace) -> None:
    workspace.reviewing.set_work([ONE], Work.DONE, WHO)
    snapshot = workspace.snapshot()
    assert not to_be_seen_again(snapshot, snapshot.by_id[ONE])
    register(workspace, replace(PLAN, title="又一份方案"), "1-1")
    snapshot = workspace.snapshot()
    assert (work(workspace), to_be_seen_again(snapshot, snapshot.by_id[ONE])) == (Work.DONE, True)


def test_the_mark_goes_with_its_item_and_comes_back_with_it(workspace: Workspace) -> None:
    workspace.reviewing.set_work([ONE], Work.DONE, WHO)
    before = workspace.snapshot()
    workspace.schemes.edit(Action.REMOVE_ITEMS, lambda snapshot: removed(snapshot, [ONE]))
    assert workspace.snapshot().marks == {}
    workspace.undo()
    assert workspace.snapshot() == before


@pytest.mark.parametrize(("state", "by"), [(Work.DONE, " "), (Work.TO_REVIEW, ""), (Work.NOT_STARTED, WHO)])
def test_nothing_is_said_by_nobody_nor_what_follows_by_itself(workspace: Workspace, state: Work, by: str) -> None:
    with pytest.raises(RequestError):
        workspace.reviewing.set_work([ONE], state, by)


def test_what_does_not_fit_does_not_count_until_that_is_undone(workspace: Workspace) -> None:
    assert state_of(workspace) is State.COMPLETE
    changes = workspace.reviewing.judge([only_filing(workspace).id], Fit.NOT, WHO, REASON)
    review = only_filing(workspace).review
    assert review is not None
    assert (review.fit, review.reason, review.by, review.at) == (Fit.NOT, REASON, WHO, NOON)
    assert (state_of(workspace), ONE in changes.criteria) == (State.MISSING, True)
    assert (undo := workspace.history().undo) is not None
    assert wording.step(undo, workspace.snapshot()) == "复核《2023年食品安全工作方案》（1-1）"
    workspace.undo()
    assert (only_filing(workspace).review, state_of(workspace)) == (None, State.COMPLETE)


def test_what_is_to_be_supplemented_counts(workspace: Workspace) -> None:
    workspace.reviewing.judge([only_filing(workspace).id], Fit.INCOMPLETE, WHO, "缺签到表")
    assert state_of(workspace) is State.COMPLETE
    workspace.reviewing.withdraw([only_filing(workspace).id])
    assert only_filing(workspace).review is None
    assert workspace.snapshot() == read_anew(workspace)


def test_a_verdict_is_what_somebody_waited_for(workspace: Workspace) -> None:
    piece = workspace.snapshot().pieces[0]
    workspace.correct_facts(piece.id, piece.facts, frozenset({Flag.TO_REVIEW}))
    workspace.reviewing.judge([only_filing(workspace).id], Fit.FITS, WHO)
    assert workspace.snapshot().pieces[0].flags == frozenset()
    workspace.undo()
    assert workspace.snapshot().pieces[0].flags == {Flag.TO_REVIEW}


def test_a_paper_that_is_filed_anew_has_no_verdict(workspace: Workspace) -> None:
    filing = only_filing(workspace)
    workspace.reviewing.judge([filing.id], Fit.NOT, WHO, REASON)
    workspace.arrange([filing.id], ())
    workspace.file(filing.piece, ["1-1"])
    assert only_filing(workspace).review is None


def test_the_verdict_comes_back_with_its_filing(workspace: Workspace) -> None:
    workspace.reviewing.judge([only_filing(workspace).id], Fit.NOT, WHO, REASON)
    before = workspace.snapshot()
    workspace.arrange([only_filing(workspace).id], ())
    workspace.undo()
    assert workspace.snapshot() == before


@pytest.mark.parametrize(("fit", "by", "reason"), [(Fit.FITS, " ", ""), (Fit.NOT, WHO, " "), (Fit.INCOMPLETE, WHO, "")])
def test_a_verdict_has_a_name_and_mostly_a_reason(workspace: Workspace, fit: Fit, by: str, reason: str) -> None:
    with pytest.raises(RequestError):
        workspace.reviewing.judge([only_filing(workspace).id], fit, by, reason)


def test_no_verdict_is_given_on_what_was_taken_out(workspace: Workspace) -> None:
    filing = only_filing(workspace)
    workspace.arrange([filing.id], ())
    with pytest.raises(RequestError):
        workspace.reviewing.judge([filing.id], Fit.FITS, WHO)


def test_the_reason_of_a_verdict_on_an_isolated_paper_is_nowhere_any_more(tmp_path: Path) -> None:
    told = "蓝鲸行动的部署图不该在这里"
    paper = tmp_path / "通知.txt"
    paper.write_text("关于蓝鲸行动的通知\n各乡镇：\n请于五月一日前到位。\n", "utf-8")
    with opened(tmp_path / "项目") as workspace:
        workspace.add([paper], Accept.NONE, Silent())
        key: PieceId = workspace.snapshot().pieces[0].id
        workspace.file(key, ["1-1"])
        workspace.reviewing.judge([only_filing(workspace).id], Fit.NOT, WHO, told)
        workspace.secrecy.isolate(key, WHO, None)
        assert workspace.snapshot().filings == ()
    assert told.encode() not in (tmp_path / "项目" / DATABASE).read_bytes()


def test_a_mark_from_before_there_were_names_waits_for_being_reviewed(workspace: Workspace) -> None:
    workspace.reviewing.set_work([ONE], Work.TO_REVIEW, WHO)
    with workspace.writing(Action.FINISH) as writer:
        writer.keep_marks({ONE: WorkMark(Work.TO_REVIEW, None, None, None)}, ())
    assert workspace.snapshot().marks[ONE] == WorkMark(Work.TO_REVIEW, None, None, None)
