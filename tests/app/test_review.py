"""`review`: how far items are and what second people find of papers, said in a name and listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.examples import Command, Example
from tests.app.test_json import MAYBE_STR, misfits

PAPER = {
    "id": str,
    "title": str,
    "slot": MAYBE_STR,
    "verdict": MAYBE_STR,
    "reason": MAYBE_STR,
    "by": MAYBE_STR,
    "at": MAYBE_STR,
    "again": bool,
}
ITEM = {
    "code": str,
    "title": str,
    "state": str,
    "name": str,
    "by": MAYBE_STR,
    "at": MAYBE_STR,
    "again": bool,
    "papers": [PAPER],
}
TOTALS = dict.fromkeys(("not_started", "collecting", "to_review", "done", "again"), int)
REASON = "不是本年度的方案"


@pytest.fixture
def place(example: Example) -> Path:
    """A project in which 1-1 has its paper."""
    return example.workspace


def the_paper(beijian: Command, place: Path) -> str:
    (item,) = beijian("review", place, "1-1", "--json").json["items"]
    return item["papers"][0]["id"]


def test_items_are_listed_with_their_work(place: Path, beijian: Command) -> None:
    told = beijian("review", place, "--json").json
    assert not misfits(told, {"items": [ITEM], "totals": TOTALS})
    assert next((item["code"], item["name"]) for item in told["items"]) == ("1-1", "收集中")


def test_an_item_is_done_by_somebody_and_listed(place: Path, beijian: Command) -> None:
    done = beijian("review", place, "1-1", "--state", "已完成", "--by", "赵主任")
    assert (done.status, done.out) == (0, "已记为已完成：1-1\n")
    (item,) = beijian("review", place, "--only", "已完成", "--json").json["items"]
    assert (item["code"], item["by"], item["again"]) == ("1-1", "赵主任", False)
    assert "1-1  已完成（赵主任 " in beijian("review", place).out


def test_an_item_waits_for_review_in_the_name_of_who_works_here(place: Path, beijian: Command) -> None:
    assert beijian("review", place, "1-1", "--state", "待复核").status == 0
    (item,) = beijian("review", place, "1-1", "--json").json["items"]
    assert (item["state"], bool(item["by"])) == ("to_review", True)


def test_a_paper_does_not_fit_and_is_a_gap_with_the_reason(place: Path, beijian: Command) -> None:
    key = the_paper(beijian, place)
    done = beijian("review", place, key[:8], "1-1", "--verdict", "不对应", "--reason", REASON, "--by", "赵主任")
    assert (done.status, done.out) == (0, "已记下复核意见：不对应（1-1）\n")
    gaps = beijian("gaps", place).out
    assert f"复核认为不对应：{REASON}（赵主任 " in gaps
    assert f"不对应：{REASON}（赵主任 " in beijian("review", place, "1-1").out
    assert beijian("review", place, key, "1-1", "--verdict", "撤回").status == 0
    assert REASON not in beijian("gaps", place).out


@pytest.mark.parametrize(
    "more",
    [
        ["1-1", "--state", "已完成"],
        ["1-1", "--state", "未开始"],
        ["--state", "待复核"],
        ["1-1", "--verdict", "对应", "--by", "赵主任"],
    ],
)
def test_what_says_nothing_is_refused(
    place: Path, beijian: Command, refused: Callable[..., str], more: list[str]
) -> None:
    refused(beijian("review", place, *more))


def test_a_verdict_without_reason_is_refused(place: Path, beijian: Command, refused: Callable[..., str]) -> None:
    refused(beijian("review", place, the_paper(beijian, place), "1-1", "--verdict", "不对应", "--by", "赵主任"))
