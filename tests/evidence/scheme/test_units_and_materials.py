"""Units and materials, in the many ways that offices write them into one cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidence.model import SchemeReading, Scope, Stage, Years
from evidence.scheme.materials import read_materials
from evidence.scheme.units import Units, read_units

ReadCsv = Callable[[str], SchemeReading]


@pytest.mark.parametrize(
    ("lead", "support", "units"),
    [
        ("县委办公室", "县政府办公室、县食药安办", Units("县委办公室", ("县政府办公室", "县食药安办"))),
        (
            "县教委",
            "县公安局，县城管局,县卫健委/县民政局\n县司法局",
            Units("县教委", ("县公安局", "县城管局", "县卫健委", "县民政局", "县司法局")),
        ),
        ("县食药安办", "县妇联 团县委", Units("县食药安办", ("县妇联", "团县委"))),
        (
            "县食药安办",
            "各乡镇（街道、园区）、县市场监管局",
            Units("县食药安办", ("各乡镇（街道、园区）", "县市场监管局")),
        ),
        ("", "牵头：县委宣传部；配合：县教委、县司法局", Units("县委宣传部", ("县教委", "县司法局"))),
        ("", "牵头单位：县委宣传部\n责任单位：县教委", Units("县委宣传部", ("县教委",))),
        ("", "县教委、县财政局（牵头）", Units("县财政局", ("县教委",))),
        ("", "县教委、县财政局", Units(None, ("县教委", "县财政局"))),
        ("县食药安办", "—", Units("县食药安办", ())),
        ("县委办、县府办", "县委办、县教委", Units("县委办", ("县府办", "县教委"), joint=True)),
        ("", "", Units(None, ())),
    ],
)
def test_units(lead: str, support: str, units: Units) -> None:
    assert read_units(lead, support) == units


def test_the_seven_parts_of_a_material() -> None:
    cell = "宣传周照片|照片(含整改前后)|落实|近三年每年|6|注明时间、地点，盖章|各乡镇;议程|会议纪要|部署|不限|1||本级"
    (first, second), notices = read_materials(cell, "细则!I2")
    assert (first.name, first.kinds, first.stage) == ("宣传周照片", ("照片(含整改前后)",), Stage.WORK)
    assert (first.years, first.count, first.scope) == (Years.EACH_OF_LAST_3, 6, Scope.EACH_TOWNSHIP)
    assert first.must == ("注明时间", "地点", "盖章")
    assert (second.name, second.years, second.must, second.scope) == ("议程", Years.ANY, (), Scope.OWN)
    assert first.id != second.id
    assert notices == []


def test_words_that_are_not_in_the_lists_are_left_open_and_told_of() -> None:
    (slot,), notices = read_materials("宣传周照片|相片|实施|每逢双年|若干|盖章|邻县", "细则!I2")
    assert (slot.kinds, slot.stage, slot.years, slot.count, slot.scope) == ((), None, Years.ANY, 1, Scope.OWN)
    assert [notice.code.split("_")[2] for notice in notices] == ["kind", "stage", "years", "count", "scope"]
    assert {notice.where for notice in notices} == {"细则!I2"}


def test_a_bare_name_asks_for_one_piece_of_any_year() -> None:
    (slot,), _ = read_materials("会议纪要（摘录）", "细则!I2")
    assert (slot.name, slot.kinds, slot.stage) == ("会议纪要（摘录）", (), None)
    assert (slot.years, slot.count, slot.must, slot.scope) == (Years.ANY, 1, (), Scope.OWN)


@pytest.mark.parametrize(
    "cell",
    [
        "会议纪要；签到表;照片",
        "会议纪要\n签到表\n照片。",
        "1.会议纪要\n2.签到表\n3.照片",
        "1.会议纪要；2.签到表；3.照片。",
        "1、会议纪要 2、签到表 3、照片",
        "①会议纪要②签到表③照片",
        "1.会议\n纪要\n2.签到表\n3.照片",
        "（1）会议纪要；（2）签到表；（3）照片。",
        "(1)会议纪要 (2)签到表 (3)照片",
        "会议纪要、签到表、照片",
        "会议纪要、签到表和照片",
        "会议纪要、签到表、照片等资料",
        "会议纪要、签到\n表、照片",
        "会议纪要、签\n到表、照片",
        "会议纪要、\n签到表、照片",
        "会议纪要。签到表。照片。",
    ],
)
def test_lists_of_names(cell: str) -> None:
    slots, _ = read_materials(cell, "细则!I2")
    assert [slot.name for slot in slots] == ["会议纪要", "签到表", "照片"]


def test_brackets_after_a_name_may_tell_years_scope_and_count() -> None:
    (slot,), _ = read_materials("1.任命文件（抽样）（近两年每年）（3份）【各乡镇】", "细则!I2")
    assert (slot.name, slot.years) == ("任命文件（抽样）", Years.EACH_OF_LAST_2)
    assert (slot.count, slot.scope) == (3, Scope.EACH_TOWNSHIP)


@pytest.mark.parametrize("cell", ["县、乡两级方案", "1.会议通知、签到表", "调研通知或行程安排", "年度工作方案和总结"])
def test_what_is_one_material_whatever_stands_in_its_name(cell: str) -> None:
    slots, _ = read_materials(cell, "细则!I2")
    assert [slot.name for slot in slots] == [cell.removeprefix("1.")]


def test_lines_of_their_own_stay_so_whatever_they_name() -> None:
    slots, _ = read_materials("会议纪要、签到表\n现场查看点位\n照片", "细则!I2")
    assert [slot.name for slot in slots] == ["会议纪要、签到表", "现场查看点位", "照片"]


@pytest.mark.parametrize(
    ("cell", "years", "count", "scope"),
    [
        ("近三年工作总结", Years.EACH_OF_LAST_3, 1, Scope.OWN),
        ("近2年工作总结", Years.EACH_OF_LAST_2, 1, Scope.OWN),
        ("2021—2023年工作总结", Years.EACH_OF_LAST_3, 1, Scope.OWN),
        ("工作总结（2022-2023年度）", Years.EACH_OF_LAST_2, 1, Scope.OWN),
        ("近三年无事故的情况说明", Years.ANY, 1, Scope.OWN),
        ("活动照片不少于3张", Years.ANY, 3, Scope.OWN),
        ("活动照片（至少两张）", Years.ANY, 2, Scope.OWN),
        ("活动照片（3张以上，各镇街）", Years.ANY, 3, Scope.EACH_TOWNSHIP),
        ("宣传照片（各乡镇每年不少于3张）", Years.ANY, 3, Scope.EACH_TOWNSHIP),
        ("工作总结（各镇（街道））", Years.ANY, 1, Scope.EACH_TOWNSHIP),
        ("工作总结（县级各部门）（近三年每年）", Years.EACH_OF_LAST_3, 1, Scope.EACH_DEPARTMENT),
        ("工作总结（县直各单位）", Years.ANY, 1, Scope.EACH_DEPARTMENT),
    ],
)
def test_what_is_said_beside_a_name(cell: str, years: Years, count: int, scope: Scope) -> None:
    (slot,), _ = read_materials(cell, "细则!I2")
    assert (slot.years, slot.count, slot.scope, slot.owners) == (years, count, scope, ())


def test_two_scopes_are_two_materials_and_named_units_the_chosen_ones() -> None:
    both, _ = read_materials("工作总结（各镇（街道）、县级各部门）", "细则!I2")
    assert [(slot.name, slot.scope) for slot in both] == [
        ("工作总结", Scope.EACH_TOWNSHIP),
        ("工作总结", Scope.EACH_DEPARTMENT),
    ]
    (bare,), _ = read_materials("培训记录（县教委、县公安局）", "细则!I2")
    (barred,), notices = read_materials("记录|培训材料、会议纪要||2021-2023年|不少于2份||县教委、县公安局", "细则!I2")
    assert bare.owners == barred.owners == ("县教委", "县公安局")
    assert (bare.scope, barred.scope, notices) == (Scope.EACH_DEPARTMENT, Scope.EACH_DEPARTMENT, [])
    assert (barred.kinds, barred.years, barred.count) == (("培训材料", "会议纪要"), Years.EACH_OF_LAST_3, 2)


def test_demands_on_the_form_are_kept_with_the_name_too() -> None:
    slots, _ = read_materials(
        "小结（附照片）（各乡镇）；台账（盖章，近三年）；报告（原件备查）；账目（电子版）", "细则!I2"
    )
    assert [(slot.name, slot.must) for slot in slots] == [
        ("小结（附照片）", ("附照片",)),
        ("台账", ("盖章",)),
        ("报告（原件备查）", ("原件备查",)),
        ("账目（电子版）", ("电子版",)),
    ]
    assert [slot.paper_allowed for slot in slots] == [True, True, True, False]


@pytest.mark.parametrize(
    ("cell", "together"),
    [
        ("会议纪要；或会议记录；照片", {"会议纪要", "会议记录"}),
        ("1.会议纪要\n2.或者提供会议记录\n3.照片", {"会议纪要", "会议记录"}),
        ("以下任选其一：\n1.会议纪要\n2.会议记录\n3.照片", {"会议纪要", "会议记录", "照片"}),
    ],
)
def test_materials_that_stand_for_each_other(cell: str, together: set[str]) -> None:
    slots, _ = read_materials(cell, "细则!I2")
    assert [slot.name for slot in slots] == ["会议纪要", "会议记录", "照片"]
    assert {slot.name for slot in slots if slot.alternative} == together
    assert len({slot.alternative for slot in slots if slot.alternative}) == 1


@pytest.mark.parametrize("cell", ["", "—", "无"])
def test_no_materials(cell: str) -> None:
    assert read_materials(cell, "细则!I2") == ([], [])


def test_leaders_that_are_missing_or_several_are_told_of(read_csv: ReadCsv) -> None:
    reading = read_csv("编号,评价内容,牵头单位\n1,甲。,县委办、县府办\n2,乙。,\n3,丙。,\n")
    told = [(notice.code, dict(notice.params)) for notice in reading.warnings]
    assert told == [("scheme_joint_leads", {"lead": "县委办"}), ("scheme_lead_unknown", {"count": 2})]


def test_a_table_without_units_is_not_blamed_for_it(read_csv: ReadCsv) -> None:
    assert read_csv("编号,评价内容\n1,甲。\n").warnings == ()
