"""`gaps`: the gate, and the list of gaps as a file of its own."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from build import NOON, a_slot, an_item
from evidence.model import Project, SchemeFacts, SchemeReading
from evidence.workspace import create_workspace
from tests.app.examples import Command, Example

ONE_ITEM = """编号,类别,评价要点,评价内容,分值,评分标准,计分方式,所需材料,牵头单位
1-1,基础工作,党政同责,每年制定食品安全工作方案。,3,制定方案的得3分。,全得,\
食品安全工作方案|方案/计划|部署|最近一年|1||本级,县食药安办
"""


@pytest.fixture
def with_one_item(tmp_path: Path, beijian: Command) -> Path:
    """A project that asks for one paper."""
    (tmp_path / "细则.csv").write_text(ONE_ITEM, "utf-8-sig")
    outcome = beijian("new", tmp_path / "一项", "--scheme", tmp_path / "细则.csv", "--years", "2021-2023")
    assert outcome.status == 0
    return tmp_path / "一项"


def provide(workspace: Path, beijian: Command, year: int = 2023) -> None:
    facts = ["--title", f"{year}年食品安全工作方案", "--year", str(year), "--kind", "方案/计划"]
    outcome = beijian("paper", workspace, "1-1", "--where", "档案室", "--keeper", "王敏", *facts)
    assert outcome.status == 0


def test_the_gate_is_closed_while_something_is_missing(with_one_item: Path, beijian: Command) -> None:
    outcome = beijian("gaps", with_one_item, "--gate")
    assert (outcome.status, outcome.err) == (3, "")
    assert "未通过" in outcome.out


def test_the_gate_is_open_when_all_is_there(with_one_item: Path, beijian: Command) -> None:
    provide(with_one_item, beijian)
    outcome = beijian("gaps", with_one_item, "--gate", "--json")
    assert (outcome.status, outcome.json["gate"]) == (0, {"ready": True, "reasons": []})


def test_a_piece_outside_the_years_leaves_the_gate_closed(with_one_item: Path, beijian: Command) -> None:
    provide(with_one_item, beijian, year=2019)
    assert beijian("gaps", with_one_item, "--gate").status == 3


def test_without_the_gate_gaps_are_no_failure(with_one_item: Path, beijian: Command) -> None:
    assert beijian("gaps", with_one_item).status == 0


def test_json_tells_of_the_gate_without_being_asked(with_one_item: Path, beijian: Command) -> None:
    outcome = beijian("gaps", with_one_item, "--json")
    assert (outcome.status, outcome.json["gate"]["ready"]) == (0, False)


def rows_of(path: Path) -> list[list[str]]:
    book = load_workbook(path)
    (sheet,) = book.worksheets
    rows = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
    book.close()
    return rows


GAPS = [  # what the example lacks; townships that lack the same stand in one row
    ["1-2", "=食品安全工作总结", "2021", "双河镇、石坪镇", "2", "0"],
    ["1-2", "=食品安全工作总结", "2022", "双河镇、石坪镇", "2", "0"],
    ["1-2", "=食品安全工作总结", "2023", "石坪镇", "1", "0"],
    ["2-1", "检查照片", "2021", "县市场监管局", "2", "0"],
    ["2-1", "检查照片", "2022", "县市场监管局", "2", "0"],
]


def test_a_workbook_has_a_row_for_each_gap(example: Example, tmp_path: Path, beijian: Command) -> None:
    beijian("gaps", example.workspace, "--out", tmp_path / "缺项.xlsx", "--json")
    rows = rows_of(tmp_path / "缺项.xlsx")
    assert rows[0][0] == "已报待整理（尚未归项，整理后缺项可能减少）：双河镇1件。"
    assert rows[1][:4] == ["内容号", "应备材料", "年度", "报送单位"]
    assert [row[:6] for row in rows[2:]] == GAPS
    assert [row[6] for row in rows[2:]] == ["责任单位另有 1 件已报待整理"] * 2 + [""] * 3


def test_a_name_that_begins_like_a_formula_is_text(example: Example, tmp_path: Path, beijian: Command) -> None:
    beijian("gaps", example.workspace, "--out", tmp_path / "缺项.xlsx")
    book = load_workbook(tmp_path / "缺项.xlsx")
    odd = [cell for row in book.worksheets[0].iter_rows() for cell in row if str(cell.value).startswith("=")]
    book.close()
    assert {str(cell.value) for cell in odd} == {"=食品安全工作总结"}
    with zipfile.ZipFile(tmp_path / "缺项.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_document_has_a_row_for_each_gap(example: Example, tmp_path: Path, beijian: Command) -> None:
    beijian("gaps", example.workspace, "--out", tmp_path / "缺项.docx", "--json")
    (table,) = docx.Document(str(tmp_path / "缺项.docx")).tables
    assert [[cell.text for cell in row.cells][:6] for row in table.rows][1:] == GAPS


def test_the_code_of_a_key_item_has_its_star(tmp_path: Path, beijian: Command) -> None:
    (tmp_path / "细则.csv").write_text(
        ONE_ITEM.replace(",牵头单位", ",牵头单位,关键项").rstrip() + ",是\n", "utf-8-sig"
    )
    assert beijian("new", tmp_path / "关键", "--scheme", tmp_path / "细则.csv", "--years", "2021-2023").status == 0
    beijian("gaps", tmp_path / "关键", "--out", tmp_path / "缺项.xlsx")
    assert [row[0] for row in rows_of(tmp_path / "缺项.xlsx")] == ["内容号", "1-1★"]


def test_a_saved_list_is_not_printed_as_well(example: Example, tmp_path: Path, beijian: Command) -> None:
    said = beijian("gaps", example.workspace, "--out", tmp_path / "缺项.xlsx").out.splitlines()
    assert said[0] == f"已另存到 {tmp_path / '缺项.xlsx'}"
    assert [line[:4] for line in said[1:]] == ["评价内容", "已报待整"]


def test_a_workbook_says_who_made_it(example: Example, tmp_path: Path, beijian: Command) -> None:
    beijian("gaps", example.workspace, "--out", tmp_path / "缺项.xlsx")
    book = load_workbook(tmp_path / "缺项.xlsx")
    about, made = book.properties, f"备检 {version('beijian')}"
    book.close()
    assert (about.creator, about.title, about.description) == ("云岭县", "缺项清单", made)


ODD = "县局[甲]/乙:办'"


@pytest.mark.parametrize("name", ["缺项.xlsx", "缺项.docx"])
@pytest.mark.parametrize("unit", [ODD, None])
def test_odd_characters_in_names_do_not_matter(unit: str | None, name: str, tmp_path: Path, beijian: Command) -> None:
    reading = SchemeReading(
        SchemeFacts("细则", None, None, 2.0), (an_item("1-1", a_slot("方案\x07书"), lead_unit=ODD),), ()
    )
    create_workspace(tmp_path / "项目", Project("县\x08", None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)
    options = ["--unit", unit] if unit else []
    assert beijian("gaps", tmp_path / "项目", *options, "--out", tmp_path / name).status == 0
    if name == "缺项.xlsx":
        assert rows_of(tmp_path / name)[1][1] == "方案书"


def test_a_list_of_one_unit_has_its_gaps_only(example: Example, tmp_path: Path, beijian: Command) -> None:
    beijian("gaps", example.workspace, "--unit", "石坪镇", "--out", tmp_path / "缺项.xlsx")
    assert {row[3] for row in rows_of(tmp_path / "缺项.xlsx")[1:]} == {"石坪镇"}


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("双河", "双河镇"),
        ("双河镇人民政府", "双河镇"),
        ("市场监管局", "县市场监管局"),
        ("云岭县市场监督管理局", "县市场监管局"),
    ],
)
def test_a_unit_may_be_called_by_another_name(name: str, unit: str, example: Example, beijian: Command) -> None:
    items = beijian("gaps", example.workspace, "--unit", name, "--json").json["items"]
    assert {row["unit"] for item in items for row in item["required"]} == {unit}


@pytest.mark.parametrize("name", ["县教育局", "镇", "", "双河镇石坪镇"])
def test_a_unit_that_owes_nothing_is_refused(
    name: str, example: Example, tmp_path: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    said = refused(beijian("gaps", example.workspace, "--unit", name, "--out", tmp_path / "缺.docx"), f"“{name}”")
    assert "石坪镇" in said
    assert not (tmp_path / "缺.docx").exists()


def test_the_sum_of_a_unit_is_its_own(example: Example, beijian: Command) -> None:
    said = beijian("gaps", example.workspace, "--unit", "双河镇").out.splitlines()
    assert said[-2:] == ["双河镇：应备 3 件，已有 1 件。", "双河镇另有 1 件已报待整理，整理后缺项可能减少。"]
    assert beijian("gaps", example.workspace, "--unit", "双河镇", "--json").json["totals"]["items"] == 3


def test_the_list_for_a_unit_may_be_handed_to_it(example: Example, tmp_path: Path, beijian: Command) -> None:
    beijian("gaps", example.workspace, "--unit", "双河镇", "--out", tmp_path / "一.docx")
    beijian("gaps", example.workspace, "--out", tmp_path / "全.docx")
    ours, theirs = (
        "".join(paragraph.text for paragraph in docx.Document(str(tmp_path / name)).paragraphs)
        for name in ("全.docx", "一.docx")
    )
    assert "不对外提供" in ours
    assert "应备 3 件，已有 1 件" in theirs
    assert "不对外提供" not in theirs
    assert "评价内容" not in theirs


@pytest.mark.parametrize("name", ["缺项.docx", "缺项.XLSX"])
def test_a_new_list_takes_the_place_of_the_old(name: str, example: Example, tmp_path: Path, beijian: Command) -> None:
    (tmp_path / "出").mkdir()
    (tmp_path / "出" / name).write_text("old", "utf-8")
    assert beijian("gaps", example.workspace, "--out", tmp_path / "出" / name).status == 0
    assert zipfile.is_zipfile(tmp_path / "出" / name)
    assert [path.name for path in (tmp_path / "出").iterdir()] == [name]
