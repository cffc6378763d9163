"""`score`, `scores` and `pass-rules`: points that the office gives itself, and whether they are enough."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.examples import Command, Example
from tests.app.test_json import MAYBE_STR, NUMBER, misfits

GIVEN = {"points": NUMBER, "reason": MAYBE_STR, "confirmed_by": str, "confirmed_at": str}
ITEM = {
    "code": str,
    "points": (*NUMBER, None),
    "rule": MAYBE_STR,
    "key": bool,
    "veto": bool,
    "bonus": bool,
    "state": str,
    "may_lose": NUMBER,
    "may_gain": NUMBER,
    "standing": str,
}
SCORE = {"points": NUMBER, "lost": NUMBER, "total": NUMBER, "veto": [str], "bonus": NUMBER}


@pytest.fixture
def place(example: Example) -> Path:
    """A project of three items with 3, 2 and 4 points; 1-1 has its paper, 1-2 lacks five of six, 2-1 four of six."""
    return example.workspace


def test_a_score_is_typed_confirmed_and_listed(place: Path, beijian: Command) -> None:
    done = beijian("score", place, "1-2", "1", "--by", "赵主任", "--reason", "缺石坪镇总结")
    assert (done.status, done.out) == (0, "1-2 自评 1 分（分值 2 分），确认人：赵主任。\n")
    (item,) = (row for row in beijian("scores", place, "--json").json["items"] if row["code"] == "1-2")
    assert (item["given"]["points"], item["given"]["reason"], item["standing"]) == (1.0, "缺石坪镇总结", "holds")


def test_scores_says_what_its_contract_names(place: Path, beijian: Command) -> None:
    beijian("score", place, "1-1", "3", "--by", "赵主任")
    said = beijian("scores", place, "--json", "--if-complete", "1-2").json
    verdict = {"rule": str, "asked": NUMBER, "found": (*NUMBER, None), "met": (bool, None), "codes": [str]}
    for item in said["items"]:
        assert misfits(item, {**ITEM, "given": GIVEN if item["given"] else (None,)}) == []
    assert misfits(said["score"], SCORE) == []
    assert misfits(said["if_complete"], {"items": int, **SCORE}) == []
    assert misfits(said["pass"]["verdicts"], [verdict]) == []


def test_what_is_missing_costs_what_the_standard_says(place: Path, beijian: Command) -> None:
    items = {row["code"]: row["may_lose"] for row in beijian("scores", place, "--json").json["items"]}
    assert items["1-1"] == 0
    assert items["1-2"] == 2.0, "1 point for each of five that are missing, and no more than the item has"


def test_completing_an_item_brings_back_what_it_may_lose(place: Path, beijian: Command) -> None:
    said = beijian("scores", place, "--json", "--if-complete", "1").json
    assert said["if_complete"]["items"] == 2
    assert said["if_complete"]["points"] == said["score"]["points"] + 2.0
    assert "补齐所选 1 项后，预计合计可得" in beijian("scores", place, "--if-complete", "1-2").out


def test_without_rules_nothing_is_judged(place: Path, beijian: Command) -> None:
    beijian("score", place, "1-1", "3", "--by", "赵主任")
    assert beijian("scores", place, "--json").json["pass"]["met"] is None
    assert "未设合格条件。" in beijian("scores", place).out


def test_rules_are_set_and_judged_by(place: Path, beijian: Command) -> None:
    assert beijian("pass-rules", place, "--key-each", "60%", "--most-veto", "0", "--json").json["key_each"] == 0.6
    beijian("score", place, "1-1", "1", "--by", "赵主任", "--reason", "未盖章")
    said = beijian("scores", place, "--json").json["pass"]
    assert said["met"] is False
    assert [(v["rule"], v["met"], v["codes"]) for v in said["verdicts"]] == [
        ("key_each", False, ["1-1"]),
        ("most_veto", True, []),
    ]


def test_a_rule_is_set_back_to_none(place: Path, beijian: Command) -> None:
    beijian("pass-rules", place, "--points", "90", "--most-bonus", "5")
    assert beijian("pass-rules", place, "--points", "").out == "加分最多计 5 分。\n"


def test_a_score_is_cleared_and_that_is_undone(place: Path, beijian: Command) -> None:
    beijian("score", place, "1-1", "3", "--by", "赵主任")
    assert beijian("score", place, "1-1", "--clear").out == "1-1 的自评得分已清除。\n"
    assert beijian("undo", place).status == 0
    assert "自评 3 分（赵主任确认）" in beijian("scores", place).out


def test_a_paper_filed_since_is_told_of(place: Path, beijian: Command, example: Example) -> None:
    beijian("score", place, "1-1", "3", "--by", "赵主任")
    piece = next(file["id"] for file in example.said["files"] if file["filed_under"] == ["1-2"])
    beijian("file", place, piece, "1-1")
    assert "佐证材料已变动，请复核" in beijian("scores", place).out
    reasons = beijian("gaps", place, "--gate", "--json").json["gate"]["reasons"]
    assert "有 1 项自评得分要复核（佐证材料或分值已变动）：1-1" in [reason["message"] for reason in reasons]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["1-1", "3"], "确认人"),
        (["1-1", "3.5", "--by", "赵主任"], "0 到 3"),
        (["1-1", "两", "--by", "赵主任"], "两"),
        (["1-1", "2", "--by", "赵主任"], "扣分原因"),
        (["1-1", "--by", "赵主任"], "--clear"),
        (["1-1", "3", "--clear", "--by", "赵主任"], "--clear"),
        (["1-1", "--clear"], "1-1"),
        (["1", "1", "--by", "赵主任"], "1"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: list[str], named: str, place: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("score", place, *arguments), named)


@pytest.mark.parametrize("arguments", [["--share", "120"], ["--points", "-1"], ["--most-veto", "0.5"]])
def test_rules_that_make_no_sense_are_refused(
    arguments: list[str], place: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("pass-rules", place, *arguments))
