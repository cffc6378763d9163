"""Columns: known by the words at their head and by how their cells lie."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidence.model import Rule, SchemeReading, Years
from evidence.scheme.roles import Role, role_of

ReadSheet = Callable[..., SchemeReading]
ReadCsv = Callable[[str], SchemeReading]


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("编号", Role.CODE),
        ("序 号", Role.CODE),
        ("上级编号", Role.PARENT),
        ("类别", Role.GROUP),
        ("评价要点\n（编号）", Role.GROUP),
        ("一级指标", Role.GROUP),
        ("评价项目", Role.HEADING),
        ("工作目标", Role.HEADING),
        ("评价内容", Role.TEXT),
        ("评价内容及要求", Role.TEXT),
        ("考评指标", Role.TEXT),
        ("工作任务", Role.TEXT),
        ("分值", Role.POINTS),
        ("要点分值", Role.POINTS),
        ("分值（分）", Role.POINTS),
        ("评分标准", Role.METHOD),
        ("扣分标准", Role.METHOD),
        ("计分办法", Role.METHOD),
        ("评分标准及分值", Role.METHOD),
        ("对应检查内容及分值（单项扣完为止）", Role.TEXT),
        ("计分方式", Role.RULE),
        ("评价方式", Role.WAYS),
        ("关键项", Role.KEY),
        ("指标性质", Role.KEY),
        ("所需材料", Role.MATERIALS),
        ("需提供的主要资料", Role.MATERIALS),
        ("年度范围", Role.YEARS),
        ("牵头单位", Role.LEAD),
        ("责任单位", Role.SUPPORT),
        ("配合部门", Role.SUPPORT),
        ("责任单位及责任人", Role.SUPPORT),
        ("责任人", Role.PERSON),
        ("完成时限", Role.DUE),
        ("自评得分", Role.OUTCOME),
        ("扣分原因", Role.OUTCOME),
        ("备 注", Role.NOTE),
        ("联系电话", Role.PERSON),
        ("成员单位", None),
        ("承担内容数（牵头）", None),
        ("", None),
        ("国家食品安全示范城市评价细则（2021版）各项评价内容及评分标准一览", None),
    ],
)
def test_the_words_at_its_head_tell_what_a_column_is_for(head: str, role: Role | None) -> None:
    assert role_of(head) is role


def test_a_header_may_have_several_rows(read_sheet: ReadSheet) -> None:
    rows = [
        ["目标要求", None, "任务落实", None],
        ["工作项目", "工作任务", "责任分工", None],
        [None, None, "牵头单位", "责任单位"],
        ["党政同责", "专题研究食品安全工作。", "县政府办公室", "县委办公室、县食药安办"],
        ["工作机制", "召开全体会议。", "县食药安办", "各成员单位"],
    ]
    reading = read_sheet(rows, "A1:B1", "C1:D1", "A2:A3", "B2:B3", "C2:D2")
    assert reading.facts.title == "评价细则"
    assert [(item.title, item.lead_unit) for item in reading.items] == [
        ("党政同责", "县政府办公室"),
        ("工作机制", "县食药安办"),
    ]


def test_the_first_item_is_no_second_row_of_the_header(read_csv: ReadCsv) -> None:
    reading = read_csv("编号,工作任务,数据来源,牵头单位\nA,落实重点工作,工作台账,县委办\nB,召开全会,会议纪要,县府办\n")
    assert [(item.code, item.text) for item in reading.items] == [("A", "落实重点工作"), ("B", "召开全会")]


def test_a_heading_over_several_items_is_a_group_and_one_of_the_same_height_its_text(read_sheet: ReadSheet) -> None:
    rows = [
        ["工作项目", "工作目标", "工作要点", "工作任务"],
        ["党政同责", "责任链条完整", "研究部署", "每半年专题研究一次。"],
        [None, None, "调研督导", "节前带队检查。"],
        ["经费保障", "足额到位", "预算安排", "列入年度预算。"],
    ]
    reading = read_sheet(rows, "A2:A3", "B2:B3")
    assert [(item.code, item.title, item.text) for item in reading.items] == [
        ("1", "党政同责", "责任链条完整"),
        ("1.1", "研究部署", "每半年专题研究一次。"),
        ("1.2", "调研督导", "节前带队检查。"),
        ("2", "经费保障", "足额到位"),
        ("2.1", "预算安排", "列入年度预算。"),
    ]


def test_of_two_columns_of_content_the_finer_holds_the_items(read_sheet: ReadSheet) -> None:
    rows = [
        ["考评内容", "考评指标", "分值"],
        ["一、组织领导\n（5分）", "1.列入年度重点任务。", 3],
        [None, "2.成立领导小组。", 2],
    ]
    reading = read_sheet(rows, "A2:A3")
    assert [(item.code, item.title, item.text, item.points) for item in reading.items] == [
        ("一", "组织领导", None, 5),
        ("1", None, "列入年度重点任务。", 3),
        ("2", None, "成立领导小组。", 2),
    ]


def test_standards_below_one_heading_are_the_items_where_nothing_else_asks(read_sheet: ReadSheet) -> None:
    rows = [
        ["考核项目", "评分标准", "分值", "责任单位"],
        ["组织领导（5分）", "成立领导小组得2分，否则不得分。", 2, "县委办"],
        [None, "每季度研究一次得3分，每少一次扣1分。", 3, "县府办"],
    ]
    reading = read_sheet(rows, "A2:A3")
    assert [(i.title, i.text, i.points, i.support_units) for i in reading.items] == [
        ("组织领导", None, 5, ()),
        (None, "成立领导小组得2分，否则不得分。", 2, ("县委办",)),
        (None, "每季度研究一次得3分，每少一次扣1分。", 3, ("县府办",)),
    ]


def test_points_over_several_items_belong_to_their_group(read_sheet: ReadSheet) -> None:
    rows = [
        ["评价要点", "分值", "编号", "评价内容", "评分标准"],
        ["党政同责", 5, "1-1", "专题研究。", "达到的得3分，否则不得分。"],
        [None, None, "1-2", "调研督导。", "达到的得2分，否则不得分。"],
        ["工作机制", 2, "2-3", "召开全会。", "达到的得2分，否则不得分。"],
    ]
    reading = read_sheet(rows, "A2:A3", "B2:B3")
    assert [(item.code, item.points) for item in reading.items] == [
        ("1", 5),
        ("1-1", 3),
        ("1-2", 2),
        ("2", 2),
        ("2-3", 2),
    ]
    assert reading.facts.total_points == 7


def test_points_and_codes_that_name_the_group_in_their_head_belong_to_it(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "要点编号,评价要点,要点分值,编号,评价内容,分值\n"
        "A,党政同责,5,A1,专题研究。,3\nA,党政同责,5,A2,调研督导。,2\nB,工作机制,1,B1,召开全会。,1\n"
    )
    assert [(item.code, item.points) for item in reading.items] == [("A", 5), ("A1", 3), ("A2", 2), ("B", 1), ("B1", 1)]


def test_points_and_codes_may_stand_in_the_text_alone(read_csv: ReadCsv) -> None:
    reading = read_csv("评价要点,对应检查内容及分值,评分标准\n社会共治（11）,（39）开展宣传周（3分）。,否则不得分。\n")
    assert [(item.code, item.title) for item in reading.items] == [("11", "社会共治"), ("39", None)]
    assert reading.items[1].text == "开展宣传周（3分）。"
    assert reading.items[1].points == 3


def test_a_way_of_judging_is_the_standard_where_the_table_has_no_other(read_csv: ReadCsv) -> None:
    alone = read_csv("编号,工作任务,考核方式\n1,专题研究。,查会议纪要\n")
    beside = read_csv("编号,评价内容,评分标准,评价方式\n1,专题研究。,达到的得2分。,资料审查\n")
    assert alone.items[0].method == "查会议纪要"
    assert beside.items[0].method == "达到的得2分。"


def test_of_two_standards_the_first_is_what_is_asked_where_nothing_else_is(read_csv: ReadCsv) -> None:
    reading = read_csv("评价项目,评价标准,评价细则,分值\n抽检,每千人四批次。,每少一批次扣0.1分。,3\n")
    (item,) = reading.items
    assert (item.title, item.text, item.method) == ("抽检", "每千人四批次。", "每少一批次扣0.1分。")


def test_the_responsible_unit_leads_where_others_only_take_part(read_csv: ReadCsv) -> None:
    reading = read_csv("编号,评价内容,责任单位,配合单位\n1,专题研究。,县委办公室,县政府办公室、县食药安办\n")
    assert reading.items[0].lead_unit == "县委办公室"
    assert reading.items[0].support_units == ("县政府办公室", "县食药安办")


def test_the_years_of_a_row_hold_for_its_materials(read_csv: ReadCsv) -> None:
    reading = read_csv("编号,评价内容,需要的材料种类,年度范围\n1,专题研究。,会议纪要;签到表（最近一年）,近三年\n")
    assert [slot.years for slot in reading.items[0].required] == [Years.EACH_OF_LAST_3, Years.LATEST]


def test_a_column_that_sorts_items_tells_keys_vetoes_and_bonus(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "编号,指标性质,评价内容,分值\n1,关键项,专题研究。,3\n2,基本项,调研督导。,2\n3,鼓励项,机制创新。,2\n4,否决项,没有重大事故。,\n"
    )
    assert [item.key for item in reading.items] == [True, False, False, False]
    assert [item.bonus for item in reading.items] == [False, False, True, False]
    assert [item.veto for item in reading.items] == [False, False, False, True]
    assert reading.items[2].rule is Rule.BONUS
    assert reading.facts.total_points == 5
