"""`figures`: 关键数据表 on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.examples import Command, Example


@pytest.fixture
def project(example: Example, tmp_path: Path, beijian: Command) -> Path:
    report = "云岭县2023年食品安全工作总结\n2023年，食品抽检批次5203批次。\n云岭县食药安办\n2024年1月8日"
    (tmp_path / "总结.txt").write_text(report, "utf-8")
    beijian("add", example.workspace, tmp_path / "总结.txt")
    return example.workspace


def test_a_figure_is_kept_and_compared(project: Path, beijian: Command) -> None:
    named = ("--year", "2023", "--value", "5,230", "--measure", "批次", "--owner", "县市场监管局")
    outcome = beijian("figures", project, "食品抽检批次", *named)
    assert outcome.err == ""
    first, second = outcome.out.splitlines()
    assert first == "2023　食品抽检批次　5230批次　县市场监管局　不一致 1 处"
    assert "《云岭县2023年食品安全工作总结》第1页：" in second
    assert second.endswith("2023年，食品抽检批次5203批次")
    beijian("figures", project, "食品抽检批次", "--year", "2023", "--value", "5203")
    assert beijian("figures", project).out == "2023　食品抽检批次　5203批次　县市场监管局　一致 1 处\n"


def test_a_figure_is_told_as_json_with_its_places(project: Path, beijian: Command) -> None:
    beijian("figures", project, "食品抽检批次", "--year", "2023", "--value", "5230", "--measure", "批次")
    (figure,) = beijian("figures", project, "--json").json["figures"]
    (place,) = figure["places"]
    assert (figure["value"], place["value"], place["agrees"], place["page"]) == ("5230", "5203", False, 1)


def test_a_figure_is_taken_out_and_back(project: Path, beijian: Command) -> None:
    beijian("figures", project, "食品抽检批次", "--year", "2023", "--value", "5230")
    gone = beijian("figures", project, "食品抽检批次", "--year", "2023", "--remove")
    assert gone.out == "已从关键数据表删去 2023 年的“食品抽检批次”。\n"
    assert beijian("figures", project).out == "关键数据表里还没有内容。\n"
    assert beijian("undo", project).out.startswith("已撤销：修改关键数据")
    assert beijian("figures", project).out.startswith("2023　食品抽检批次　5230")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("食品抽检批次", "--value", "5230"), "不是年度"),
        (("食品抽检批次", "--year", "2023", "--value", "很多"), "不是数值"),
        (("食品抽检批次", "--year", "2023", "--owner", "县教委"), "关键数据表里没有"),
        (("人", "--year", "2023", "--value", "1"), "至少两个字"),
        (("--value", "1", "--year", "2023"), "至少两个字"),
    ],
)
def test_what_makes_no_figure_is_refused(
    given: tuple[str, ...], sentence: str, project: Path, beijian: Command
) -> None:
    outcome = beijian("figures", project, *given)
    assert outcome.status == 1
    assert sentence in outcome.err
