"""`tasks` and `save-scheme`: what the scheme asks of whom, and the scheme itself, as tables to be handed on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.app.examples import Command, Example
from tests.app.test_gap_files import rows_of


def test_the_tasks_of_all_units_as_a_document(example: Example, tmp_path: Path, beijian: Command) -> None:
    outcome = beijian("tasks", example.workspace, "--out", tmp_path / "任务.docx", "--json")
    assert outcome.json == {"path": str(tmp_path / "任务.docx"), "unit": None, "rows": 3, "files": []}
    document = docx.Document(str(tmp_path / "任务.docx"))
    assert document.paragraphs[0].text == "云岭县迎检任务分解表"
    (table,) = document.tables
    assert [row.cells[0].text for row in table.rows] == ["序号", "1", "2", "3"]


def test_the_tasks_of_one_unit_that_is_called_by_another_name(
    example: Example, tmp_path: Path, beijian: Command
) -> None:
    outcome = beijian("tasks", example.workspace, "--unit", "市场监管局", "--out", tmp_path / "任务.xlsx")
    assert outcome.out == f"任务分解表已存到 {tmp_path / '任务.xlsx'}：县市场监管局，1 项评价内容。\n"
    rows = rows_of(tmp_path / "任务.xlsx")
    assert rows[0][0] == "云岭县迎检任务分解表（县市场监管局）"
    assert [row[3].split("　")[0] for row in rows[4:]] == ["评价内容", "2-1"]


def test_a_file_for_each_unit(example: Example, tmp_path: Path, beijian: Command) -> None:
    (tmp_path / "各单位").mkdir()
    each = ["--each-unit", tmp_path / "各单位"]
    outcome = beijian("tasks", example.workspace, "--out", tmp_path / "任务.docx", *each)
    assert outcome.status == 0
    names = {path.name for path in (tmp_path / "各单位").iterdir()}
    assert names == {f"任务分解表_{unit}.docx" for unit in ("双河镇", "石坪镇", "县食药安办", "县市场监管局")}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["tasks", "--out", "任务.pdf"], "任务.pdf"),
        (["tasks", "--out", "没有/任务.docx"], "没有"),
        (["tasks", "--out", "任务.docx", "--unit", "县残联"], "“县残联”"),
        (["tasks", "--out", "任务.docx", "--each-unit", "没有"], "没有"),
        (["tasks", "--out", "项目/vault/任务.docx"], "项目"),
        (["save-scheme", "--out", "细则.xls"], "细则.xls"),
        (["save-scheme", "--out", "没有/细则.xlsx"], "没有"),
    ],
)
def test_what_cannot_be_written_is_refused(
    arguments: list[str], named: str, example: Example, tmp_path: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    name, *options = arguments
    given = [
        str(tmp_path / option) if before in ("--out", "--each-unit") else option
        for before, option in zip(["", *options], options, strict=False)
    ]
    before = {path.name for path in tmp_path.iterdir()}
    paths = [option for option in given if option.startswith(str(tmp_path))]
    refused(beijian(name, example.workspace, *given), named, *paths, str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == before


def test_a_unit_and_each_unit_are_not_asked_for_together(
    example: Example, tmp_path: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    both = ["--unit", "双河镇", "--each-unit", tmp_path]
    refused(beijian("tasks", example.workspace, "--out", tmp_path / "任务.docx", *both), status=2)


def test_the_scheme_comes_back_from_the_file_that_it_was_saved_to(
    example: Example, tmp_path: Path, beijian: Command
) -> None:
    outcome = beijian("save-scheme", example.workspace, "--out", tmp_path / "细则.xlsx", "--json")
    assert outcome.json == {"path": str(tmp_path / "细则.xlsx"), "items": 3}
    saved = beijian("scheme", tmp_path / "细则.xlsx", "--json").json
    original = beijian("scheme", example.scheme, "--json").json
    assert saved["items"] == original["items"]
    assert [saved[key] for key in ("title", "edition", "total_points")] == [
        original[key] for key in ("title", "edition", "total_points")
    ]


def test_a_saved_scheme_makes_a_project(example: Example, tmp_path: Path, beijian: Command) -> None:
    beijian("save-scheme", example.workspace, "--out", tmp_path / "细则.xlsx")
    outcome = beijian("new", tmp_path / "新项目", "--scheme", tmp_path / "细则.xlsx", "--years", "2021-2023")
    assert outcome.status == 0
