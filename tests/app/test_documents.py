"""`document`: one document alone, of a part of the project, in either edition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.app.examples import Command, Example
from tests.app.test_gap_files import rows_of
from tests.app.test_json import misfits


def test_a_directory_of_one_item(example: Example, tmp_path: Path, beijian: Command) -> None:
    path = tmp_path / "卷内目录.docx"
    outcome = beijian("document", example.workspace, "卷内目录", "--out", path, "--item", "1-1")
    assert outcome.out == f"卷内目录已存到 {path}：共1页。\n"
    (table,) = docx.Document(str(path)).tables
    assert [cell.text for cell in table.rows[1].cells][3] == "2023年食品安全工作方案"


def test_a_listing_of_one_year_as_a_workbook(example: Example, tmp_path: Path, beijian: Command) -> None:
    path = tmp_path / "归档.xlsx"
    outcome = beijian("document", example.workspace, "归档文件目录", "--out", path, "--year", "2023")
    assert outcome.status == 0
    assert "2023年食品安全工作方案" in {row[4] for row in rows_of(path)}


def test_a_unit_may_be_called_by_another_name(example: Example, tmp_path: Path, beijian: Command) -> None:
    path = tmp_path / "打分.docx"
    outcome = beijian("document", example.workspace, "自评打分表", "--out", path, "--unit", "市场监管局")
    assert outcome.status == 0
    assert docx.Document(str(path)).paragraphs[0].text == "云岭县自评打分表（县市场监管局）"


def test_json_tells_what_was_made(example: Example, tmp_path: Path, beijian: Command) -> None:
    arguments = ("--edition", "submission", "--confirmed-by", "王敏", "--json")
    said = beijian("document", example.workspace, "自评报告", "--out", tmp_path / "报告.docx", *arguments).json
    fields = {
        "path": str,
        "kind": str,
        "edition": str,
        "title": str,
        "pages": int,
        "entries": int,
        "bytes": int,
        "cleared": [str],
    }
    assert misfits(said, {**fields, "rows": None, "blanks": int}) == []
    assert (said["kind"], said["edition"], said["entries"]) == ("report", "submission", 0)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["自评报告", "--out", "报告.xlsx"], "报告.xlsx"),
        (["总目录", "--out", "没有/目录.docx"], "没有"),
        (["总目录", "--out", "目录.docx", "--item", "9-9"], "9-9"),
        (["总目录", "--out", "目录.docx", "--unit", "县残联"], "县残联"),
        (["总目录", "--out", "目录.docx", "--year", "去年"], "去年"),
        (["卷内目录", "--out", "目录.docx", "--year", "1999"], "卷内目录"),
        (["总目录", "--out", "目录.docx", "--confirmed-by", "王敏"], ""),
        (["总目录", "--out", "项目/vault/目录.docx"], "项目"),
    ],
)
def test_what_cannot_be_made_is_refused(
    arguments: list[str], named: str, example: Example, tmp_path: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    kind, out, name, *options = arguments
    outcome = beijian("document", example.workspace, kind, out, tmp_path / name, *options)
    refused(outcome, named, tmp_path, name)


def test_a_kind_that_there_is_not_is_wrong_usage(example: Example, beijian: Command) -> None:
    assert beijian("document", example.workspace, "通报", "--out", "x.docx").status == 2
