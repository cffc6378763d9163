"""`one-page`: the gaps by unit on one page, from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.examples import Command, Example
from tests.app.test_json import misfits


@pytest.mark.parametrize(
    ("ending", "begin"), [("docx", b"PK"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("txt", "\ufeff云岭县".encode())]
)
def test_each_kind_of_file(ending: str, begin: bytes, example: Example, tmp_path: Path, beijian: Command) -> None:
    path = tmp_path / f"一页纸.{ending}"
    assert beijian("one-page", example.workspace, "--out", path).out == f"一页纸已存到 {path}。\n"
    assert path.read_bytes().startswith(begin)


def test_json_tells_what_is_on_the_page(example: Example, tmp_path: Path, beijian: Command) -> None:
    said = beijian("one-page", example.workspace, "--out", tmp_path / "一页纸.txt", "--json").json
    unit = {"unit": str, "lacking": int, "veto": int, "key": int, "unsorted": int}
    item = {"code": str, "veto": bool, "owing": str}
    assert misfits(said, {"path": str, "as_of": str, "items": [item], "units": [unit]}) == []


@pytest.mark.parametrize(("name", "named"), [("一页纸.xlsx", "一页纸.xlsx"), ("没有/一页纸.png", "没有")])
def test_what_cannot_be_made_is_refused(
    name: str, named: str, example: Example, tmp_path: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("one-page", example.workspace, "--out", tmp_path / name), named)
