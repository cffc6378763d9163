"""A new edition in the place of the table in use: what lives on, what follows it, where each filed piece goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from build import NOON, a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.boxes import Box, BoxId, Fixed, boxes_of
from evidence.model import Criterion, CriterionId, Rule, SchemeFacts, SchemeReading, Scope, Slot, SlotId
from evidence.scheme.compare import compare
from evidence.scheme.edition import EditionPlan, Fate, Move, Spot, plan_edition
from evidence.scheme.printed_boxes import TouchedBoxes
from evidence.scheme.rules import worded_rule
from evidence.snapshot import Snapshot

PLAN = "制定年度食品安全工作方案，明确任务分工和完成时限。"
MEETING = "每年召开食药安委全体会议，研究解决突出问题。"
POSTER = "在集贸市场和学校周边张贴食品安全宣传画。"


def a_reading(*items: Criterion) -> SchemeReading:
    return SchemeReading(SchemeFacts("评价细则", "2024版", "食安办〔2024〕3号", None), items, ())


def planned(
    snapshot: Snapshot,
    *items: Criterion,
    decisions: dict[CriterionId, CriterionId | None] | None = None,
    of_clerks: Sequence[SlotId] = (),
) -> EditionPlan:
    comparison = compare(snapshot.criteria, items)
    return plan_edition(snapshot, a_reading(*items), comparison, decisions or {}, of_clerks)


def required(plan: EditionPlan, item: Criterion) -> tuple[Slot, ...]:
    (found,) = (criterion for criterion in plan.edit.criteria if criterion.id == item.id)
    return found.required


# What lives on


def test_an_item_that_lives_on_keeps_its_id_and_takes_the_new_words_code_and_points() -> None:
    old, new = an_item("1-1", text=PLAN), an_item("2-7", text=PLAN + "报送备案。", points=5.0)
    plan = planned(a_snapshot([old]), new)
    (heir,) = plan.edit.criteria
    assert (heir.id, heir.code, heir.text, heir.points) == (old.id, "2-7", new.text, 5.0)
    assert (plan.edit.facts.edition, plan.edit.facts.total_points) == ("2024版", 5.0)


def test_what_clerks_added_stays_where_the_new_table_says_nothing() -> None:
    added = replace(an_item("1-1", text=PLAN), note="已约谈", person="王敏", due="2024-06-30", lead_unit="县教委")
    silent = replace(an_item("1-1", text=PLAN, lead_unit=None), support_units=())
    (heir,) = planned(a_snapshot([added]), silent).edit.criteria
    assert heir == added


def test_key_items_stay_so_where_the_new_table_marks_none() -> None:
    old = [an_item("1-1", text=PLAN, key=True), an_item("1-2", text=MEETING)]
    silent = planned(a_snapshot(old), an_item("1-1", text=PLAN), an_item("1-2", text=MEETING))
    assert [item.key for item in silent.edit.criteria] == [True, False]
    marked = planned(a_snapshot(old), an_item("1-1", text=PLAN), an_item("1-2", text=MEETING, key=True))
    assert [item.key for item in marked.edit.criteria] == [False, True]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({}, Rule.PER_FINDING),  # as recognised from the same words: no news
        ({"text": PLAN + "报送备案。"}, Rule.ALL_OR_NOTHING),
        ({"method": "未制定方案的不得分。"}, Rule.ALL_OR_NOTHING),
        ({"rule": Rule.RATIO}, Rule.RATIO),  # that a column or a block of the new table names
        ({"rule": None}, Rule.PER_FINDING),
    ],
)
def test_a_rule_that_a_clerk_chose_stays_with_the_words_that_it_was_chosen_for(
    changes: dict[str, Any], rule: Rule
) -> None:
    as_read = replace(an_item("1-1", text=PLAN, rule=Rule.ALL_OR_NOTHING), method="制定方案的得2分，未制定的不得分。")
    old = replace(as_read, rule=Rule.PER_FINDING)
    plan = planned(a_snapshot([old]), replace(as_read, id=CriterionId("新"), **changes))
    assert [item.rule for item in plan.edit.criteria] == [rule]


def test_a_veto_stays_unless_the_new_table_names_such_items_itself() -> None:
    old = [an_item("1-1", text=PLAN, rule=Rule.VETO), an_item("1-2", text=MEETING)]
    new = [replace(item, id=CriterionId(item.code), rule=worded_rule(item.method or "")) for item in old]
    silent = planned(a_snapshot(old), *new)
    assert [item.veto for item in silent.edit.criteria] == [True, False]
    named = planned(a_snapshot(old), new[0], replace(new[1], rule=Rule.VETO))
    assert [item.veto for item in named.edit.criteria] == [False, True]


def test_what_the_new_table_says_takes_the_place_of_what_clerks_added() -> None:
    old = replace(an_item("1-1", text=PLAN, lead_unit="县教委"), due="2024-06-30")
    new = replace(an_item("1-1", text=PLAN, lead_unit="县卫健委"), due="2024-09-30")
    (heir,) = planned(a_snapshot([old]), new).edit.criteria
    assert (heir.lead_unit, heir.due) == ("县卫健委", "2024-09-30")


def test_groups_live_on_with_what_stands_below_them() -> None:
    group = a_group("1", "组织领导")
    old = (group, an_item("1-1", text=PLAN, parent=group.id))
    other = a_group("3", "党政同责")
    plan = planned(a_snapshot(old), other, an_item("3-1", text=PLAN, parent=other.id))
    assert [(c.id, c.parent, c.code) for c in plan.edit.criteria] == [
        (group.id, None, "3"),
        (old[1].id, group.id, "3-1"),
    ]


# Materials


def test_a_material_of_the_same_name_keeps_its_id_with_the_new_demands() -> None:
    slot = replace(a_slot("年度工作方案"), waived="本县不涉及", paper_allowed=False)
    old = an_item("1-1", slot, text=PLAN)
    new = an_item("1-1", a_slot("年度工作方案", count=3), text=PLAN)
    assert required(planned(a_snapshot([old]), new), old) == (replace(slot, count=3),)


def test_chosen_departments_stay_where_the_new_table_asks_each_department() -> None:
    slot = a_slot("培训记录", scope=Scope.EACH_DEPARTMENT, owners=("县教委", "县卫健委"))
    old = an_item("1-1", slot, text=PLAN)
    new = an_item("1-1", a_slot("培训记录", scope=Scope.EACH_DEPARTMENT), text=PLAN)
    assert required(planned(a_snapshot([old]), new), old)[0].owners == ("县教委", "县卫健委")


def test_a_material_that_the_new_table_lacks_goes_unless_papers_lie_in_it() -> None:
    used, unused = a_slot("会议纪要", kind="会议纪要"), a_slot("宣传照片", kind="照片(含整改前后)")
    old = an_item("1-1", used, unused, text=PLAN)
    piece = a_piece()
    snapshot = a_snapshot([old], [piece], [filed(piece, old, used)])
    plan = planned(snapshot, an_item("2-1", a_slot("年度工作方案"), text=PLAN))
    assert [slot.name for slot in required(plan, old)] == ["年度工作方案", "会议纪要"]
    assert (plan.kept, plan.dropped) == ((Spot("2-1", "会议纪要"),), (Spot("1-1", "宣传照片"),))
    assert [move.after for move in plan.moves] == [Spot("2-1", "会议纪要")]


def test_a_material_that_a_clerk_added_stays() -> None:
    added = a_slot("宣传照片", kind="照片(含整改前后)")
    old = an_item("1-1", added, text=PLAN)
    plan = planned(a_snapshot([old]), an_item("1-1", a_slot("年度工作方案"), text=PLAN), of_clerks=[added.id])
    assert added in required(plan, old)


def test_a_table_without_materials_leaves_those_that_are_asked_for() -> None:
    old = an_item("1-1", a_slot("年度工作方案"), text=PLAN)
    new = an_item("1-1", a_slot("工作总结", kind="总结/报告", proposed=True), text=PLAN + "报送备案。")
    plan = planned(a_snapshot([old]), new)
    assert required(plan, old) == old.required
    assert (plan.kept, plan.dropped) == ((), ())


def test_what_a_clerk_confirmed_does_not_yield_to_a_proposal() -> None:
    confirmed = a_slot("年度工作方案", count=2)
    old = an_item("1-1", confirmed, text=PLAN)
    new = an_item("1-1", a_slot("年度工作方案", proposed=True), a_slot("会议纪要", kind="会议纪要"), text=PLAN)
    assert required(planned(a_snapshot([old]), new), old)[0] == confirmed


def test_old_alternatives_do_not_stand_for_new_materials() -> None:
    kept = (a_slot("纸质台账", kind="台账/登记表", alternative="1"), a_slot("系统截图", kind=None, alternative="1"))
    old = an_item("1-1", *kept, text=PLAN)
    new = an_item("1-1", a_slot("年度工作方案", alternative="1"), text=PLAN)
    plan = planned(a_snapshot([old]), new, of_clerks=[slot.id for slot in kept])
    first, *others = (slot.alternative for slot in required(plan, old))
    assert first not in others
    assert others[0] == others[1]


def test_alternatives_of_two_old_items_stay_apart_in_the_one_that_takes_both() -> None:
    ones = [
        [a_slot(name, kind=None, alternative="甲") for name in names] for names in (("台账", "截图"), ("照片", "录像"))
    ]
    old = [an_item("1-1", *ones[0], text=PLAN), an_item("1-2", *ones[1], text=MEETING)]
    new = an_item("1-1", a_slot("年度工作方案"), text=PLAN)
    kept = [slot.id for slots in ones for slot in slots]
    plan = planned(a_snapshot(old), new, decisions={old[1].id: new.id}, of_clerks=kept)
    assert [slot.alternative for slot in required(plan, old[0])] == [None, "甲", "甲", "乙", "乙"]


# Where papers go


def test_papers_of_an_item_that_goes_return_to_the_tray_and_the_others_follow() -> None:
    gone, stays = an_item("1-1", text=PLAN), an_item("1-2", text=MEETING)
    one, other = a_piece("甲"), a_piece("乙", arrived=2)
    snapshot = a_snapshot([gone, stays], [one, other], [filed(one, gone), filed(other, stays, position=2)])
    plan = planned(snapshot, an_item("1-1", text=MEETING))
    assert plan.moves == (
        Move(one.id, Fate.TRAY, Spot("1-1", None), None),
        Move(other.id, Fate.FOLLOWS, Spot("1-2", None), Spot("1-1", None)),
    )
    assert (plan.filed, plan.returned) == (2, 1)


def test_papers_go_where_the_user_says() -> None:
    gone, stays = an_item("1-1", text=PLAN), an_item("1-2", text=MEETING)
    piece = a_piece()
    snapshot = a_snapshot([gone, stays], [piece], [filed(piece, gone)])
    poster, meeting = an_item("2-1", text=POSTER), an_item("1-2", text=MEETING)
    plan = planned(snapshot, poster, meeting, decisions={gone.id: poster.id})
    assert [move.after for move in plan.moves] == [Spot("2-1", None)]
    plan = planned(snapshot, poster, meeting, decisions={stays.id: None})
    assert [move.fate for move in plan.moves] == [Fate.TRAY]
    assert stays.id not in {criterion.id for criterion in plan.edit.criteria}


def test_merged_items_bring_papers_materials_and_notes_into_one() -> None:
    first = replace(an_item("1-1", a_slot("年度工作方案"), text=PLAN), note="方案已印发")
    second = replace(an_item("1-2", a_slot("年度工作方案", count=2), text=POSTER), note="宣传画已张贴", person="李强")
    pieces = [a_piece("甲"), a_piece("乙", arrived=2)]
    snapshot = a_snapshot(
        [first, second],
        pieces,
        [filed(pieces[0], first, first.required[0]), filed(pieces[1], second, second.required[0], 2)],
    )
    plan = planned(snapshot, an_item("1-1", a_slot("年度工作方案"), text=PLAN + POSTER))
    (heir,) = plan.edit.criteria
    assert (heir.note, heir.person) == ("方案已印发\n宣传画已张贴", "李强")
    assert [slot.id for slot in heir.required] == [first.required[0].id]
    assert [move.after for move in plan.moves] == [Spot("1-1", "年度工作方案")] * 2


def test_a_piece_that_lies_in_both_of_two_merged_items_lies_there_once() -> None:
    first, second = an_item("1-1", text=PLAN), an_item("1-2", text=POSTER)
    piece = a_piece()
    snapshot = a_snapshot([first, second], [piece], [filed(piece, first), filed(piece, second, position=2)])
    plan = planned(snapshot, an_item("1-1", text=PLAN + POSTER))
    assert [move.fate for move in plan.moves] == [Fate.STAYS, Fate.JOINS]
    assert plan.returned == 0


def test_a_piece_that_lies_elsewhere_too_does_not_return_to_the_tray() -> None:
    gone, stays = an_item("1-1", text=PLAN), an_item("1-2", text=MEETING)
    piece = a_piece()
    snapshot = a_snapshot([gone, stays], [piece], [filed(piece, gone), filed(piece, stays, position=2)])
    plan = planned(snapshot, an_item("1-2", text=MEETING))
    assert [move.fate for move in plan.moves] == [Fate.LEAVES, Fate.STAYS]


# Boxes that are printed


def printed(snapshot: Snapshot, *items: Criterion) -> Snapshot:
    """The snapshot once a box of these items is printed."""
    box = Box(BoxId("box"), 3, tuple(item.id for item in items), Fixed(NOON, "王敏", (), {}, {}))
    return replace(snapshot, boxes=boxes_of([box]))


def test_a_printed_box_is_touched_by_a_new_code_by_new_words_and_by_papers_that_go() -> None:
    plan, meeting, poster = an_item("1-1", text=PLAN), an_item("1-2", text=MEETING), an_item("1-3", text=POSTER)
    paper = a_piece("宣传画")
    snapshot = printed(a_snapshot([plan, meeting, poster], [paper], [filed(paper, poster)]), plan, meeting, poster)
    told = planned(snapshot, an_item("1-5", text=PLAN), an_item("1-2", text=MEETING + "形成纪要。"))
    (box,) = told.printed.boxes
    assert box.number == 3
    assert [(one.before, one.after, one.reworded, one.out) for one in box.items] == [
        ("1-1", "1-5", False, 0),
        ("1-2", "1-2", True, 0),
        ("1-3", None, False, 1),
    ]


def test_papers_that_come_into_a_printed_box_are_told() -> None:
    plan, poster = an_item("1-1", text=PLAN), an_item("1-2", text=POSTER)
    paper = a_piece("宣传画")
    snapshot = printed(a_snapshot([plan, poster], [paper], [filed(paper, poster)]), plan)
    new = an_item("1-1", text=PLAN)
    told = planned(snapshot, new, decisions={poster.id: new.id})
    assert [(one.before, one.into) for box in told.printed.boxes for one in box.items] == [("1-1", 1)]


def test_another_name_of_the_table_touches_all_covers_alone() -> None:
    plan = an_item("1-1", text=PLAN)
    told = planned(printed(a_snapshot([plan]), plan), an_item("1-1", text=PLAN)).printed
    assert (told.covers, [(box.number, box.items) for box in told.boxes]) == (True, [(3, ())])


def test_without_a_printed_box_nothing_is_touched() -> None:
    assert planned(a_snapshot([an_item("1-1", text=PLAN)]), an_item("1-2", text=PLAN)).printed == TouchedBoxes()
