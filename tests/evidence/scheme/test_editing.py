"""A scheme in use is changed: what becomes of the items, their codes and the papers under them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from build import a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.criteria import SchemeEdit, leaves_of
from evidence.errors import RequestError
from evidence.model import Criterion, Filing, Piece, Rule, Slot
from evidence.scheme.editing import added, edited, merged, moved, rebuilt, removed, renumbered, shifted, split
from evidence.snapshot import Snapshot
from tests.effort import effort_of

PLAN, SUMMARY, MINUTES = a_slot("方案"), a_slot("总结"), a_slot("纪要")
GROUP, OTHER = a_group("1", "党政同责"), a_group("2", "工作机制")
FIRST = an_item("1-1", PLAN, SUMMARY, parent=GROUP.id)
SECOND = an_item("1-2", MINUTES, parent=GROUP.id)
LAST = an_item("1-3", parent=GROUP.id)
THIRD = an_item("2-1", parent=OTHER.id)
ALL = (GROUP, FIRST, SECOND, OTHER, THIRD)


def project(*filings: tuple[Piece, Criterion, Slot | None], criteria: Sequence[Criterion] = ALL) -> Snapshot:
    """Return a project in which pieces lie in items and slots."""
    lying = [filed(piece, item, slot, position) for position, (piece, item, slot) in enumerate(filings, 1)]
    return a_snapshot(criteria, tuple({piece.id: piece for piece, *_ in filings}.values()), lying)


def codes(edit: SchemeEdit) -> list[str]:
    return [criterion.code for criterion in edit.criteria]


def places(snapshot: Snapshot, edit: SchemeEdit) -> list[tuple[str, str | None]]:
    """Return where the filings that are left lie, as code and slot name, in order of filing."""
    by_id = {criterion.id: criterion for criterion in edit.criteria}
    slots = {slot.id: slot.name for criterion in edit.criteria for slot in criterion.required}

    def place(filing: Filing) -> tuple[str, str | None]:
        item, slot = edit.moved.get(filing.id, (filing.criterion, filing.slot))
        return by_id[item].code, slots[slot] if slot else None

    return [place(filing) for filing in snapshot.filings if filing.id not in edit.taken_out]


# Words


def test_edited_items_take_the_place_of_those_with_their_ids() -> None:
    edit = edited(project(), [replace(SECOND, text="另一种说法"), replace(FIRST, lead_unit="县教委")])
    assert codes(edit) == ["1", "1-1", "1-2", "2", "2-1"]
    assert [edit.criteria[1].lead_unit, edit.criteria[2].text] == ["县教委", "另一种说法"]


def test_points_and_flags_follow_what_was_edited() -> None:
    edit = edited(project(), [replace(FIRST, points=5.5), replace(THIRD, rule=Rule.VETO, points=None)])
    assert edit.facts.total_points == 7.5
    assert [criterion.veto for criterion in edit.criteria] == [False, False, False, True, True]


def test_a_material_that_goes_leaves_its_papers_in_the_item() -> None:
    snapshot = project((a_piece(), FIRST, PLAN), (a_piece(), FIRST, SUMMARY))
    edit = edited(snapshot, [replace(FIRST, required=(SUMMARY,))])
    assert places(snapshot, edit) == [("1-1", None), ("1-1", "总结")]


def test_a_paper_that_lies_in_another_material_too_does_not_lie_in_the_item_again() -> None:
    piece = a_piece()
    snapshot = project((piece, FIRST, PLAN), (piece, FIRST, SUMMARY))
    assert places(snapshot, edited(snapshot, [replace(FIRST, required=(SUMMARY,))])) == [("1-1", "总结")]
    assert places(snapshot, edited(snapshot, [replace(FIRST, required=())])) == [("1-1", None)]


def effort_of_an_edit(count: int) -> int:
    """Return what it costs to edit a table where so many papers lie in no material."""
    snapshot = project(*((a_piece(arrived=number), FIRST, None) for number in range(count)))
    edit = edited(snapshot, [replace(SECOND, text="另一种说法")])
    assert not edit.moved
    assert not edit.taken_out
    return effort_of(lambda: edited(snapshot, [replace(SECOND, text="另一种说法")]))


def test_papers_in_no_material_follow_in_the_time_of_each() -> None:
    assert effort_of_an_edit(1000) < 12 * effort_of_an_edit(100)


@pytest.mark.parametrize("code", ["", "　", "1" * 51, "1-1#方案", "1＃1"])
def test_a_code_that_cannot_be_is_refused(code: str) -> None:
    with pytest.raises(RequestError, match="code_unusable"):
        edited(project(), [replace(FIRST, code=code)])


def test_a_code_that_was_always_so_hinders_no_change_of_anything_else() -> None:
    before = project(criteria=(GROUP, replace(FIRST, code="1#1"), SECOND))
    assert codes(edited(before, [replace(SECOND, text="另一种说法")])) == ["1", "1#1", "1-2"]


def test_a_code_that_is_used_is_refused() -> None:
    with pytest.raises(RequestError, match="code_taken"):
        edited(project(), [replace(FIRST, code=" 1-2 ")])


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        (a_slot(" "), "slot_unnamed"),
        (a_slot("方案", count=0), "slot_count"),
        (a_slot("方案", waived=" "), "slot_waived"),
    ],
)
def test_a_material_without_name_number_or_reason_is_refused(slot: Slot, said: str) -> None:
    with pytest.raises(RequestError, match=said):
        edited(project(), [replace(FIRST, required=(PLAN, slot))])


def test_an_item_that_would_hang_below_itself_is_refused() -> None:
    with pytest.raises(RequestError, match="item_below_itself"):
        edited(project(), [replace(GROUP, parent=FIRST.id)])


# New ones


def test_a_new_item_comes_last_or_before_another() -> None:
    new = an_item("1-3", parent=GROUP.id)
    assert codes(added(project(), new)) == ["1", "1-1", "1-2", "1-3", "2", "2-1"]
    assert codes(added(project(), new, before=SECOND.id)) == ["1", "1-1", "1-3", "1-2", "2", "2-1"]


def test_a_new_group_stands_at_the_top() -> None:
    assert codes(added(project(), a_group("0", "总则"), before=GROUP.id))[:2] == ["0", "1"]


def test_the_first_child_of_an_item_gets_its_materials_and_papers() -> None:
    snapshot = project((a_piece(), FIRST, PLAN), (a_piece(), FIRST, None))
    edit = added(snapshot, an_item("1-1-1", a_slot("清单"), parent=FIRST.id))
    assert places(snapshot, edit) == [("1-1-1", "方案"), ("1-1-1", None)]
    assert [[slot.name for slot in criterion.required] for criterion in edit.criteria[1:3]] == [
        [],
        ["方案", "总结", "清单"],
    ]


# Taken out


def test_papers_of_items_that_go_go_to_the_heir() -> None:
    piece = a_piece()
    snapshot = project((piece, FIRST, PLAN), (piece, SECOND, None), (a_piece(), FIRST, None))
    edit = removed(snapshot, [FIRST.id], heir=SECOND.id)
    assert codes(edit) == ["1", "1-2", "2", "2-1"]
    assert places(snapshot, edit) == [("1-2", None), ("1-2", None)]


def test_papers_without_an_heir_go_back_to_the_tray() -> None:
    snapshot = project((a_piece(), FIRST, PLAN), (a_piece(), THIRD, None))
    edit = removed(snapshot, [GROUP.id])
    assert codes(edit) == ["2", "2-1"]
    assert places(snapshot, edit) == [("2-1", None)]


def test_a_group_whose_items_all_go_goes_with_them() -> None:
    assert codes(removed(project(), [THIRD.id])) == ["1", "1-1", "1-2"]


@pytest.mark.parametrize("heir", [FIRST, SECOND, GROUP, OTHER])
def test_papers_go_to_no_heir_that_goes_too_or_is_a_group(heir: Criterion) -> None:
    with pytest.raises(RequestError, match="heir_unfit"):
        removed(project((a_piece(), FIRST, PLAN)), [GROUP.id], heir=heir.id)


def test_something_must_be_left() -> None:
    with pytest.raises(RequestError, match="scheme_would_be_empty"):
        removed(project(), [GROUP.id, OTHER.id])


# Split and merged


def test_papers_follow_their_material_when_an_item_is_split() -> None:
    snapshot = project((a_piece(), FIRST, PLAN), (a_piece(), FIRST, SUMMARY), (a_piece(), FIRST, None))
    parts = [replace(FIRST, required=(PLAN,)), an_item("1-1b", SUMMARY, parent=GROUP.id)]
    edit = split(snapshot, FIRST.id, parts)
    assert codes(edit) == ["1", "1-1", "1-1b", "1-2", "2", "2-1"]
    assert places(snapshot, edit) == [("1-1", "方案"), ("1-1b", "总结"), ("1-1", None)]


def test_parts_may_all_be_new() -> None:
    snapshot = project((a_piece(), FIRST, PLAN), (a_piece(), FIRST, None))
    edit = split(snapshot, FIRST.id, [an_item("1-1", parent=GROUP.id), an_item("1-1b", PLAN, parent=GROUP.id)])
    assert places(snapshot, edit) == [("1-1b", "方案"), ("1-1", None)]


def test_a_group_is_neither_split_nor_merged() -> None:
    with pytest.raises(RequestError, match="group_whole"):
        split(project(), GROUP.id, [replace(GROUP), a_group("1b", "另一类")])
    with pytest.raises(RequestError, match="group_whole"):
        merged(project(), [GROUP.id, THIRD.id], THIRD)


def test_one_item_takes_the_place_of_the_first_of_several() -> None:
    snapshot = project((a_piece(), FIRST, PLAN), (a_piece(), THIRD, None), (a_piece(), SECOND, MINUTES))
    whole = replace(SECOND, required=(PLAN, SUMMARY, MINUTES))
    edit = merged(snapshot, [THIRD.id, FIRST.id, SECOND.id], whole)
    assert codes(edit) == ["1", "1-2"]
    assert places(snapshot, edit) == [("1-2", "方案"), ("1-2", None), ("1-2", "纪要")]


def test_a_paper_that_lay_in_both_lies_in_the_whole_once() -> None:
    piece = a_piece()
    snapshot = project((piece, FIRST, None), (piece, SECOND, None))
    edit = merged(snapshot, [FIRST.id, SECOND.id], replace(FIRST, required=(PLAN, SUMMARY, MINUTES)))
    assert places(snapshot, edit) == [("1-1", None)]


# Moved


def test_items_move_below_another_group() -> None:
    snapshot = project((a_piece(), FIRST, PLAN))
    assert codes(moved(snapshot, [FIRST.id], OTHER.id)) == ["1", "1-2", "2", "2-1", "1-1"]
    edit = moved(snapshot, [FIRST.id], OTHER.id, before=THIRD.id)
    assert codes(edit) == ["1", "1-2", "2", "1-1", "2-1"]
    assert places(snapshot, edit) == [("1-1", "方案")]


def test_siblings_change_places() -> None:
    assert codes(moved(project(), [SECOND.id], GROUP.id, before=FIRST.id)) == ["1", "1-2", "1-1", "2", "2-1"]


def test_a_group_moves_with_all_below_it_even_if_they_are_named_too() -> None:
    edit = moved(project(), [GROUP.id, FIRST.id, SECOND.id], OTHER.id)
    assert [(criterion.code, criterion.parent) for criterion in edit.criteria[2:]] == [
        ("1", OTHER.id),
        ("1-1", GROUP.id),
        ("1-2", GROUP.id),
    ]


def test_a_group_that_is_left_empty_is_gone() -> None:
    assert codes(moved(project(), [THIRD.id], GROUP.id)) == ["1", "1-1", "1-2", "2-1"]


def test_nothing_moves_below_itself_or_below_what_has_papers() -> None:
    with pytest.raises(RequestError, match="item_below_itself"):
        moved(project(), [GROUP.id], SECOND.id)
    with pytest.raises(RequestError, match="item_in_use"):
        moved(project(), [THIRD.id], FIRST.id)
    with pytest.raises(RequestError, match="item_in_use"):
        moved(project((a_piece(), THIRD, None)), [FIRST.id], THIRD.id)


@pytest.mark.parametrize(
    ("ones", "before", "order"),
    [
        ([SECOND], SECOND, ["1", "1-1", "1-2", "1-3", "2", "2-1"]),
        ([FIRST], FIRST, ["1", "1-1", "1-2", "1-3", "2", "2-1"]),
        ([FIRST, SECOND], FIRST, ["1", "1-1", "1-2", "1-3", "2", "2-1"]),
        ([FIRST, THIRD], SECOND, ["1", "1-1", "2-1", "1-2", "1-3"]),
        ([SECOND, THIRD], SECOND, ["1", "1-1", "1-2", "2-1", "1-3"]),
        ([LAST, FIRST], LAST, ["1", "1-2", "1-1", "1-3", "2", "2-1"]),
    ],
)
def test_what_is_moved_before_itself_comes_before_the_next_that_stays(
    ones: list[Criterion], before: Criterion, order: list[str]
) -> None:
    snapshot = project(criteria=(GROUP, FIRST, SECOND, LAST, OTHER, THIRD))
    assert codes(moved(snapshot, [one.id for one in ones], GROUP.id, before.id)) == order


@pytest.mark.parametrize(
    ("ones", "up", "order"),
    [
        ([SECOND], True, ["1", "1-2", "1-1", "2", "2-1"]),
        ([FIRST], False, ["1", "1-2", "1-1", "2", "2-1"]),
        ([FIRST], True, ["1", "1-1", "1-2", "2", "2-1"]),
        ([FIRST, SECOND], True, ["1", "1-1", "1-2", "2", "2-1"]),
        ([OTHER], True, ["2", "2-1", "1", "1-1", "1-2"]),
    ],
)
def test_criteria_move_by_one_place(ones: list[Criterion], up: bool, order: list[str]) -> None:
    assert codes(shifted(project(), [one.id for one in ones], up=up)) == order


# Renumbered


def test_codes_change_places() -> None:
    snapshot = project((a_piece(), FIRST, PLAN))
    edit = renumbered(snapshot, {FIRST.id: " 1-2", SECOND.id: "1-1"})
    assert codes(edit) == ["1", "1-2", "1-1", "2", "2-1"]
    assert places(snapshot, edit) == [("1-2", "方案")]


# Whatever comes


def test_papers_of_what_goes_without_a_word_go_back_to_the_tray() -> None:
    snapshot = project((a_piece(), FIRST, PLAN), (a_piece(), THIRD, None))
    assert places(snapshot, rebuilt(snapshot, (OTHER, THIRD))) == [("2-1", None)]


def test_of_what_lies_in_the_same_place_twice_one_stays() -> None:
    piece = a_piece()
    snapshot = project((piece, FIRST, None), (piece, SECOND, None), (piece, THIRD, None))
    edit = removed(snapshot, [GROUP.id], heir=THIRD.id)
    assert places(snapshot, edit) == [("2-1", None)]
    assert [criterion.code for criterion in leaves_of(edit.criteria)] == ["2-1"]
