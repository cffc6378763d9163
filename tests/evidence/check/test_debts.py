"""What units owe, and the codes by which their papers are known again."""

from __future__ import annotations

import re

from msgspec.structs import replace

from build import TOWNSHIPS, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.debts import debts_by_unit, rows_by_code
from evidence.check.gaps import find_gaps
from evidence.model import Scope, Unit, UnitId, UnitKind, Years
from evidence.snapshot import Snapshot


def _owed(snapshot: Snapshot) -> dict[str, list[tuple[str, int | None, int]]]:
    owed = debts_by_unit(snapshot, find_gaps(snapshot))
    return {unit: [(one.criterion.code, one.row.year, one.lacking) for one in debts] for unit, debts in owed.items()}


def test_each_unit_owes_what_its_rows_lack() -> None:
    each = an_item("1-1", a_slot(scope=Scope.EACH_TOWNSHIP))
    own = an_item("1-2", a_slot(years=Years.EACH_OF_LAST_2, count=2), lead_unit="县教委")
    there = a_piece(issuer="石坪镇人民政府")
    assert _owed(a_snapshot([each, own], [there], [filed(there, each, each.required[0])])) == {
        "双河镇": [("1-1", 2023, 1)],
        "红岩乡": [("1-1", 2023, 1)],
        "县教委": [("1-2", 2022, 2), ("1-2", 2023, 2)],
    }


def test_what_is_proposed_or_left_to_an_alternative_is_not_owed() -> None:
    one, other = (a_slot(name, alternative="甲") for name in ("会议纪要", "会议记录"))
    item = an_item("1-1", one, other, a_slot(proposed=True))
    assert len(_owed(a_snapshot([item]))["县食药安办"]) == 1


def test_a_material_is_due_when_it_says_or_else_with_its_item() -> None:
    slots = (a_slot("通知", due="2023-11-20"), a_slot("总结"))
    item = replace(an_item("1-1", *slots), due="2023-12-31")
    snapshot = a_snapshot([item])
    (debts,) = debts_by_unit(snapshot, find_gaps(snapshot)).values()
    assert [debt.due for debt in debts] == ["2023-11-20", "2023-12-31"]


def test_a_joint_name_means_each_unit_of_it() -> None:
    units = tuple(Unit(UnitId(name), name, UnitKind.DEPARTMENT) for name in ("县委办", "县政府办"))
    snapshot = a_snapshot([an_item("1-1", a_slot(), lead_unit="县委办、县政府办")], townships=())
    assert list(_owed(replace(snapshot, project=replace(snapshot.project, units=units)))) == ["县委办", "县政府办"]


def test_a_code_stays_when_the_paper_came_and_when_unit_and_item_get_another_name() -> None:
    slot = a_slot(scope=Scope.EACH_TOWNSHIP)
    item = an_item("1-1", slot)
    snapshot = a_snapshot([item])
    before = {debt.unit: debt.code for (debt,) in debts_by_unit(snapshot, find_gaps(snapshot)).values()}
    there = a_piece(issuer="双河镇人民政府")
    renamed = tuple(
        replace(unit, name="双河街道", former=("双河镇",)) if unit.name == "双河镇" else unit
        for unit in snapshot.project.units
    )
    later = a_snapshot([replace(item, code="7-7")], [there], [filed(there, item, slot)])
    later = replace(later, project=replace(later.project, units=renamed))
    (debt,) = rows_by_code(later, find_gaps(later))[before["双河镇"]]
    assert (debt.unit, debt.criterion.code, debt.row.have) == ("双河街道", "7-7", (there,))


def test_codes_are_short_begin_with_a_letter_and_hold_nothing_that_is_misread() -> None:
    items = [an_item(f"1-{n}", a_slot(years=Years.EACH_OF_LAST_3, scope=Scope.EACH_TOWNSHIP)) for n in range(200)]
    snapshot = a_snapshot(items)
    codes = rows_by_code(snapshot, find_gaps(snapshot))
    assert sum(map(len, codes.values())) == 200 * 3 * len(TOWNSHIPS)
    assert all(re.fullmatch("[ACDEFGHJKMNPQRTUVWXY][2-9ACDEFGHJKMNPQRTUVWXY]{5}", code) for code in codes)


def test_a_joint_name_is_no_unit_of_its_own_though_the_list_has_it() -> None:
    units = (
        Unit(UnitId("1"), "县委办、县公安局", UnitKind.DEPARTMENT),
        Unit(UnitId("2"), "县公安局", UnitKind.DEPARTMENT),
    )
    snapshot = a_snapshot([an_item("1-1", a_slot(), lead_unit="县委办、县公安局")], townships=())
    snapshot = replace(snapshot, project=replace(snapshot.project, units=units))
    assert _owed(snapshot) == {"县委办": [("1-1", 2023, 1)], "县公安局": [("1-1", 2023, 1)]}


def test_units_that_are_meant_without_being_named_owe_nothing_by_name() -> None:
    items = [
        an_item(f"1-{at}", a_slot(), lead_unit=lead) for at, lead in enumerate(("各成员单位", "县教委、各成员单位"))
    ]
    assert _owed(a_snapshot(items, townships=())) == {"县教委": [("1-1", 2023, 1)]}


def test_a_bracket_parts_no_unit() -> None:
    item = an_item("1-1", a_slot(), lead_unit="县市场监管局（食药安办、质量办）")
    assert list(_owed(a_snapshot([item], townships=()))) == ["县市场监管局（食药安办、质量办）"]
