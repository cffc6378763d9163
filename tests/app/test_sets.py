"""`reading-set` and `declare`: PDF to read, and files for a web site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.examples import Command, Example
from tests.app.test_confirmed import Refused, confirmations
from tests.app.test_json import misfits

FILE = {
    "path": str,
    "item": str,
    "pieces": [str],
    "making": str,
    "bytes_before": int,
    "bytes": int,
    "dpi": None,
    "quality": None,
}


def test_the_set_to_read_as_json(example: Example, tmp_path: Path, beijian: Command) -> None:
    said = beijian("reading-set", example.workspace, "--out", tmp_path / "出", "--json").json
    file = {"path": str, "pages": int, "pieces": int, "elsewhere": int, "bytes": int}
    assert misfits(said, {"folder": str, "files": [file], "kept": None}) == []
    assert Path(said["files"][0]["path"]).read_bytes().startswith(b"%PDF")


def test_the_set_to_read_in_words(example: Example, tmp_path: Path, beijian: Command) -> None:
    outcome = beijian("reading-set", example.workspace, "--out", tmp_path / "出", "--by", "item")
    assert outcome.out.startswith("已排好阅读版 ")
    assert (outcome.status, outcome.err) == (0, "")


def test_without_a_place_only_the_plan_is_told(example: Example, tmp_path: Path, beijian: Command) -> None:
    outcome = beijian("declare", example.workspace)
    assert outcome.out.startswith("单个文件大小不限；总大小不限；格式不限；每件一个文件；")
    assert not (tmp_path / "网上申报材料").exists()


def test_the_files_of_a_declaration_as_json(example: Example, tmp_path: Path, beijian: Command) -> None:
    said = beijian("declare", example.workspace, "--out", tmp_path, "--confirmed-by", "王敏", "--json").json
    assert misfits(said["files"], [FILE]) == []
    assert misfits(said["personal"], [str]) == []
    assert Path(said["list"]).is_file()
    assert all(Path(file["path"]).stat().st_size == file["bytes"] for file in said["files"])


@pytest.mark.parametrize(("given", "count"), [((), 0), (("--confirmed-by", "赵主任", "--reason", "评审组要求"), 1)])
def test_papers_with_personal_data_want_a_reason_and_a_name(
    example: Example, tmp_path: Path, beijian: Command, given: tuple[str, ...], count: int
) -> None:
    piece = next(str(file["id"]) for file in example.said["files"] if file["filed_under"])
    beijian("facts", example.workspace, piece, "--flag", "personal_data")
    said = beijian("declare", example.workspace, "--out", tmp_path, *given, "--json").json
    assert len(said["personal"]) == count
    assert [one["code"] for one in said["left_out"]].count("personal") == 1 - count
    journal = [said["personal"] for _, said in confirmations(example.workspace)]
    assert [one["reason"] for one in journal] == ["评审组要求"] * count


def test_a_reason_that_nobody_signs_is_refused(example: Example, beijian: Command, refused: Refused) -> None:
    refused(beijian("declare", example.workspace, "--reason", "评审组要求"), "--confirmed-by")


def test_what_a_web_site_takes_is_remembered(example: Example, beijian: Command) -> None:
    beijian("declare", example.workspace, "--limit-mb", "10", "--endings", "pdf,JPG", "--bundle", "item")
    rule = beijian("declare", example.workspace, "--json").json["rule"]
    assert (rule["file_mb"], rule["endings"], rule["bundle"]) == (10.0, ["pdf", "jpg"], "item")
    beijian("declare", example.workspace, "--limit-mb", "0", "--endings", "")
    rule = beijian("declare", example.workspace, "--json").json["rule"]
    assert (rule["file_mb"], rule["endings"]) == (None, [])


@pytest.mark.parametrize(
    ("arguments", "status", "named"),
    [
        (("--limit-mb", "-1"), 2, "应是兆数"),
        (("--names", "材料"), 1, "不能作文件名的写法"),
        (("--longest", "5"), 1, "20 到 80"),
        (("--endings", "图片"), 1, "不是文件格式"),
    ],
)
def test_what_makes_no_sense_is_told(
    example: Example, beijian: Command, arguments: tuple[str, ...], status: int, named: str
) -> None:
    outcome = beijian("declare", example.workspace, *arguments)
    assert outcome.status == status
    assert named in outcome.err
