"""网上申报材料: files as a web site takes them, smaller where they must be, and a list of what is not among them."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownLambdaType=false

from __future__ import annotations

import errno
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import docx
import pypdfium2
import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from evidence.declaration import MB, USUAL_RULE, Bundle, DeclareRule
from evidence.errors import ExportError
from evidence.export import declare_set, print_copies
from evidence.export.declare_plan import Making, plan_declaration
from evidence.export.declare_set import DeclaredSet, write_declaration
from evidence.export.shrinking import LEAST_DPI
from evidence.model import Facts, Flag, PaperCopy
from evidence.progress import Silent
from evidence.workspace import Accept, Workspace
from tests.evidence.export.test_print_copies import a_scan, with_pages
from tests.evidence.steps import opened


def taken_in(workspace: Workspace, file: Path, *codes: str) -> None:
    before = {piece.id for piece in workspace.snapshot().pieces}
    workspace.add([file], Accept.NONE, Silent())
    (new,) = (piece for piece in workspace.snapshot().pieces if piece.id not in before)
    workspace.correct_facts(new.id, Facts(title=file.stem, year=2023), new.flags - {Flag.DRAFT})
    workspace.file(new.id, codes)


def a_noisy_scan(path: Path, pages: int = 1, dpi: int = 200) -> Path:
    """Write a PDF of pages that take much room."""
    size = round(8.27 * dpi), round(11.69 * dpi)
    first, *rest = [Image.effect_noise(size, 30 + page) for page in range(pages)]
    first.save(path, "PDF", save_all=True, append_images=rest, resolution=dpi, quality=92)
    return path


def a_photo(path: Path, size: tuple[int, int] = (3000, 2000)) -> Path:
    Image.effect_noise(size, 40).convert("RGB").save(path, quality=95)
    return path


def a_word_file(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("食品安全工作总结")
    document.save(str(path))
    return path


def refused_by_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def another(workspace: Workspace, name: str, content: bytes) -> None:
    """Put other content into the place of an original."""
    original = next(one for one in workspace.snapshot().originals.values() if one.name == name)
    path = workspace.original_path(original)
    path.chmod(0o600)
    path.write_bytes(content)


def made(workspace: Workspace, out: Path, rule: DeclareRule = USUAL_RULE, reason: str = "") -> DeclaredSet:
    plan = plan_declaration(workspace.snapshot(), rule, reason)
    return write_declaration(out, plan, workspace.original_path, "0", "王敏", Silent())


def listed(found: DeclaredSet) -> Sequence[tuple[object, ...]]:
    sheet = load_workbook(found.listing).worksheets[0]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == "序号")
    return rows[head + 1 :]


def listed_as_left(found: DeclaredSet) -> Sequence[tuple[object, ...]]:
    sheet = load_workbook(found.folder.parent / "未列入的材料（内部）.xlsx").worksheets[0]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()][3:]


def left_out(found: DeclaredSet) -> list[str]:
    return [one.why for one in found.left_out]


def test_without_limits_originals_are_copied_under_their_new_names(tmp_path: Path) -> None:
    scan = a_scan(tmp_path / "甲方案.pdf", 2)
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, scan, "1-1")
        found = made(workspace, tmp_path / "出")
    (file,) = found.files
    assert file.path.name == "1-1-001_甲方案.pdf"
    assert file.path.parent == tmp_path / "出" / "网上申报材料" / "1-1"
    assert file.path.read_bytes() == scan.read_bytes()
    assert file.step is None


def test_a_scan_that_is_too_large_is_made_smaller_and_the_original_stays(tmp_path: Path) -> None:
    scan = a_noisy_scan(tmp_path / "甲方案.pdf")
    assert scan.stat().st_size > MB
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, scan, "1-1")
        (original,) = workspace.snapshot().originals.values()
        (file,) = made(workspace, tmp_path / "出", replace(USUAL_RULE, file_mb=1.0)).files
        assert sha256(workspace.original_path(original).read_bytes()).hexdigest() == original.sha256
    assert file.after_bytes == file.path.stat().st_size <= MB
    assert file.before_bytes == scan.stat().st_size
    (page,) = PdfReader(file.path).pages
    assert min(page.images[0].image.size) >= 8.27 * LEAST_DPI - 1  # pyright: ignore[reportOptionalMemberAccess]


def test_nothing_is_made_so_small_that_it_cannot_be_read(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_noisy_scan(tmp_path / "甲方案.pdf"), "1-1")
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, file_mb=0.05))
    assert (found.files, left_out(found)) == ((), ["too_large"])
    (row,) = listed_as_left(found)
    assert "请按页拆成几件" in str(row[-1])
    assert listed(found) == []
    assert {path.suffix for path in found.folder.rglob("*") if path.is_file()} == {".xlsx"}


def test_text_stays_text(tmp_path: Path) -> None:
    paint = b"BT /F 12 Tf 72 700 Td (Beijian) Tj ET"
    text = with_pages(
        tmp_path / "文字.pdf", 3, (595, 842), paint, "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    )
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_noisy_scan(tmp_path / "甲扫描.pdf"), "1-1")
        taken_in(workspace, text, "1-1")
        (file,) = made(workspace, tmp_path / "出", replace(USUAL_RULE, file_mb=1.0, bundle=Bundle.ITEM)).files
    assert file.after_bytes <= MB
    pages = PdfReader(file.path).pages
    assert len(pages) == 4
    assert sum("Beijian" in page.extract_text() for page in pages) == 3


def test_a_photograph_is_made_smaller(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_photo(tmp_path / "现场照片.jpg"), "1-1")
        (file,) = made(workspace, tmp_path / "出", replace(USUAL_RULE, file_mb=2.0)).files
    assert file.after_bytes <= 2 * MB < file.before_bytes
    with Image.open(file.path) as picture:
        assert max(picture.size) >= 297 / 25.4 * LEAST_DPI - 1


def test_a_picture_of_a_kind_that_is_not_taken_becomes_one_that_is(tmp_path: Path) -> None:
    Image.new("RGB", (400, 300), "white").save(tmp_path / "截图.png")
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, tmp_path / "截图.png", "1-1")
        (as_jpg,) = made(workspace, tmp_path / "一", replace(USUAL_RULE, endings=("jpg",))).files
        (as_pdf,) = made(workspace, tmp_path / "二", replace(USUAL_RULE, endings=("pdf",))).files
    assert (as_jpg.path.suffix, as_jpg.plan.making) == (".jpg", Making.PICTURE)
    assert (as_pdf.path.suffix, len(PdfReader(as_pdf.path).pages)) == (".pdf", 1)


def test_an_office_file_that_is_not_taken_is_named_with_what_to_do(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_word_file(tmp_path / "总结.docx"), "1-1")
        taken_in(workspace, a_scan(tmp_path / "甲方案.pdf", 1), "1-1")
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, endings=("pdf",)))
    assert left_out(found) == ["ending"]
    assert "网站不收 .docx" in str(listed_as_left(found)[-1][-1])
    assert len(listed(found)) == 1


def test_a_paper_without_a_file_is_named(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        workspace.register_paper(Facts(title="案卷", year=2023), 30, PaperCopy("档案室", "王敏"), ["1-1"])
        taken_in(workspace, a_scan(tmp_path / "甲方案.pdf", 1), "1-1")
        found = made(workspace, tmp_path / "出")
    assert left_out(found) == ["paper"]


def test_one_pdf_an_item_has_its_papers_in_order(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "甲.pdf", 2), "1-1")
        taken_in(workspace, a_scan(tmp_path / "乙.pdf", 3), "1-1")
        taken_in(workspace, a_scan(tmp_path / "丙.pdf", 1), "1-2")
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, bundle=Bundle.ITEM))
    assert [len(PdfReader(file.path).pages) for file in found.files] == [5, 1]
    assert [str(mark.title) for mark in PdfReader(found.files[0].path).outline] == ["1-1-001　甲", "1-1-002　乙"]  # pyright: ignore[reportAttributeAccessIssue]


def test_a_paper_of_two_items_is_there_once_and_pointed_to_in_the_list(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "甲.pdf", 2), "1-1", "1-2")
        found = made(workspace, tmp_path / "出")
    assert len(found.files) == 1
    assert listed(found)[-1][1:5] == ("1-2", "1-1-001", "甲", "1-1-001_甲.pdf")
    assert listed(found)[-1][-1] == "见 1-1-001"


def test_all_together_are_brought_below_the_total(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        for name in "甲乙丙":
            taken_in(workspace, a_noisy_scan(tmp_path / f"{name}.pdf", dpi=160 + ord(name) % 20), "1-1")
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, total_mb=2.5))
    assert found.before_bytes > 2.5 * MB >= found.after_bytes
    assert not found.over_total
    assert found.after_bytes == sum(file.path.stat().st_size for file in found.files)


def test_more_than_the_total_is_told(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_noisy_scan(tmp_path / "甲.pdf"), "1-1")
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, total_mb=0.1))
    assert found.over_total


def test_papers_of_one_name_have_names_of_their_own(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        for pages in (1, 2, 3):
            (tmp_path / str(pages)).mkdir()
            taken_in(workspace, a_scan(tmp_path / str(pages) / "通知.pdf", pages), "1-1")
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, pattern="{题名}"))
    assert [file.path.name for file in found.files] == ["通知.pdf", "通知~2.pdf", "通知~3.pdf"]


def test_the_list_tells_what_was_saved(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_noisy_scan(tmp_path / "甲.pdf"), "1-1")
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, file_mb=1.0))
    (row,) = listed(found)
    assert "原样，压缩：" in str(row[6])
    assert " → " in str(row[6])


def test_every_pdf_opens(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_noisy_scan(tmp_path / "甲.pdf", 2), "1-1")
        taken_in(workspace, a_photo(tmp_path / "乙.jpg"), "1-1")
        (file,) = made(workspace, tmp_path / "出", replace(USUAL_RULE, file_mb=2.0, bundle=Bundle.ITEM)).files
    with pypdfium2.PdfDocument(file.path) as document:
        assert [round(page.render(scale=1).to_pil().convert("L").getextrema()[0]) < 200 for page in document] == [
            True
        ] * 3


def test_of_an_item_that_is_too_large_together_each_paper_is_named(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "甲.pdf", 2), "1-1")
        taken_in(workspace, a_scan(tmp_path / "乙.pdf", 3), "1-1")
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, file_mb=0.001, bundle=Bundle.ITEM))
    assert left_out(found) == ["too_large_item", "too_large_item"]


def test_papers_with_personal_data_are_named(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "花名册.pdf", 1), "1-1")
        (piece,) = workspace.snapshot().pieces
        workspace.correct_facts(piece.id, piece.facts, frozenset({Flag.PERSONAL_DATA}))
        found = made(workspace, tmp_path / "出", reason="评审组要求")
    assert found.personal == ("1-1-001",)


def test_without_a_reason_papers_with_personal_data_stay_out(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "花名册.pdf", 1), "1-1", "1-2")
        (piece,) = workspace.snapshot().pieces
        workspace.correct_facts(piece.id, piece.facts, frozenset({Flag.PERSONAL_DATA}))
        taken_in(workspace, a_scan(tmp_path / "甲.pdf", 2), "1-1")
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, bundle=Bundle.ITEM))
    assert (left_out(found), found.personal) == (["personal"], ())
    assert [row[2] for row in listed(found)] == ["1-1-002"]


@pytest.mark.parametrize("bundle", Bundle)
def test_no_number_of_a_person_is_told_whole(tmp_path: Path, bundle: Bundle) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "张三110101199003071233承诺书.pdf", 2), "1-1")
        taken_in(workspace, a_scan(tmp_path / "名册13812345678.pdf", 3), "1-1")
        for piece in workspace.snapshot().pieces:
            workspace.correct_facts(piece.id, piece.facts, frozenset())
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, bundle=bundle))
    bookmarks = [str(mark) for file in found.files for mark in PdfReader(file.path).outline]
    told = str([file.path.name for file in found.files]) + str(listed(found)) + str(bookmarks)
    assert "110101" in told
    assert "19900307" not in told
    assert "13812345678" not in told


def test_what_hides_a_number_is_seen_in_a_name(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_scan(tmp_path / "名册13812345678.pdf", 1), "1-1")
        (piece,) = workspace.snapshot().pieces
        workspace.correct_facts(piece.id, piece.facts, frozenset())
        (file,) = made(workspace, tmp_path / "出").files
    assert file.path.name == "1-1-001_名册138××××5678.pdf"


def test_a_disk_that_is_full_leaves_the_set_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path / "项目") as workspace:
        for name in "甲乙":
            taken_in(workspace, a_scan(tmp_path / f"{name}.pdf", 1 + ord(name) % 2), "1-1")
        before = [file.path.read_bytes() for file in made(workspace, tmp_path / "出").files]
        monkeypatch.setattr(declare_set.shutil, "copyfile", refused_by_disk)
        with pytest.raises(ExportError) as refused:
            made(workspace, tmp_path / "出")
    assert refused.value.code == "disk_full"
    assert [path.read_bytes() for path in sorted((tmp_path / "出").rglob("*.pdf"))] == before


def test_a_disk_that_is_full_while_pages_are_put_together_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_photo(tmp_path / "照片.jpg"), "1-1")
        monkeypatch.setattr(print_copies, "render", refused_by_disk)
        with pytest.raises(ExportError) as refused:
            made(workspace, tmp_path / "出", replace(USUAL_RULE, bundle=Bundle.ITEM))
    assert refused.value.code == "disk_full"


def test_a_disk_that_is_full_while_a_file_is_made_smaller_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_photo(tmp_path / "照片.jpg"), "1-1")
        monkeypatch.setattr(declare_set, "shrink_picture", refused_by_disk)
        with pytest.raises(ExportError) as refused:
            made(workspace, tmp_path / "出", replace(USUAL_RULE, file_mb=0.5))
    assert refused.value.code == "disk_full"


@pytest.mark.parametrize("bundle", Bundle)
def test_an_original_that_is_not_as_it_arrived_stays_out(tmp_path: Path, bundle: Bundle) -> None:
    with opened(tmp_path / "项目") as workspace:
        for name in ("甲", "乙", "丙"):
            taken_in(workspace, a_scan(tmp_path / f"{name}.pdf", len(name) + ord(name) % 3), "1-1")
        another(workspace, "乙.pdf", a_scan(tmp_path / "别.pdf", 4).read_bytes())
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, bundle=bundle))
    damaged = [(one.entry.piece.facts.title, one.why) for one in found.left_out]
    assert damaged == [("乙", "damaged")]
    assert [entry.piece.facts.title for file in found.files for entry in file.plan.entries] == ["甲", "丙"]


def test_the_list_for_the_office_does_not_lie_among_what_is_handed_in(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_word_file(tmp_path / "总结.docx"), "1-1")
        taken_in(workspace, a_scan(tmp_path / "甲.pdf", 1), "1-1")
        found = made(workspace, tmp_path / "出", replace(USUAL_RULE, endings=("pdf",)))
    assert [path.name for path in found.folder.glob("*.xlsx")] == ["申报材料清单.xlsx"]
    assert len(listed_as_left(found)) == 1


def test_a_list_for_the_office_that_no_longer_holds_is_replaced(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        taken_in(workspace, a_word_file(tmp_path / "总结.docx"), "1-1")
        taken_in(workspace, a_scan(tmp_path / "甲.pdf", 1), "1-1")
        made(workspace, tmp_path / "出", replace(USUAL_RULE, endings=("pdf",)))
        assert listed_as_left(made(workspace, tmp_path / "出")) == []


def test_with_nothing_to_hand_in_nothing_is_written(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace, pytest.raises(ExportError) as refused:
        made(workspace, tmp_path / "出")
    assert refused.value.code == "declare_none"
