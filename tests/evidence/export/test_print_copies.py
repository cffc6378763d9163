"""打印件: each page of a box's papers, once, with its number at the outer corner; the rest is told on 隔页纸."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from evidence.boxes import BoxRules, Late, PageBase
from evidence.errors import ExportError
from evidence.export.print_copies import Copies, write_box_copies
from evidence.export.template import Template, load_template
from evidence.model import Facts, PaperCopy
from evidence.progress import Silent
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import opened

A4 = (595, 842)


@pytest.fixture(scope="module")
def template(root: Path) -> Template:
    return load_template(root / "templates" / "word" / "dossier.docx")


def a_scan(path: Path, pages: int, size: tuple[int, int] = (595, 842), turned: int = 0) -> Path:
    """Write a PDF of white pages."""
    first, *rest = [Image.new("L", size, 255) for _ in range(pages)]
    first.save(path, "PDF", save_all=True, append_images=rest)
    if turned:
        writer = PdfWriter(clone_from=path)
        for page in writer.pages:
            page.rotate(turned)
        writer.write(path)
    return path


def in_box(folder: Path, *files: Path) -> Workspace:
    """A project whose boxes hold the papers themselves, with these filed under one item."""
    workspace = opened(folder)
    workspace.boxing.set_rules(BoxRules(late=Late.BETWEEN, base=PageBase.BOX))
    for file in files:
        before = {piece.id for piece in workspace.snapshot().pieces}
        workspace.add([file], Accept.NONE, Silent())
        for piece in workspace.snapshot().pieces:
            if piece.id not in before:
                workspace.file(piece.id, ["1-1"])
    return workspace


def made(workspace: Workspace, out: Path, template: Template, *, changed: bool = False) -> Copies:
    out.mkdir(exist_ok=True)
    plan = workspace.boxing.plan(template, Silent())
    (copies,) = write_box_copies(
        out, plan, [1], workspace.original_path, template, "0", Silent(), changed=changed
    )  # fmt: skip
    return copies


def numbers(pdf: Path | None) -> list[str]:
    """Return what is stamped on each page."""
    return [page.extract_text().split("\n")[0].strip() for page in PdfReader(str(pdf)).pages]


def test_each_page_has_its_number_and_each_paper_begins_on_the_front_of_a_sheet(
    tmp_path: Path, template: Template
) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3), a_scan(tmp_path / "乙.pdf", 2)) as workspace:
        copies = made(workspace, tmp_path / "出", template)
    assert (numbers(copies.pdf), copies.pages, copies.slips) == (["1", "2", "3", "", "4", "5"], 6, None)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(595, 842), (1654, 2339), (400, 300)])
def test_whatever_lies_in_a_file_the_number_is_at_the_upper_outer_corner_of_a_standard_page(
    tmp_path: Path, template: Template, turned: int, size: tuple[int, int]
) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 2, size, turned)) as workspace:
        copies = made(workspace, tmp_path / "出", template)
    with pypdfium2.PdfDocument(str(copies.pdf)) as document:
        for at, page in enumerate(document):
            wide, high = page.get_size()
            assert sorted((round(wide), round(high))) == list(A4)
            picture = page.render(scale=1).to_pil().convert("L")
            dark = picture.point(lambda value: 255 * (value < 128)).getbbox()
            assert dark is not None
            assert dark[3] < 60  # from the top
            assert (wide - dark[2] < 40) if at == 0 else (dark[0] < 40)


def test_a_plan_on_a_large_sheet_stays_as_large_as_it_is(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "图.pdf", 1, (1191, 842))) as workspace:
        copies = made(workspace, tmp_path / "出", template)
    assert [round(side) for side in PdfReader(str(copies.pdf)).pages[0].mediabox.upper_right] == [1191, 842]


def test_photos_lie_on_pages_of_their_own(tmp_path: Path, template: Template) -> None:
    Image.new("RGB", (1200, 900), (200, 30, 30)).save(tmp_path / "照片.jpg")
    with in_box(tmp_path / "项目", tmp_path / "照片.jpg") as workspace:
        copies = made(workspace, tmp_path / "出", template)
    assert numbers(copies.pdf) == ["1", ""]


def test_what_cannot_be_printed_from_here_is_told_on_a_slip_with_the_numbers_that_it_gets(
    tmp_path: Path, template: Template
) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 1)) as workspace:
        paper = PaperCopy("县档案馆二库", "李科长")
        workspace.register_paper(Facts(title="会议纪要原件"), 3, paper, ["1-1"])
        copies = made(workspace, tmp_path / "出", template)
    assert (copies.pages, copies.by_hand) == (2, 1)
    said = "\n".join(paragraph.text for paragraph in docx.Document(str(copies.slips)).paragraphs)
    assert "会议纪要原件" in said
    assert "县档案馆二库" in said
    assert "共3页，页号 2至4" in said


def test_a_damaged_file_costs_no_other_its_place(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 2), a_scan(tmp_path / "乙.pdf", 1)) as workspace:
        snapshot = workspace.snapshot()
        path = workspace.original_path(snapshot.originals[snapshot.pieces[0].parts[0].original])
        path.chmod(0o600)
        path.write_bytes(b"%PDF-1.4 gone")
        copies = made(workspace, tmp_path / "出", template)
    assert (numbers(copies.pdf), copies.by_hand) == (["3", ""], 1)


def test_of_a_box_that_is_printed_only_the_sheets_that_changed_are_printed_again(
    tmp_path: Path, template: Template
) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3), a_scan(tmp_path / "乙.pdf", 2)) as workspace:
        workspace.boxing.fix(workspace.boxing.plan(template, Silent()), [1])
        with pytest.raises(ExportError, match="copies_none"):
            made(workspace, tmp_path / "出", template, changed=True)
        workspace.add([a_scan(tmp_path / "丙.pdf", 1, (595, 800))], Accept.NONE, Silent())
        workspace.file(workspace.snapshot().pieces[-1].id, ["1-1"])
        copies = made(workspace, tmp_path / "出", template, changed=True)
    assert numbers(copies.pdf) == ["6", ""]
    assert copies.pdf is not None
    assert "换页" in copies.pdf.name


def test_the_same_papers_give_the_same_bytes(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3)) as workspace:
        found = [made(workspace, tmp_path / name, template).pdf for name in ("一", "二")]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].read_bytes() == found[1].read_bytes()


def test_where_boxes_hold_the_compilation_it_is_printed_from_word(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3)) as workspace:
        workspace.boxing.set_rules(BoxRules())
        with pytest.raises(ExportError, match="copies_compiled"):
            made(workspace, tmp_path / "出", template)
