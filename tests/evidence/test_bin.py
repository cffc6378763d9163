"""Pieces go into the bin and come back as they were; what became of each is told out of the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import NOON, an_item
from evidence import wording
from evidence.discarding import bring_back, discard, in_bin
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import Piece, PieceId
from evidence.progress import Silent
from evidence.reviews import Fit
from evidence.scheme.editing import merged, removed, split
from evidence.snapshot import Snapshot
from evidence.store.reading import read_snapshot
from evidence.tracing import go_back, past_of, steps_of
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import PLAN, opened, register


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


@pytest.fixture
def paper(workspace: Workspace, tmp_path: Path) -> Piece:
    """A file that lies in two items."""
    path = tmp_path / "方案.txt"
    path.write_text("云岭县2023年食品安全工作方案", "utf-8")
    workspace.add([path], Accept.NONE, Silent())
    (piece,) = workspace.snapshot().pieces
    workspace.file(piece.id, ["1-1", "1-2"])
    return workspace.snapshot().pieces[0]


def as_read(workspace: Workspace) -> Snapshot:
    """Return the snapshot read anew, not brought up to date."""
    with workspace.reading() as source:
        return read_snapshot(source, workspace.now)


def told(workspace: Workspace, piece: PieceId) -> list[str]:
    return ["；".join(event.told) for event in past_of(workspace, piece)]


def test_what_is_put_into_the_bin_is_nowhere_else_and_comes_back_as_it_was(workspace: Workspace, paper: Piece) -> None:
    before = workspace.snapshot()
    discard(workspace, [paper.id], "发错了")
    assert workspace.snapshot() == as_read(workspace)
    assert (workspace.snapshot().pieces, workspace.snapshot().filings) == ((), ())
    (one,) = in_bin(workspace)
    assert (one.piece, one.who, one.why, one.files) == (paper.id, "王敏", "发错了", 1)
    assert one.places.startswith("1-1")
    _, lost = bring_back(workspace, [paper.id])
    assert lost == 0
    assert workspace.snapshot() == as_read(workspace) == before
    assert in_bin(workspace) == ()


def test_both_can_be_taken_back_by_name(workspace: Workspace, paper: Piece) -> None:
    before = workspace.snapshot()
    discard(workspace, [paper.id])
    history = workspace.history()
    assert history.undo is not None
    assert wording.step(history.undo, workspace.snapshot()).startswith("移入回收站《")
    workspace.undo()
    assert workspace.snapshot() == before
    workspace.redo()
    bring_back(workspace, [paper.id])
    workspace.undo()
    assert [one.piece for one in in_bin(workspace)] == [paper.id]


def test_an_item_that_has_gone_meanwhile_is_told_and_the_others_come_back(workspace: Workspace, paper: Piece) -> None:
    discard(workspace, [paper.id])
    gone = workspace.snapshot().by_code["1-2"].id
    workspace.schemes.edit(Action.REMOVE_ITEMS, lambda snapshot: removed(snapshot, [gone]))
    _, lost = bring_back(workspace, [paper.id])
    assert lost == 1
    found = workspace.snapshot()
    assert [found.by_id[filing.criterion].code for filing in found.filings] == ["1-1"]


def test_a_paper_comes_back_to_the_item_that_its_own_went_into(workspace: Workspace, paper: Piece) -> None:
    discard(workspace, [paper.id])
    events = len(told(workspace, paper.id))
    two, three = (workspace.snapshot().by_code[code].id for code in ("1-2", "1-3"))
    whole = an_item("1-9")
    workspace.schemes.edit(Action.MERGE_ITEMS, lambda snapshot: merged(snapshot, [two, three], whole))
    history = workspace.history()
    assert history.undo is not None
    assert wording.step(history.undo, workspace.snapshot())
    assert len(told(workspace, paper.id)) == events, "the paper lies in the bin all the while"
    _, lost = bring_back(workspace, [paper.id])
    assert lost == 0
    found = workspace.snapshot()
    assert found == as_read(workspace)
    assert {found.by_id[filing.criterion].code for filing in found.filings} == {"1-1", "1-9"}


def test_the_way_back_is_the_old_one_once_the_change_of_the_criteria_is_taken_back(
    workspace: Workspace, paper: Piece
) -> None:
    before = workspace.snapshot()
    discard(workspace, [paper.id])
    two, three = (workspace.snapshot().by_code[code].id for code in ("1-2", "1-3"))
    workspace.schemes.edit(Action.MERGE_ITEMS, lambda snapshot: merged(snapshot, [two, three], an_item("1-9")))
    workspace.undo()
    bring_back(workspace, [paper.id])
    assert workspace.snapshot() == before


def test_a_paper_that_lay_in_a_material_comes_back_to_it_wherever_that_is_now(workspace: Workspace) -> None:
    piece = register(workspace, PLAN, "1-1#食品安全工作总结")
    discard(workspace, [piece])
    one = workspace.snapshot().by_code["1-1"]
    parts = (replace(one, required=one.required[:1]), an_item("1-1甲", one.required[1]))
    workspace.schemes.edit(Action.SPLIT_ITEM, lambda snapshot: split(snapshot, one.id, parts))
    assert bring_back(workspace, [piece])[1] == 0
    (filing,) = workspace.snapshot().filings
    assert (filing.criterion, filing.slot) == (parts[1].id, one.required[1].id)


def test_a_file_that_comes_again_while_its_piece_is_in_the_bin_is_told(
    workspace: Workspace, paper: Piece, tmp_path: Path
) -> None:
    discard(workspace, [paper.id])
    (file,) = workspace.add([tmp_path / "方案.txt"], Accept.NONE, Silent()).files
    assert "回收站" in (file.message or "")
    assert workspace.snapshot().pieces == ()


def test_what_is_not_there_is_refused(workspace: Workspace, paper: Piece) -> None:
    with pytest.raises(RequestError, match="bin_nothing"):
        discard(workspace, [])
    with pytest.raises(RequestError, match="bin_without"):
        bring_back(workspace, [paper.id])
    discard(workspace, [paper.id])
    with pytest.raises(RequestError, match="piece_gone"):
        discard(workspace, [paper.id])


def test_the_arrival_of_what_was_binned_can_be_taken_back_step_by_step(workspace: Workspace, paper: Piece) -> None:
    discard(workspace, [paper.id])
    for _ in range(3):
        workspace.undo()
    assert workspace.snapshot() == as_read(workspace)
    assert workspace.snapshot().pieces == ()
    for _ in range(3):
        workspace.redo()
    assert [one.piece for one in in_bin(workspace)] == [paper.id]


def test_what_became_of_a_piece_is_told_in_order(workspace: Workspace, paper: Piece) -> None:
    workspace.correct_facts(paper.id, replace(paper.facts, document_number="云食安〔2023〕1号"), paper.flags)
    (first, *_) = [filing for filing in workspace.snapshot().filings if filing.piece == paper.id]
    workspace.reviewing.judge([first.id], Fit.NOT, "赵主任", "不是本年的")
    workspace.unfile(paper.id, ["1-2"])
    workspace.undo()
    discard(workspace, [paper.id], "发错了")
    bring_back(workspace, [paper.id])
    came, filed, corrected, reviewed, out, undone, binned, back = told(workspace, paper.id)
    assert came == "收件：方案.txt"
    assert filed.startswith("归入 1-1")
    assert corrected == "更正文号：（空） → 云食安〔2023〕1号"
    assert reviewed.endswith("：不对应，赵主任，不是本年的")
    assert out == "从 1-2 移出"
    assert undone == f"撤销王敏 {workspace.now:%Y-%m-%d %H:%M} 的操作：从 1-2 移出"
    assert binned.startswith("移入回收站：发错了")
    assert back.startswith("从回收站恢复")


def test_what_was_taken_back_is_told_as_it_was_done_by_whom_and_when(tmp_path: Path) -> None:
    at, next_day = f"{NOON:%Y-%m-%d %H:%M}", NOON + timedelta(days=1)
    with opened(tmp_path / "项目") as workspace:
        piece = register(workspace)
        workspace.file(piece, ["1-1", "1-2"])
        workspace.correct_facts(piece, replace(PLAN, title="甲"), frozenset())
        done = told(workspace, piece)
    with Workspace(tmp_path / "项目", "李敏", lambda: next_day, write=True) as another:
        for step in (another.undo, another.undo, another.redo, another.redo, another.undo):
            step()
        events = past_of(another, piece)[len(done) :]
    registered, filed, corrected = done
    assert registered == "登记为纸质备查件"
    assert {(event.who, event.at) for event in events} == {("李敏", next_day)}
    assert ["；".join(event.told) for event in events] == [
        f"撤销王敏 {at} 的操作：{corrected}",
        f"撤销王敏 {at} 的操作：{filed}",
        f"重做王敏 {at} 的操作：{filed}",
        f"重做王敏 {at} 的操作：{corrected}",
        f"撤销王敏 {at} 的操作：{corrected}",
    ]


def test_an_arrival_that_was_done_again_is_told(workspace: Workspace, paper: Piece) -> None:
    known = len(told(workspace, paper.id))
    for _ in range(2):
        workspace.undo()
    for _ in range(2):
        workspace.redo()
    again = [line for line in told(workspace, paper.id)[known:] if line.startswith("重做")]
    assert again[0] == f"重做王敏 {workspace.now:%Y-%m-%d %H:%M} 的操作：收件"


def test_where_a_piece_lay_is_told_by_name_although_the_item_has_gone(workspace: Workspace, paper: Piece) -> None:
    """Places that were removed all lay in 已删除的评价内容, and a move into another item was not told at all."""
    one, two, three = (workspace.snapshot().by_code[code].id for code in ("1-1", "1-2", "1-3"))
    workspace.schemes.edit(Action.MERGE_ITEMS, lambda snapshot: merged(snapshot, [two, three], an_item("1-9")))
    workspace.schemes.edit(Action.REMOVE_ITEMS, lambda snapshot: removed(snapshot, [one]))
    workspace.undo()
    _, filed, moved, out, undone = told(workspace, paper.id)
    assert filed == "归入 1-1“食品安全工作方案”、1-2"
    assert (moved, out) == ("从 1-2 改归到 1-9", "从 1-1“食品安全工作方案” 移出")
    assert undone.endswith("的操作：从 1-1“食品安全工作方案” 移出")


def test_a_place_is_told_as_it_was_before_it_went_into_another_item(workspace: Workspace) -> None:
    piece = register(workspace, PLAN, "1-2#会议纪要")
    (filing,) = workspace.snapshot().filings
    workspace.reviewing.judge([filing.id], Fit.NOT, "赵主任", "不是本年的")
    two, three = (workspace.snapshot().by_code[code].id for code in ("1-2", "1-3"))
    workspace.schemes.edit(Action.MERGE_ITEMS, lambda snapshot: merged(snapshot, [two, three], an_item("1-9")))
    registered, reviewed, moved = told(workspace, piece)
    assert registered == "登记为纸质备查件；归入 1-2“会议纪要”"
    assert "1-2“会议纪要”" in reviewed
    assert moved == "从 1-2“会议纪要” 改归到 1-9"


def test_the_past_of_one_piece_tells_nothing_of_another(workspace: Workspace, paper: Piece) -> None:
    other = register(workspace, replace(paper.facts, title="别的"), "1-1")
    assert told(workspace, other)[0].startswith("登记为纸质备查件")
    assert len(told(workspace, paper.id)) == 2


def test_steps_are_listed_and_taken_back_up_to_one(workspace: Workspace, paper: Piece) -> None:
    start = workspace.snapshot()
    for title in ("甲", "乙", "丙"):
        workspace.correct_facts(paper.id, replace(paper.facts, title=title), paper.flags)
    end = workspace.snapshot()
    done, undone = steps_of(workspace)
    assert [step.action for step in done] == [*[Action.CORRECT_FACTS] * 3, Action.FILE, Action.TAKE_IN]
    assert undone == ()
    go_back(workspace, 3)
    assert workspace.snapshot() == start
    done, undone = steps_of(workspace)
    assert ([step.action for step in done], len(undone)) == ([Action.FILE, Action.TAKE_IN], 3)
    go_back(workspace, -3)
    assert workspace.snapshot() == end
    with pytest.raises(RequestError, match="nothing_to_redo"):
        go_back(workspace, -1)
