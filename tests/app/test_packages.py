"""An export a second time, targets that are open elsewhere, and what `verify` finds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build import discard
from evidence.export import carrying
from tests.app.examples import Command, Example, in_another_process

FOLDERS = {"内部工作版", "送审版", "电子版资料"}


@pytest.fixture(scope="module")
def first_export(made: Example, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of the example, made once."""
    out = tmp_path_factory.mktemp("出") / "导出"
    done = in_another_process(["export", made.workspace, "--out", out])
    assert done.status == 0, done.err
    return out


@pytest.fixture
def out(first_export: Path, tmp_path: Path) -> Path:
    """A copy of it, times of change kept."""
    return shutil.copytree(first_export, tmp_path / "导出")


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def a_document(out: Path) -> Path:
    return next((out / "内部工作版").glob("*.docx"))


def a_paper(out: Path) -> Path:
    return min(path for path in (out / "电子版资料").glob("01*/**/*") if path.is_file())


# A second export


def test_an_export_leaves_nothing_but_its_folders(out: Path) -> None:
    assert {path.name for path in out.iterdir() if not path.name.startswith(".beijian")} == FOLDERS


def test_a_second_export_takes_the_place_of_an_untouched_first(example: Example, out: Path, beijian: Command) -> None:
    assert beijian("export", example.workspace, "--out", out).status == 0
    assert {path.name for path in out.iterdir() if not path.name.startswith(".beijian")} == FOLDERS


def edit(out: Path) -> None:
    a_document(out).write_bytes(b"edited by the clerk")


def add_a_file(out: Path) -> None:
    (out / "送审版" / "笔记.txt").write_text("笔记", "utf-8")


def exchange_a_paper(out: Path) -> None:
    a_paper(out).write_bytes(b"exchanged")


def rename_a_document(out: Path) -> None:
    a_document(out).rename(a_document(out).with_name("改了名.docx"))


@pytest.mark.parametrize("change", [edit, add_a_file, exchange_a_paper, rename_a_document])
def test_what_a_clerk_changed_in_the_first_export_is_kept(
    change: Callable[[Path], None], example: Example, out: Path, beijian: Command
) -> None:
    before = contents(out)
    change(out)
    changed = {name: data for name, data in contents(out).items() if before.get(name) != data}
    outcome = beijian("export", example.workspace, "--out", out)
    (kept,) = [path for path in out.iterdir() if path.name.startswith("改动过的旧文件")]
    assert contents(kept) == changed
    assert str(kept) in outcome.out


def test_other_files_beside_an_export_stay(example: Example, out: Path, beijian: Command) -> None:
    (out / "别的.txt").write_text("别的", "utf-8")
    beijian("export", example.workspace, "--out", out)
    assert (out / "别的.txt").read_text("utf-8") == "别的"


def seen(out: Path) -> dict[str, bytes]:
    """Return what lies there but for what the next export goes on with."""
    return {place: content for place, content in contents(out).items() if not place.startswith(".导出中")}


def nothing_else(out: Path) -> bool:
    """Tell whether a folder holds an export and no leavings."""
    return {path.name for path in out.iterdir()} <= FOLDERS | {".beijian-export.json", ".beijian-export.lock"}


def exchange_was_killed(out: Path) -> None:
    """Leave what an export leaves that is killed when its first folder has come to lie in its place."""
    left = out / ".导出中-12345678"
    (left / "out").mkdir(parents=True)
    (left / "old").mkdir()
    (left / ".beijian-export.json").write_text("{}", "utf-8")
    (out / "内部工作版").rename(left / "old" / "内部工作版")
    (out / "内部工作版").mkdir()
    (out / "内部工作版" / "新的.docx").write_bytes(b"the new edition")


def test_what_a_clerk_changed_outlives_an_exchange_that_was_killed(
    example: Example, out: Path, beijian: Command
) -> None:
    edit(out)
    exchange_was_killed(out)
    assert beijian("export", example.workspace, "--out", out).status == 0
    assert b"edited by the clerk" in contents(out).values()


