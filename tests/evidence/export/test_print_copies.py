"""打印件: each page of a box's papers, once, with its number at the outer corner; the rest is told on 隔页纸."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownLambdaType=false

from __future__ import annotations

import errno
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Rectangle
from pypdf.constants import AnnotationFlag
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    RectangleObject,
)

from evidence.boxes import BoxRules
from evidence.errors import ExportError
from evidence.export import print_copies
from evidence.export.template import Template, load_template
from evidence.model import Facts, PaperCopy
from evidence.progress import Silent
from evidence.wording import boxes as words
from evidence.workspace import Accept
from tests.evidence.export.printed import a_scan, in_box, made, numbers, shown, with_pages

A4 = (595, 842)


@pytest.fixture(scope="module")
def template(root: Path) -> Template:
    return load_template(root / "templates" / "word" / "dossier.docx")


def share_of(picture: Image.Image, colour: tuple[int, int, int]) -> float:
    """Return how much of a picture has this colour."""
    near = sum(
        count for count, found in picture.getcolors(1 << 24) or () if isinstance(found, tuple)
        if all(abs(value - wanted) < 40 for value, wanted in zip(found, colour, strict=True))
    )  # fmt: skip
    return near / (picture.width * picture.height)


def test_each_page_has_its_number_and_each_paper_begins_on_the_front_of_a_sheet(
    tmp_path: Path, template: Template
) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3), a_scan(tmp_path / "乙.pdf", 2)) as workspace:
        copies = made(workspace, tmp_path / "出", template)
    assert (numbers(copies.pdfs[0]), copies.pages, copies.slips) == (["1", "2", "3", "", "4", "5"], 6, None)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(595, 842), (1654, 2339), (400, 300)])
def test_whatever_lies_in_a_file_the_number_is_at_the_upper_outer_corner_of_a_standard_page(
    tmp_path: Path, template: Template, turned: int, size: tuple[int, int]
) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 2, size, turned)) as workspace:
        copies = made(workspace, tmp_path / "出", template)
    with pypdfium2.PdfDocument(str(copies.pdfs[0])) as document:
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
    assert [round(side) for side in PdfReader(str(copies.pdfs[0])).pages[0].mediabox.upper_right] == [1191, 842]


@pytest.mark.parametrize("size", [(595, 842), (400, 300), (1200, 1600)])
def test_a_seal_set_upon_a_page_is_printed_where_it_was(
    tmp_path: Path, template: Template, size: tuple[int, int]
) -> None:
    writer = PdfWriter(clone_from=with_pages(tmp_path / "底.pdf", 2, size, b""))
    seal = Rectangle(rect=(size[0] * 0.5, size[1] * 0.25, size[0] * 0.75, size[1] * 0.5), interior_color="ff0000")
    seal.flags = AnnotationFlag.PRINT
    paint = DecodedStreamObject()
    paint.set_data(b"1 0 0 rg 0 0 10 10 re f")
    paint.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(map(FloatObject, (0, 0, 10, 10))),
        }
    )
    looks = writer._add_object(paint)  # pyright: ignore[reportPrivateUsage]
    seal[NameObject("/AP")] = DictionaryObject({NameObject("/N"): looks})
    for page in (0, 1):
        writer.add_annotation(page, seal)
    writer.write(tmp_path / "甲.pdf")
    with in_box(tmp_path / "项目", tmp_path / "甲.pdf") as workspace:
        copies = made(workspace, tmp_path / "出", template)
    for page in (0, 1):
        paper = shown(copies.pdfs[0], page)
        wide, high = paper.size
        scale = min(wide / size[0], high / size[1])
        across, down = (wide - size[0] * scale) / 2, (high - size[1] * scale) / 2
        box = [across + size[0] * 0.5 * scale, down + size[1] * 0.5 * scale]
        box += [across + size[0] * 0.75 * scale, down + size[1] * 0.75 * scale]
        red = ImageChops.subtract(paper.getchannel("R"), paper.getchannel("G")).getbbox()
        inside = paper.crop((round(box[0]) + 3, round(box[1]) + 3, round(box[2]) - 3, round(box[3]) - 3))
        assert share_of(inside, (255, 0, 0)) == 1.0
        assert red == pytest.approx(box, abs=2)


def test_what_was_cropped_away_is_not_printed(tmp_path: Path, template: Template) -> None:
    paint = b"1 0 0 rg 0 0 800 1000 re f 0 0 1 rg 200 300 200 200 re f"
    writer = PdfWriter(clone_from=with_pages(tmp_path / "底.pdf", 1, (800, 1000), paint))
    writer.pages[0].cropbox = RectangleObject((200, 300, 400, 500))
    writer.write(tmp_path / "甲.pdf")
    with in_box(tmp_path / "项目", tmp_path / "甲.pdf") as workspace:
        copies = made(workspace, tmp_path / "出", template)
    paper = shown(copies.pdfs[0], 0)
    assert share_of(paper, (255, 0, 0)) == 0
    assert share_of(paper, (0, 0, 255)) > 0.65  # as wide as the paper


def test_what_the_pages_of_a_file_share_is_held_once(tmp_path: Path, template: Template) -> None:
    Image.effect_noise((400, 400), 90).save(tmp_path / "底.pdf", "PDF")
    writer = PdfWriter(clone_from=tmp_path / "底.pdf")
    for _ in range(9):
        writer.add_page(writer.pages[0])
    for page in writer.pages:
        page.mediabox = page.cropbox = RectangleObject((0, 0, 595, 842))
    writer.write(tmp_path / "甲.pdf")
    with in_box(tmp_path / "项目", tmp_path / "甲.pdf") as workspace:
        copies = made(workspace, tmp_path / "出", template)
    assert copies.pages == 10
    assert copies.pdfs[0].stat().st_size < 2 * (tmp_path / "甲.pdf").stat().st_size


@pytest.mark.parametrize("size", [(595, 842), (298, 421)])
def test_a_pattern_that_pages_share_is_as_large_on_each(
    tmp_path: Path, template: Template, size: tuple[int, int]
) -> None:
    paint = b"/Pattern cs /P scn 0 0 2000 2000 re f"
    file = with_pages(tmp_path / "甲.pdf", 4, size, paint, "/Pattern<</P 5 0 R>>")
    with in_box(tmp_path / "项目", file) as workspace:
        copies = made(workspace, tmp_path / "出", template)
    scale = 842 / size[1]
    for page in range(4):
        paper = shown(copies.pdfs[0], page)
        stripe = paper.crop((round(3 * scale), 200, round(47 * scale), 600))
        assert share_of(stripe, (255, 0, 0)) == 1.0
        beside = paper.crop((round(53 * scale), 200, round(97 * scale), 600))
        assert share_of(beside, (255, 255, 255)) == 1.0


def test_photos_lie_on_pages_of_their_own(tmp_path: Path, template: Template) -> None:
    Image.new("RGB", (1200, 900), (200, 30, 30)).save(tmp_path / "照片.jpg")
    with in_box(tmp_path / "项目", tmp_path / "照片.jpg") as workspace:
        copies = made(workspace, tmp_path / "出", template)
    assert numbers(copies.pdfs[0]) == ["1", ""]


def test_what_cannot_be_printed_from_here_is_told_on_a_slip_with_the_numbers_that_it_gets(
    tmp_path: Path, template: Template
) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 1)) as workspace:
        paper = PaperCopy("县档案馆二库", "李科长")
        workspace.register_paper(Facts(title="会议纪要原件"), 3, paper, ["1-1"])
        copies = made(workspace, tmp_path / "出", template)
    assert (copies.pages, len(copies.by_hand)) == (2, 1)
    said = "\n".join(paragraph.text for paragraph in docx.Document(str(copies.slips)).paragraphs)
    assert "会议纪要原件" in said
    assert "县档案馆二库" in said
    assert "共3页，页号 2至4" in said


def test_a_slip_of_a_sheet_put_in_later_names_the_paper_ahead_of_it_though_that_is_not_printed_again(
    tmp_path: Path, template: Template
) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 2), a_scan(tmp_path / "乙.pdf", 3)) as workspace:
        workspace.boxing.fix(workspace.boxing.plan(template, Silent()), [1])
        for title in ("账册", "台账"):
            workspace.register_paper(Facts(title=title), 2, PaperCopy("档案室", "王"), ["1-1"])
        copies = made(workspace, tmp_path / "出", template, changed=True)
    said = [paragraph.text for paragraph in docx.Document(str(copies.slips)).paragraphs]
    behind = [line for line in said if line.startswith("排在")]
    assert behind == [words.slip_after("1-1-002"), words.slip_after("1-1-003")]


def test_a_damaged_file_costs_no_other_its_place(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 2), a_scan(tmp_path / "乙.pdf", 1)) as workspace:
        snapshot = workspace.snapshot()
        path = workspace.original_path(snapshot.originals[snapshot.pieces[0].parts[0].original])
        path.chmod(0o600)
        path.write_bytes(b"%PDF-1.4 gone")
        copies = made(workspace, tmp_path / "出", template)
    assert (numbers(copies.pdfs[0]), len(copies.by_hand)) == (["3", ""], 1)


def test_a_disk_that_is_full_makes_no_paper_one_for_the_hand(
    tmp_path: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    Image.new("RGB", (1200, 900), (200, 30, 30)).save(tmp_path / "照片.jpg")
    monkeypatch.setattr(print_copies, "render", refuse)
    with in_box(tmp_path / "项目", tmp_path / "照片.jpg") as workspace, pytest.raises(ExportError) as refused:
        made(workspace, tmp_path / "出", template)
    assert refused.value.code == "disk_full"


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
    assert numbers(copies.pdfs[0]) == ["6", ""]
    assert "换页" in copies.pdfs[0].name


def test_the_same_papers_give_the_same_bytes(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3)) as workspace:
        found = [made(workspace, tmp_path / name, template).pdfs[0] for name in ("一", "二")]
    assert found[0].read_bytes() == found[1].read_bytes()


def test_where_boxes_hold_the_compilation_it_is_printed_from_word(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3)) as workspace:
        workspace.boxing.set_rules(BoxRules())
        with pytest.raises(ExportError, match="copies_compiled"):
            made(workspace, tmp_path / "出", template)
