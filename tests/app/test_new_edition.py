"""`edition` and `year`: the plan first, applied only if that is asked, undone in one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.examples import SCHEME, Command, Example
from tests.app.test_json import misfits

MAYBE = (str, None)
SPOT = {"code": str, "material": MAYBE}
PAIR = {
    "change": str,
    "old": MAYBE,
    "new": MAYBE,
    "similarity": float,
    "moved": bool,
    "fields": [str],
    "kin": [str],
}
EDITION = {
    "counts": dict.fromkeys(("same", "reworded", "moved", "altered", "new", "gone"), int),
    "items": [PAIR],
    "groups": [PAIR],
    "moves": [{"id": str, "fate": str, "from": SPOT, "to": SPOT}],
    "kept": [SPOT],
    "dropped": [SPOT],
    "printed_boxes": [
        {"number": int, "items": [{"from": str, "to": MAYBE, "reworded": bool, "out": int, "in": int}]},
    ],
    "covers": bool,
    "filed": int,
    "returned": int,
    "applied": bool,
}
YEAR = {
    "base_year": int,
    "first_year": int,
    "rows": [{"code": str, "name": str, "year": int, "unit": MAYBE, "before": MAYBE, "after": MAYBE}],
    "items": [{"code": str, "before": str, "after": str}],
    "applied": bool,
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Another edition: a new item stands first, and 2-1 is worded anew."""
    lines = SCHEME.replace("\\\n", "").splitlines()
    new = "1-1,基础工作,党政同责,推行食品安全责任保险，重点企业应保尽保。,1,视情况扣分。,酌扣,,,资料审查,县金融办"
    again = [line.replace("1-2,", "1-3,").replace("1-1,", "1-2,") for line in lines[1:]]
    again = [line.replace("开展食品安全检查，", "每季度开展食品安全检查，") for line in again]
    path = tmp_path / "新细则.csv"
    path.write_text("\n".join([lines[0], new, *again, ""]), "utf-8-sig")
    return path


def filed_under(example: Example, code: str) -> str:
    """Return the id of a paper that was filed under an item on arrival."""
    return next(file["id"] for file in example.said["files"] if code in file["filed_under"])


def test_a_new_edition_is_only_shown(example: Example, table: Path, beijian: Command) -> None:
    outcome = beijian("edition", example.workspace, "--scheme", table)
    assert outcome.status == 0
    assert "移动或改号  1-1 → 1-2" in outcome.out
    assert "每季度开展" in outcome.out
    assert "没有作改动" in outcome.out
    codes = [item["code"] for item in beijian("gaps", example.workspace, "--json").json["items"]]
    assert codes == ["1-1", "1-2", "2-1"]


def test_a_new_edition_is_applied_and_undone_in_one_step(example: Example, table: Path, beijian: Command) -> None:
    before = beijian("gaps", example.workspace, "--json").json
    outcome = beijian("edition", example.workspace, "--scheme", table, "--apply", "--json")
    assert misfits(outcome.json, EDITION) == []
    assert outcome.json["counts"]["moved"] == 2
    assert outcome.json["applied"]
    codes = [item["code"] for item in beijian("gaps", example.workspace, "--json").json["items"]]
    assert codes == ["1-1", "1-2", "1-3", "2-1"]
    assert "已撤销：换版" in beijian("undo", example.workspace).out
    assert beijian("gaps", example.workspace, "--json").json == before


def test_the_printed_boxes_that_it_touches_are_listed(example: Example, table: Path, beijian: Command) -> None:
    assert beijian("fix", example.workspace).status == 0
    outcome = beijian("edition", example.workspace, "--scheme", table)
    assert "第 1 盒（已定号）里的 1-1：改号为 1-2，件号随着变" in outcome.out
    assert "已定号的盒受影响 1 个：第 1 盒。" in outcome.out
    told = beijian("edition", example.workspace, "--scheme", table, "--json").json
    assert misfits(told, EDITION) == []
    assert [box["number"] for box in told["printed_boxes"]] == [1]


def test_papers_go_where_to_says(example: Example, table: Path, beijian: Command) -> None:
    key = filed_under(example, "1-1")

    def fates(*to: str) -> set[tuple[str, str | None]]:
        moves = beijian("edition", example.workspace, "--scheme", table, "--json", *to).json["moves"]
        return {(m["fate"], m["to"] and m["to"]["code"]) for m in moves if m["id"] == key}

    assert fates() == {("follows", "1-2")}
    assert fates("--to", "1-1=2-1") == fates("--to", "１．１=2－1") == {("follows", "2-1")}
    assert fates("--to", "1-1=") == {("tray", None)}


@pytest.mark.parametrize(("to", "named"), [("1-1", "1-1"), ("9-9=1-1", "9-9"), ("1-1=9-9", "9-9")])
def test_what_to_cannot_mean_is_refused(
    to: str, named: str, example: Example, table: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("edition", example.workspace, "--scheme", table, "--to", to), named)


def test_another_base_year_is_shown_applied_and_undone(example: Example, beijian: Command) -> None:
    shown = beijian("year", example.workspace, "2024")
    assert "评审基准年改为 2024 年" in shown.out
    assert "没有作改动" in shown.out
    outcome = beijian("year", example.workspace, "2024", "--apply", "--json")
    assert misfits(outcome.json, YEAR) == []
    assert (outcome.json["first_year"], outcome.json["base_year"]) == (2022, 2024)
    assert "评审基准年 2024 年" in beijian("project", example.workspace).out
    beijian("undo", example.workspace)
    assert "评审基准年 2023 年" in beijian("project", example.workspace).out


def test_what_is_no_year_is_refused(example: Example, beijian: Command, refused: Callable[..., str]) -> None:
    refused(beijian("year", example.workspace, "24"), "24")
