"""The command line at hand: a small project to run it on, and what a refusal must look like."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import run
from tests.app.examples import SCHEME, Command, Example, Outcome, in_another_process, lay_out

_WORDS = re.compile(r"[A-Za-z]{2,}[ ,:]+[A-Za-z]{2,}")  # two words of English


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    """Keep crash reports and what is remembered in tests out of the user's folders."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(tmp_path / "state"))


@pytest.fixture
def beijian(capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command as a terminal would."""

    def command(*arguments: str | Path) -> Outcome:
        capfd.readouterr()
        try:
            status = run([str(argument) for argument in arguments])
        except SystemExit as leave:
            status = int(leave.code or 0)
        written = capfd.readouterr()
        return Outcome(status, written.out, written.err)

    return command


@pytest.fixture
def refused() -> Callable[..., str]:
    """Check that a command was refused in one Chinese sentence; return it.

    It must name the first of `named` and may name the others.
    """

    def check(outcome: Outcome, *named: str | Path, status: int = 1) -> str:
        assert (outcome.status, outcome.out) == (status, "")
        said = outcome.err.removesuffix("\n")
        assert "\n" not in said
        assert str(named[0] if named else "") in said
        rest = re.sub(r"beijian( --?\w+| \w+)*", "", said)
        for name in sorted(map(str, named), key=len, reverse=True):
            rest = rest.replace(name, "")
        assert re.search("[一-鿿]{4}", rest)
        assert rest.endswith("。")
        assert not _WORDS.search(rest)
        assert "Error" not in rest
        assert "crash" not in rest
        return said

    return check


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """The example, made once."""
    place = tmp_path_factory.mktemp("例")
    (place / "细则.csv").write_text(SCHEME, "utf-8-sig")
    lay_out(place / "收件")
    for arguments in (
        [
            "new",
            "项目",
            "--scheme",
            "细则.csv",
            "--years",
            "2021-2023",
            "--place",
            "云岭县",
            "--townships",
            "双河镇,石坪镇",
        ],
        ["add", "项目", "收件", "--json"],
    ):
        paths = {"项目", "细则.csv", "收件"}
        done = in_another_process([str(place / a) if a in paths else a for a in arguments])
        assert done.status == 0, done.err
    return Example(place / "细则.csv", place / "收件", place / "项目", done.json)


@pytest.fixture
def example(made: Example, tmp_path: Path) -> Example:
    """A copy of the example to work on."""
    workspace = shutil.copytree(made.workspace, tmp_path / "项目")
    return Example(made.scheme, made.inbox, workspace, made.said)
