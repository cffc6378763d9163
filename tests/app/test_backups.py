"""`backup` and `restore`: what they say, and that a backup which is killed at any moment costs nothing."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.restoring import one_of
from tests.app.examples import ROOT, Command, Example

_moments = random.Random(20240109)  # noqa: S311 — no secret
FEW, MANY = ([_moments.uniform(0.2, 1.0) for _ in range(count)] for count in (4, 25))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


def originals(workspace: Path) -> set[str]:
    return {path.parent.name for path in (workspace / "vault").rglob("*") if path.is_file()}


def test_a_project_comes_back(example: Example, stick: Path, tmp_path: Path, beijian: Command) -> None:
    made = beijian("backup", example.workspace, "--to", stick, "--check", "--json")
    assert made.status == 0, made.err
    assert made.json["copied"] == made.json["originals"] == len(originals(example.workspace))
    assert made.json["checked"]["faults"] == []
    again = beijian("backup", example.workspace, "--to", stick, "--json")
    assert (again.json["copied"], again.json["copied_bytes"]) == (0, 0)
    back = beijian("restore", stick, "--out", tmp_path / "恢复", "--json")
    assert back.status == 0, back.err
    assert back.json["restored"] == made.json["originals"]
    gaps = [beijian("gaps", path, "--json").json for path in (example.workspace, tmp_path / "恢复")]
    assert gaps[0] == gaps[1]


def test_what_was_done_is_said_in_words(example: Example, stick: Path, tmp_path: Path, beijian: Command) -> None:
    made = beijian("backup", example.workspace, "--to", stick, "--check")
    assert made.out.startswith("备份完成：")
    assert "全部完好。" in made.out
    assert "已恢复为" in beijian("restore", stick, "--out", tmp_path / "恢复").out


def test_a_damaged_original_is_told(example: Example, stick: Path, beijian: Command) -> None:
    beijian("backup", example.workspace, "--to", stick)
    bad = next(path for path in (stick / "备份").rglob("vault/*/*/*.txt"))
    bad.write_bytes(b"!" * bad.stat().st_size)
    checked = beijian("backup", example.workspace, "--to", stick, "--check")
    assert checked.status == 1
    assert f"已损坏：{bad.name}" in checked.out


def test_each_refusal_is_a_sentence(
    example: Example, stick: Path, tmp_path: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("backup", example.workspace, "--to", tmp_path / "没有"), tmp_path / "没有")
    refused(beijian("restore", stick, "--out", tmp_path / "恢复"), stick)
    beijian("backup", example.workspace, "--to", stick)
    refused(beijian("restore", stick, "--out", example.workspace), example.workspace)
    where = stick / "备份" / example.workspace.name
    refused(beijian("restore", stick, "--out", tmp_path / "恢复", "--at", "2020-01-01"), where)


def backup_that_is_killed(workspace: Path, stick: Path, delay_s: float | None) -> None:
    """Back up, and kill that after so long; None: let it end."""
    command = [sys.executable, "-m", "app", "backup", str(workspace), "--to", str(stick)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(delay_s)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.mark.parametrize("shares", [FEW, pytest.param(MANY, marks=pytest.mark.slow)], ids=["few", "many"])
def test_a_backup_that_is_killed_leaves_the_last_one(
    shares: list[float], example: Example, stick: Path, tmp_path: Path, beijian: Command
) -> None:
    assert beijian("backup", example.workspace, "--to", stick).status == 0
    known = originals(example.workspace)
    more = tmp_path / "再收"
    more.mkdir()
    for number in range(40):
        (more / f"2-1 第{number}次检查记录.txt").write_text(f"2023年第{number}次检查记录\n" * 3000, "utf-8")
    assert beijian("add", example.workspace, more).status == 0
    copy = shutil.copytree(stick, tmp_path / "计时")
    start_s = time.monotonic()
    backup_that_is_killed(example.workspace, copy, None)
    takes_s = time.monotonic() - start_s
    for number, share in enumerate(shares):
        killed = shutil.copytree(stick, tmp_path / f"盘{number}")
        backup_that_is_killed(example.workspace, killed, share * takes_s)
        restored = tmp_path / f"恢复{number}"
        assert beijian("restore", killed, "--out", restored).status == 0
        assert originals(restored) == {held.sha256 for held in one_of(killed).generations()[0].originals}
        assert originals(restored) in (known, originals(example.workspace))
        assert beijian("backup", example.workspace, "--to", killed, "--check").status == 0
