"""`packages` and `returned`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.examples import Command, Example
from tests.app.test_json import misfits

DEBT = {"code": str, "item": str, "name": str, "year": (int, None), "lacking": int, "due": (str, None)}
RETURNED = {
    "batch": str,
    "unit": (str, None),
    "files": [
        {
            "source": str,
            "state": str,
            "id": (str, None),
            "codes": [str],
            "known_by": (str, None),
            "closes": [str],
            "serves": [str],
            "wrong": [{"code": str, "message": str}],
        }
    ],
    "closed": [DEBT],
    "missing": [DEBT],
    "answers": [str],
    "path": (str, None),
}


def made(example: Example, beijian: Command, out: Path, *options: str) -> Path:
    (package,) = beijian("packages", example.workspace, "--unit", "双河镇", "--out", out, "--json", *options).json[
        "packages"
    ]
    assert package["debts"] > 0
    return Path(package["path"])


@pytest.fixture
def back(example: Example, beijian: Command, tmp_path: Path) -> tuple[str, str]:
    """A package that came back with one folder filled; the batch and the code of that folder."""
    package = made(example, beijian, tmp_path / "发出")
    folder = min(path for path in package.iterdir() if path.is_dir())
    (folder / "材料.txt").write_text("按要求报送。\n", "utf-8")
    (package / "菜谱.txt").write_text("白菜。\n", "utf-8")
    assert beijian("add", example.workspace, package, "--unit", "双河镇").status == 0
    return beijian("batches", example.workspace, "--json").json["batches"][-1]["name"], folder.name[:6]


def test_one_unit_gets_a_folder_or_a_zip(example: Example, beijian: Command, tmp_path: Path) -> None:
    assert made(example, beijian, tmp_path / "发出").is_dir()
    assert made(example, beijian, tmp_path / "发出", "--zip").suffix == ".zip"


def test_all_units_get_one(example: Example, beijian: Command, tmp_path: Path) -> None:
    outcome = beijian("packages", example.workspace, "--all", "--out", tmp_path / "发出")
    assert f"在 {tmp_path / '发出'}" in outcome.out
    assert {"收件包_双河镇", "收件包_石坪镇"} <= {
        path.name.rpartition("_")[0] for path in (tmp_path / "发出").iterdir()
    }


def test_what_came_back_is_held_against_what_is_owed(example: Example, beijian: Command, back: tuple[str, str]) -> None:
    batch, code = back
    found = beijian("returned", example.workspace, batch, "--json").json
    assert misfits(found, RETURNED) == []
    assert [debt["code"] for debt in found["closed"]] == [code]
    assert code not in [debt["code"] for debt in found["missing"]]
    assert [file["wrong"][0]["code"] for file in found["files"] if file["wrong"]] == ["extra"]


def test_it_is_told_in_words_too(example: Example, beijian: Command, back: tuple[str, str]) -> None:
    out = beijian("returned", example.workspace, back[0]).out
    assert f"补齐　{back[1]}" in out
    assert "问题　菜谱.txt　没有补报码" in out


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_and_saved(example: Example, beijian: Command, back: tuple[str, str], tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"对照{ending}"
    assert f"对照单已存到 {path}" in beijian("returned", example.workspace, back[0], "--out", path).out
    assert path.stat().st_size > 1000


def test_another_ending_is_refused(
    example: Example, beijian: Command, back: tuple[str, str], tmp_path: Path, refused: Callable[..., str]
) -> None:
    path = tmp_path / "对照.pdf"
    refused(beijian("returned", example.workspace, back[0], "--out", path), path)


def test_a_unit_that_is_not_there_is_refused(
    example: Example, beijian: Command, tmp_path: Path, refused: Callable[..., str]
) -> None:
    refused(beijian("packages", example.workspace, "--unit", "月球镇", "--out", tmp_path / "发出"), "月球镇")


def test_the_units_have_to_be_named(example: Example, beijian: Command, tmp_path: Path) -> None:
    assert beijian("packages", example.workspace, "--out", tmp_path / "发出").status == 2
