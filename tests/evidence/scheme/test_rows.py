"""Rows: items among titles, section lines, totals and notes; groups from merged, blank and repeated cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tables.outline import outline

from evidence.model import SchemeReading
from evidence.scheme.reading import read_scheme

ReadSheet = Callable[..., SchemeReading]
ReadCsv = Callable[[str], SchemeReading]

HEADER = ["序号", "评价内容", "分值", "评分标准"]


def test_groups_are_the_same_from_merged_blank_and_repeated_cells(read_sheet: ReadSheet, read_csv: ReadCsv) -> None:
    rows = [
        ["类别", "评价要点", "编号", "评价内容"],
        ["基础工作", "党政同责", "1-1", "专题研究。"],
        [None, None, "1-2", "调研督导。"],
        [None, "工作机制", "2-3", "召开全会。"],
    ]
    expected = [
        "一 基础工作",
        "  1 党政同责",
        "    1-1 专题研究。",
        "    1-2 调研督导。",
        "  2 工作机制",
        "    2-3 召开全会。",
    ]
    assert outline(read_sheet(rows, "A2:A4", "B2:B3")) == expected
    assert outline(read_sheet(rows)) == expected
    head = "类别,评价要点,编号,评价内容\n"
    repeated = "基础工作,党政同责,1-1,专题研究。\n基础工作,党政同责,1-2,调研督导。\n基础工作,工作机制,2-3,召开全会。\n"
    assert outline(read_csv(head + repeated)) == expected


def test_a_blank_inner_group_does_not_outlive_its_outer_group(read_csv: ReadCsv) -> None:
    reading = read_csv("类别,评价要点,编号,评价内容\n甲类,党政同责,1,专题研究。\n乙类,,2,没有要点的一条。\n")
    assert outline(reading) == ["一 甲类", "  一-1 党政同责", "    1 专题研究。", "二 乙类", "  2 没有要点的一条。"]


def test_groups_may_stand_in_rows_of_their_own(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "编号,评价要点,评价内容,分值\n一,党政同责,,5\n1,,专题研究。,3\n2,,调研督导。,2\n二,工作机制,,1\n3,,召开全会。,1\n"
    )
    assert outline(reading) == ["一 党政同责", "  1 专题研究。", "  2 调研督导。", "二 工作机制", "  3 召开全会。"]
    assert [item.points for item in reading.items] == [5, 3, 2, 1, 1]
    assert reading.facts.total_points == 6


def test_a_group_without_items_is_told_of(read_csv: ReadCsv) -> None:
    reading = read_csv("编号,评价要点,评价内容\n,党政同责,\n1,,专题研究。\n,工作机制,\n")
    assert [(n.code, n.where) for n in reading.warnings] == [("scheme_group_empty", "评价细则.csv!B4")]


def test_section_lines_across_the_table_are_groups(read_sheet: ReadSheet) -> None:
    rows = [
        ["省级评价细则", None, None, None],
        ["一、关键项（2项，5分）", None, None, None],
        HEADER,
        [1, "专题研究。", 3, "未研究的扣1分。"],
        [2, "召开全会。", 2, "每少一次扣0.5分。"],
        ["小计", None, 5, None],
        ["二、鼓励项（1项，2分）", None, None, None],
        HEADER,
        [1, "机制创新。", "2分", "有推广文件的加分。"],
        ["小计", None, 2, None],
        ["总计", None, 7, None],
        ["备注：本表供试用。", None, None, None],
    ]
    reading = read_sheet(rows, "A1:D1", "A2:D2", "A7:D7", "A12:D12")
    assert outline(reading) == ["一 关键项", "  一-1 专题研究。", "  一-2 召开全会。", "二 鼓励项", "  二-1 机制创新。"]
    assert [item.key for item in reading.items] == [False, True, True, False, False]
    assert [item.points for item in reading.items] == [5, 3, 2, 2, 2]
    assert reading.items[3].bonus
    assert reading.facts.title == "省级评价细则"
    assert reading.facts.total_points == 5
    assert [notice.code for notice in reading.warnings] == ["scheme_codes_restarted"]


def test_section_lines_nest_by_the_way_they_are_numbered(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "序号,评价内容,分值\n一、基础工作,,\n（一）党政同责,,\n1,专题研究。,3\n（二）工作机制,,\n2,召开全会。,2\n"
        "二、能力建设,,\n3,人员到位。,1\n"
    )
    titles = [line.split(" ")[-1] for line in outline(reading)]
    assert titles == ["基础工作", "党政同责", "专题研究。", "工作机制", "召开全会。", "能力建设", "人员到位。"]
    codes = [item.code for item in reading.items]
    assert len(set(codes)) == len(codes)


def test_a_title_repeated_on_a_later_page_is_no_section(read_sheet: ReadSheet) -> None:
    title = ["国家食品安全示范城市评价细则", None, None, None]
    rows = [title, HEADER, [1, "专题研究。", 3, None], title, HEADER, [2, "召开全会。", 2, None]]
    reading = read_sheet(rows, "A1:D1", "A4:D4")
    assert outline(reading) == ["1 专题研究。", "2 召开全会。"]


def test_a_group_that_a_repeated_header_cuts_stays_one(read_sheet: ReadSheet) -> None:
    header = ["类别", *HEADER]
    rows = [
        header,
        ["一、组织领导", 1, "专题研究。", 3, None],
        header,
        ["一、组织领导（续）", 2, "召开全会。", 2, None],
        ["二、监管责任", 3, "日常检查。", 2, None],
    ]
    reading = read_sheet(rows)
    assert outline(reading) == ["一 组织领导", "  1 专题研究。", "  2 召开全会。", "二 监管责任", "  3 日常检查。"]


def test_totals_and_notes_are_no_items(read_sheet: ReadSheet) -> None:
    rows = [
        HEADER,
        [1, "专题研究。", 3, None],
        ["合  计", None, 3, None],
        ["注：1.本表为演示。", None, None, None],
        ["    2.带★的为关键项。", None, None, None],
        ["备注", "本表由县食药安办负责解释。", None, None],
        ["制表：示例县食药安办", None, "审核：", "日期：2026年11月20日"],
    ]
    reading = read_sheet(rows, "A3:B3", "A4:D4", "A5:D5")
    assert outline(reading) == ["1 专题研究。"]
    assert reading.warnings == ()


def test_a_total_that_the_items_do_not_make_is_told_of(read_sheet: ReadSheet) -> None:
    reading = read_sheet([HEADER, [1, "专题研究。", 3, None], [2, "召开全会。", 2, None], ["合计", None, 6, None]])
    (notice,) = reading.warnings
    assert (notice.code, notice.where) == ("scheme_total_differs", "细则!C4")
    assert dict(notice.params) == {"title": "合计", "stated": "6", "sum": "5"}


def test_a_group_whose_points_its_items_do_not_make_is_told_of(read_csv: ReadCsv) -> None:
    reading = read_csv("评价要点,编号,评价内容,分值\n党政同责（6分）,1,专题研究。,3\n,2,调研督导。,2\n")
    (notice,) = reading.warnings
    assert notice.code == "scheme_group_points_differ"
    assert dict(notice.params) == {"title": "党政同责", "stated": "6", "sum": "5"}


def test_an_item_may_take_several_rows(read_sheet: ReadSheet) -> None:
    rows = [
        ["编号", "评价内容", "评分标准", "分值", "责任单位"],
        ["1", "宣传教育到位。", "普法落实到位。", 2, "县委宣传部（牵头）"],
        [None, None, "开展宣传周。", 3, "县教委"],
        ["2", "召开全会。", "每年两次。", 2, "县食药安办（牵头）"],
    ]
    for merged in ([], ["A2:A3", "B2:B3"]):
        first, second = read_sheet(rows, *merged).items
        assert (first.method, first.points) == ("普法落实到位。\n开展宣传周。", 5)
        assert (first.lead_unit, first.support_units) == ("县委宣传部", ("县教委",))
        assert (second.code, second.points) == ("2", 2)


def test_an_item_may_have_a_title_only(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "编号,项目名称,评价内容,分值\n1,专题研究,每半年研究一次。,3\n2,机制创新,,2\n3,调研督导,节前督导。,1\n"
    )
    assert [(item.code, item.title, item.text, item.points) for item in reading.items] == [
        ("1", "专题研究", "每半年研究一次。", 3),
        ("2", "机制创新", None, 2),
        ("3", "调研督导", "节前督导。", 1),
    ]


def test_rows_are_groups_by_their_numerals(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "序号,考核内容,分值,评分标准\n一,基础工作,5,\n（一）,党政同责,5,\n1,专题研究。,3,得3分。\n2,调研督导。,2,得2分。\n"
        "二,加分项,2,\n（一）,创新,2,\n1,经验推广。,2,每项加1分。\n"
    )
    assert [line.strip().split(" ")[1] for line in outline(reading)] == [
        "基础工作",
        "党政同责",
        "专题研究。",
        "调研督导。",
        "加分项",
        "创新",
        "经验推广。",
    ]
    assert [item.bonus for item in reading.items] == [False] * 4 + [True] * 3
    assert reading.facts.total_points == 5


def test_codes_that_groups_repeat_below_others_get_those_before_them_all(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "类别,评价项目,编号,评价内容\n一、甲类,（一）子,1,一条。\n,（一）子,2,一条。\n,（二）丑,3,一条。\n二、乙类,（一）寅,4,一条。\n"
    )
    assert [item.code for item in reading.items if item.title] == ["一", "一-（一）", "一-（二）", "二", "二-（一）"]


def test_a_row_with_a_code_and_nothing_asked_is_told_of(read_sheet: ReadSheet) -> None:
    reading = read_sheet(
        [HEADER, [1, "专题研究。", 3, None], [2, None, 2, "达到的得2分。"], [3, "召开全会。", 2, None]]
    )
    assert outline(reading) == ["1 专题研究。", "3 召开全会。"]
    assert [(n.code, n.where) for n in reading.warnings] == [("scheme_row_skipped", "细则!A3")]


def test_lines_that_a_narrow_column_broke_are_joined(read_sheet: ReadSheet) -> None:
    text = "制定责任清单，\n逐人列明职责；\n随分工调整\n及时更新。"
    (item,) = read_sheet([HEADER, [1, text, 3, None]]).items
    assert item.text == "制定责任清单，逐人列明职责；\n随分工调整及时更新。"


def test_several_sheets_are_groups_by_their_names(make_workbook: Callable[..., Path]) -> None:
    table = [["工作项目", "工作任务"], ["党政同责", "专题研究。"], ["工作机制", "召开全会。"]]
    path = make_workbook({"填表说明": ([["请按表填写。"]], []), "组织保障": (table, []), "源头监管": (table, [])})
    reading = read_scheme(path)
    assert outline(reading) == [
        "1 组织保障",
        "  1.1 党政同责",
        "  1.2 工作机制",
        "2 源头监管",
        "  2.1 党政同责",
        "  2.2 工作机制",
    ]
    assert [notice.code for notice in reading.warnings] == ["scheme_sheet_skipped", "scheme_codes_made"]


def test_sheets_named_after_blocks_set_the_flags_and_have_sums_of_their_own(make_workbook: Callable[..., Path]) -> None:
    head = ["序号", "考核内容", "分值", "评分标准"]
    sheets: dict[str, tuple[Sequence[Sequence[object]], Sequence[str]]] = {
        "关键指标(5分)": ([head, [1, "甲指标", 5, "每低1%扣1分"], ["合计", None, 5, None]], []),
        "加分项": ([["序号", "加分内容", "分值"], [1, "获国家表彰", 5]], []),
        "否决项": ([["序号", "否决情形", "认定依据"], [1, "发生重大事故", "通报"]], []),
    }
    reading = read_scheme(make_workbook(sheets))
    assert outline(reading) == [
        "一 关键指标",
        "  一-1 甲指标",
        "二 加分项",
        "  二-1 获国家表彰",
        "三 否决项",
        "  三-1 发生重大事故",
    ]
    flags = [(item.key, item.bonus, item.veto) for item in reading.items if item.text]
    assert flags == [(True, False, False), (False, True, False), (False, False, True)]
    assert [notice.code for notice in reading.warnings] == ["scheme_codes_restarted"]


def test_a_sheet_that_sums_up_and_one_of_contacts_are_no_part_of_the_scheme(make_workbook: Callable[..., Path]) -> None:
    summary = [["序号", "类别", "项数", "分值"], [1, "基础工作", 2, 5], [2, "能力建设", 1, 2]]
    contacts = [["序号", "单位名称", "联系人", "电话"], [1, "县教委", "张某", "0000"]]
    table = [
        ["类别", "编号", "评价内容", "分值"],
        ["基础工作", "1", "专题研究。", 5],
        ["能力建设", "2", "人员到位。", 2],
    ]
    reading = read_scheme(make_workbook({"汇总": (summary, []), "细则": (table, []), "联系": (contacts, [])}))
    assert outline(reading) == ["一 基础工作", "  1 专题研究。", "二 能力建设", "  2 人员到位。"]
    assert [(n.code, n.where) for n in reading.warnings] == [
        ("scheme_sheet_skipped", "汇总"),
        ("scheme_sheet_skipped", "联系"),
    ]


def test_sheets_without_a_name_of_their_own_make_no_groups(make_workbook: Callable[..., Path]) -> None:
    first = [["编号", "评价内容"], ["1", "专题研究。"]]
    second = [["编号", "评价内容"], ["2", "召开全会。"]]
    reading = read_scheme(make_workbook({"Sheet1": (first, []), "Sheet2": (second, [])}))
    assert outline(reading) == ["1 专题研究。", "2 召开全会。"]


def test_stars_are_taken_off_and_make_key_items(read_sheet: ReadSheet) -> None:
    rows = [HEADER, [1, "★专题研究。", 3, None], [2, "召开全会。", 2, None]]
    reading = read_sheet(rows)
    assert [(item.text, item.key) for item in reading.items] == [("专题研究。", True), ("召开全会。", False)]


def test_a_legend_may_name_another_sign_for_key_items(read_sheet: ReadSheet) -> None:
    rows = [
        HEADER,
        ["▲1", "专题研究。", 3, None],
        [2, "召开全会。", 2, None],
        ["注：标注▲的为关键项。", None, None, None],
    ]
    reading = read_sheet(rows)
    assert [(item.code, item.key) for item in reading.items] == [("1", True), ("2", False)]
