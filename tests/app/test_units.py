"""`units`, `unit` and `project`: who owes what, whom to ask, and what the project says of itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from tests.app.examples import Command, Example
from tests.app.test_json import misfits

MAYBE = (str, None)
UNIT = {
    "name": str,
    "kind": str,
    "contact": MAYBE,
    "phone": MAYBE,
    "note": MAYBE,
    "former": [str],
    "approach": str,
    "led": int,
    "supported": int,
    "owed": int,
}
PLANNED = {
    "name": str,
    "state": str,
    "unit": MAYBE,
    "likely": [str],
    "contact": MAYBE,
    "phone": MAYBE,
    "note": MAYBE,
}


def names(example: Example, beijian: Command) -> list[str]:
    return [unit["name"] for unit in beijian("units", example.workspace, "--json").json["units"]]


def test_units_are_listed_with_what_they_owe(example: Example, beijian: Command) -> None:
    outcome = beijian("units", example.workspace, "--json")
    assert misfits(outcome.json, {"units": [UNIT]}) == []
    owed = {unit["name"]: (unit["kind"], unit["owed"]) for unit in outcome.json["units"]}
    assert owed["双河镇"] == ("township", 1)
    assert owed["县市场监管局"][0] == "department"
    assert "乡镇（街道）2 个" in beijian("units", example.workspace).out


def test_a_unit_that_is_visited_keeps_that_through_its_list(example: Example, beijian: Command, tmp_path: Path) -> None:
    beijian("unit", example.workspace, "县市场监管局", "--approach", "上门")
    beijian("units", example.workspace, "--out", str(tmp_path / "单位.xlsx"))
    beijian("undo", example.workspace)
    beijian("units", example.workspace, "--import", str(tmp_path / "单位.xlsx"))
    units = beijian("units", example.workspace, "--json").json["units"]
    assert {unit["approach"] for unit in units if unit["name"] == "县市场监管局"} == {"visit"}
    assert {unit["approach"] for unit in units if unit["name"] != "县市场监管局"} == {"paper"}


def test_a_township_that_is_renamed_keeps_its_papers(example: Example, beijian: Command) -> None:
    before = beijian("gaps", example.workspace, "--unit", "双河镇", "--json").json
    outcome = beijian("unit", example.workspace, "双河镇", "--rename", "双河街道", "--json")
    assert misfits(outcome.json, {"unit": UNIT}) == []
    assert outcome.json["unit"]["former"] == ["双河镇"]
    after = beijian("gaps", example.workspace, "--unit", "双河街道", "--json").json
    assert after["totals"] == before["totals"]
    assert [row["have"] for item in after["items"] for row in item["required"]] == [
        row["have"] for item in before["items"] for row in item["required"]
    ]
    beijian("undo", example.workspace)
    assert "双河镇" in names(example, beijian)


def test_whom_to_ask_stands_in_the_gap_list_of_a_unit(example: Example, tmp_path: Path, beijian: Command) -> None:
    told = beijian("unit", example.workspace, "双河镇", "--contact", "钱七", "--phone", "138 0000-4444 转2")
    assert "联络员：钱七，电话：138 0000-4444 转2。" in told.out
    for name in ("缺.docx", "缺.xlsx", "全.docx"):
        unit = [] if name.startswith("全") else ["--unit", "双河镇"]
        assert beijian("gaps", example.workspace, *unit, "--out", tmp_path / name).status == 0
    whole, own = (
        "".join(paragraph.text for paragraph in docx.Document(str(tmp_path / name)).paragraphs)
        for name in ("全.docx", "缺.docx")
    )
    assert "联络员：钱七，电话：138 0000-4444 转2。" in own
    assert "钱七" not in whole
    book = load_workbook(tmp_path / "缺.xlsx")
    lines = [row[0].value for row in book.worksheets[0].iter_rows()]
    book.close()
    waiting = "双河镇另有 1 件已报待整理，整理后缺项可能减少。"
    assert lines[:2] == [f"联络员：钱七，电话：138 0000-4444 转2。{waiting}", "内容号"]


def test_a_unit_that_is_named_is_removed_only_for_another(
    example: Example, beijian: Command, refused: Callable[..., str]
) -> None:
    said = refused(beijian("unit", example.workspace, "县市场监管局", "--remove"), "县市场监管局")
    assert "并入" in said
    outcome = beijian("unit", example.workspace, "县市场监管局", "--replace-by", "县食药安办", "--json")
    assert (outcome.status, outcome.json["unit"]["name"]) == (0, "县食药安办")
    assert "县市场监管局" not in names(example, beijian)


def test_a_unit_is_added_put_in_order_and_removed(example: Example, beijian: Command) -> None:
    added = beijian("unit", example.workspace, "红岩乡", "--add", "--before", "双河镇", "--json")
    assert added.json["unit"]["kind"] == "township"
    assert names(example, beijian)[0] == "红岩乡"
    beijian("unit", example.workspace, "红岩乡", "--kind", "县直", "--former", "红岩公社，红岩区")
    assert "曾用名：红岩公社、红岩区。" in beijian("unit", example.workspace, "红岩公社").out
    assert beijian("unit", example.workspace, "红岩乡", "--remove", "--json").json == {"unit": None}
    assert "红岩乡" not in names(example, beijian)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["县残联"], "县残联"),
        (["双河镇", "--add"], "双河镇"),
        (["双河镇", "--replace-by", "双河镇"], "双河镇"),
        (["双河镇", "--rename", " "], "名称"),
        (["双河镇", "--former", "石坪镇"], "石坪镇"),
    ],
)
def test_what_cannot_be_done_with_a_unit_is_refused(
    arguments: list[str], named: str, example: Example, beijian: Command, refused: Callable[..., str]
) -> None:
    before = names(example, beijian)
    refused(beijian("unit", example.workspace, *arguments), named)
    assert names(example, beijian) == before


def test_a_contact_list_is_planned_and_taken_in(example: Example, tmp_path: Path, beijian: Command) -> None:
    (tmp_path / "通讯录.csv").write_text(
        "单位,联络员,手机\n双河,钱七,13800004444\n云岭县市场监督管理局,张三,1\n双河镇石坪镇,李,2\n县残联,王,3\n",
        "utf-8",
    )
    planned = beijian("units", example.workspace, "--import", tmp_path / "通讯录.csv", "--plan")
    assert "会导入" in planned.out
    assert "县残联" not in names(example, beijian)
    outcome = beijian("units", example.workspace, "--import", tmp_path / "通讯录.csv", "--json")
    assert misfits(outcome.json, {"contacts": [PLANNED], "units": [UNIT]}) == []
    found = {one["name"]: (one["state"], one["unit"]) for one in outcome.json["contacts"]}
    assert found["云岭县市场监督管理局"] == ("matched", "县市场监管局")
    assert found["县残联"] == ("new", None)
    assert {unit["name"]: unit["phone"] for unit in outcome.json["units"]}["县市场监管局"] == "1"
    assert beijian("undo", example.workspace, "--json").json["name"] == "修改单位名单"


def test_the_list_that_is_saved_reads_back(example: Example, tmp_path: Path, beijian: Command) -> None:
    beijian(
        "unit", example.workspace, "双河镇", "--contact", "钱七（副镇长）", "--phone", "=1380", "--former", "双河乡"
    )
    saved = beijian("units", example.workspace, "--out", tmp_path / "通讯录.xlsx")
    assert saved.out == f"已另存到 {tmp_path / '通讯录.xlsx'}\n"
    before = beijian("units", example.workspace, "--json").json["units"]
    beijian("units", example.workspace, "--import", tmp_path / "通讯录.xlsx")
    assert beijian("units", example.workspace, "--json").json["units"] == before


def test_the_projects_own_facts_are_changed(example: Example, beijian: Command) -> None:
    shape = {
        "place": MAYBE,
        "office": MAYBE,
        "first_year": int,
        "base_year": int,
        "submit_on": MAYBE,
        "mode": str,
        "upper": MAYBE,
        "units": int,
        "townships": [str],
    }
    outcome = beijian("project", example.workspace, "--office", "云岭县食安办", "--first-year", "2022年", "--json")
    assert misfits(outcome.json, shape) == []
    assert (outcome.json["place"], outcome.json["office"], outcome.json["first_year"]) == (
        "云岭县",
        "云岭县食安办",
        2022,
    )
    assert "编制单位：云岭县食安办" in beijian("project", example.workspace).out
    assert beijian("undo", example.workspace, "--json").json["name"] == "修改项目信息"


@pytest.mark.parametrize(("year", "named"), [("2024", "2024"), ("去年", "去年")])
def test_a_first_year_that_cannot_be_is_refused(
    year: str, named: str, example: Example, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("project", example.workspace, "--first-year", year), named)


@pytest.mark.parametrize("arguments", [["--plan"], ["--out", "表.csv"], ["--import", "没有.xlsx"]])
def test_what_cannot_be_done_with_the_list_is_refused(
    arguments: list[str], example: Example, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("units", example.workspace, *arguments))
