"""A new edition in a workspace: nothing that was filed is lost, each move is told, one undo brings all back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_schemes import a_table, read_again
from msgspec.structs import replace

from build import NOON, a_group, a_slot, an_item
from evidence import wording
from evidence.criteria import Counterparts
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import (
    Criterion,
    CriterionId,
    Facts,
    PaperCopy,
    PieceId,
    Place,
    Project,
    SchemeFacts,
    SchemeReading,
    Scope,
)
from evidence.progress import Silent
from evidence.scheme.compare import Change, compare
from evidence.scheme.edition import EditionPlan, Fate
from evidence.scheme.roster import roster_of
from evidence.snapshot import Snapshot
from evidence.workspace import Accept, Workspace, create_workspace

TEXTS = (
    "制定年度食品安全工作方案，明确任务分工。",
    "制定年度食品安全工作方案，明确任务分工和完成时限。",
    "每年召开食药安委全体会议，研究解决突出问题。",
    "张贴食品安全宣传画。",
    "对监管员开展业务培训，每人不少于四十学时。",
    "建立台账。",
)


def a_reading(items: Sequence[Criterion]) -> SchemeReading:
    return SchemeReading(SchemeFacts("评价细则", "2024版", None, None), tuple(items), ())


def opened(place: Path, items: Sequence[Criterion]) -> Workspace:
    create_workspace(place, Project("云岭县", None, 2021, 2023, (), NOON), a_reading(items), "王敏", lambda: NOON)
    return Workspace(place, "王敏", lambda: NOON, write=True)


def register(workspace: Workspace, title: str) -> PieceId:
    (piece,) = workspace.register_paper(Facts(title=title), 1, PaperCopy("档案室", "王敏"), []).pieces
    return piece


def arrive(workspace: Workspace, folder: Path, count: int) -> list[PieceId]:
    """Take in so many short papers, none of them filed."""
    folder.mkdir()
    for number in range(count):
        (folder / f"材料{number}.txt").write_text(f"第{number}次食品安全检查记录", "utf-8")
    workspace.add([folder], Accept.NONE, Silent())
    return [piece.id for piece in workspace.snapshot().pieces]


def change_edition(
    workspace: Workspace, items: Sequence[Criterion], decisions: dict[CriterionId, CriterionId | None] | None = None
) -> EditionPlan:
    """Plan a new edition and apply it."""
    plan = workspace.schemes.preview_edition(a_reading(items)).plan(decisions or {})
    workspace.schemes.edit(Action.NEW_EDITION, lambda _: plan.edit)
    return plan


def tray(snapshot: Snapshot) -> set[PieceId]:
    return set(snapshot.piece_by_id) - {filing.piece for filing in snapshot.filings}


def as_read(snapshot: Snapshot) -> set[tuple[PieceId, str, str | None]]:
    """Return each filing as people read it."""
    slots = {slot.id: slot.name for criterion in snapshot.criteria for slot in criterion.required}
    return {(f.piece, snapshot.by_id[f.criterion].code, slots[f.slot] if f.slot else None) for f in snapshot.filings}


# 500 filed pieces


def test_500_filed_pieces_all_go_where_the_plan_says_and_one_undo_brings_them_back(tmp_path: Path) -> None:
    old = a_table(120)
    with opened(tmp_path / "项目", old) as workspace:
        pieces = arrive(workspace, tmp_path / "来件", 500)
        random, leaves = Random(7), workspace.snapshot().leaves  # noqa: S311
        where = [random.choice(leaves) for _ in pieces]
        workspace.arrange(
            [],
            [
                Place(piece, item.id, item.required[0].id if random.random() < 0.6 else None)
                for piece, item in zip(pieces, where, strict=True)
            ],
        )
        before = workspace.snapshot()
        plan = change_edition(workspace, _renumbered_without_a_group(old))
        after = workspace.snapshot()

        assert plan.filed == len(before.filings) == 500
        assert {move.piece for move in plan.moves} == set(pieces)
        assert as_read(after) == {(m.piece, m.after.code, m.after.material) for m in plan.moves if m.after}
        assert tray(after) == {move.piece for move in plan.moves if move.fate is Fate.TRAY}
        assert 0 < plan.returned < 100
        for move in plan.moves:
            assert after.by_code[move.after.code].text if move.after else move.piece in tray(after)

        assert wording.step(workspace.history().undo, after) == "换版"  # pyright: ignore[reportArgumentType]
        workspace.undo()
        assert workspace.snapshot() == before
        workspace.redo()
        assert workspace.snapshot() == after


def _renumbered_without_a_group(table: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Return another edition: group 3 is gone, a new item stands first, all others have the next code."""
    gone = {criterion.id for criterion in table if criterion.code.partition("-")[0] == "3"}
    kept = read_again([criterion for criterion in table if criterion.id not in gone])
    first = kept[0].id
    new = an_item("1-1", text="新增：推行食品安全责任保险，重点企业应保尽保。", parent=first)
    moved = [replace(c, code=f"1-{int(c.code.partition('-')[2]) + 1}") if c.parent == first else c for c in kept[1:]]
    return (kept[0], new, *moved)


