"""An export to a stick whose power fails at any moment: the next one goes on with it, and 核对电子版 passes."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidence.export.verifying import verify_package
from evidence.progress import Silent
from tests.app.examples import ROOT, Command, Example, in_another_process

FILES = 60
_random = random.Random(20240109)  # noqa: S311 — no secret
MOMENTS = sorted(_random.uniform(0.25, 1.0) for _ in range(50))  # shares of an undisturbed run
# Ends the process as a power cut does, at the n-th time that one of these is called.
_DYING = """
import os, runpy, signal, sys
import evidence.export.carrying as carrying, evidence.export.exchange as exchange
names, at = sys.argv[1].split(","), int(sys.argv[2])
called = 0
def dying(real):
    def call(*given, **named):
        global called
        called += 1
        if called == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)
    return call
for name in names:
    where = carrying if name == "copy_sound" else exchange
    setattr(where, name, dying(getattr(where, name)))
sys.argv = ["beijian", *sys.argv[3:]]
runpy.run_module("app", run_name="__main__", alter_sys=False)
"""
# The steps of the exchange, in the order in which they are called; and of what comes before.
STEPS = [
    ("copy_sound", 1),
    ("copy_sound", 3),
    ("sync_tree", 1),
    *(("move", at) for at in range(1, 7)),
    ("_settle", 1),
    ("replace", 1),
    ("_clear", 1),
]
FEW = [("copy_sound", 3), ("sync_tree", 1), ("move", 2), ("move", 5), ("replace", 1)]


@dataclass(frozen=True)
class Stick:
    """A project with an export that is to be made to a stick, and how long that takes undisturbed."""

    workspace: Path
    export_s: float


def hidden(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if path.name.startswith(".导出中"))


def export_again(stick: Stick, out: Path, beijian: Command) -> None:
    again = beijian("export", stick.workspace, "--out", out, "--json")
    assert again.status == 0, again.err
    assert verify_package(out / "电子版资料", Silent()).faults == ()
    assert hidden(out) == []


def killed_at(step: tuple[str, int], stick: Stick, out: Path) -> int:
    """Export in a process of its own that dies at a step; return how it ended."""
    names, at = step
    command = [sys.executable, "-c", _DYING, names, str(at), "export", str(stick.workspace), "--out", str(out)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False).returncode


def killed_after(delay_s: float, arguments: Sequence[str | Path]) -> None:
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(delay_s)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.fixture(scope="module")
def small(made: Example) -> Stick:
    return Stick(made.workspace, 0)


@pytest.fixture(scope="module")
def stick(made: Example, tmp_path_factory: pytest.TempPathFactory) -> Stick:
    """A project with enough originals that a cut falls into the middle of them."""
    place = tmp_path_factory.mktemp("盘")
    inbox = place / "收"
    inbox.mkdir()
    for number in range(FILES):
        text = f"第{number}次检查记录\n" * 20_000
        (inbox / f"2-1 2023年第{number}次检查记录.txt").write_text(text, "utf-8")
    workspace = place / "项目"
    steps: list[list[str | Path]] = [
        ["new", workspace, "--scheme", made.scheme, "--place", "云岭县", "--years", "2021-2023"],
        ["add", workspace, inbox, "--accept", "best"],
    ]
    for step in steps:
        done = in_another_process(step)
        assert done.status == 0, done.err
    start_s = time.monotonic()
    assert in_another_process(["export", workspace, "--out", place / "计时"]).status == 0
    return Stick(workspace, time.monotonic() - start_s)


@pytest.mark.parametrize("step", FEW, ids=[f"{name}-{at}" for name, at in FEW])
def test_a_cut_at_a_step_is_gone_on_from(step: tuple[str, int], small: Stick, tmp_path: Path, beijian: Command) -> None:
    out = tmp_path / "优盘"
    assert beijian("export", small.workspace, "--out", out).status == 0
    assert killed_at(step, small, out) == -9
    export_again(small, out, beijian)


@pytest.mark.slow
@pytest.mark.parametrize("earlier", [False, True])
@pytest.mark.parametrize("step", STEPS, ids=[f"{name}-{at}" for name, at in STEPS])
def test_a_cut_at_any_step(
    step: tuple[str, int], earlier: bool, stick: Stick, tmp_path: Path, beijian: Command
) -> None:
    out = tmp_path / "优盘"
    if earlier:
        assert beijian("export", stick.workspace, "--out", out).status == 0
    ended = killed_at(step, stick, out)
    assert ended in (-9, 0)  # without an earlier export there is less to move
    export_again(stick, out, beijian)


@pytest.mark.slow
@pytest.mark.parametrize("share", MOMENTS, ids=[f"{share:.3f}" for share in MOMENTS])
def test_a_cut_at_any_moment(share: float, stick: Stick, tmp_path: Path, beijian: Command) -> None:
    out = tmp_path / "优盘"
    if MOMENTS.index(share) % 2:
        assert beijian("export", stick.workspace, "--out", out).status == 0
    killed_after(share * stick.export_s, ["export", stick.workspace, "--out", out])
    if (out / "电子版资料").exists():
        assert verify_package(out / "电子版资料", Silent()).faults == (), "what people see is whole"
    export_again(stick, out, beijian)
