"""`layout`: which Word template documents are made with, and by what names they go."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.paths import WORD_TEMPLATE
from evidence.export.profiles import Profile, shipped
from tests.app.examples import Command, Example
from tests.app.test_json import MAYBE_STR, misfits


@pytest.fixture
def place(example: Example) -> Path:
    """A small project."""
    return example.workspace


def changed(path: Path, change: Callable[[str], str]) -> Path:
    """The program's template with other styles."""
    with zipfile.ZipFile(WORD_TEMPLATE) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            text = source.read(part).decode()
            target.writestr(part, change(text) if part == "word/styles.xml" else text)
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A template of the office's own: captions are smaller."""
    old = '<w:sz w:val="28"/><w:szCs w:val="28"/>'
    return changed(tmp_path / "本县版式.docx", lambda text: text.replace(old, '<w:sz w:val="25"/>', 1))


def styles_of(folder: Path) -> bytes:
    """The styles of the first document of an export."""
    path = next(iter(sorted(folder.rglob("*.docx"))))
    with zipfile.ZipFile(path) as package:
        return package.read("word/styles.xml")


def test_it_says_what_is_set(place: Path, beijian: Command) -> None:
    said = beijian("layout", place)
    lines = ("版式：国标版式", "题名：云岭县迎检资料汇编", "落款：云岭县", "印章名称：未定")
    assert (said.status, said.out.splitlines()) == (0, list(lines))


def test_layout_says_what_its_contract_names(place: Path, beijian: Command) -> None:
    names = ("template", "cover_title", "signed", "seal", "fonds", "keeping", "division")
    shape = {**dict.fromkeys(names, MAYBE_STR), "title": str, "remarks": [str]}
    assert misfits(beijian("layout", place, "--json").json, shape) == []


@pytest.mark.parametrize(("asked", "kept"), [("GBK", "gbk"), ("windows", "windows"), ("方正 GBK 版式", "gbk")])
def test_a_profile_is_chosen_by_its_name(asked: str, kept: str, place: Path, beijian: Command) -> None:
    assert beijian("layout", place, "--profile", asked, "--json").json["template"] == kept


def test_documents_are_made_with_the_profile_of_the_project(place: Path, beijian: Command, tmp_path: Path) -> None:
    beijian("layout", place, "--profile", "GBK")
    assert beijian("export", place, "--out", tmp_path / "导出").status == 0
    with zipfile.ZipFile(shipped(WORD_TEMPLATE, Profile.GBK)) as package:
        assert styles_of(tmp_path / "导出") == package.read("word/styles.xml")


def test_an_export_may_have_another_profile_once(place: Path, beijian: Command, tmp_path: Path) -> None:
    assert beijian("export", place, "--out", tmp_path / "导出", "--profile", "Windows").status == 0
    with zipfile.ZipFile(shipped(WORD_TEMPLATE, Profile.WINDOWS)) as package:
        assert styles_of(tmp_path / "导出") == package.read("word/styles.xml")
    assert beijian("layout", place, "--json").json["template"] is None


def test_a_copied_project_has_its_own_template(place: Path, own: Path, beijian: Command, tmp_path: Path) -> None:
    assert beijian("layout", place, "--profile", own, "--json").json["template"] == "本县版式.docx"
    own.unlink()
    shutil.copytree(place, tmp_path / "U盘" / "项目")
    assert beijian("export", tmp_path / "U盘" / "项目", "--out", tmp_path / "导出").status == 0
    assert b'<w:sz w:val="25"/>' in styles_of(tmp_path / "导出")


def test_lists_of_gaps_are_made_with_it_too(place: Path, own: Path, beijian: Command, tmp_path: Path) -> None:
    beijian("layout", place, "--profile", own)
    (tmp_path / "清单").mkdir()
    assert beijian("gaps", place, "--out", tmp_path / "清单" / "缺项.docx").status == 0
    assert b'<w:sz w:val="25"/>' in styles_of(tmp_path / "清单")


def test_the_names_on_the_cover_are_the_offices(place: Path, beijian: Command, tmp_path: Path) -> None:
    asked = ("--title", "云岭县创食资料汇编", "--signed", "云岭县创食办", "--seal", "云岭县食品药品安全委员会办公室")
    assert beijian("layout", place, *asked).status == 0
    beijian("export", place, "--out", tmp_path / "导出", "--edition", "internal")
    (path,) = (tmp_path / "导出").rglob("*.docx")
    with zipfile.ZipFile(path) as package:
        text = package.read("word/document.xml").decode()
    assert all(f">{name}<" in text for name in (*asked[1:4:2], "云岭县食品药品安全委员会办公室（盖章）"))
    assert path.name == "云岭县创食资料汇编（内部工作版）.docx"


