"""Who answers for a 送审版 stands in the journal, and nowhere that examiners look."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from evidence.workspace import DATABASE
from tests.app.examples import Command, Example, Outcome

Refused = Callable[..., str]


def confirmations(workspace: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return who wrote each confirmation in the journal, and what it says."""
    with closing(sqlite3.connect(workspace / DATABASE)) as connection:
        found = connection.execute("SELECT who, after FROM journal WHERE action = 'confirm_export' ORDER BY number")
        return [(who, json.loads(after)) for who, after in found]


def test_the_confirmer_of_an_export_is_recorded(example: Example, beijian: Command, tmp_path: Path) -> None:
    out = tmp_path / "导出"
    done = beijian("--by", "李敏", "export", example.workspace, "--out", out, "--confirmed-by", " 赵 主任 ")
    assert (done.status, done.err) == (0, "")
    assert confirmations(example.workspace) == [
        ("李敏", {"confirmed_by": "赵 主任", "edition": "submission", "out": str(out)})
    ]


def test_an_export_that_nobody_confirms_records_nothing(example: Example, beijian: Command, tmp_path: Path) -> None:
    assert beijian("export", example.workspace, "--out", tmp_path / "导出").status == 0
    assert confirmations(example.workspace) == []


@pytest.mark.parametrize("given", [("赵主任", "--edition", "internal"), (" ",)])
def test_a_name_without_a_submission_and_a_submission_without_a_name_are_refused(
    given: tuple[str, ...], example: Example, beijian: Command, refused: Refused, tmp_path: Path
) -> None:
    refused(beijian("export", example.workspace, "--out", tmp_path / "导出", "--confirmed-by", *given), "确认人")
    assert not (tmp_path / "导出").exists()
    assert confirmations(example.workspace) == []


def test_nothing_that_is_handed_over_names_the_confirmer(example: Example, beijian: Command, tmp_path: Path) -> None:
    out = tmp_path / "导出"
    beijian("--by", "李敏", "export", example.workspace, "--out", out, "--confirmed-by", "欧阳复核")
    looked_at = 0
    for path in filter(Path.is_file, out.rglob("*")):
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                parts += map(package.read, package.namelist())
        assert not any("欧阳复核".encode() in part for part in parts), path
        looked_at += len(parts)
    assert looked_at > 10


# What looks like a leak in a single document, and is none


@pytest.fixture
def suspicious(example: Example, beijian: Command) -> Example:
    """A project whose note on an item says what stands on the cover too."""
    beijian("layout", example.workspace, "--title", "云岭县创建国家食品安全示范城市申报材料")
    assert beijian("item", example.workspace, "1-1", "--note", "创建国家食品安全示范城市").status == 0
    return example


def compiled(beijian: Command, example: Example, out: Path, *more: str) -> Outcome:
    return beijian("document", example.workspace, "汇编", "--out", out, "--edition", "submission", *more)


def test_a_person_says_by_name_that_it_is_none(suspicious: Example, beijian: Command, tmp_path: Path) -> None:
    out = tmp_path / "汇编.docx"
    stopped = compiled(beijian, suspicious, out, "--confirmed-by", "赵主任")
    assert (stopped.status, "备注：“创建国家食品安全示范城市”" in stopped.err, out.exists()) == (1, True, False)
    done = compiled(beijian, suspicious, out, "--confirmed-by", "赵主任", "--no-leak")
    assert (done.status, "由赵主任确认不是泄露的 1 处" in done.out, out.exists()) == (0, True, True)
    ((_, said),) = confirmations(suspicious.workspace)
    assert (said["confirmed_by"], said["no_leaks"]) == ("赵主任", ["备注：创建国家食品安全示范城市"])


def test_nobody_clears_a_document_without_a_name(
    suspicious: Example, beijian: Command, refused: Refused, tmp_path: Path
) -> None:
    refused(compiled(beijian, suspicious, tmp_path / "汇编.docx", "--no-leak"), "--confirmed-by")
    assert not (tmp_path / "汇编.docx").exists()


def test_it_is_said_of_one_document_and_not_of_the_next(suspicious: Example, beijian: Command, tmp_path: Path) -> None:
    compiled(beijian, suspicious, tmp_path / "汇编.docx", "--confirmed-by", "赵主任", "--no-leak")
    assert compiled(beijian, suspicious, tmp_path / "再一份.docx", "--confirmed-by", "赵主任").status == 1


# Papers with personal data


@pytest.fixture
def personal(example: Example, beijian: Command) -> Example:
    """A project with a filed paper that holds personal data."""
    piece = next(str(file["id"]) for file in example.said["files"] if file["filed_under"])
    assert beijian("facts", example.workspace, piece, "--flag", "personal_data").status == 0
    return example


def count_packed(out: Path) -> int:
    """Return how many papers' files the package holds."""
    return sum(path.is_file() for path in (out / "电子版资料").glob("0[1-9]*/**/*"))


def test_a_named_person_says_why_they_go_into_the_package(personal: Example, beijian: Command, tmp_path: Path) -> None:
    out = tmp_path / "导出"
    done = beijian(
        "export", personal.workspace, "--out", out, "--confirmed-by", "赵主任", "--reason", "评审组要求", "--json"
    )
    assert (done.status, count_packed(out)) == (0, done.json["pieces"])
    ((_, said),) = confirmations(personal.workspace)
    assert (said["confirmed_by"], said["personal"]["reason"]) == ("赵主任", "评审组要求")
    assert len(said["personal"]["papers"]) == 1


def test_without_a_reason_they_stay_out_and_are_named(personal: Example, beijian: Command, tmp_path: Path) -> None:
    out = tmp_path / "导出"
    done = beijian("export", personal.workspace, "--out", out, "--confirmed-by", "赵主任", "--json")
    assert (done.status, count_packed(out)) == (0, done.json["pieces"] - 1)
    assert sum("没有写明放入的理由" in omission["why"] for omission in done.json["omissions"]) == 1
    ((_, said),) = confirmations(personal.workspace)
    assert "personal" not in said


@pytest.mark.parametrize("given", [("--reason", "评审组要求"), ("--confirmed-by", "赵主任", "--reason", " ")])
def test_a_reason_without_a_name_and_an_empty_one_are_refused(
    given: tuple[str, ...], personal: Example, beijian: Command, refused: Refused, tmp_path: Path
) -> None:
    refused(beijian("export", personal.workspace, "--out", tmp_path / "导出", *given), "--confirmed-by")
    assert not (tmp_path / "导出").exists()


def test_a_reason_where_no_paper_holds_personal_data_is_not_recorded(
    example: Example, beijian: Command, tmp_path: Path
) -> None:
    out = tmp_path / "导出"
    beijian("export", example.workspace, "--out", out, "--confirmed-by", "赵主任", "--reason", "评审组要求")
    ((_, said),) = confirmations(example.workspace)
    assert "personal" not in said
