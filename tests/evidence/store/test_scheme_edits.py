"""A scheme is changed step by step, with papers under it: nothing is lost, and every step is taken back exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from build import NOON, a_group, a_slot, an_item
from evidence import wording
from evidence.criteria import SchemeEdit, with_flags
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import (
    Criterion,
    CriterionId,
    PieceId,
    Project,
    Rule,
    SchemeFacts,
    SchemeReading,
    Scope,
    SlotId,
    UnitKind,
    new_id,
)
from evidence.progress import Silent
from evidence.scheme.editing import added, edited, merged, moved, removed, renumbered, split
from evidence.snapshot import Snapshot
from evidence.workspace import Accept, Workspace, create_workspace
from tests.evidence.steps import PLAN, register
from tests.evidence.store.test_current import read_anew

GROUP, OTHER = a_group("1", "党政同责"), a_group("2", "工作机制")
ITEMS = (
    GROUP,
    an_item("1-1", a_slot("食品安全工作方案"), a_slot("食品安全工作总结", kind="总结/报告"), parent=GROUP.id),
    an_item("1-2", a_slot("会议纪要", kind="会议纪要"), parent=GROUP.id),
    OTHER,
    an_item("2-1", parent=OTHER.id),
)
PAPERS = (
    ("1-1#食品安全工作方案", "1-2"),
    ("1-1#食品安全工作总结", "1-1#食品安全工作方案"),
    ("2-1",),
    ("1-2#会议纪要",),
)


def opened(place: Path) -> Workspace:
    """Open a new project with papers in its items and materials."""
    reading = SchemeReading(SchemeFacts("细则", None, None, 6.0), with_flags(ITEMS), ())
    create_workspace(place, Project("云岭县", None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)
    workspace = Workspace(place, "王敏", lambda: NOON, write=True)
    for number, places in enumerate(PAPERS):
        register(workspace, replace(PLAN, title=f"材料{number}"), *places)
    return workspace


def fresh(like: Criterion, code: str) -> Criterion:
    """Return a new item that is like another, with materials of its own."""
    slots = tuple(replace(slot, id=SlotId(new_id())) for slot in like.required)
    return replace(like, id=CriterionId(new_id()), code=code, required=slots)


def an_edit(snapshot: Snapshot, kind: Action, one: int, two: int) -> SchemeEdit:
    """Return an edit of some kind about two criteria, which may be refused."""
    criteria, leaves = snapshot.criteria, snapshot.leaves
    a, b = criteria[one % len(criteria)], criteria[two % len(criteria)]
    leaf, other = leaves[one % len(leaves)], leaves[two % len(leaves)]
    code = f"新{one}-{two}-{len(criteria)}"
    match kind:
        case Action.EDIT_ITEMS:
            return edited(snapshot, [replace(a, text=code, lead_unit=f"单位{two}"), replace(b, rule=Rule.VETO)])
        case Action.ADD_ITEM:
            return added(snapshot, an_item(code, a_slot(code), parent=a.id), before=b.id if b.parent == a.id else None)
        case Action.REMOVE_ITEMS:
            return removed(snapshot, [a.id], heir=other.id if two % 2 else None)
        case Action.SPLIT_ITEM:
            cut = two % (len(leaf.required) + 1)
            rest = replace(fresh(leaf, code), required=leaf.required[cut:])
            first = replace(leaf, required=leaf.required[:cut])
            return split(snapshot, leaf.id, [first, rest] if two % 2 else [fresh(leaf, leaf.code), rest])
        case Action.MERGE_ITEMS:
            ones = list(dict.fromkeys((leaf, other)))
            slots = tuple(slot for item in ones for slot in item.required)
            return merged(snapshot, [item.id for item in ones], replace(leaf, required=slots))
        case Action.MOVE_ITEMS:
            return moved(snapshot, [a.id], b.id if one % 2 else b.parent, before=b.id)
        case Action.RENUMBER:
            return renumbered(snapshot, {a.id: b.code, b.id: a.code})
        case _:
            return edited(snapshot, [replace(leaf, required=leaf.required[1:])])


EDITS = [
    Action.EDIT_ITEMS,
    Action.ADD_ITEM,
    Action.REMOVE_ITEMS,
    Action.SPLIT_ITEM,
    Action.MERGE_ITEMS,
    Action.MOVE_ITEMS,
    Action.RENUMBER,
    Action.EDIT_SLOTS,
]
Step = tuple[Action, int, int]
STEPS = st.lists(
    st.tuples(st.sampled_from([*EDITS, Action.FILE, Action.UNDO, Action.REDO]), st.integers(0, 9), st.integers(0, 9)),
    max_size=10,
)


def do(workspace: Workspace, step: Step) -> None:
    """Do one step; what is refused does nothing."""
    kind, one, two = step
    try:
        match kind:
            case Action.UNDO:
                workspace.undo()
            case Action.REDO:
                workspace.redo()
            case Action.FILE:
                snapshot = workspace.snapshot()
                leaf = snapshot.leaves[one % len(snapshot.leaves)]
                for piece in snapshot.pieces[two % (len(PAPERS) + 1) :][:1]:
                    workspace.file(piece.id, [leaf.code])
            case _:
                before = workspace.snapshot()
                workspace.schemes.edit(kind, lambda snapshot: an_edit(snapshot, kind, one, two))
                after = workspace.snapshot()
                assert after.pieces == before.pieces
                assert kind is Action.REMOVE_ITEMS or filed_pieces(after) == filed_pieces(before)
    except RequestError as error:
        wording.sentence(error)  # every refusal has one


def filed_pieces(snapshot: Snapshot) -> set[PieceId]:
    return {filing.piece for filing in snapshot.filings}


def check(snapshot: Snapshot) -> None:
    """Check what holds of every project, whatever was done."""
    codes = [criterion.code for criterion in snapshot.criteria]
    assert len(set(codes)) == len(codes)
    seen: set[CriterionId | None] = {None}
    for criterion in snapshot.criteria:
        assert criterion.parent in seen
        seen.add(criterion.id)
    assert snapshot.criteria == with_flags(snapshot.criteria)
    slots = {slot.id: leaf.id for leaf in snapshot.leaves for slot in leaf.required}
    assert sum(len(criterion.required) for criterion in snapshot.criteria) == len(slots)
    lying = [(filing.piece, filing.criterion, filing.slot) for filing in snapshot.filings]
    assert len(set(lying)) == len(lying)
    for piece, criterion, slot in lying:
        assert snapshot.by_id[criterion] in snapshot.leaves
        assert slot is None or slots[slot] == criterion
        assert slot is not None or [place[:2] for place in lying].count((piece, criterion)) == 1


@settings(max_examples=30)
@given(steps=STEPS)
@example(steps=[(Action.UNDO, 0, 0)] * len(PAPERS) + [(Action.FILE, 0, 0)])
def test_after_any_changes_all_is_whole_and_every_step_is_taken_back_and_done_again(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "项目") as workspace:
        start = workspace.snapshot()
        for step in steps:
            do(workspace, step)
            check(workspace.snapshot())
            assert workspace.snapshot() == read_anew(workspace)
        stages = [workspace.snapshot()]
        while workspace.history().undo:
            workspace.undo()
            stages.append(workspace.snapshot())
        assert stages[-1].criteria == start.criteria
        assert (stages[-1].pieces, stages[-1].filings) == ((), ())
        for expected in reversed(stages[:-1]):
            workspace.redo()
            assert workspace.snapshot() == expected == read_anew(workspace)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


def the(snapshot: Snapshot, code: str) -> Criterion:
    return snapshot.by_code[code]


NAMES: list[tuple[Action, Callable[[Snapshot], SchemeEdit], str]] = [
    (Action.EDIT_ITEMS, lambda s: edited(s, [replace(the(s, "1-1"), text="改")]), "修改评价内容 1-1"),
    (Action.EDIT_ITEMS, lambda s: edited(s, [replace(the(s, "2-1"), rule=Rule.VETO)]), "修改评价内容 2-1"),
    (Action.ADD_ITEM, lambda s: added(s, an_item("1-9", parent=GROUP.id)), "增加评价内容 1-9"),
    (Action.ADD_ITEM, lambda s: added(s, an_item("1-1-1", parent=the(s, "1-1").id)), "增加评价内容 1-1-1"),
    (Action.REMOVE_ITEMS, lambda s: removed(s, [the(s, "1-2").id], the(s, "1-1").id), "删除评价内容 1-2"),
    (Action.REMOVE_ITEMS, lambda s: removed(s, [the(s, "2-1").id]), "删除评价内容 2、2-1"),
    (
        Action.SPLIT_ITEM,
        lambda s: split(s, the(s, "1-1").id, [replace(the(s, "1-1"), text="甲"), fresh(the(s, "1-2"), "1-1b")]),
        "拆分评价内容 1-1、1-1b",
    ),
    (
        Action.MERGE_ITEMS,
        lambda s: merged(
            s,
            [the(s, "1-1").id, the(s, "1-2").id],
            replace(the(s, "1-1"), required=s.by_code["1-1"].required + s.by_code["1-2"].required),
        ),
        "合并评价内容 1-1、1-2",
    ),
    (Action.MOVE_ITEMS, lambda s: moved(s, [the(s, "1-1").id], OTHER.id), "移动评价内容 1-1"),
    (Action.MOVE_ITEMS, lambda s: moved(s, [the(s, "1-2").id], GROUP.id, the(s, "1-1").id), "移动评价内容 1-2、1-1"),
    (Action.RENUMBER, lambda s: renumbered(s, {the(s, "1-1").id: "7"}), "重新编号 1-1"),
    (
        Action.EDIT_SLOTS,
        lambda s: edited(s, [replace(the(s, "1-1"), required=the(s, "1-1").required[1:])]),
        "修改应备材料 1-1",
    ),
]


@pytest.mark.parametrize(("action", "edit", "name"), NAMES)
def test_steps_are_named_for_a_menu(
    action: Action, edit: Callable[[Snapshot], SchemeEdit], name: str, workspace: Workspace
) -> None:
    workspace.schemes.edit(action, edit)
    done = workspace.history().undo
    assert done is not None
    assert wording.step(done, workspace.snapshot()) == name
    workspace.undo()
    undone = workspace.history().redo
    assert undone is not None
    assert wording.step(undone, workspace.snapshot()) == name


def test_units_that_a_change_names_are_known_from_then_on(workspace: Workspace) -> None:
    owed = a_slot("回执", scope=Scope.EACH_DEPARTMENT, owners=("县信访局",))
    workspace.schemes.edit(
        Action.EDIT_ITEMS, lambda s: edited(s, [replace(the(s, "2-1"), lead_unit="县教委", required=(owed,))])
    )
    units = workspace.snapshot().project.units
    assert {unit.name for unit in units} >= {"县教委", "县信访局"}
    assert {unit.kind for unit in units} == {UnitKind.DEPARTMENT}


def test_more_items_than_one_statement_takes_come_and_go(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence.store.journaled._MOST_KEYS", 2)
    before = workspace.snapshot()
    workspace.schemes.edit(Action.REMOVE_ITEMS, lambda snapshot: removed(snapshot, [GROUP.id]))
    after = workspace.snapshot()
    assert [criterion.code for criterion in after.criteria] == ["2", "2-1"]
    workspace.undo()
    assert workspace.snapshot() == before == read_anew(workspace)
    workspace.redo()
    assert workspace.snapshot() == after == read_anew(workspace)


def test_what_was_proposed_for_an_item_goes_and_comes_with_it(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "来件").mkdir()
    (tmp_path / "来件" / "1-1 2023年食品安全工作总结.txt").write_text("2023年食品安全工作总结", "utf-8")
    workspace.add([tmp_path / "来件"], Accept.NONE, Silent())
    before = workspace.snapshot()
    assert before.suggestions
    edits: list[Callable[[Snapshot], SchemeEdit]] = [
        lambda s: removed(s, [GROUP.id]),
        lambda s: edited(s, [replace(the(s, "1-1"), required=())]),
    ]
    for edit in edits:
        workspace.schemes.edit(Action.EDIT_ITEMS, edit)
        after = workspace.snapshot()
        for _ in range(2):
            workspace.undo()
            assert workspace.snapshot() == before == read_anew(workspace)
            workspace.redo()
            assert workspace.snapshot() == after == read_anew(workspace)
        workspace.undo()
