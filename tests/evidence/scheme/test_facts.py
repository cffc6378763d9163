"""What a table says of itself, and that nothing is invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidence import wording
from evidence.model import SchemeFacts, SchemeReading
from evidence.scheme.facts import table_edition, table_number, table_title
from evidence.scheme.grid import make_grid

ReadSheet = Callable[..., SchemeReading]
ReadCsv = Callable[[str], SchemeReading]


def test_title_edition_and_number_stand_above_the_table(read_sheet: ReadSheet) -> None:
    rows = [
        ["附件1", None],
        ["国家食品安全示范城市评价细则（2021版）", None],
        ["（食安办〔2021〕8号）", None],
        ["填报单位（盖章）：示例县", None],
        ["编号", "评价内容"],
        ["1", "专题研究。"],
    ]
    facts = read_sheet(rows, "A1:B1", "A2:B2", "A3:B3", "A4:B4").facts
    assert facts == SchemeFacts("国家食品安全示范城市评价细则（2021版）", "2021版", "食安办〔2021〕8号", None)


def test_what_is_not_said_is_none_and_the_file_gives_the_title(read_csv: ReadCsv) -> None:
    assert read_csv("编号,评价内容\n1,专题研究。\n").facts == SchemeFacts("评价细则", None, None, None)


@pytest.mark.parametrize(
    ("file_name", "title"),
    [
        ("demo_scheme", "评价细则"),
        ("新建 XLS 工作表", "评价细则"),
        ("工作簿1（2）", "评价细则"),
        ("附件2", "评价细则"),
        ("2023年food_safety细则表格", "评价细则"),
        ("国家卫生县城标准（2021版）", "国家卫生县城标准（2021版）"),
        ("国家卫生县城标准 - 副本 (2)", "国家卫生县城标准"),
        ("国家卫生县城标准_final", "国家卫生县城标准"),
        ("国家卫生县城标准V2.1", "国家卫生县城标准"),
        ("国家卫生县城标准-20230801", "国家卫生县城标准"),
        ("ISO22000体系审核条款", "ISO22000体系审核条款"),
        ("评议考核细则2024", "评议考核细则2024"),
    ],
)
def test_a_table_without_a_title_is_called_as_its_file_where_an_office_would_say_that(
    file_name: str, title: str
) -> None:
    """Titles of papers are made from it: 云岭县demo_scheme工作周报 is none."""
    assert table_title(["附件"], file_name) == title


def test_a_remark_that_all_items_share_may_be_the_edition(read_csv: ReadCsv) -> None:
    head = "编号,评价内容,备注\n"
    assert read_csv(head + "1,甲。,试用版\n2,乙。,试用版\n").facts.edition == "试用版"
    assert read_csv(head + "1,甲。,试用版\n2,乙。,\n").facts.edition is None
    assert read_csv(head + "1,甲。,每年更新\n").facts.edition is None


@pytest.mark.parametrize(
    ("lines", "edition"),
    [
        (["版本：演示1.0    单位：分"], "演示1.0"),
        (["评价细则（征求意见稿）"], "征求意见稿"),
        (["评价办法（试行）"], "试行"),
        (["评价细则2021版"], "2021版"),
        (["评价细则"], None),
    ],
)
def test_editions(lines: list[str], edition: str | None) -> None:
    assert table_edition(lines, [], "细则") == edition


def test_the_file_name_may_tell_the_edition() -> None:
    assert table_edition([], [], "评价细则（演示版）") == "演示版"


def test_a_title_is_no_annex_no_form_line_and_no_bracket() -> None:
    assert table_title(["附件", "填报单位：示例县", "（仅供试用）", "评价\n细则"], "文件名") == "评价细则"
    assert table_title(["示例县人民政府办公室文件", "附件2：卫生考核评分表"], "文件名") == "卫生考核评分表"


def test_a_document_number_may_have_any_brackets() -> None:
    assert table_number(["（国办发[2023]6号）"]) == "国办发[2023]6号"


def test_places_are_named_as_office_programs_do() -> None:
    grid = make_grid("细则", [["x"]])
    assert [grid.place(0, 0), grid.place(11, 2), grid.place(0, 26)] == ["细则!A1", "细则!C12", "细则!AA1"]


def test_every_notice_has_a_sentence(read_csv: ReadCsv) -> None:
    reading = read_csv("编号,上级编号,评价内容,分值,牵头单位\n1,9,甲。,见说明,县委办、县府办\n1,,乙。,2,\n,,丙。,2,\n")
    sentences = [wording.notice(notice) for notice in reading.warnings]
    assert len(sentences) == 6
    assert all("{" not in sentence and sentence.endswith("。") for sentence in sentences)