def test_a_choice_is_undone(place: Path, beijian: Command) -> None:
    beijian("layout", place, "--profile", "GBK", "--title", "甲")
    beijian("undo", place)
    said = beijian("layout", place, "--json").json
    assert (said["template"], said["cover_title"]) == (None, None)


def test_a_choice_is_done_again(place: Path, beijian: Command) -> None:
    beijian("layout", place, "--profile", "GBK")
    beijian("undo", place)
    beijian("redo", place)
    assert beijian("layout", place, "--json").json["template"] == "gbk"


def test_an_empty_name_is_as_proposed_again(place: Path, beijian: Command) -> None:
    beijian("layout", place, "--signed", "创食办")
    assert beijian("layout", place, "--signed", "", "--json").json["signed"] is None


def test_a_copy_is_saved_to_be_changed_and_taken(place: Path, beijian: Command, tmp_path: Path) -> None:
    copy = tmp_path / "改.docx"
    said = beijian("layout", place, "--copy", copy)
    assert str(copy) in said.out
    assert beijian("layout", place, "--profile", copy, "--json").json["remarks"] == []


def test_a_file_of_the_same_name_does_not_take_the_place_of_the_first(place: Path, own: Path, beijian: Command) -> None:
    beijian("layout", place, "--profile", own)
    changed(own, lambda text: text.replace('"28"', '"26"'))
    assert beijian("layout", place, "--profile", own, "--json").json["template"] == "本县版式 (2).docx"
    beijian("undo", place)
    assert beijian("layout", place, "--json").json["template"] == "本县版式.docx"


def test_a_template_that_cannot_be_used_changes_nothing(
    place: Path, beijian: Command, tmp_path: Path, refused: Callable[..., str]
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"nothing")
    refused(beijian("layout", place, "--profile", bad), bad, "WPS 或 Word", "Word 模板", ".docx")
    assert not (place / "版式").exists()


def test_all_that_is_wrong_is_said_in_one_line(
    place: Path, beijian: Command, tmp_path: Path, refused: Callable[..., str]
) -> None:
    bad = changed(tmp_path / "坏.docx", lambda text: text.replace('"图题"', '"甲"').replace('"续表"', '"乙"'))
    assert "有 2 处不能用" in refused(beijian("layout", place, "--profile", bad), bad)


def test_an_unknown_profile_is_refused_with_those_that_there_are(
    place: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("layout", place, "--profile", "楷书"), "楷书", "GBK、Windows", "docx")


def test_a_title_that_no_cover_has_room_for_is_refused(
    place: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("layout", place, "--title", "长" * 41), "41")


def test_a_template_that_somebody_removed_is_missed(
    place: Path, own: Path, beijian: Command, tmp_path: Path, refused: Callable[..., str]
) -> None:
    beijian("layout", place, "--profile", own)
    (place / "版式" / own.name).unlink()
    refused(beijian("export", place, "--out", tmp_path / "导出"), own.name)


def test_wide_tables_have_the_faces_of_the_profile(place: Path, beijian: Command, tmp_path: Path) -> None:
    beijian("layout", place, "--profile", "GBK")
    (tmp_path / "表").mkdir()
    assert beijian("tasks", place, "--out", tmp_path / "表" / "任务分解表.docx").status == 0
    assert "方正黑体_GBK".encode() in styles_of(tmp_path / "表")


def test_another_profile_warns_where_boxes_are_fixed(place: Path, beijian: Command) -> None:
    assert "定号" not in beijian("layout", place, "--profile", "Windows").out
    assert beijian("fix", place).status == 0
    assert "有盒已经定号" in beijian("layout", place, "--profile", "GBK").out
    assert "定号" not in beijian("layout", place, "--title", "甲").out


def test_what_a_filing_stamp_says_of_all_papers_is_kept_and_undone(place: Path, beijian: Command) -> None:
    told = ("--fonds", "J021", "--keeping", "30年", "--division", "食药安办")
    said = beijian("layout", place, *told).out.splitlines()
    assert said[-3:] == ["全宗号：J021", "保管期限：30年", "机构（问题）：食药安办"]
    beijian("undo", place)
    assert beijian("layout", place, "--json").json["fonds"] is None
