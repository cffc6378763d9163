"""`on-site`: where the papers of an item lie, told and as JSON."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from tests.app.examples import Command, Example


def test_the_papers_of_an_item_are_told_with_box_and_pages(example: Example, beijian: Command) -> None:
    (paper,) = (paper for paper in beijian("on-site", example.workspace, "1-1", "--json").json["papers"])
    assert paper["label"] == "1-1-001"
    assert paper["box"] == 1
    told = beijian("on-site", example.workspace, "1-1").out
    assert told.startswith(f"1-1-001  {paper['title']}")
    assert f"第1盒  {paper['pages']}" in told


@pytest.mark.parametrize("typed", ["1－1", " 1-1 ", "1—1"])
def test_a_code_may_be_typed_in_any_way(example: Example, beijian: Command, typed: str) -> None:
    assert beijian("on-site", example.workspace, typed, "--json").json["code"] == "1-1"


def test_the_last_part_alone_is_enough_where_it_is_one_item_s(example: Example, beijian: Command) -> None:
    assert beijian("on-site", example.workspace, "第2项", "--json").json["code"] == "1-2"


@pytest.mark.parametrize("typed", ["1", "99", "", "食品"])
def test_what_is_no_item_or_several_is_refused(example: Example, beijian: Command, typed: str) -> None:
    assert beijian("on-site", example.workspace, typed).status == 1


def test_what_examiners_ask_for_is_written_down_and_told(example: Example, beijian: Command) -> None:
    assert "还没有" in beijian("visits", example.workspace).out
    assert beijian("on-site", example.workspace, "1-1", "--seen", "--examiner", "张组长").status == 0
    assert beijian("on-site", example.workspace, "1-2", "--add", "补2022年总结").status == 0
    found = beijian("visits", example.workspace, "--json").json["requests"]
    told = [(one["code"], one["wish"], one["said"], one["examiner"]) for one in found]
    assert told == [("1-1", "see", "", "张组长"), ("1-2", "add", "补2022年总结", "")]
    assert "1-2  要求补充" in beijian("visits", example.workspace).out


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_register_is_kept_as_a_file(example: Example, beijian: Command, tmp_path: Path, ending: str) -> None:
    assert beijian("on-site", example.workspace, "1-2", "--add", "补2022年总结").status == 0
    out = tmp_path / f"查阅登记表.{ending}"
    assert beijian("visits", example.workspace, "--out", out).status == 0
    assert "补2022年总结" in str(texts(out))


def texts(path: Path) -> list[list[str]]:
    if path.suffix == ".docx":
        return [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[0].rows]
    book = openpyxl.load_workbook(path)
    return [[str(cell.value) for cell in row] for row in book.worksheets[0].iter_rows()]


def test_nothing_said_is_nothing_added(example: Example, beijian: Command) -> None:
    outcome = beijian("on-site", example.workspace, "1-2", "--add", " ")
    assert outcome.status == 1
    assert beijian("visits", example.workspace, "--json").json["requests"] == []
