"""Which files are found, in which order, under which names, and what is never looked at."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath

import pytest
from pages.exported import export

from build import a_snapshot, an_item
from evidence import wording
from evidence.errors import RequestError
from evidence.intake.scan import scan

POSIX_NAMES = pytest.mark.skipif(sys.platform == "win32", reason="such names do not exist there")


def put(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    return folder


def sources(*paths: Path, keep_out: Path = Path("/nowhere")) -> list[str]:
    return [str(found.source) for found in scan(paths, keep_out)]


def test_files_are_named_below_the_folder_that_was_given(tmp_path: Path) -> None:
    assert sources(put(tmp_path, "教委/通知/1.pdf")) == ["教委/通知/1.pdf"]


def test_a_file_that_was_given_is_named_alone(tmp_path: Path) -> None:
    assert sources(put(tmp_path, "教委/1.pdf") / "教委" / "1.pdf") == ["1.pdf"]


def test_numbers_in_names_order_as_numbers(tmp_path: Path) -> None:
    assert sources(put(tmp_path, "10.pdf", "9.pdf", "2/1.pdf")) == ["2/1.pdf", "9.pdf", "10.pdf"]


@pytest.mark.parametrize(
    "name",
    ["Thumbs.db", "desktop.ini", ".DS_Store", "~$方案.docx", "._方案.docx", "~WRL0001.tmp", "方案.lnk", "下载.tmp"],
)
def test_what_programs_leave_beside_documents_is_junk(name: str, tmp_path: Path) -> None:
    (found,) = scan([put(tmp_path, name)], Path("/nowhere"))
    assert found.junk


@pytest.mark.parametrize("name", ["方案.docx", "Thumbs.db.pdf", "模板.tmp.docx", "~方案.docx", "无扩展名"])
def test_documents_are_no_junk(name: str, tmp_path: Path) -> None:
    (found,) = scan([put(tmp_path, name)], Path("/nowhere"))
    assert not found.junk


def test_the_resource_folder_of_a_mac_is_passed_over(tmp_path: Path) -> None:
    assert sources(put(tmp_path, "__MACOSX/a.pdf", "b.pdf")) == ["b.pdf"]


def own(*paths: Path, keep_out: Path = Path("/nowhere")) -> list[tuple[str, str | None]]:
    """What is found, with the remark on what is the program's own."""
    found = scan(paths, keep_out)
    assert all(item.junk for item in found if item.own)
    return [(str(item.source), item.own) for item in found]


@pytest.mark.parametrize("keep_out", ["项目", "别的"])
def test_a_workspace_inside_the_folder_is_one_line(keep_out: str, tmp_path: Path) -> None:
    put(tmp_path, "乙/项目/dossier.sqlite", "乙/项目/vault/ab/abc/a.pdf", "b.pdf")
    assert own(tmp_path, keep_out=tmp_path / "乙" / keep_out) == [("b.pdf", None), ("乙/项目", "own_workspace")]


@pytest.mark.parametrize("keep_out", ["项目", "别的"])
@pytest.mark.parametrize("below", ["", "vault", "vault/ab/abc/a.pdf", "dossier.sqlite"])
def test_a_workspace_that_is_named_or_something_inside_it_is_one_line(
    below: str, keep_out: str, tmp_path: Path
) -> None:
    put(tmp_path, "项目/dossier.sqlite", "项目/vault/ab/abc/a.pdf")
    path = tmp_path / "项目" / below
    assert own(path, keep_out=tmp_path / keep_out) == [(path.name, "own_workspace")]


def test_the_folder_where_one_stands_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "项目/dossier.sqlite")
    monkeypatch.chdir(tmp_path / "项目")
    assert own(Path()) == [("项目", "own_workspace")]


def an_export(out: Path) -> Path:
    """Really export an empty dossier."""
    export(a_snapshot([an_item()]), out, {})
    return out


def test_an_export_is_one_line_and_what_lies_beside_it_is_found(tmp_path: Path) -> None:
    out = an_export(tmp_path / "迎检")
    put(out, "改动过的旧文件20240108-120000/送审版/a.docx", ".导出中-1/a.docx", "县教委/通知.pdf")
    assert own(tmp_path) == [("迎检", "own_export"), ("迎检/县教委/通知.pdf", None)]
    assert own(out) == [("迎检", "own_export"), ("县教委/通知.pdf", None)]