def test_an_exchange_that_was_killed_leaves_no_trace_of_what_nobody_changed(
    example: Example, out: Path, beijian: Command
) -> None:
    old = a_document(out).name
    exchange_was_killed(out)
    beijian("export", example.workspace, "--out", out)
    assert [path for path in out.rglob(old) if path.parent.parent != out] == []
    assert not [path for path in out.iterdir() if path.name.startswith(".导出中")]


# A target that is open elsewhere


class SharingViolationError(PermissionError):
    """What Windows raises when another program has a file open."""

    winerror = 32


def open_elsewhere(name: str) -> Callable[[Path, Path], Path]:
    """Return a `rename` that finds the folder of this name in use."""
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name == name and self.parent.name == "导出":
            raise SharingViolationError(13, "in use", str(self))
        return real(self, target)

    return rename


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_a_target_that_is_open_elsewhere_is_told_and_the_first_export_stays(
    name: str,
    example: Example,
    out: Path,
    beijian: Command,
    refused: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = contents(out)
    monkeypatch.setattr(Path, "rename", open_elsewhere(name))
    said = refused(
        beijian("export", example.workspace, "--out", out, "--json"), out / name, "WPS", "Word", "WPS 或 Word"
    )
    assert "正被其他程序打开" in said
    assert seen(out) == before


def test_a_disk_that_fills_up_leaves_the_first_export(
    example: Example,
    out: Path,
    beijian: Command,
    refused: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_space(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    before = contents(out)
    monkeypatch.setattr(carrying, "copy_sound", no_space)
    refused(beijian("export", example.workspace, "--out", out), out)
    assert seen(out) == before
    assert nothing_else(out)


def test_an_original_that_is_missing_is_told_and_the_rest_exported(
    example: Example, tmp_path: Path, beijian: Command
) -> None:
    (lost,) = [f for f in example.said["files"] if f["source"].startswith("1-1")]
    for path in (example.workspace / "vault" / lost["sha256"][:2] / lost["sha256"]).iterdir():
        discard(path)
    outcome = beijian("export", example.workspace, "--out", tmp_path / "出", "--json")
    assert outcome.status == 0
    assert [o["what"] for o in outcome.json["omissions"] if "找不到这个文件" in o["why"]]
    assert beijian("verify", outcome.json["package"]).status == 0


# Verifying


def faults(outcome_json: object) -> set[tuple[str, str]]:
    assert isinstance(outcome_json, dict)
    return {(f["code"], f["path"]) for f in outcome_json["faults"]}  # pyright: ignore[reportUnknownVariableType]


def damage(kind: str, package: Path) -> tuple[str, str]:
    """Damage a package; return the fault that must be found."""
    paper = min(path for path in package.glob("01*/**/*") if path.is_file())
    match kind:
        case "missing":
            paper.unlink()
            return ("verify_missing", paper.relative_to(package).as_posix())
        case "changed":
            paper.write_bytes(paper.read_bytes() + b" ")
            return ("verify_changed", paper.relative_to(package).as_posix())
        case "extra":
            (package / "多出来.txt").write_text("x", "utf-8")
            return ("verify_extra", "多出来.txt")
        case "manifest":
            manifest = package / "99 校验" / "校验清单.txt"
            manifest.write_bytes(manifest.read_bytes() + b"\n")
            return ("verify_unlisted", "99 校验/校验清单.txt")
        case _:
            (package / "00 总目录" / "总目录.docx").unlink()
            return ("verify_missing", "00 总目录/总目录.docx")


@pytest.mark.parametrize("kind", ["missing", "changed", "extra", "manifest", "front"])
def test_a_damaged_package_is_found_out(kind: str, out: Path, beijian: Command) -> None:
    fault = damage(kind, out / "电子版资料")
    outcome = beijian("verify", out / "电子版资料", "--json")
    assert (outcome.status, outcome.json["ok"], faults(outcome.json)) == (1, False, {fault})


def test_a_fault_is_told_in_chinese(out: Path, beijian: Command) -> None:
    damage("extra", out / "电子版资料")
    outcome = beijian("verify", out / "电子版资料")
    assert "清单之外多出的文件：多出来.txt" in outcome.out
    assert "有 1 处不一致" in outcome.out


def test_a_package_without_the_hash_of_its_list_is_found_out(out: Path, beijian: Command) -> None:
    (out / "电子版资料" / "99 校验" / "清单校验码.txt").unlink()
    assert beijian("verify", out / "电子版资料").status == 1


def test_a_whole_package_is_right_wherever_it_is_copied(out: Path, tmp_path: Path, beijian: Command) -> None:
    shutil.copytree(out / "电子版资料", tmp_path / "U盘" / "副本")
    outcome = beijian("verify", tmp_path / "U盘" / "副本")
    assert (outcome.status, outcome.err) == (0, "")
    assert "全部一致" in outcome.out


def test_paths_in_a_package_fit_windows(out: Path) -> None:
    paths = [path.relative_to(out).as_posix() for path in (out / "电子版资料").rglob("*")]
    assert [path for path in paths if len(path) > 200 or set(path) & set('\\:*?"<>|')] == []
    assert os.listdir(out / "电子版资料")[0]  # noqa: PTH208


# A zip, a second name, and what is left of an export that was broken off


def test_the_package_is_made_as_a_zip_that_verify_takes(example: Example, tmp_path: Path, beijian: Command) -> None:
    said = beijian("export", example.workspace, "--out", tmp_path / "导出", "--zip-only", "--json").json
    assert Path(said["package"]).name == "电子版资料.zip"
    assert not (tmp_path / "导出" / "电子版资料").exists()
    checked = beijian("verify", said["package"], "--json").json
    assert (checked["ok"], checked["files"]) == (True, said["pieces"] + 4)


def test_a_zip_lies_beside_the_folder(example: Example, tmp_path: Path, beijian: Command) -> None:
    said = beijian("export", example.workspace, "--out", tmp_path / "导出", "--zip", "--json").json
    assert Path(said["package"]).is_dir()
    assert beijian("verify", tmp_path / "导出" / "电子版资料.zip").status == 0


def test_a_target_that_is_open_elsewhere_is_left_and_the_new_one_lies_beside_it(
    example: Example, out: Path, beijian: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(out / "送审版")
    monkeypatch.setattr(Path, "rename", open_elsewhere("送审版"))
    outcome = beijian("export", example.workspace, "--out", out, "--second-name")
    assert "旁边的“导出（2）”文件夹" in outcome.out
    assert contents(out / "送审版") == before
    assert beijian("verify", out / "导出（2）" / "电子版资料").status == 0


def test_what_is_left_of_an_export_is_said_and_cleared(
    example: Example, out: Path, beijian: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as context:
        context.setattr(Path, "rename", open_elsewhere("送审版"))
        assert beijian("export", example.workspace, "--out", out, "--confirmed-by", "赵主任").status == 1
    assert "已清除上次没有完成的导出：" in beijian("export", example.workspace, "--out", out, "--clear-left").out
    assert nothing_else(out)


def test_what_is_left_of_an_export_is_gone_on_with(
    example: Example, out: Path, beijian: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as context:
        context.setattr(Path, "rename", open_elsewhere("送审版"))
        assert beijian("export", example.workspace, "--out", out, "--confirmed-by", "赵主任").status == 1
    again = beijian("export", example.workspace, "--out", out, "--confirmed-by", "赵主任")
    assert "接着上次没有完成的导出：已有 5 个文件" in again.out
    assert nothing_else(out)


@pytest.mark.parametrize("inside", ["vault/x", "backups", "送审"])
def test_the_projects_own_folders_take_no_export(
    inside: str, example: Example, beijian: Command, refused: Callable[..., str]
) -> None:
    place = example.workspace / inside
    refused(beijian("export", example.workspace, "--out", place, "--json"), place, example.workspace / "exports")
    assert not (example.workspace / "送审").exists()


def test_no_export_is_made_into_a_package(
    example: Example, out: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    before = contents(out / "电子版资料")
    refused(beijian("export", example.workspace, "--out", out / "电子版资料" / "另存", "--json"), out / "电子版资料")
    assert contents(out / "电子版资料") == before


def test_a_zip_that_was_cut_short_is_called_so(example: Example, tmp_path: Path, beijian: Command) -> None:
    said = beijian("export", example.workspace, "--out", tmp_path / "导出", "--zip-only", "--json").json
    package = Path(said["package"])
    package.write_bytes(package.read_bytes()[:-2000])
    assert "没有拷完整" in beijian("verify", package).err