def test_papers_follow_their_words_when_all_codes_move_by_one(tmp_path: Path) -> None:
    old = a_table(10)
    with opened(tmp_path / "项目", old) as workspace:
        piece = register(workspace, "方案")
        workspace.file(piece, ["1-1"])
        change_edition(workspace, _renumbered_without_a_group(old))
        assert {code for _, code, _ in as_read(workspace.snapshot())} == {"1-2"}


def test_an_item_may_become_a_key_item_together_with_other_changes(tmp_path: Path) -> None:
    with opened(tmp_path / "项目", [an_item("1-1", text=TEXTS[0], points=2.0)]) as workspace:
        change_edition(workspace, [an_item("1-1", text=TEXTS[0], points=3.0, key=True)])
        (item,) = workspace.snapshot().criteria
        assert (item.key, item.points) == (True, 3.0)


# What else stays, and what is proposed


def test_a_material_that_a_clerk_added_outlives_a_table_that_lacks_it(tmp_path: Path) -> None:
    from evidence.scheme.editing import edited

    table = (an_item("1-1", a_slot("年度工作方案"), a_slot("旧表材料", kind=None), text=TEXTS[0]),)
    with opened(tmp_path / "项目", table) as workspace:
        added = a_slot("会议纪要", kind="会议纪要")
        item = workspace.snapshot().criteria[0]
        wanted = replace(item, required=(*item.required, added))
        workspace.schemes.edit(Action.EDIT_SLOTS, lambda snapshot: edited(snapshot, [wanted]))
        change_edition(workspace, [an_item("1-1", a_slot("年度工作方案"), text=TEXTS[0])])
        assert [slot.name for slot in workspace.snapshot().criteria[0].required] == ["年度工作方案", "会议纪要"]


def test_a_table_that_calls_a_unit_as_it_was_called_undoes_no_renaming(tmp_path: Path) -> None:
    table = (
        an_item("1-1", a_slot("总结", scope=Scope.EACH_DEPARTMENT, owners=("县食药安办",)), lead_unit="县食药安办"),
    )
    with opened(tmp_path / "项目", table) as workspace:
        roster = roster_of(workspace.snapshot())
        renamed = roster.renamed(roster.units[0].id, "县食安办")
        workspace.schemes.edit_project(Action.EDIT_UNITS, renamed.project, renamed.edit)
        units = workspace.snapshot().project.units
        change_edition(workspace, [replace(one, text=TEXTS[0]) for one in read_again(table)])
        workspace.schemes.add(a_reading(read_again(table)), Silent())
        snapshot = workspace.snapshot()
        items = [*snapshot.criteria, *snapshot.others[0].criteria]
        assert [(item.lead_unit, item.required[0].owners) for item in items] == [("县食安办", ("县食安办",))] * 2
        assert snapshot.project.units == units


def test_items_for_which_the_new_table_names_no_materials_have_proposed_ones_as_in_a_new_project(
    tmp_path: Path,
) -> None:
    with opened(tmp_path / "项目", [an_item("1-1", text=TEXTS[0])]) as workspace:
        before = [slot.name for slot in workspace.snapshot().criteria[0].required]
        change_edition(workspace, [an_item("1-1", text=TEXTS[0]), an_item("1-2", text=TEXTS[4])])
        kept, new = (criterion.required for criterion in workspace.snapshot().criteria)
        assert [slot.name for slot in kept] == before != []
        assert new
        assert all(slot.proposed for slot in (*kept, *new))


def test_what_lies_in_the_tray_afterwards_is_proposed_places_in_the_new_table(tmp_path: Path) -> None:
    table = [an_item("1-1", text="推行食品安全责任保险，重点企业应保尽保。"), an_item("1-2", text=TEXTS[2])]
    with opened(tmp_path / "项目", table) as workspace:
        (tmp_path / "责任保险投保情况.txt").write_text("食品安全责任保险投保情况\n重点企业全部投保。", "utf-8")
        workspace.add([tmp_path / "责任保险投保情况.txt"], Accept.NONE, Silent())
        (piece,) = workspace.snapshot().pieces
        workspace.file(piece.id, ["1-1"])
        before = workspace.snapshot()
        new = an_item("3-1", text="食品安全责任保险覆盖面逐年扩大，财政给予补贴，有统计。")
        change_edition(workspace, [new, an_item("1-2", text=TEXTS[2])], {before.by_code["1-1"].id: None})
        after = workspace.snapshot()
        assert tray(after) == {piece.id}
        assert after.by_id[after.suggestions[piece.id][0].criterion].code == "3-1"
        workspace.undo()
        assert workspace.snapshot() == before
        workspace.redo()
        assert workspace.snapshot() == after
        workspace.undo()
        workspace.unfile(piece.id, ["1-1"])
        assert workspace.snapshot().suggestions[piece.id][0].criterion == before.by_code["1-1"].id