def test_what_was_made_for_a_web_site_is_no_evidence(tmp_path: Path) -> None:
    out = an_export(tmp_path / "迎检")
    put(out, "网上申报材料/1-1/a.pdf", "未列入的材料（内部）.xlsx")
    assert own(out) == [("迎检", "own_export")]


@pytest.mark.parametrize("below", ["送审版", "内部工作版", ".beijian-export.json"])
def test_a_part_of_an_export_that_is_named_is_one_line(below: str, tmp_path: Path) -> None:
    assert own(an_export(tmp_path) / below) == [(below, "own_export")]


def test_what_lies_beside_an_export_that_was_open_is_of_the_export(tmp_path: Path) -> None:
    out = an_export(tmp_path / "迎检")
    put(out, "导出（2）/送审版/a.docx", "导出（二）/通知.pdf")
    assert own(tmp_path) == [("迎检", "own_export"), ("迎检/导出（二）/通知.pdf", None)]


def test_a_package_that_was_copied_elsewhere_is_one_line(tmp_path: Path) -> None:
    an_export(tmp_path / "导出")
    (tmp_path / "U盘").mkdir()
    (tmp_path / "导出" / "电子版资料").rename(tmp_path / "U盘" / "资料")
    assert own(tmp_path / "U盘") == [("资料", "own_package")]
    assert own(tmp_path / "U盘" / "资料" / "99 校验") == [("99 校验", "own_package")]


def test_folders_named_like_an_export_are_evidence(tmp_path: Path) -> None:
    put(tmp_path, "送审版/a.docx", "电子版资料/b.pdf", "99 校验/校验清单.txt")
    assert {remark for _, remark in own(tmp_path)} == {None}


def test_every_remark_on_the_programs_own_is_worded() -> None:
    for code in ("own_workspace", "own_package", "own_export"):
        assert wording.remark(code).endswith("。")


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="path_missing"):
        scan([put(tmp_path, "a.pdf"), tmp_path / "没有"], Path("/nowhere"))


@POSIX_NAMES
def test_a_link_is_marked_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "真/a.pdf")
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件" / "链接.pdf").symlink_to(tmp_path / "真" / "a.pdf")
    (tmp_path / "收件" / "文件夹").symlink_to(tmp_path / "真")
    (tmp_path / "收件" / "断链").symlink_to(tmp_path / "没有")
    assert {(str(f.source), f.linked) for f in scan([tmp_path / "收件"], Path("/nowhere"))} == {
        ("链接.pdf", True),
        ("文件夹", True),
        ("断链", True),
    }


@POSIX_NAMES
def test_links_in_a_circle_end(tmp_path: Path) -> None:
    put(tmp_path, "一/a.pdf")
    (tmp_path / "一" / "回").symlink_to(tmp_path)
    assert sources(tmp_path) == ["一/a.pdf", "一/回"]


@POSIX_NAMES
def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode("教委".encode("gbk"))
    folder.mkdir()
    (folder / os.fsdecode("关于检查的通知.txt".encode("gbk"))).write_bytes(b"x")
    assert sources(tmp_path) == ["教委/关于检查的通知.txt"]


@POSIX_NAMES
def test_a_file_given_by_a_name_in_gbk_is_read(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("关于检查的通知.txt".encode("gbk"))
    path.write_bytes(b"x")
    assert sources(path) == ["关于检查的通知.txt"]


@POSIX_NAMES
def test_names_that_windows_cannot_hold_are_found(tmp_path: Path) -> None:
    assert sources(put(tmp_path, "通知：a:b?.pdf", "CON", "末尾. ")) == ["CON", "末尾. ", "通知：a:b?.pdf"]


def test_a_folder_that_cannot_be_opened_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "一/a.pdf", "二/b.pdf")
    real = os.scandir

    def refuse(path: str | os.PathLike[str]) -> object:
        if Path(path).name == "一":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [found.source for found in scan([tmp_path], Path("/nowhere"))] == [
        PurePosixPath("一"),
        PurePosixPath("二/b.pdf"),
    ]
