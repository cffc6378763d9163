"""Help is Chinese and complete; wrong usage is told in Chinese, with exit status 2."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from importlib.metadata import version
from typing import cast

import pytest

from app.cli import parser
from tests.app.examples import Command

ENGLISH = re.compile(
    r"(?i)\b(usage|options?:|positional|arguments|show this|optional|error|required|invalid|expected)\b"
)


def parsers() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command, and that of all."""
    top = parser()
    commands: dict[str, argparse.ArgumentParser] = {}
    for action in top._actions:
        if action.dest == "command":
            commands = dict(cast("dict[str, argparse.ArgumentParser]", action.choices))
    return {"": top, **commands}


PARSERS = parsers()


def test_all_commands_are_there() -> None:
    assert set(PARSERS) >= {"", "demo", "scheme", "new", "add", "file", "facts", "gaps", "export", "verify"}
    assert set(PARSERS) >= {"tray", "unfile", "paper", "undo", "redo"}


@pytest.mark.parametrize("name", PARSERS)
def test_help_is_chinese(name: str, beijian: Command) -> None:
    said = help_of(name, beijian)
    assert said.startswith("用法：")
    assert not ENGLISH.search(said)


@pytest.mark.parametrize("name", PARSERS)
def test_help_mentions_and_explains_every_argument(name: str, beijian: Command) -> None:
    said = help_of(name, beijian)
    actions = [action for action in PARSERS[name]._actions if action.help is not argparse.SUPPRESS]
    names = {option for action in actions for option in action.option_strings or [str(action.metavar)]}
    assert {option for option in names if option not in said} == set()
    unexplained = [action.dest for action in actions if not (action.help or action.dest == "command")]
    assert unexplained == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("site", "自评分，0 到 100 之间"),
        ("item", "分值，0 到 10000 之间"),
        ("slot", "至少几份，1 到 999"),
        ("rate", "满意度，0 到 100 之间"),
        ("rates", "合格线，0 到 100 之间"),
        ("crop", "百分之几，0 到 95 之间"),
        ("boxes", "至少 20"),
        ("facts", "1 到 9999"),
        ("year", "1950 到 2100 之间"),
    ],
)
def test_help_tells_which_numbers_are_taken(name: str, told: str, beijian: Command) -> None:
    assert "".join(told.split()) in "".join(help_of(name, beijian).split())  # wherever its lines break


def help_of(name: str, beijian: Command) -> str:
    outcome = beijian(*([name] if name else []), "--help")
    assert (outcome.status, outcome.err) == (0, "")
    return outcome.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["add"],
        ["add", "项目"],
        ["add", "项目", "收件", "--accept", "all"],
        ["add", "项目", "收件", "--accept"],
        ["new", "项目"],
        ["export", "项目"],
        ["export", "项目", "--out", "x", "--volume-pages", "many"],
        ["export", "项目", "--out", "x", "--volume-pages", "0"],
        ["export", "项目", "--out", "x", "--volume-pages", "-1"],
        ["export", "项目", "--out", "x", "--photos-per-page", "3"],
        ["export", "项目", "--out", "x", "--edition", "draft"],
        ["paper", "项目", "--where", "柜", "--keeper", "王敏", "--title", "纪要", "--pages", "1.5"],
        ["gaps", "项目", "--jsn"],
        ["gaps", "项目", "--json=1"],
        ["gaps", "项目", "多出来的"],
        ["facts", "项目", "abcd", "--flag"],
        ["item-move", "项目", "1-1"],
        ["item-move", "项目", "1-1", "--top", "--under", "1"],
        ["item", "项目", "1-1", "--key", "--no-key"],
        ["slot", "项目", "1-1", "--waive"],
        ["demo"],
        ["scheme"],
        ["--by"],
        ["--vers"],
    ],
)
def test_wrong_usage_is_told_in_chinese(arguments: list[str], beijian: Command, refused: Callable[..., str]) -> None:
    said = refused(beijian(*arguments), status=2)
    assert said.startswith("命令写法不对：")
    assert not ENGLISH.search(said)


def test_the_version_is_shown(beijian: Command) -> None:
    assert beijian("--version").out == f"备检 {version('beijian')}\n"


def test_without_a_command_the_help_is_shown(beijian: Command) -> None:
    assert beijian().out.startswith("用法：")
