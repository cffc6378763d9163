"""转成页面 on the command line, by a small program that stands for the office program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.examples import Command, Example
from tests.evidence.converting import red_pages

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the program that stands for it is a script")

STANDING_FOR_IT = f"""#!{sys.executable}
import pathlib, shutil, sys
at = sys.argv.index("--outdir")
for file in map(pathlib.Path, sys.argv[at + 2 :]):
    if file.suffix == ".docx":
        shutil.copy(pathlib.Path(__file__).with_name("页.pdf"), pathlib.Path(sys.argv[at + 1], file.stem + ".pdf"))
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program on the PC that makes three pages of a Word file, and nothing of others."""
    folder = tmp_path / "程序"
    folder.mkdir()
    red_pages(folder / "页.pdf", 3)
    (folder / "soffice").write_text(STANDING_FOR_IT, "utf-8")
    (folder / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def none_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PC without any."""
    monkeypatch.setattr("app.paging_commands.converters", tuple[object, ...])


@pytest.mark.usefixtures("office")
def test_all_that_is_filed_gets_pages(example: Example, beijian: Command) -> None:
    before = beijian("pages", example.workspace, "--json").json
    done = beijian("pages", example.workspace, "--all", "--json").json
    after = beijian("pages", example.workspace, "--json").json
    assert before["waiting"] == len(done["made"]) + len(done["failed"])
    assert {one["pages"] for one in done["made"]} == {3}
    assert (after["waiting"], after["there"]) == (len(done["failed"]), len(done["made"]))


@pytest.mark.usefixtures("office")
def test_what_was_made_can_be_undone(example: Example, beijian: Command) -> None:
    before = beijian("pages", example.workspace, "--json").json
    beijian("pages", example.workspace, "--all")
    assert "转成页面" in beijian("undo", example.workspace).out
    assert beijian("pages", example.workspace, "--json").json == before


@pytest.mark.usefixtures("office")
def test_a_paper_is_named_by_its_id(example: Example, beijian: Command, tmp_path: Path) -> None:
    from office.modern import a_docx

    path = tmp_path / "通知.docx"
    path.write_bytes(a_docx("关于召开会议的通知"))
    (file,) = beijian("add", example.workspace, path, "--json").json["files"]
    said = beijian("pages", example.workspace, file["id"][:8]).out
    assert "已转成页面 1 个文件，共 3 页（LibreOffice）" in said


@pytest.mark.usefixtures("none_there")
def test_without_a_converter_it_says_what_that_means(
    example: Example, beijian: Command, refused: Callable[..., str]
) -> None:
    assert "隔页纸" in refused(beijian("pages", example.workspace, "--all"), "", "LibreOffice", "Word")
    assert "没有找到" in beijian("pages", example.workspace).out
