"""`duties`: who has signed for what, told, as JSON and as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.examples import Command, Example


def test_what_is_missing_is_told_by_unit(example: Example, beijian: Command) -> None:
    assert "没有名称带“责任书" in beijian("duties", example.workspace).out
    missing = beijian("duties", example.workspace, "--words", "总结", "--missing", "--unit", "石坪镇", "--json").json
    assert [(row["unit"], row["state"]) for row in missing["duties"]] == [("石坪镇", "missing")] * 3


@pytest.mark.parametrize(("ending", "status"), [("docx", 0), ("xlsx", 0), ("pdf", 1)])
@pytest.mark.parametrize("by_place", [(), ("--places",)])
def test_it_is_kept_as_a_file(
    example: Example, beijian: Command, tmp_path: Path, ending: str, status: int, by_place: tuple[str, ...]
) -> None:
    beijian("site", example.workspace, "万家超市", "--add")
    out = tmp_path / f"责任落实.{ending}"
    asked = ("duties", example.workspace, "--words", "总结", *by_place, "--out", out)
    assert beijian(*asked).status == status
    assert out.exists() is (status == 0)
