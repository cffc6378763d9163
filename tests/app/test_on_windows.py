"""What only Windows does: its code page, its limit on paths, files that others hold, a program without a console."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from build import NOON, discard
from evidence.progress import Silent
from evidence.store.disk import naming_what_is_open, reachable
from evidence.workspace import Accept, Workspace
from tests.app.examples import ROOT, Command, Example

if sys.platform != "win32":
    pytest.skip("Windows alone does this", allow_module_level=True)

DEEP = (
    "县级食品安全示范城市创建工作领导小组办公室" * 2,
    "二〇二三年度各乡镇街道报送的佐证材料汇总" * 2,
) * 3  # 252 characters


UNDER_WINE = hasattr(ctypes.windll.ntdll, "wine_get_version")


def run_plain(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run a command as an office's batch file does: what it says goes into a file, in the system's code page."""
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def test_what_people_read_is_in_the_code_page_of_the_system(example: Example) -> None:
    done = run_plain("gaps", example.workspace)
    assert "应备件到位率" in done.stdout.decode("gbk")


def test_what_programs_read_is_utf_8(example: Example) -> None:
    assert '"name": "' in run_plain("gaps", example.workspace, "--json").stdout.decode("utf-8")


def test_a_name_that_the_code_page_lacks_costs_no_more_than_its_characters(example: Example, tmp_path: Path) -> None:
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件" / "𠮷田한글.txt").write_text("关于印发方案的通知", "utf-8")
    done = run_plain("add", example.workspace, tmp_path / "收件")
    assert done.returncode == 0
    assert "?田??.txt" in done.stdout.decode("gbk")


def test_a_file_that_lies_too_deep_for_windows_is_taken_in(example: Example, tmp_path: Path, beijian: Command) -> None:
    folder = tmp_path / "U盘"
    deep = reachable(folder.joinpath(*DEEP), 20)
    deep.mkdir(parents=True)
    (deep / "通知.txt").write_text("关于印发方案的通知\n各乡镇：\n", "utf-8")
    done = beijian("add", example.workspace, folder, "--json")
    assert done.status == 0, done.err
    said = done.json
    assert [(file["state"], file["title"]) for file in said["files"]] == [("new", "关于印发方案的通知")]
    assert said["files"][0]["source"] == "/".join((*DEEP, "通知.txt"))


def test_a_project_that_lies_deep_is_worked_in(tmp_path: Path, example: Example, beijian: Command) -> None:
    workspace = tmp_path.joinpath(*DEEP[:3], "项目")
    assert 200 < len(str(workspace)) < 248
    workspace.parent.mkdir(parents=True)
    assert beijian("new", workspace, "--scheme", example.scheme).status == 0
    said = beijian("add", workspace, example.inbox, "--json").json
    assert [file["state"] for file in said["files"]] == [file["state"] for file in example.said["files"]]
    out = tmp_path / "导出"
    exported = beijian("export", workspace, "--out", out, "--json")
    assert exported.status == 0, exported.err
    assert not [lost for lost in exported.json["omissions"] if "原件" in lost["why"]]
    assert beijian("verify", out / "电子版资料").status == 0


def test_an_export_is_refused_while_somebody_has_a_document_open(
    example: Example, tmp_path: Path, beijian: Command
) -> None:
    out = tmp_path / "导出"
    assert beijian("export", example.workspace, "--out", out).status == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file() and not path.name.startswith(".")}
    document = next((out / "送审版").glob("*.docx"))
    with document.open("rb"):
        refused = beijian("export", example.workspace, "--out", out)
    if refused.status == 0 and UNDER_WINE:
        pytest.skip("Wine renames a folder in which a file is open")
    assert (refused.status, refused.out) == (1, "")
    assert str(document) in refused.err
    assert "关闭" in refused.err
    assert {path: path.read_bytes() for path in before} == before
    assert beijian("export", example.workspace, "--out", out).status == 0


def test_the_file_that_keeps_a_folder_from_being_renamed_is_named(tmp_path: Path) -> None:
    (tmp_path / "送审版").mkdir()
    (tmp_path / "送审版" / "别的.txt").touch()
    (tmp_path / "送审版" / "汇编.docx").touch()
    denied = PermissionError(13, "denied", str(tmp_path / "送审版"), 5)
    assert naming_what_is_open(tmp_path / "送审版", denied) is denied
    with (tmp_path / "送审版" / "汇编.docx").open("rb"):
        found = naming_what_is_open(tmp_path / "送审版", denied)
    assert Path(found.filename).name == "汇编.docx"


def test_a_list_is_not_written_over_a_document_that_is_open(example: Example, tmp_path: Path, beijian: Command) -> None:
    document = tmp_path / "缺项.docx"
    document.write_bytes("别人的".encode())
    with document.open("rb"):
        refused = beijian("gaps", example.workspace, "--out", document)
    assert refused.status == 1
    assert str(document) in refused.err
    assert document.read_bytes() == "别人的".encode()
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".docx"] == ["缺项.docx"]


@pytest.mark.parametrize("name", ["a?b.docx", "a|b.docx", "a*.docx"])
def test_a_name_that_windows_does_not_take_is_refused(
    name: str, example: Example, tmp_path: Path, beijian: Command
) -> None:
    refused = beijian("gaps", example.workspace, "--out", tmp_path / name)
    assert refused.status == 1
    assert "不能用的字符" in refused.err


def test_a_program_without_a_console_reads_and_files(example: Example) -> None:
    windowed = Path(sys.executable).with_name("pythonw.exe")
    command = [windowed, "-m", "app", "add", example.workspace, example.inbox, "--accept", "none"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    with Workspace(example.workspace, "王敏", lambda: NOON, write=False) as workspace:
        assert all(piece.facts.title for piece in workspace.snapshot().pieces)


def test_an_original_stays_read_only(example: Example) -> None:
    original = next(path for path in (example.workspace / "vault").rglob("*") if path.is_file())
    with pytest.raises(PermissionError):
        original.unlink()
    discard(original)


def test_accepted_papers_are_found_under_any_letter_case(example: Example, tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    (folder / "Report.TXT").write_text("2023年食品安全工作总结", "utf-8")
    with Workspace(Path(str(example.workspace).upper()), "王敏", lambda: NOON, write=True) as workspace:
        taken = workspace.add([Path(os.path.normcase(str(folder)))], Accept.NONE, Silent())
    assert [file.source.name for file in taken.files] == ["Report.TXT"]
