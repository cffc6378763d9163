"""Scans on the command line: `add` waits for what they say, `--no-wait` leaves it to `read`, a kill costs nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from scans.drawn import Letter, as_pdf, letter_page

from build import NOON
from evidence.workspace import Workspace
from tests.app.examples import ROOT, Command, Example, in_another_process

PAGES = 5


def a_scan(path: Path, pages: int = 1) -> Path:
    letters = [Letter(number=f"青教发〔2022〕{36 + page}号") for page in range(pages)]
    path.write_bytes(as_pdf(*(letter_page(letter).picture for letter in letters)))
    return path


def test_add_returns_when_its_scans_are_read(beijian: Command, example: Example, tmp_path: Path) -> None:
    said = beijian("add", example.workspace, a_scan(tmp_path / "扫描件001.pdf"), "--json").json
    (file,) = said["files"]
    assert (file["document_number"], file["issued_on"]) == ("青教发〔2022〕36号", "2022-09-01")
    assert file["title"] == "关于印发2022年秋季学期学校食堂食品安全管理工作方案的通知"
    assert file["scanned"] is True
    assert file["confidence"] > 0.95
    assert file["origins"]["document_number"] == "正文第1页"


def test_without_waiting_the_scan_is_kept_and_read_later(beijian: Command, example: Example, tmp_path: Path) -> None:
    path = a_scan(tmp_path / "扫描件001.pdf")
    (file,) = beijian("add", example.workspace, path, "--no-wait", "--json").json["files"]
    assert (file["document_number"], file["confidence"]) == (None, None)
    pages = beijian("read", example.workspace, "--json").json["pages"]
    assert pages["done"] == pages["total"] > 0
    (known,) = [one for one in beijian("tray", example.workspace, "--json").json["pieces"] if one["id"] == file["id"]]
    assert known["confidence"] > 0.95
    assert "已识别" in beijian("read", example.workspace).out


def test_what_still_waits_is_told(beijian: Command, example: Example, tmp_path: Path) -> None:
    said = beijian("add", example.workspace, a_scan(tmp_path / "扫描件001.pdf"), "--no-wait").out
    assert "还有 1 页没有识别" in said


@pytest.mark.slow
@pytest.mark.parametrize("after_pages", [1, 3])
def test_a_kill_while_pages_are_read_loses_nothing_and_reads_nothing_twice(
    example: Example, tmp_path: Path, after_pages: int
) -> None:
    path = a_scan(tmp_path / "扫描件001.pdf", PAGES)
    assert in_another_process(["add", example.workspace, path, "--no-wait"]).status == 0

    def waiting() -> int:
        with Workspace(example.workspace, "", lambda: NOON, write=False) as workspace:
            return len(workspace.scans.waiting())

    before = waiting()
    command = [sys.executable, "-m", "app", "read", str(example.workspace)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        while waiting() > before - after_pages and process.poll() is None:
            pass
        process.kill()
    left = waiting()
    assert left <= before - after_pages
    done = in_another_process(["read", example.workspace, "--json"]).json["pages"]
    assert done["done"] == done["total"]
    with Workspace(example.workspace, "", lambda: NOON, write=False) as workspace:
        (piece,) = [one for one in workspace.snapshot().pieces if len(workspace.texts([one])[0].split("\f")) == PAGES]
        pages = workspace.texts([piece])[0].split("\f")
    assert [page.count(f"青教发〔2022〕{36 + at}号") for at, page in enumerate(pages)] == [1] * PAGES
    assert piece.facts.document_number == "青教发〔2022〕36号"
