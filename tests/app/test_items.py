"""Items and materials are changed on the command line; every change can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.app.examples import Command, Example, Outcome

Refused = Callable[..., str]


@pytest.fixture
def do(example: Example, beijian: Command) -> Callable[..., Outcome]:
    """Run a command on the example."""

    def run(name: str, *arguments: str) -> Outcome:
        return beijian(name, example.workspace, *arguments)

    return run


Do = Callable[..., Outcome]


def items(do: Do, name: str, *arguments: str) -> list[dict[str, Any]]:
    outcome = do(name, *arguments, "--json")
    assert (outcome.status, outcome.err) == (0, "")
    found: list[dict[str, Any]] = outcome.json["items"]
    return found


def codes(do: Do) -> list[str]:
    return [item["code"] for item in do("gaps", "--json").json["items"]]


# Words


def test_an_item_is_shown(do: Do) -> None:
    (item,) = items(do, "item", "1-1")
    assert (item["text"], item["points"], item["rule"]) == ("每年制定食品安全工作方案并组织实施。", 3, "all_or_nothing")
    assert [slot["name"] for slot in item["required"]] == ["食品安全工作方案"]
    said = do("item", "1-1").out
    assert "牵头单位：县食药安办" in said
    assert "应备材料：食品安全工作方案（最近一年，1件）" in said
    assert do("undo").status == 0, "showing is no step: what is taken back is the arrival"
    assert do("tray", "--json").json["pieces"] == []


def test_an_item_is_changed_and_changed_back(do: Do) -> None:
    (before,) = items(do, "item", "1-1")
    words = ["--code", "1-1a", "--title", "方案", "--text", "一句", "--points", "2.5", "--rule", "酌扣", "--no-key"]
    words += [
        "--method",
        "酌情",
        "--lead",
        "县教委",
        "--support",
        "县公安局、县司法局",
        "--person",
        "王敏",
        "--ways",
        "暗访",
    ]
    (after,) = items(do, "item", "1-1", *words, "--due", "2024年1月31日", "--note", "先报初稿")
    kept = {name: after[name] for name in ("code", "title", "text", "points", "rule", "key", "method", "due", "note")}
    assert kept == {
        "code": "1-1a",
        "title": "方案",
        "text": "一句",
        "points": 2.5,
        "rule": "graded",
        "key": False,
        "method": "酌情",
        "due": "2024-01-31",
        "note": "先报初稿",
    }
    assert (after["lead_unit"], after["support_units"], after["ways"]) == ("县教委", ["县公安局", "县司法局"], "暗访")
    assert do("undo").out.startswith("已撤销：修改评价内容 1-1（")
    assert items(do, "item", "1-1") == [before]


def test_several_items_are_changed_alike(do: Do) -> None:
    found = items(do, "item", "1-1", "2-1", "--person", "王敏", "--key")
    assert [(item["code"], item["person"], item["key"]) for item in found] == [
        ("1-1", "王敏", True),
        ("2-1", "王敏", True),
    ]
    assert "修改评价内容 1-1、2-1" in do("undo").out


# The tree


def test_items_are_added(do: Do) -> None:
    (item,) = items(do, "item-add", "1-0", "--before", "1-1", "--text", "新的一项", "--points", "1")
    assert codes(do) == ["1-0", "1-1", "1-2", "2-1"]
    assert item["parent"] == items(do, "item", "1-1")[0]["parent"]
    items(do, "item-add", "1-1-1", "--under", "1-1")
    assert codes(do) == ["1-0", "1-1-1", "1-2", "2-1"]


def test_what_removing_does_is_told_before(do: Do) -> None:
    planned = do("item-remove", "1-1", "--plan", "--json").json
    assert (planned["done"], planned["gone"], planned["papers"]) == (False, ["1-1"], {"moved": 0, "to_tray": 1})
    assert "1 件佐证材料退回待整理。" in do("item-remove", "1-1", "--plan").out
    assert codes(do) == ["1-1", "1-2", "2-1"]
    assert do("item-remove", "1-1", "--heir", "1-2", "--json").json["papers"] == {"moved": 1, "to_tray": 0}
    assert codes(do) == ["1-2", "2-1"]


def test_items_move(do: Do) -> None:
    items(do, "item-move", "1-2", "--before", "1-1")
    assert codes(do) == ["1-2", "1-1", "2-1"]
    above = items(do, "item", "2-1")[0]["parent"]
    (item,) = items(do, "item-move", "1-1", "--under", above)
    assert item["parent"] == above
    (item,) = items(do, "item-move", "1-1", "--top")
    assert item["parent"] is None


def test_items_are_merged_and_split(do: Do) -> None:
    (whole,) = items(do, "item-merge", "1-1", "1-2")
    assert (whole["code"], whole["points"], len(whole["required"])) == ("1-1", 5, 2)
    assert codes(do) == ["1-1", "2-1"]
    first, second = items(do, "item-split", "1-1", "1-1=3", "1-2=2", "--put", "=食品安全工作总结=1-2")
    assert [(part["code"], part["points"], len(part["required"])) for part in (first, second)] == [
        ("1-1", 3, 1),
        ("1-2", 2, 1),
    ]


def test_a_group_is_numbered_anew(do: Do) -> None:
    above = items(do, "item", "1-1")[0]["parent"]
    assert [item["code"] for item in items(do, "item-renumber", above, "--first", "9-09")] == ["9-09", "9-10"]
    assert codes(do) == ["9-09", "9-10", "2-1"]


# Materials


def test_a_material_is_changed(do: Do) -> None:
    words = [
        "--name",
        "年度方案",
        "--kind",
        "文件(红头)",
        "--kind",
        "方案/计划",
        "--stage",
        "落实",
        "--years",
        "近两年每年",
    ]
    words += [
        "--count",
        "2",
        "--must",
        "有文号、盖章",
        "--owner",
        "县教委",
        "--owner",
        "县公安局",
        "--or",
        "甲组",
        "--due",
        "2023年12月20日",
        "--no-paper",
    ]
    (item,) = items(do, "slot", "1-1#食品安全工作方案", *words)
    assert item["required"] == [
        {
            "name": "年度方案",
            "kind": "文件(红头)",
            "kinds": ["文件(红头)", "方案/计划"],
            "stage": "落实",
            "years": "each_of_last_2",
            "count": 2,
            "must": ["有文号", "盖章"],
            "scope": "each_department",
            "owners": ["县教委", "县公安局"],
            "alternative": "甲",
            "paper_allowed": False,
            "not_applicable": None,
            "proposed": False,
            "due": "2023-12-20",
        }
    ]
    assert do("undo").out.startswith("已撤销：修改应备材料 1-1（")


def test_a_material_that_does_not_apply_is_not_asked_for(do: Do) -> None:
    items(do, "slot", "1-2", "2-1", "--waive", "没有屠宰企业")
    rows = [row for item in do("gaps", "--json").json["items"] for row in item["required"]]
    assert {row["not_applicable"] for row in rows if row["state"] == "not_applicable"} == {"没有屠宰企业"}
    (item,) = items(do, "slot", "1-2", "--no-waive")
    assert [slot["not_applicable"] for slot in item["required"]] == [None]


def test_materials_are_added_moved_and_taken_out(do: Do) -> None:
    (item,) = items(do, "slot-add", "1-1", "工作总结", "--kind", "总结/报告", "--scope", "各乡镇")
    assert [(slot["name"], slot["scope"]) for slot in item["required"]][1] == ("工作总结", "each_township")
    (item,) = items(do, "slot", "1-1#工作总结", "--at", "1")
    assert [slot["name"] for slot in item["required"]] == ["工作总结", "食品安全工作方案"]
    (item,) = items(do, "slot", "1-1#食品安全工作方案", "--remove")
    assert [slot["name"] for slot in item["required"]] == ["工作总结"]
    assert do("tray", "--json").json["pieces"] == [] or "1-1" in codes(do)


def test_confirming_is_a_step_of_its_own_name(do: Do) -> None:
    (item,) = items(do, "slot", "1-1", "--confirm", "--count", "2")
    assert [slot["proposed"] for slot in item["required"]] == [False]
    assert "确认建议应备 1-1" in do("undo").out


# Refusals


@pytest.mark.parametrize(
    "arguments",
    [
        ["item", "9-99"],
        ["item", "1-1", "--code", "1-2"],
        ["item", "1-1", "1-2", "--code", "7"],
        ["item", "1-1", "--points", "很多"],
        ["item", "1-1", "--rule", "随便"],
        ["item-add", "1-1"],
        ["item-add", "", "--under", "1-1"],
        ["item-remove", "1-1", "--heir", "1-1"],
        ["item-remove", "1-1", "1-2", "2-1"],
        ["item-move", "1-2", "--under", "1-1"],
        ["item-merge", "1-1"],
        ["item-split", "1-1", "1-1"],
        ["item-split", "1-1", "1-1", "1-1b", "--put", "没有=1-1b"],
        ["item-split", "1-1", "1-1", "1-1b", "--put", "食品安全工作方案=7"],
        ["item-renumber", "1-1", "--first", "甲"],
        ["slot", "1-1#没有"],
        ["slot", "1-1", "--waive", ""],
        ["slot", "1-1", "--count", "0"],
        ["slot", "1-1", "--kind", "没有这种"],
        ["slot", "1-1", "2-1", "--name", "同名"],
        ["slot-add", "1-1", " "],
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(arguments: list[str], do: Do, refused: Refused) -> None:
    before = codes(do)
    refused(do(*arguments))
    assert codes(do) == before
