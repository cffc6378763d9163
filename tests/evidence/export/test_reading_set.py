"""阅读版: the papers of a box as one PDF, with bookmarks and a directory that lead to each."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import errno
import io
from pathlib import Path
from typing import cast

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject

from build import NOON, a_group, an_item
from evidence.errors import ExportError
from evidence.export import print_copies
from evidence.export.pdf_bookmarks import Bookmark, write_pdf
from evidence.export.reading_set import Extent, ReadingSet, write_reading_set
from evidence.export.template import Template, load_template
from evidence.model import Facts, Flag, PaperCopy, Project, SchemeFacts, SchemeReading
from evidence.progress import Silent
from evidence.workspace import Accept, Workspace, create_workspace
from tests.evidence.export.test_print_copies import a_scan, share_of

POINT = a_group("1", "党政同责")
ITEMS = (an_item("1-1", parent=POINT.id), an_item("1-2", parent=POINT.id))


@pytest.fixture(scope="module")
def template(root: Path) -> Template:
    return load_template(root / "templates" / "word" / "dossier.docx")


def a_project(folder: Path) -> Workspace:
    reading = SchemeReading(SchemeFacts("细则", None, None, 4.0), (POINT, *ITEMS), ())
    create_workspace(folder, Project("云岭县", None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)
    return Workspace(folder, "王敏", lambda: NOON, write=True)


def taken_in(workspace: Workspace, file: Path, *codes: str) -> None:
    before = {piece.id for piece in workspace.snapshot().pieces}
    workspace.add([file], Accept.NONE, Silent())
    (new,) = (piece for piece in workspace.snapshot().pieces if piece.id not in before)
    workspace.correct_facts(new.id, Facts(title=file.stem, year=2023), new.flags - {Flag.DRAFT})
    workspace.file(new.id, codes)


def made(workspace: Workspace, out: Path, template: Template, extent: Extent = Extent.BOX) -> ReadingSet:
    plan = workspace.boxing.plan(template, Silent())
    return write_reading_set(out, plan, extent, workspace.original_path, "王敏", Silent())


def bookmarks(pdf: Path) -> list[tuple[int, str, int]]:
    """Return depth, title and page (from 0) of each bookmark."""
    reader = PdfReader(pdf)

    def walk(found: list[object], depth: int) -> list[tuple[int, str, int]]:
        told: list[tuple[int, str, int]] = []
        for one in found:
            if isinstance(one, list):
                told += walk(cast("list[object]", one), depth + 1)
            else:
                at = cast("Destination", one)
                told.append((depth, str(at.title), reader.get_destination_page_number(at) or 0))
        return told

    return walk(cast("list[object]", reader.outline), 0)


def links(pdf: Path) -> list[tuple[int, int]]:
    """Return the page of each link and the page that it leads to."""
    reader = PdfReader(pdf)
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages) if page.indirect_reference}
    return [
        (at, numbers[cast("DictionaryObject", note.get_object()).raw_get("/Dest")[0].idnum])
        for at, page in enumerate(reader.pages)
        for note in page.get("/Annots", [])
    ]


def test_bookmarks_lead_over_points_and_items_to_each_paper(tmp_path: Path, template: Template) -> None:
    with a_project(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "甲方案.pdf", 3), "1-1")
        taken_in(workspace, a_scan(tmp_path / "乙总结.pdf", 2), "1-2")
        (file,) = made(workspace, tmp_path / "出", template).files
    assert file.path == tmp_path / "出" / "阅读版" / "第01盒 1-1至1-2.pdf"
    assert (file.pages, file.papers, file.elsewhere) == (6, 2, 0)
    assert [(depth, title.split("　")[0], page) for depth, title, page in bookmarks(file.path)] == [
        (0, "卷内目录", 0),
        (0, "1", 1),
        (1, "1-1", 1),
        (2, "1-1-001", 1),
        (1, "1-2", 4),
        (2, "1-2-001", 4),
    ]


def test_each_line_of_the_directory_is_a_link_to_its_paper(tmp_path: Path, template: Template) -> None:
    with a_project(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "甲方案.pdf", 3), "1-1")
        taken_in(workspace, a_scan(tmp_path / "乙总结.pdf", 2), "1-2")
        (file,) = made(workspace, tmp_path / "出", template).files
    assert links(file.path) == [(0, 1), (0, 1), (0, 4), (0, 4)]  # of items and of papers


def test_a_paper_that_serves_two_items_lies_there_once_and_is_pointed_to(tmp_path: Path, template: Template) -> None:
    with a_project(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "甲方案.pdf", 2), "1-1", "1-2")
        (file,) = made(workspace, tmp_path / "出", template).files
    assert file.pages == 3
    assert (2, "见 1-1-001　甲方案", 1) in bookmarks(file.path)


def test_by_item_a_paper_in_another_file_is_a_line_without_a_bookmark(tmp_path: Path, template: Template) -> None:
    with a_project(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "甲方案.pdf", 2), "1-1", "1-2")
        taken_in(workspace, a_scan(tmp_path / "乙总结.pdf", 1), "1-2")
        files = made(workspace, tmp_path / "出", template, Extent.ITEM).files
    assert [file.path.name.split()[0] for file in files] == ["1-1", "1-2"]
    assert "见 1-1-001　甲方案" not in {title for _, title, _ in bookmarks(files[1].path)}
    assert files[1].pages == 2


def test_what_lies_elsewhere_has_a_page_that_says_so(tmp_path: Path, template: Template) -> None:
    with a_project(tmp_path / "项目") as workspace:
        workspace.register_paper(Facts(title="案卷", year=2023), 30, PaperCopy("档案室3号柜", "王敏"), ["1-1"])
        (file,) = made(workspace, tmp_path / "出", template).files
    assert (file.pages, file.elsewhere) == (2, 1)
    with pypdfium2.PdfDocument(file.path) as document:
        page = document[1].render(scale=1).to_pil().convert("RGB")
    assert 0.001 < share_of(page, (26, 26, 26)) < 0.1


def test_what_proves_nothing_yet_is_not_in_it(tmp_path: Path, template: Template) -> None:
    with a_project(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "甲方案.pdf", 1), "1-1")
        taken_in(workspace, a_scan(tmp_path / "草稿.pdf", 4), "1-1")
        draft = workspace.snapshot().pieces[-1]
        workspace.correct_facts(draft.id, draft.facts, frozenset({Flag.DRAFT}))
        (file,) = made(workspace, tmp_path / "出", template).files
    assert (file.pages, file.papers) == (2, 1)
    assert "草稿" not in str(bookmarks(file.path))


def test_a_damaged_file_becomes_a_page_that_says_so(tmp_path: Path, template: Template) -> None:
    with a_project(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "甲方案.pdf", 2), "1-1")
        path = workspace.original_path(next(iter(workspace.snapshot().originals.values())))
        path.chmod(0o600)
        path.write_bytes(b"%PDF-1.4 nothing")
        (file,) = made(workspace, tmp_path / "出", template).files
    assert (file.pages, file.elsewhere) == (2, 1)


def test_the_same_papers_give_the_same_bytes(tmp_path: Path, template: Template) -> None:
    with a_project(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "甲方案.pdf", 3), "1-1")
        first, second = (made(workspace, tmp_path / out, template).files[0].path for out in ("一", "二"))
    assert first.read_bytes() == second.read_bytes()


def test_a_new_set_takes_the_place_of_the_one_before(tmp_path: Path, template: Template) -> None:
    with a_project(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "甲方案.pdf", 1), "1-1")
        made(workspace, tmp_path / "出", template)
        made(workspace, tmp_path / "出", template, Extent.ITEM)
    assert [path.name.split()[0] for path in (tmp_path / "出" / "阅读版（按评价内容）").iterdir()] == ["1-1"]


def test_with_nothing_to_read_nothing_is_written(tmp_path: Path, template: Template) -> None:
    with a_project(tmp_path / "项目") as workspace, pytest.raises(ExportError) as refused:
        made(workspace, tmp_path / "出", template)
    assert refused.value.code == "reading_none"
    assert not (tmp_path / "出").exists()


def test_bookmarks_of_many_pages_lead_where_they_should(tmp_path: Path) -> None:
    a_scan(tmp_path / "甲.pdf", 1, (200, 200))
    document = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(tmp_path / "甲.pdf") as source:
        document.import_pages(source, [0] * 700)
    marks = [Bookmark(f"第{at}页", at) for at in range(700)]
    write_pdf(document, tmp_path / "出.pdf", "题名", "云岭县", [Bookmark("全部", 0, tuple(marks))])
    document.close()
    assert bookmarks(tmp_path / "出.pdf")[1:] == [(1, f"第{at}页", at) for at in range(700)]
    assert PdfReader(tmp_path / "出.pdf").metadata == {"/Title": "题名", "/Author": "云岭县", "/Producer": "PDFium"}


def test_photographs_are_pages_too(tmp_path: Path, template: Template) -> None:
    Image.effect_noise((1600, 1200), 40).convert("RGB").save(tmp_path / "现场照片.jpg")
    with a_project(tmp_path / "项目") as workspace:
        taken_in(workspace, tmp_path / "现场照片.jpg", "1-1")
        (file,) = made(workspace, tmp_path / "出", template).files
    assert (file.pages, file.elsewhere) == (2, 0)


def test_a_disk_that_is_full_leaves_the_set_before(
    tmp_path: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    Image.effect_noise((1600, 1200), 40).convert("RGB").save(tmp_path / "现场照片.jpg")
    with a_project(tmp_path / "项目") as workspace:
        taken_in(workspace, tmp_path / "现场照片.jpg", "1-1")
        (file,) = made(workspace, tmp_path / "出", template).files
        before = file.path.read_bytes()
        monkeypatch.setattr(print_copies, "render", refuse)
        with pytest.raises(ExportError) as refused:
            made(workspace, tmp_path / "出", template)
    assert (refused.value.code, file.path.read_bytes()) == ("disk_full", before)


class FullDisk(io.BytesIO):
    """Takes nothing."""

    def write(self, _: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_is_full_while_a_pdf_is_written_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> FullDisk:
        return FullDisk()

    a_scan(tmp_path / "甲.pdf", 1)
    with pypdfium2.PdfDocument(tmp_path / "甲.pdf") as document:
        monkeypatch.setattr(Path, "open", full)
        with pytest.raises(OSError, match="No space left"):
            write_pdf(document, tmp_path / "出.pdf", "题名", "云岭县", ())
