"""`findings` and what belongs to it: written down, handed out, closed by another, taken in and given out as tables."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.app.examples import Command, Example

TODAY = date.today()  # noqa: DTZ011 — the program's own day
SOON = (TODAY + timedelta(5)).isoformat()


def listed(example: Example, beijian: Command, *options: str) -> list[dict[str, Any]]:
    return beijian("findings", example.workspace, *options, "--json").json["findings"]


def handed_out(example: Example, beijian: Command, text: str = "未公示健康证") -> None:
    assert beijian("finding-add", example.workspace, text, "--place", "双河镇农贸市场", "--item", "2-1").status == 0
    number = str(listed(example, beijian)[-1]["number"])
    done = beijian("finding-do", example.workspace, "hand-out", number, "--unit", "市场监管局", "--deadline", SOON)
    assert done.status == 0, done.err


def test_a_problem_is_written_down_handed_out_and_closed_by_another(example: Example, beijian: Command) -> None:
    handed_out(example, beijian)
    assert beijian("finding-do", example.workspace, "rectify", "1", "--by", "李强").status == 0
    refused = beijian("finding-do", example.workspace, "pass", "1", "--by", "李 强")
    assert (refused.status, "不能由同一人复查" in refused.err) == (1, True)
    assert beijian("finding-do", example.workspace, "pass", "第1号", "--by", "赵琳", "--said", "属实").status == 0
    (found,) = listed(example, beijian)
    told = [found[key] for key in ("state", "unit", "item", "deadline", "rectified_by", "checked_by", "result")]
    assert told == ["已销号", "县市场监管局", "2-1", SOON, "李强", "赵琳", "属实"]
    assert [one["did"] for one in found["events"]] == ["派发", "整改完成", "复查通过"]
    assert "已销号 1" in beijian("findings", example.workspace).out


def test_somebody_else_looks_again_without_reopening(example: Example, beijian: Command) -> None:
    handed_out(example, beijian)
    early = beijian("finding-do", example.workspace, "look-back", "1", "--by", "赵琳")
    assert (early.status, "不能登记“回头看仍合格”" in early.err) == (1, True)
    assert beijian("finding-do", example.workspace, "rectify", "1", "--by", "李强").status == 0
    assert beijian("finding-do", example.workspace, "pass", "1", "--by", "赵琳").status == 0
    own = beijian("finding-do", example.workspace, "look-back", "1", "--by", "李强同志")
    assert (own.status, "不能由同一人复查或回头看" in own.err) == (1, True)
    assert beijian("finding-do", example.workspace, "look-back", "1").status == 1  # nobody is named
    done = beijian("finding-do", example.workspace, "look-back", "1", "--by", "陈立", "--said", "仍然保持")
    assert (done.status, "回头看仍合格" in done.out) == (0, True)
    (found,) = listed(example, beijian)
    told = [found[key] for key in ("state", "looks", "looked_on", "looked_by", "rebounds", "checked_by")]
    assert told == ["已销号", 1, TODAY.isoformat(), "陈立", 0, "赵琳"]
    assert beijian("undo", example.workspace).status == 0
    assert [one["looks"] for one in listed(example, beijian)] == [0]


def test_the_ledger_is_chosen_from(example: Example, beijian: Command) -> None:
    handed_out(example, beijian)
    assert beijian("finding-add", example.workspace, "后厨有蝇虫", "--source", "暗访").status == 0
    numbers = {
        options: [one["number"] for one in listed(example, beijian, *options)]
        for options in (("--unit", "市场监管局"), ("--state", "待派发"), ("--source", "暗访"), ("--overdue",))
    }
    assert list(numbers.values()) == [[1], [2], [2], []]
    yesterday = (TODAY - timedelta(1)).isoformat()
    assert beijian("findings", example.workspace, "--on", yesterday, "--json").json["totals"]["total"] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("findings", "--state", "完了"),
        ("findings", "--source", "听说"),
        ("findings", "--on", (TODAY + timedelta(1)).isoformat()),
        ("finding-add", " "),
        ("finding-add", "问题", "--found", ""),
        ("finding-add", "问题", "--severity", "特别重"),
        ("finding-do", "reopen", "1"),
        ("finding-do", "hand-out", "9", "--unit", "教委", "--deadline", SOON),
        ("finding-photos", "1"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    example: Example, beijian: Command, arguments: tuple[str, ...]
) -> None:
    handed_out(example, beijian)
    command, *rest = arguments
    assert beijian(command, example.workspace, *rest).status == 1
    assert len(listed(example, beijian)[0]["events"]) == 1


def test_a_unit_is_found_by_the_name_that_it_has_now(example: Example, beijian: Command) -> None:
    handed_out(example, beijian)
    assert beijian("unit", example.workspace, "县市场监管局", "--rename", "县市场监督管理局").status == 0
    assert [one["unit"] for one in listed(example, beijian, "--unit", "县市场监督管理局")] == ["县市场监督管理局"]


def test_one_written_down_by_mistake_is_struck_and_comes_back(example: Example, beijian: Command) -> None:
    handed_out(example, beijian)
    assert beijian("finding-do", example.workspace, "strike", "1", "--said", "重复").status == 0
    assert listed(example, beijian) == []
    assert [one["number"] for one in listed(example, beijian, "--struck")] == [1]
    assert "删除误登的问题" in beijian("undo", example.workspace).out
    assert [one["number"] for one in listed(example, beijian)] == [1]


def test_photographs_are_paired(example: Example, beijian: Command) -> None:
    handed_out(example, beijian)
    first, second, *_ = (file["id"] for file in example.said["files"] if "检查照片" in file["source"])
    done = beijian("finding-photos", example.workspace, "1", "--before", first[:10], "--after", second[:10], "--json")
    assert done.json["finding"]["photos"] == [
        {"piece": first, "moment": "before", "pair": 1},
        {"piece": second, "moment": "after", "pair": 1},
    ]
    assert "整改后照片 0 张" in beijian("finding-photos", example.workspace, "1", "--off", second).out
    later = beijian("finding-photos", example.workspace, "1", "--look-back", second[:10], "--json")
    assert later.json["finding"]["photos"][-1] == {"piece": second, "moment": "look_back", "pair": 1}


def a_table(folder: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["模拟验收反馈问题清单"])
    page.append(["序号", "点位", "扣分点", "责任单位", "完成时限"])
    for number in range(1, 81):
        page.append([number, f"第{number}店", f"台账不全{number}", "市场监管局", SOON])
    path = folder / "反馈.xlsx"
    book.save(path)
    return path


def test_eighty_rows_are_taken_in_after_they_were_seen_and_never_twice(
    example: Example, beijian: Command, tmp_path: Path
) -> None:
    command = ("findings-import", example.workspace, a_table(tmp_path), "--found", TODAY.isoformat())
    assert "问题描述" in beijian(*command).err
    undated = beijian("findings-import", *command[1:3], "--column", "扣分点=问题描述").out
    assert "用 --found 日期 统一写明发现日期" in undated
    command = (*command, "--column", "扣分点=问题描述")
    seen = beijian(*command)
    assert "80 个问题的派发" in seen.out
    assert seen.out.count("派发日期") == 1
    assert "--found 日期" not in seen.out
    assert (seen.status, "新问题 80" in seen.out, "还没有导入" in seen.out) == (0, True, True)
    assert listed(example, beijian) == []
    assert beijian(*command, "--yes").status == 0
    found = listed(example, beijian)
    assert {(one["source"], one["unit"], one["state"]) for one in found} == {("模拟验收", "县市场监管局", "整改中")}
    assert len(found) == 80
    assert {row["state"] for row in beijian(*command, "--json").json["rows"]} == {"known"}
    assert beijian(*command, "--yes").status == 1


def test_the_ledger_given_out_is_taken_in_without_doubling(example: Example, beijian: Command, tmp_path: Path) -> None:
    handed_out(example, beijian)
    out = tmp_path / "整改台账.xlsx"
    assert beijian("findings-export", example.workspace, "--out", out).status == 0
    again = beijian("findings-import", example.workspace, out, "--json").json["rows"]
    assert [(row["state"], row["number"]) for row in again] == [("known", 1)]
    assert beijian("findings-export", example.workspace, "--out", tmp_path / "台账.docx").status == 1
