"""`schemes`, `add-scheme`, `use` and `pair`: two schemes side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.examples import Command, Example
from tests.app.test_json import misfits

SECOND = """编号,评价内容,分值,所需材料
甲1,每年制定食品安全工作方案。,5,食品安全工作方案
甲2,食品安全经费列入预算。,5,预算批复
"""


@pytest.fixture
def both(example: Example, beijian: Command, tmp_path: Path) -> Path:
    """A project with a second scheme, which is the one worked on."""
    table = tmp_path / "评议考核细则.csv"
    table.write_text(SECOND, "utf-8-sig")
    assert beijian("add-scheme", example.workspace, "--scheme", table).status == 0
    return example.workspace


def test_a_second_scheme_is_listed_and_worked_on(both: Path, beijian: Command) -> None:
    listed = beijian("schemes", both, "--json").json
    shape = {"schemes": [{"title": str, "edition": (str, None), "items": int, "worked_on": bool}]}
    assert misfits(listed, shape) == []
    assert [(row["title"], row["items"], row["worked_on"]) for row in listed["schemes"]] == [
        ("评议考核细则", 2, True),
        ("细则", 3, False),
    ]
    assert "甲1" in str(beijian("gaps", both, "--json").json)


def test_what_is_filed_in_one_of_a_pair_counts_in_the_other(both: Path, beijian: Command) -> None:
    paired = beijian("pair", both, "甲1", "1-1", "--json").json
    assert paired == {"pairs": [{"code": "甲1", "other": "1-1", "scheme": "细则"}]}
    assert states(both, beijian) == {"甲1": "complete", "甲2": "missing"}
    assert beijian("pair", both, "甲1", "1-1", "--apart", "--json").json == {"pairs": []}
    assert states(both, beijian) == {"甲1": "missing", "甲2": "missing"}
    beijian("use", both, "细则")
    assert states(both, beijian)["1-1"] == "complete"


def test_of_more_than_two_schemes_the_other_is_named(
    both: Path, beijian: Command, tmp_path: Path, refused: Callable[..., str]
) -> None:
    table = tmp_path / "卫生细则.csv"
    table.write_text(SECOND, "utf-8-sig")
    refused(beijian("add-scheme", both, "--scheme", table), "评议考核细则")  # the same once more
    table.write_text(SECOND.replace("列入预算", "列入年度预算"), "utf-8-sig")
    beijian("add-scheme", both, "--scheme", table)
    beijian("use", both, "评议考核")
    refused(beijian("pair", both, "甲1", "1-1", "--scheme", "评议考核"))
    refused(beijian("pair", both, "甲1", "1-1", "--scheme", "卫生"))
    paired = beijian("pair", both, "甲１", "甲1", "--scheme", "卫生", "--json").json
    assert paired == {"pairs": [{"code": "甲1", "other": "甲1", "scheme": "卫生细则"}]}
    proposed = beijian("pair", both, "--propose", "--scheme", "卫生", "--json").json["proposed"]
    assert {row["other"] for row in proposed} <= {"甲1", "甲2"}


def states(project: Path, beijian: Command) -> dict[str, str]:
    return {item["code"]: item["state"] for item in beijian("gaps", project, "--json").json["items"]}


def test_pairs_are_proposed_and_taken_at_once(both: Path, beijian: Command) -> None:
    proposed = beijian("pair", both, "--propose", "--json").json
    assert misfits(proposed, {"proposed": [{"code": str, "other": str, "confidence": float}], "applied": bool}) == []
    assert "尚未设定" in beijian("pair", both, "--propose").out
    beijian("pair", both, "--propose", "--apply")
    assert len(beijian("pair", both, "--json").json["pairs"]) == len(proposed["proposed"])


def test_wrong_words_are_refused(both: Path, beijian: Command, refused: Callable[..., str]) -> None:
    refused(beijian("use", both, "卫生城市"), "卫生城市")
    refused(beijian("use", both, "则"), "则")
    refused(beijian("pair", both, "甲1"))
    refused(beijian("pair", both, "甲1", "99"), "99")


def test_a_project_with_one_scheme_has_nothing_to_pair(
    example: Example, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("pair", example.workspace, "--propose"))
    assert "只有一套细则" in beijian("schemes", example.workspace).out
