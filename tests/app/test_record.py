"""`record`: what went to and fro with a unit, told, as JSON, and as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.app.examples import Command, Example


@pytest.fixture
def place(example: Example, beijian: Command, tmp_path: Path) -> Path:
    """A project to which 双河镇 brought a summary and a broken file."""
    folder = tmp_path / "送来"
    folder.mkdir()
    (folder / "1-2 双河镇2022年食品安全工作总结.txt").write_text("双河镇2022年食品安全工作总结", "utf-8")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    assert beijian("add", example.workspace, folder, "--unit", "双河镇", "--channel", "微信").status == 0
    return example.workspace


def test_what_came_is_told_with_what_became_of_it(place: Path, beijian: Command) -> None:
    told = beijian("record", place, "双河").out
    assert "2 个文件" in told
    assert "（微信）" in told
    assert "今天：应报 3 件" in told
    assert "补报码" in told


def test_the_record_is_there_for_programs(place: Path, beijian: Command) -> None:
    told = beijian("record", place, "双河镇", "--json").json
    assert told["unit"] == "双河镇"
    assert [len(entry["files"]) for entry in told["entries"] if entry["batch"]][-1] == 2
    assert told["lacking"] == len(told["owed"])


def test_it_is_kept_as_word_and_excel(place: Path, beijian: Command, tmp_path: Path) -> None:
    word, excel = tmp_path / "记录.docx", tmp_path / "记录.xlsx"
    assert beijian("record", place, "双河镇", "--out", word).out == f"往来记录已存到 {word}。\n"
    assert beijian("record", place, "双河镇", "--out", excel).status == 0
    assert "双河镇往来记录" in [paragraph.text for paragraph in docx.Document(str(word)).paragraphs]
    assert openpyxl.load_workbook(excel).worksheets[0].cell(1, 1).value == "双河镇往来记录"


def test_another_kind_of_file_is_refused(place: Path, beijian: Command, refused: Callable[..., str]) -> None:
    refused(beijian("record", place, "双河镇", "--out", place.parent / "记录.pdf"), place.parent / "记录.pdf")


def test_a_unit_that_nobody_knows_is_refused(place: Path, beijian: Command, refused: Callable[..., str]) -> None:
    refused(beijian("record", place, "月亮镇"), "月亮镇")