def test_a_paper_stays_filed_in_another_scheme_when_the_item_goes_that_it_followed(tmp_path: Path) -> None:
    with opened(tmp_path / "项目", [an_item("1-1", text=TEXTS[0]), an_item("1-2", text=TEXTS[2])]) as workspace:
        first = workspace.snapshot()
        other = an_item("A-1", text="食品安全工作方案")
        workspace.schemes.add(a_reading([other]), Silent())
        workspace.schemes.use(first.scheme_id)
        workspace.schemes.pair([Counterparts(first.by_code["1-1"].id, other.id)])
        workspace.file(register(workspace, "方案"), ["1-1"])
        change_edition(workspace, [an_item("1-2", text=TEXTS[2])])
        assert workspace.snapshot().filings == ()
        (scheme,) = workspace.snapshot().others
        workspace.schemes.use(scheme.id)
        assert [(f.criterion, f.mirrors) for f in workspace.snapshot().filings] == [(other.id, None)]


def test_a_table_with_a_code_twice_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "项目", [an_item("1-1", text=TEXTS[0])]) as workspace:
        before = workspace.snapshot()
        with pytest.raises(RequestError, match="code_taken"):
            change_edition(workspace, [an_item("1-1", text=TEXTS[0]), an_item("1-1", text=TEXTS[2])])
        assert workspace.snapshot() == before


# Any two tables, any filings, any decisions


@st.composite
def tables(draw: st.DrawFn) -> tuple[Criterion, ...]:
    texts = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6))
    names = st.lists(st.sampled_from(["方案", "纪要", "照片"]), max_size=2, unique=True)
    group = a_group("1", draw(st.sampled_from(["组织领导", "社会共治"])))
    codes = draw(st.permutations([f"1-{number}" for number in range(1, 7)]))
    items = (
        an_item(code, *(a_slot(name, alternative="a") for name in draw(names)), text=text, parent=group.id)
        for code, text in zip(codes, texts, strict=False)
    )
    return (group, *items)


@settings(max_examples=40, deadline=None)
@given(data=st.data(), old=tables(), new=tables())
def test_nothing_filed_is_lost_whatever_the_tables_and_decisions(
    data: st.DataObject, old: tuple[Criterion, ...], new: tuple[Criterion, ...]
) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "项目", old) as workspace:
        pieces = [register(workspace, f"材料{number}") for number in range(3)]
        spots = [(leaf.id, slot) for leaf in old[1:] for slot in (None, *(slot.id for slot in leaf.required))]
        places = data.draw(st.lists(st.tuples(st.sampled_from(pieces), st.sampled_from(spots)), max_size=6))
        for piece, (item, slot) in places:
            workspace.arrange([], [Place(piece, item, slot)])
        before = workspace.snapshot()
        targets = st.sampled_from([None, *(leaf.id for leaf in new[1:])])
        decisions = data.draw(st.dictionaries(st.sampled_from([leaf.id for leaf in old[1:]]), targets, max_size=4))
        plan = change_edition(workspace, new, decisions)
        after = workspace.snapshot()

        assert {criterion.code for criterion in after.criteria} == {criterion.code for criterion in new}
        _check_heirs(before, after, plan, {**compare(old, new).heirs, **decisions}, new)
        if after != before:  # what changes nothing is no step
            workspace.undo()
            assert workspace.snapshot() == before
            workspace.redo()
            assert workspace.snapshot() == after


def _check_heirs(
    before: Snapshot,
    after: Snapshot,
    plan: EditionPlan,
    wanted: dict[CriterionId, CriterionId | None],
    new: Sequence[Criterion],
) -> None:
    code_of = {criterion.id: criterion.code for criterion in new}
    lies_in = {(piece, code) for piece, code, _ in as_read(after)}
    assert len(plan.moves) == len(before.filings)
    for filing in before.filings:
        heir = wanted[filing.criterion]
        assert heir is None or (filing.piece, code_of[heir]) in lies_in
    filed_before = {filing.piece for filing in before.filings}
    nowhere = {
        piece for piece in filed_before if all(wanted[f.criterion] is None for f in before.filings if f.piece == piece)
    }
    assert tray(after) - tray(before) == nowhere == {m.piece for m in plan.moves if m.fate is Fate.TRAY}


# The whole, as people see it


def test_counts_of_a_comparison_are_those_of_the_items(tmp_path: Path) -> None:
    old = a_table(20)
    with opened(tmp_path / "项目", old) as workspace:
        comparison = compare(workspace.snapshot().criteria, _renumbered_without_a_group(old))
    assert comparison.counts[Change.MOVED] == 20
    assert comparison.counts[Change.NEW] == 1
