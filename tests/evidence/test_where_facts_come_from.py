"""Every fact keeps where it was read, through the store, corrections and undo, and says so in words."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime
from pathlib import Path, PurePosixPath

import pytest
from msgspec.structs import replace

from build import NOON, a_group, an_item
from evidence import wording
from evidence.extract import media
from evidence.extract.found import Reading
from evidence.intake.facts import facts_of
from evidence.model import Facts, PaperCopy, Piece, Project, SchemeFacts, SchemeReading
from evidence.progress import Silent
from evidence.workspace import Accept, Workspace, create_workspace

GROUP = a_group("1", "基础工作")
READING = SchemeReading(SchemeFacts("细则", None, None, 2.0), (GROUP, an_item("1-1", parent=GROUP.id)), ())
NOTICE = """临江县水务局文件
临水发〔2022〕8号
关于河长巡河的通知
各镇：
请执行。
\f二、要求。
临江县水务局
2022年5月6日"""


def origins(text: str, source: str, kind: str = media.DOCX, taken_at: datetime | None = None) -> dict[str, str]:
    reading = Reading(kind, text, 2, scanned=not text, flags=frozenset(), taken_at=taken_at)
    found = facts_of(reading, PurePosixPath(source)).origins
    return {fact: wording.origin(told) for fact, told in found}


@pytest.fixture
def workspace(tmp_path: Path) -> Generator[Workspace]:
    project = Project("临江县", None, 2021, 2023, (), NOON)
    create_workspace(tmp_path / "项目", project, READING, "王敏", lambda: NOON)
    with Workspace(tmp_path / "项目", "王敏", lambda: NOON, write=True) as opened:
        yield opened


def arrived(workspace: Workspace, tmp_path: Path) -> Piece:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, "utf-8")
    workspace.add([path], Accept.NONE, Silent())
    (piece,) = workspace.snapshot().pieces
    return piece


def test_what_stands_in_the_text_is_found_on_its_page() -> None:
    found = origins(NOTICE, "扫描/通知.docx")
    assert (found["title"], found["document_number"]) == ("正文第1页", "正文第1页")
    assert (found["issued_on"], found["year"], found["kind"]) == ("正文第2页", "正文", "正文")


def test_what_only_the_name_tells_is_the_names() -> None:
    found = origins("", "水务局/临水发〔2022〕8号 关于河长巡河的通知.pdf", media.PDF)
    assert (found["title"], found["document_number"], found["year"]) == ("文件名", "文件名", "文件名")
    assert (found["unit"], found["issuer"]) == ("文件夹", "文件夹")


def test_a_pictures_day_is_the_cameras() -> None:
    found = origins("", "水务局/IMG_0001.jpg", media.JPEG, datetime(2022, 5, 6, 8, 0))  # noqa: DTZ001 - camera's own
    assert (found["issued_on"], found["kind"]) == ("拍摄信息", "文件类型")


def test_what_is_unknown_comes_from_nowhere() -> None:
    assert origins("", "IMG_0001.pdf", media.PDF) == {}


def test_the_store_keeps_it(workspace: Workspace, tmp_path: Path) -> None:
    piece = arrived(workspace, tmp_path)
    assert dict(piece.origins)["issued_on"] == "text:2"
    with Workspace(workspace.path, "王敏", lambda: NOON, write=False) as again:
        assert again.snapshot().pieces == (piece,)


def test_a_correction_is_the_clerks_and_undo_gives_back_the_papers(workspace: Workspace, tmp_path: Path) -> None:
    piece = arrived(workspace, tmp_path)
    workspace.correct_facts(piece.id, replace(piece.facts, issued_on=date(2022, 5, 7)), piece.flags)
    corrected = dict(workspace.snapshot().pieces[0].origins)
    assert (corrected["issued_on"], corrected["title"]) == ("clerk", "text:1")
    undone = workspace.history().undo
    assert undone is not None
    assert undone.fields == ("issued_on",)
    workspace.undo()
    assert workspace.snapshot().pieces == (piece,)


def test_a_registered_paper_is_the_clerks(workspace: Workspace) -> None:
    workspace.register_paper(Facts(title="常委会纪要", year=2022), None, PaperCopy("档案室", "王敏"), [])
    (piece,) = workspace.snapshot().pieces
    assert dict(piece.origins) == {"title": "clerk", "year": "clerk"}


def test_every_origin_has_a_word() -> None:
    assert [wording.origin(told) for told in ("text:3", "text", "clerk")] == ["正文第3页", "正文", "经办人填写"]
