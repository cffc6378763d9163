"""已报待整理: what lies unsorted is told beside what its unit owes."""

from __future__ import annotations

from msgspec.structs import replace

from build import a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import find_gaps
from evidence.check.waiting import waiting_by_unit, waiting_for
from evidence.export import phrases
from evidence.model import Scope, Unit, UnitId, UnitKind


def test_what_is_filed_nowhere_waits_for_the_unit_that_handed_it_in() -> None:
    item = an_item("1-1", a_slot())
    lying, lies_filed = a_piece(unit="双河镇", issuer=None), a_piece(unit="双河镇", issuer=None)
    found = waiting_by_unit(a_snapshot([item], [lying, lies_filed], [filed(lies_filed, item)]))
    assert found == {"双河镇": (lying,)}


def test_who_handed_it_in_goes_before_its_issuer() -> None:
    piece = a_piece(unit="双河镇", issuer="石坪镇人民政府")
    assert list(waiting_by_unit(a_snapshot([an_item("1-1")], [piece]))) == ["双河镇"]


def test_the_issuer_stands_for_who_is_not_known_and_no_known_unit_for_a_stranger() -> None:
    pieces = [a_piece(unit=None, issuer="云岭县石坪镇人民政府"), a_piece(unit="某公司", issuer=None)]
    assert list(waiting_by_unit(a_snapshot([an_item("1-1")], pieces))) == ["石坪镇"]


def test_a_lead_unit_and_a_chosen_owner_may_wait_too() -> None:
    slot = replace(a_slot(scope=Scope.EACH_DEPARTMENT), owners=("县教委",))
    item = an_item("1-1", slot, lead_unit="县市场监管局")
    pieces = [a_piece(unit=name, issuer=None) for name in ("县教育委员会", "县市场监督管理局")]
    assert sorted(waiting_by_unit(a_snapshot([item], pieces))) == ["县市场监管局", "县教委"]


def test_a_unit_goes_by_its_name_of_today() -> None:
    renamed = Unit(UnitId("1"), "双河街道", UnitKind.TOWNSHIP, former=("双河镇",))
    snapshot = a_snapshot([an_item("1-1")], [a_piece(unit="双河镇", issuer=None)], townships=())
    assert list(waiting_by_unit(replace(snapshot, project=replace(snapshot.project, units=(renamed,))))) == ["双河街道"]


def test_only_rows_that_lack_something_are_told_of_it_and_no_piece_twice() -> None:
    slot = a_slot(scope=Scope.EACH_TOWNSHIP)
    item = an_item("1-1", slot)
    there = a_piece(issuer="石坪镇人民政府")
    pieces = [there, a_piece(unit="双河镇"), a_piece(unit="双河镇"), a_piece(unit="石坪镇")]
    snapshot = a_snapshot([item], pieces, [filed(there, item, slot)])
    (gaps,) = find_gaps(snapshot)
    assert [waiting_for((row,), waiting_by_unit(snapshot)) for row in gaps.required] == [2, 0, 0]
    assert waiting_for((*gaps.required, *gaps.required), waiting_by_unit(snapshot)) == 2


def test_the_note_names_those_with_most_first_and_not_all_of_many() -> None:
    lying = {f"第{number}镇": [a_piece()] * number for number in range(1, 11)}
    note = phrases.waiting_note(lying, None)
    assert note.startswith("已报待整理（尚未归项，整理后缺项可能减少）：第10镇10件、第9镇9件")
    assert "第2镇" not in note
    assert note.endswith("等 10 个单位。")
    assert phrases.waiting_note(lying, "第3镇") == "第3镇另有 3 件已报待整理，整理后缺项可能减少。"
    assert phrases.waiting_note(lying, "县教委") == phrases.waiting_note({}, None) == ""
