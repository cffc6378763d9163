"""Proposed materials on the command line: told of, kept apart, confirmed, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.app.examples import Command

SCHEME = """编号,类别,评价内容,分值,评分标准,所需材料
1-1,组织领导,召开联席会议，研究部署消防安全工作。,2,每少一次扣0.5分。,
1-2,组织领导,弘扬优良作风。,2,,
2-1,监督检查,开展专项整治行动。,2,,专项整治方案
"""


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """A table that names materials for one item of three."""
    path = tmp_path / "消防细则.csv"
    path.write_text(SCHEME, "utf-8-sig")
    return path


@pytest.fixture
def workspace(scheme: Path, tmp_path: Path, beijian: Command) -> Path:
    """A project of that table."""
    path = tmp_path / "消防迎检"
    assert beijian("new", path, "--scheme", scheme).status == 0
    return path


def required(beijian: Command, workspace: Path, key: str) -> dict[str, list[str]]:
    items = beijian("gaps", workspace, "--json").json["items"]
    return {item["code"]: [row["name"] for row in item[key]] for item in items}


def test_scheme_tells_what_the_table_says_from_what_is_proposed(scheme: Path, beijian: Command) -> None:
    items: dict[str, Any] = {item["code"]: item for item in beijian("scheme", scheme, "--json").json["items"]}
    assert [slot["name"] for slot in items["2-1"]["required"]] == ["专项整治方案"]
    assert (items["2-1"]["proposed"], items["1-1"]["required"], items["1-2"]["proposed"]) == ([], [], [])
    assert {slot["kind"] for slot in items["1-1"]["proposed"]} == {"会议纪要", "会议通知/议程/签到"}


def test_a_new_project_says_how_many_are_proposed(scheme: Path, tmp_path: Path, beijian: Command) -> None:
    said = beijian("new", tmp_path / "新", "--scheme", scheme).out
    assert "1 项评价内容在表中没有应备材料，已按表述提出建议应备 2 项，待确认" in said


def test_what_is_confirmed_is_missing_from_then_on_and_can_be_taken_back(workspace: Path, beijian: Command) -> None:
    names = required(beijian, workspace, "proposed")["1-1"]
    assert required(beijian, workspace, "required")["1-1"] == []
    outcome = beijian("confirm", workspace, "1-1", "--json")
    assert [(slot["code"], slot["name"]) for slot in outcome.json["confirmed"]] == [("1-1", name) for name in names]
    assert required(beijian, workspace, "required")["1-1"] == names
    assert "确认建议应备 1-1" in beijian("undo", workspace).out
    assert required(beijian, workspace, "proposed")["1-1"] == names


def test_the_gaps_say_how_many_wait_for_confirmation(workspace: Path, beijian: Command) -> None:
    assert "另有建议应备 2 项待确认，不计缺项" in beijian("gaps", workspace).out
    beijian("confirm", workspace, "1")
    assert "待确认" not in beijian("gaps", workspace).out


def test_all_are_confirmed_at_once(workspace: Path, beijian: Command) -> None:
    assert "已确认 2 项建议应备" in beijian("confirm", workspace, "--all").out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [((), "--all"), (("1-1", "--all"), "--all"), (("9-9",), "“9-9”"), (("1-2",), "“1-2”")],
)
def test_what_cannot_be_confirmed_is_refused(
    arguments: tuple[str, ...], named: str, workspace: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("confirm", workspace, *arguments), named)
