"""Of a page that a clerk cropped a part is printed, in every document; what is handed out as a file stays whole."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from msgspec.structs import replace
from pages.exported import export
from pages.papers import kept
from PIL import Image
from pypdf import PdfReader

from build import a_piece, a_snapshot, an_item, filed
from evidence.crop import WHOLE, Crop
from evidence.cropping import crop_page
from evidence.declaration import USUAL_RULE, Bundle
from evidence.export import print_copies
from evidence.export.blocks import PictureSource
from evidence.export.box_pages import Run, prints
from evidence.export.declare_plan import plan_declaration
from evidence.export.declare_set import write_declaration
from evidence.export.pictures import NATURAL_DPI, picture_sizes, render
from evidence.export.placed import PlacedPicture
from evidence.export.template import Template, load_template
from evidence.extract import media
from evidence.model import Edition, Flag, Original, OriginalId, Piece
from evidence.progress import Silent
from evidence.workspace import Workspace
from tests.evidence.export.printed import in_box, made, numbers, shown

RED, BLUE = (255, 0, 0), (0, 0, 255)
LOWER = Crop(0, 6000, WHOLE, 9000)  # of a page whose upper half is red: blue
KINDS = {".jpg": media.JPEG, ".png": media.PNG, ".tif": media.TIFF, ".pdf": media.PDF}


@pytest.fixture(scope="module")
def template(root: Path) -> Template:
    return load_template(root / "templates" / "word" / "dossier.docx")


def a_page(path: Path, size: tuple[int, int] = (595, 842), further: int = 0) -> Path:
    """Write a page whose upper half is red and whose lower half is blue, and further ones like it."""
    page = Image.new("RGB", size, BLUE)
    page.paste(RED, (0, 0, size[0], size[1] // 2))
    if further:
        page.save(path, save_all=True, append_images=[page] * further)
    else:
        page.save(path)
    return path


def has(picture: Image.Image, colour: tuple[int, int, int]) -> bool:
    """Tell whether a colour is in a picture; a JPEG makes others of it where colours meet."""
    return any(
        isinstance(found, tuple) and all(abs(value - wanted) < 40 for value, wanted in zip(found, colour, strict=True))
        for _, found in picture.convert("RGB").getcolors(1 << 24) or ()
    )


@pytest.mark.parametrize("ending", sorted(KINDS))
def test_nothing_but_the_part_is_in_a_picture_for_print(ending: str, tmp_path: Path) -> None:
    path, kind = a_page(tmp_path / f"页面{ending}"), KINDS[ending]
    (whole,) = picture_sizes(path, kind)
    size = LOWER.size(*whole)
    printed = render(path, kind, 0, size, tmp_path / "printed", LOWER)
    with Image.open(printed.path) as image:
        assert has(image, BLUE)
        assert not has(image, RED)
        assert image.width / image.height == pytest.approx(size[0] / size[1], rel=0.02)
    with Image.open(render(path, kind, 0, whole, tmp_path / "printed").path) as image:
        assert has(image, RED)


def test_the_part_of_a_photograph_is_as_its_camera_was_held(tmp_path: Path) -> None:
    picture = Image.new("RGB", (400, 300), BLUE)
    picture.paste(RED, (0, 0, 400, 150))  # upright, the right half
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(tmp_path / "照片.jpg", exif=exif)
    left = Crop(0, 0, 4500, WHOLE)
    size = left.size(300 / NATURAL_DPI * 25.4, 400 / NATURAL_DPI * 25.4)
    with Image.open(render(tmp_path / "照片.jpg", media.JPEG, 0, size, tmp_path / "printed", left).path) as image:
        assert has(image, BLUE)
        assert not has(image, RED)


def a_dossier(path: Path, crop: Crop | None) -> tuple[Original, Piece]:
    original = kept(path)
    original = original if crop is None else replace(original, crops=((1, crop),))
    return original, a_piece("食堂检查", originals=[original])


def pictures_in(folder: Path) -> list[Image.Image]:
    """Return the pictures of the Word files below a folder."""
    found: list[Image.Image] = []
    for path in folder.rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            names = [name for name in package.namelist() if name.startswith("word/media/")]
            found += [Image.open(BytesIO(package.read(name))) for name in names]
    return found


@pytest.mark.parametrize("ending", [".jpg", ".pdf"])
def test_the_dossier_shows_the_part_and_its_package_holds_the_whole_file(ending: str, tmp_path: Path) -> None:
    path = a_page(tmp_path / f"甲{ending}")
    original, piece = a_dossier(path, LOWER)
    item = an_item("1-1")
    snapshot = a_snapshot([item], [piece], [filed(piece, item)], originals=[original])
    out = tmp_path / "出"
    out.mkdir()
    exported = export(snapshot, out, {original.id: path}, editions=(Edition.SUBMISSION,))
    pictures = pictures_in(out)
    assert any(has(picture, BLUE) for picture in pictures)
    assert not any(has(picture, RED) for picture in pictures)
    assert exported.cropped == ("1-1-001 第 1 页",)
    assert exported.omissions == (), "a paper of which a part is printed is not left out"
    assert path.read_bytes() in [one.read_bytes() for one in out.rglob(f"*{ending}")]


def test_of_pages_shown_whole_nothing_is_told(tmp_path: Path) -> None:
    path = a_page(tmp_path / "甲.jpg")
    original, piece = a_dossier(path, None)
    item = an_item("1-1")
    snapshot = a_snapshot([item], [piece], [filed(piece, item)], originals=[original])
    (tmp_path / "出").mkdir()
    exported = export(snapshot, tmp_path / "出", {original.id: path}, editions=(Edition.SUBMISSION,))
    assert exported.cropped == ()
    assert any(has(picture, RED) for picture in pictures_in(tmp_path / "出"))


def texts_in(folder: Path) -> list[str]:
    """Return the texts of the Word files below a folder, in paragraphs, cells and boxes, run by run."""
    bodies = [Document(str(path)).element for path in sorted(folder.rglob("*.docx"))]
    return [run.text for body in bodies for run in body.iter(qn("w:t")) if run.text]


@pytest.mark.parametrize("kind", ["照片(含整改前后)", "通知/部署文件"])
def test_under_a_page_of_which_a_part_is_printed_it_says_so_and_nowhere_else(kind: str, tmp_path: Path) -> None:
    told = list[list[str]]()
    for crop in (None, LOWER):
        size = (1200, 900) if kind.startswith("照片") else (595, 842)
        paths = [a_page(tmp_path / f"{name}.jpg", size) for name in "甲乙"]
        first, second = map(kept, paths)
        second = second if crop is None else replace(second, crops=((1, crop),))
        piece = a_piece("食堂检查", issuer="县市场监管局", originals=[first, second])
        piece = replace(piece, facts=replace(piece.facts, kind=kind))
        item = an_item("1-1")
        snapshot = a_snapshot([item], [piece], [filed(piece, item)], originals=[first, second])
        out = tmp_path / f"出{len(told)}"
        out.mkdir()
        export(snapshot, out, {first.id: paths[0], second.id: paths[1]}, editions=(Edition.SUBMISSION,))
        told.append(texts_in(out))
    whole, part = told
    changed = [(before, after) for before, after in zip(whole, part, strict=True) if before != after]
    ((before, after),) = set(changed)  # a box of text is told twice, for old programs
    assert "县市场监管局" in before
    assert after == f"（局部）{before}"


def test_a_page_without_a_caption_still_says_that_it_is_a_part(tmp_path: Path) -> None:
    path = a_page(tmp_path / "甲.jpg")
    original, _ = a_dossier(path, LOWER)
    piece = a_piece("食堂检查", issuer=None, number=None, issued_on=None, originals=[original])
    item = an_item("1-1")
    (tmp_path / "出").mkdir()
    snapshot = a_snapshot([item], [piece], [filed(piece, item)], originals=[original])
    export(snapshot, tmp_path / "出", {original.id: path}, editions=(Edition.SUBMISSION,))
    assert [text for text in texts_in(tmp_path / "出") if "局部" in text] == ["（局部）"]


@pytest.mark.parametrize("flag", [Flag.PERSONAL_DATA, Flag.ENCRYPTED])
def test_what_is_held_back_of_a_paper_is_held_back_of_a_cropped_one(flag: Flag, tmp_path: Path) -> None:
    path = a_page(tmp_path / "甲.jpg")
    item, whys = an_item("1-1"), list[list[str]]()
    for crop in (None, LOWER):
        original, piece = a_dossier(path, crop)
        piece = replace(piece, flags=frozenset({flag}))
        snapshot = a_snapshot([item], [piece, a_piece("另一件")], [filed(piece, item)], originals=[original])
        out = tmp_path / f"出{len(whys)}"
        out.mkdir()
        exported = export(snapshot, out, {original.id: path}, editions=(Edition.SUBMISSION,))
        whys.append([omission.why for omission in exported.omissions])
    assert whys[0] == whys[1]


def cropped(workspace: Workspace, page: int) -> None:
    (original,) = workspace.snapshot().originals
    crop_page(workspace, original, page, LOWER)


def test_print_copies_have_the_part_on_its_numbered_page_no_larger_than_it_is(
    tmp_path: Path, template: Template
) -> None:
    scan = a_page(tmp_path / "甲.pdf", further=1)
    with in_box(tmp_path / "项目", scan) as workspace:
        cropped(workspace, 2)
        copies = made(workspace, tmp_path / "出", template)
    assert numbers(copies.pdfs[0]) == ["1", "2"]
    assert has(shown(copies.pdfs[0], 0), RED)
    second = shown(copies.pdfs[0], 1)
    assert has(second, BLUE)
    assert not has(second, RED)
    middle, rows = second.width // 2, range(second.height)
    assert sum(has(second.crop((middle, y, middle + 1, y + 1)), BLUE) for y in rows) <= 0.31 * 842


def test_a_file_is_measured_once_however_many_of_its_pages_are_cropped(
    tmp_path: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[Path] = []

    def counted(path: Path, kind: str) -> tuple[tuple[float, float], ...]:
        measured.append(path)
        return picture_sizes(path, kind)

    monkeypatch.setattr(print_copies, "picture_sizes", counted)
    with in_box(tmp_path / "项目", a_page(tmp_path / "甲.pdf", further=3)) as workspace:
        for page in (1, 2, 4):
            cropped(workspace, page)
        copies = made(workspace, tmp_path / "出", template)
    assert len(numbers(copies.pdfs[0])) == 4
    assert len(measured) == 1


def test_a_large_sheet_of_which_most_is_shown_stays_large(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_page(tmp_path / "图.pdf", (1191, 842))) as workspace:
        (original,) = workspace.snapshot().originals
        crop_page(workspace, original, 1, Crop(100, 100, WHOLE, WHOLE))
        copies = made(workspace, tmp_path / "出", template)
    assert shown(copies.pdfs[0], 0).size == (1191, 842)


@pytest.mark.parametrize("bundle", list(Bundle))
def test_what_is_declared_is_whole(bundle: Bundle, tmp_path: Path) -> None:
    with in_box(tmp_path / "项目", a_page(tmp_path / "甲.pdf")) as workspace:
        cropped(workspace, 1)
        plan = plan_declaration(workspace.snapshot(), replace(USUAL_RULE, bundle=bundle), "")
        found = write_declaration(tmp_path / "出", plan, workspace.original_path, "0", "王敏", Silent())
        (file,) = found.files
        assert len(PdfReader(file.path).pages) == 1
        assert has(shown(file.path, 0), RED)


def test_pages_that_were_printed_before_any_was_cropped_need_not_be_printed_again() -> None:
    """Boxes were fixed with digests of these very words."""
    whole = PlacedPicture(PictureSource(OriginalId("甲"), 2), 150.0, 212.5, "")
    before = hashlib.blake2b("样式PictureSource(original='甲', page=2)\x1f150.00\x1f212.50".encode(), digest_size=8)
    part = replace(whole, source=replace(whole.source, crop=Crop(0, 0, 10_000, 5_000)))
    (now, cropped) = prints(Run("甲", ((whole,), (part,))), {}, "样式")
    assert now == before.hexdigest()
    assert cropped != now
