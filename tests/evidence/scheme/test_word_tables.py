"""Tables in Word files: merged, split, nested, among headings, numbered by Word itself."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tables.outline import outline
from tables.word import W, cell, listed, numbering, paragraph, word_file, word_table

from evidence.errors import SchemeError
from evidence.model import SchemeReading
from evidence.scheme.reading import read_scheme

ReadBytes = Callable[..., SchemeReading]
HEAD = ["编号", "评价内容", "分值"]
DECIMAL = numbering(("decimal", "%1."), ("decimal", "%1.%2"))
CHINESE = numbering(("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"))


def test_cells_merged_down_and_across(read_bytes: ReadBytes) -> None:
    rows = word_table(
        ["类别", *HEAD],
        ["基础工作", "1", "专题研究。", "3"],
        ["^", "2", "调研督导。", "2"],
        [cell("小计", '<w:gridSpan w:val="3"/>'), "5"],
        ["能力建设", "3", "人员到位。", "1"],
    )
    assert outline(read_bytes(word_file(rows))) == [
        "一 基础工作",
        "  1 专题研究。",
        "  2 调研督导。",
        "二 能力建设",
        "  3 人员到位。",
    ]


def test_a_table_in_two_parts_is_one(read_bytes: ReadBytes) -> None:
    head = ["类别", *HEAD]
    first = word_table(head, ["基础工作", "1", "专题研究。", "3"])
    again = word_table(head, ["", "2", "调研督导。", "2"])
    without = word_table(["", "3", "召开全会。", "2"])
    reading = read_bytes(word_file(first, paragraph("（续表）"), again, paragraph(""), without))
    assert outline(reading) == ["一 基础工作", "  1 专题研究。", "  2 调研督导。", "  3 召开全会。"]


@pytest.mark.parametrize(
    ("headings", "groups"),
    [
        (("一、基础工作", "二、能力建设"), ["一 基础工作", "二 能力建设"]),
        (("第一部分 基础工作", "第二部分 能力建设"), ["一 基础工作", "二 能力建设"]),
    ],
)
def test_paragraphs_between_tables_are_groups(
    headings: tuple[str, str], groups: list[str], read_bytes: ReadBytes
) -> None:
    first, second = headings
    body = (
        paragraph("附件1"),
        paragraph("食品安全评价细则（试行）"),
        paragraph(first),
        word_table(HEAD, ["1", "专题研究。", "3"]),
        paragraph(second),
        word_table(HEAD, ["2", "人员到位。", "3"]),
    )
    reading = read_bytes(word_file(*body))
    assert outline(reading) == [groups[0], "  1 专题研究。", groups[1], "  2 人员到位。"]
    assert (reading.facts.title, reading.facts.edition) == ("食品安全评价细则（试行）", "试行")


def test_lines_without_a_number_are_groups_where_each_table_has_one(read_bytes: ReadBytes) -> None:
    body = (
        paragraph("评价细则表"),
        paragraph("基础工作"),
        word_table(HEAD, ["1", "专题研究。", "3"]),
        paragraph("能力建设"),
        word_table(HEAD, ["2", "人员到位。", "3"]),
    )
    assert outline(read_bytes(word_file(*body))) == ["一 基础工作", "  1 专题研究。", "二 能力建设", "  2 人员到位。"]


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    for level in (1, 2, 3)
)


def heading(text: str, level: int) -> str:
    return paragraph(text, f'<w:pStyle w:val="H{level}"/>')


def test_headings_by_style_nest_by_their_level_even_between_tables_of_other_columns(read_bytes: ReadBytes) -> None:
    body = (
        heading("评价细则", 1),
        heading("基础工作", 2),
        heading("党政同责", 3),
        word_table(HEAD, ["1", "专题研究。", "3"]),
        heading("工作机制", 3),
        word_table([*HEAD, "评分标准"], ["2", "召开全会。", "2", "达到的得2分。"]),
        heading("能力建设", 2),
        word_table(HEAD, ["3", "人员到位。", "1"]),
    )
    reading = read_bytes(word_file(*body, styles=STYLES))
    assert reading.facts.title == "评价细则"
    assert [line.split(" ", 1)[-1].strip() for line in outline(reading)]
    assert [item.title or item.text for item in reading.items] == [
        "基础工作",
        "党政同责",
        "专题研究。",
        "工作机制",
        "召开全会。",
        "能力建设",
        "人员到位。",
    ]
    parents = {item.id: item.title for item in reading.items}
    above = [parents[item.parent] if item.parent else None for item in reading.items]
    assert above == [None, "基础工作", "党政同责", "基础工作", "工作机制", None, "能力建设"]


def test_chapters_nest_in_parts(read_bytes: ReadBytes) -> None:
    body = (
        paragraph("第一部分 前置要求"),
        word_table(["编号", "前置条款", "核查方式"], ["1", "符合规划。", "查批复"]),
        paragraph("第二部分 现场检查"),
        paragraph("第一章 医院管理"),
        word_table(HEAD, ["2", "依法执业。", "3"]),
        paragraph("第二章 医疗质量"),
        word_table(HEAD, ["3", "制度健全。", "3"]),
    )
    reading = read_bytes(word_file(*body))
    titles = {item.id: item.title for item in reading.items}
    assert [(item.title, titles[item.parent] if item.parent else None) for item in reading.items if item.title] == [
        ("前置要求", None),
        ("现场检查", None),
        ("医院管理", "现场检查"),
        ("医疗质量", "现场检查"),
    ]


def test_tables_of_several_blocks_set_the_flags(read_bytes: ReadBytes) -> None:
    body = (
        paragraph("示范县评价细则"),
        paragraph("一、关键项（3分）"),
        word_table([*HEAD, "评分标准"], ["1", "专题研究。", "3", "未研究的扣1分。"]),
        paragraph("二、鼓励项（2分）"),
        word_table(HEAD, ["2", "机制创新。", "2"]),
        paragraph("三、负面清单"),
        word_table(["编号", "负面情形", "核查方式"], ["3", "发生重大事故。", "查通报"]),
        paragraph("注：本细则自印发之日起施行。"),
    )
    reading = read_bytes(word_file(*body))
    assert outline(reading) == [
        "一 关键项",
        "  1 专题研究。",
        "二 鼓励项",
        "  2 机制创新。",
        "三 负面清单",
        "  3 发生重大事故。",
    ]
    flags = [(item.key, item.bonus, item.veto) for item in reading.items if item.text]
    assert flags == [(True, False, False), (False, True, False), (False, False, True)]


def test_the_text_of_a_notice_before_the_annex_makes_no_groups(read_bytes: ReadBytes) -> None:
    body = (
        paragraph("示例县人民政府办公室文件"),
        paragraph("示府办发〔2024〕3号"),
        paragraph("一、工作目标"),
        paragraph("到年底全部达标。"),
        paragraph("二、工作安排"),
        paragraph("附件"),
        paragraph("食品安全任务分解表"),
        word_table(HEAD, ["1", "专题研究。", "3"]),
    )
    reading = read_bytes(word_file(*body))
    assert outline(reading) == ["1 专题研究。"]
    assert (reading.facts.title, reading.facts.document_number) == ("食品安全任务分解表", "示府办发〔2024〕3号")


def test_the_sections_of_a_plan_around_a_table_make_no_groups(read_bytes: ReadBytes) -> None:
    body = (
        paragraph("食品安全考核方案"),
        paragraph("一、考核对象"),
        paragraph("各乡镇人民政府。"),
        paragraph("二、考核内容"),
        word_table(HEAD, ["1", "专题研究。", "3"]),
        paragraph("三、考核方式"),
        paragraph("查阅资料。"),
    )
    reading = read_bytes(word_file(*body))
    assert outline(reading) == ["1 专题研究。"]
    assert reading.facts.title == "食品安全考核方案"


def test_several_annexes_of_one_notice(read_bytes: ReadBytes) -> None:
    body = (
        paragraph("一、总体要求"),
        paragraph("二、工作安排"),
        paragraph("附件1"),
        paragraph("县级部门考核表"),
        word_table(HEAD, ["1", "专题研究。", "3"]),
        paragraph("附件2"),
        paragraph("乡镇考核表"),
        word_table(HEAD, ["2", "人员到位。", "3"]),
    )
    titles = [item.title for item in read_bytes(word_file(*body)).items if item.title]
    assert titles == ["县级部门考核表", "乡镇考核表"]


def test_a_table_that_is_no_criteria_table_is_told_of(read_bytes: ReadBytes) -> None:
    contacts = word_table(["联系人", "张某", "电话"], ["李某", "", "0000"])
    reading = read_bytes(word_file(contacts, word_table(HEAD, ["1", "专题研究。", "3"])))
    assert outline(reading) == ["1 专题研究。"]
    assert [(n.code, n.where) for n in reading.warnings] == [("scheme_sheet_skipped", "表1")]


def test_codes_that_word_counts_itself(read_bytes: ReadBytes) -> None:
    rows = word_table(
        HEAD,
        [cell(paragraph("", listed())), "党政同责", "5"],
        [cell(paragraph("", listed(1))), "专题研究。", "3"],
        [cell(paragraph("", listed(1))), "调研督导。", "2"],
        [cell(paragraph("", listed())), "工作机制", "2"],
        [cell(paragraph("", listed(1))), "召开全会。", "2"],
    )
    reading = read_bytes(word_file(rows, numbers=DECIMAL))
    assert outline(reading) == ["1 党政同责", "  1.1 专题研究。", "  1.2 调研督导。", "2 工作机制", "  2.1 召开全会。"]


def test_headings_that_word_counts_itself(read_bytes: ReadBytes) -> None:
    body = (
        paragraph("基础工作", listed()),
        paragraph("党政同责", listed(1)),
        word_table(HEAD, ["1", "专题研究。", "3"]),
        paragraph("工作机制", listed(1)),
        word_table(HEAD, ["2", "召开全会。", "2"]),
        paragraph("能力建设", listed()),
        word_table(HEAD, ["3", "人员到位。", "1"]),
    )
    reading = read_bytes(word_file(*body, numbers=CHINESE))
    assert [item.title for item in reading.items if item.title] == ["基础工作", "党政同责", "工作机制", "能力建设"]
    assert [item.code for item in reading.items if item.parent is None] == ["一", "二"]


def test_a_list_may_begin_anew(read_bytes: ReadBytes) -> None:
    again = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    numbers = DECIMAL.replace("</w:numbering>", f"{again}</w:lvlOverride></w:num></w:numbering>")
    rows = [
        [cell(paragraph("", listed(0, number))), text, "1"] for number, text in ((1, "甲。"), (2, "乙。"), (2, "丙。"))
    ]
    reading = read_bytes(word_file(word_table(HEAD, *rows), numbers=numbers))
    assert [item.code for item in reading.items] == ["1", "5", "6"]


def test_changes_are_taken_as_accepted(read_bytes: ReadBytes) -> None:
    changed = (
        "<w:p><w:r><w:t>专题</w:t></w:r><w:del><w:r><w:delText>研讨</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>研究</w:t></w:r></w:ins><w:r><w:t>。</w:t></w:r></w:p>"
    )
    rows = word_table(HEAD, ["1", changed, "3"], ["2", "召开全会。", "2"])
    gone = rows.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>").replace(
        "<w:tr><w:trPr><w:del/></w:trPr>", "<w:tr>", 2
    )
    assert outline(read_bytes(word_file(gone))) == ["1 专题研究。"]


def test_text_boxes_are_no_part_of_a_cell(read_bytes: ReadBytes) -> None:
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>批注</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    text = f"<w:p><w:r><w:t>专题研究。</w:t></w:r>{box}</w:p>"
    assert outline(read_bytes(word_file(word_table(HEAD, ["1", text, "3"])))) == ["1 专题研究。"]


def test_a_table_inside_a_cell_is_text_of_that_cell(read_bytes: ReadBytes) -> None:
    inner = paragraph("按下表计分：") + word_table(["90%以上", "得3分"], ["80%以上", "得2分"]) + paragraph("")
    rows = word_table(["编号", "评价内容", "评分标准", "分值"], ["1", "抽检合格率。", cell(inner), "3"])
    (item,) = read_bytes(word_file(rows)).items
    assert item.method == "按下表计分：\n90%以上 得3分80%以上 得2分"


def test_a_table_that_only_frames_another_is_looked_into(read_bytes: ReadBytes) -> None:
    frame = word_table([cell(word_table(HEAD, ["1", "专题研究。", "3"]) + paragraph(""))])
    assert outline(read_bytes(word_file(frame))) == ["1 专题研究。"]


def test_a_row_that_a_page_break_cut_is_one(read_bytes: ReadBytes) -> None:
    head = ["编号", "评价内容", "评分标准", "分值"]
    first = word_table(head, ["1", "专题研究。", "查纪要。", "3"], ["2", "制定工作方案，明确", "查方案，", "2"])
    second = word_table(head, ["", "责任分工。", "缺的扣1分。", ""], ["3", "召开全会。", "查资料。", "2"])
    reading = read_bytes(word_file(first, paragraph("（续表）"), second))
    assert outline(reading) == ["1 专题研究。", "2 制定工作方案，明确责任分工。", "3 召开全会。"]


def test_places_are_named_by_table_row_and_column(read_bytes: ReadBytes) -> None:
    reading = read_bytes(word_file(paragraph("评价细则"), word_table(HEAD, ["1", "专题研究。", "见说明"])))
    assert [(n.code, n.where) for n in reading.warnings] == [("scheme_points_unreadable", "表1第2行第3列")]


@pytest.mark.parametrize("name", ["细则.docx", "细则.doc", "细则.wps", "细则.xls", "细则"])
def test_the_ending_of_the_name_does_not_matter(name: str, read_bytes: ReadBytes) -> None:
    assert outline(read_bytes(word_file(word_table(HEAD, ["1", "专题研究。", "3"])), name)) == ["1 专题研究。"]


def test_a_document_without_tables_and_a_damaged_one_are_refused(tmp_path: Path) -> None:
    for content, code in (
        (word_file(paragraph("没有表格。")), "scheme_no_table"),
        (word_file(word_table(HEAD, ["1", "专题研究。", "3"]))[:-40], "scheme_damaged"),
        (word_file("<w:p>"), "scheme_damaged"),
    ):
        path = tmp_path / "细则.docx"
        path.write_bytes(content)
        with pytest.raises(SchemeError) as caught:
            read_scheme(path)
        assert caught.value.code == code


def test_a_document_with_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    body = word_table(HEAD, ["1", "专题研究。", "3"]).replace("专题", "&a;&b;")
    path = tmp_path / "细则.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'{bomb}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    with pytest.raises(SchemeError, match="scheme_damaged"):
        read_scheme(path)
