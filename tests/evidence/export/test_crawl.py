"""After an export all is followed as written: whatever is broken in a file is found, and nothing is handed over."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from pages.exported import documents, export
from pages.invented import Shelf, Size, invent

from app.paths import TABLE_TEMPLATE
from build import NOON, a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence import wording
from evidence.boxes import BoxRules, Late, PageBase, boxes_of
from evidence.errors import CancelledError, ExportError
from evidence.export import front, packing
from evidence.export.box_plan import fixed_boxes, plan
from evidence.export.choosing import Choice
from evidence.export.crawl import Asked, crawl
from evidence.export.documents import DocumentKind, Templates, Wanted, write_document
from evidence.export.dossier import ExportOptions, export_dossier
from evidence.export.paginate import Page
from evidence.export.template import Template, load_template
from evidence.export.written import written_lines
from evidence.model import Edition, PaperCopy
from evidence.progress import Silent
from evidence.snapshot import Snapshot
from evidence.wording import crawling

BUSY = Size(items=9, pieces=70, depth=3, pictures=0.4, wild=0.3)
DOCUMENT = "word/document.xml"


def a_dossier(shelf: Shelf) -> Snapshot:
    """Two items, a paper under both, one on paper only."""
    group = a_group("11", "社会共治")
    first, second = an_item("11-39", a_slot(), parent=group.id), an_item("11-40", parent=group.id)
    pieces = [
        a_piece("宣传周方案", originals=[shelf.others[0]], arrived=1),
        a_piece("全会纪要", originals=[shelf.pictures[0]], arrived=2),
        a_piece("案卷一册", paper=PaperCopy("档案室", "王敏"), arrived=3),
    ]
    filings = [filed(pieces[0], first), filed(pieces[1], first), filed(pieces[2], second), filed(pieces[0], second)]
    return a_snapshot([group, first, second], pieces, filings, originals=(*shelf.pictures, *shelf.others))


class Handed:
    """What was handed over, to be broken and followed again."""

    def __init__(self, out: Path, pages: dict[Path, int]) -> None:
        self.out = out
        self.pages = pages

    @property
    def path(self) -> Path:
        return next(iter(self.pages))

    @property
    def package(self) -> Path:
        return self.out / "电子版资料"

    def faults(self) -> list[str]:
        """The codes of what does not agree."""
        return [fault.code for fault in crawl(Asked(self.pages, self.package), Silent())]

    def said(self) -> list[str]:
        asked = Asked(self.pages, self.package)
        return [crawling.fault(fault.code, fault.params) for fault in crawl(asked, Silent())]

    def rewrite(self, change: Callable[[str], str], part: str = DOCUMENT) -> None:
        """Change a part of the Word file; nothing else of it."""
        with zipfile.ZipFile(self.path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        before = parts[part].decode()
        parts[part] = change(before).encode()
        assert parts[part].decode() != before
        with zipfile.ZipFile(self.path, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)


@pytest.fixture(scope="module")
def whole(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A dossier as it was handed over."""
    out = tmp_path_factory.mktemp("handed")
    exported = export(a_dossier(shelf), out, shelf.path_of, editions=(Edition.SUBMISSION,))
    return out, {document.path.relative_to(out).as_posix(): document.pages for document in exported.documents}


@pytest.fixture
def handed(whole: tuple[Path, dict[str, int]], tmp_path: Path) -> Handed:
    """A copy of it that may be broken."""
    out, pages = whole
    shutil.copytree(out, tmp_path / "out")
    return Handed(tmp_path / "out", {tmp_path / "out" / name: count for name, count in pages.items()})


def once(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, 1)


def without_last(text: str) -> Callable[[str], str]:
    return lambda xml: "".join(xml.rsplit(text, 1))


def more_pieces(xml: str) -> str:
    """Count a paper more than there is in the first row of the directory."""
    return re.sub(r"(评价内容.*?)>2</w:t>", r"\g<1>>3</w:t>", xml, count=1, flags=re.DOTALL)


def numbers_of(anchor: str, number: int) -> Callable[[str], str]:
    """Write another page number in the first link to a place."""
    return lambda xml: re.sub(rf'(w:anchor="{anchor}"[^>]*><w:r>.*?>)\d+<', rf"\g<1>{number}<", xml, count=1)


def test_what_was_handed_over_agrees(handed: Handed) -> None:
    assert handed.faults() == []


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("crawl_link", once('w:name="piece2"', 'w:name="other"')),
        ("crawl_page_number", numbers_of("piece2", 77)),
        ("crawl_page_number", numbers_of("item2", 77)),
        ("crawl_place_twice", once('w:name="piece3"', 'w:name="piece2"')),
        ("crawl_pages", without_last("<w:pageBreakBefore/>")),
        ("crawl_page_number", once('<w:pgNumType w:start="1"/><w:docGrid w:linePitch="579"/></w:sectPr></w:body>',
                                   '<w:pgNumType w:start="9"/><w:docGrid w:linePitch="579"/></w:sectPr></w:body>')),
        ("crawl_pointer", once("见 11-39-001", "见 11-39-009")),
        ("crawl_pointer", once(">11-39-001　", ">11-39-011　")),
        ("crawl_pieces", more_pieces),
        ("crawl_about", once("佐证材料3件", "佐证材料4件")),
        ("crawl_about", once("收入2项", "收入5项")),
        ("crawl_number_twice", once(">11-39-002</w:t>", ">11-39-001</w:t>")),
        ("crawl_number_gap", once(">11-39-002</w:t>", ">11-39-007</w:t>")),
        ("crawl_place", once("电子版资料：11", "电子版资料：不在")),
        ("crawl_part", once('r:embed="rIdPicture0"', 'r:embed="rIdPicture9"')),
    ],
)  # fmt: skip
def test_what_is_broken_in_a_word_file_is_found(code: str, change: Callable[[str], str], handed: Handed) -> None:
    handed.rewrite(change)
    assert code in handed.faults()


def test_a_wrong_count_of_pages_is_found(handed: Handed) -> None:
    def change(xml: str) -> str:
        row = re.search(r"<w:tr>(?:(?!</w:tr>).)*11-40(?:(?!</w:tr>).)*</w:tr>", xml, re.DOTALL)
        assert row is not None
        cells = row.group().split("</w:tc>")
        cells[4] = re.sub(r">\d+</w:t>", ">9</w:t>", cells[4])
        return xml.replace(row.group(), "</w:tc>".join(cells), 1)

    handed.rewrite(change)
    assert "crawl_item_pages" in handed.faults()


def test_a_part_that_is_gone_is_found(handed: Handed) -> None:
    handed.rewrite(lambda xml: xml.replace("media/000000", "media/000009"), "word/_rels/document.xml.rels")
    assert handed.faults() == ["crawl_part"]


def test_a_word_file_that_cannot_be_read_is_found(handed: Handed) -> None:
    handed.path.write_bytes(handed.path.read_bytes()[:-400])
    assert handed.faults() == ["crawl_unreadable"]


def test_xml_that_breaks_off_is_found(handed: Handed) -> None:
    handed.rewrite(lambda xml: xml[: len(xml) // 2])
    assert handed.faults() == ["crawl_unreadable"]


def data_files(handed: Handed) -> list[Path]:
    return sorted(path for path in handed.package.glob("11*/**/*") if path.is_file())


def test_a_packed_file_that_is_gone_is_found(handed: Handed) -> None:
    data_files(handed)[0].unlink()
    assert set(handed.faults()) == {"crawl_missing", "crawl_size", "crawl_place", "crawl_far_file"}


def test_a_file_that_no_manifest_lists_is_found(handed: Handed) -> None:
    (handed.package / "多余.txt").write_text("x")
    assert handed.faults() == ["crawl_unlisted", "crawl_size"]


def test_a_packed_file_that_was_cut_is_found(handed: Handed) -> None:
    data_files(handed)[0].write_bytes(b"")
    assert handed.faults() == ["crawl_size"]


def test_a_fault_is_told_with_file_page_and_number(handed: Handed) -> None:
    handed.rewrite(numbers_of("piece2", 77))
    assert "“云岭县迎检资料汇编（送审版）.docx”第3页写第77页，实际在第5页" in handed.said()


@pytest.fixture(scope="module")
def boxes(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Path, int]]:
    """A dossier of several boxes."""
    out = tmp_path_factory.mktemp("boxes")
    exported = export(invent(BUSY, shelf, 3), out, shelf.path_of, volume_pages=20)
    return out, {document.path: document.pages for document in exported.documents}


def test_boxes_of_both_editions_agree(boxes: tuple[Path, dict[Path, int]]) -> None:
    out, pages = boxes
    assert len(pages) > 6
    assert list(crawl(Asked(pages, out / "电子版资料"), Silent())) == []


def test_a_link_into_a_box_that_is_not_there_is_found(boxes: tuple[Path, dict[Path, int]]) -> None:
    _, pages = boxes
    first = next(path for path in pages if "第01盒" in path.name)
    found = {fault.code for fault in crawl(Asked({p: n for p, n in pages.items() if p != first}, None), Silent())}
    assert "crawl_far_file" in found


@pytest.mark.parametrize("late", Late)
def test_boxes_that_keep_their_numbers_agree(late: Late, shelf: Shelf, template: Template, tmp_path: Path) -> None:
    snapshot = invent(BUSY, shelf, 5)
    rules = BoxRules(20, late=late)
    few = replace(snapshot, filings=snapshot.filings[::2], boxes=boxes_of([], rules))
    printed = plan(few, lambda o: shelf.path_of[o.id], rules, template, Silent())
    fixed = fixed_boxes(printed, few, {box.number for box in printed.boxes}, NOON, "王敏")
    export(replace(snapshot, boxes=boxes_of(fixed, rules)), tmp_path, shelf.path_of, volume_pages=20)
    assert documents(tmp_path / "送审版")


def times(out: Path) -> dict[Path, int]:
    """Return when each file was written that people see."""
    return {path: path.stat().st_mtime_ns for path in out.rglob("[!.]*") if path.is_file()}


@pytest.mark.parametrize("most_pages", [None, 20])
def test_page_numbers_that_count_the_sheets_in_the_box_are_no_faults(
    most_pages: int | None, shelf: Shelf, template: Template, tmp_path: Path
) -> None:
    rules = BoxRules(most_pages, base=PageBase.BOX)
    options = ExportOptions(tmp_path, template, "0", "王敏", rules)
    export_dossier(invent(BUSY, shelf, 4), lambda o: shelf.path_of[o.id], options, Silent())
    assert documents(tmp_path / "送审版")


def test_an_item_whose_paper_has_no_page_count_is_no_fault_in_boxes(
    shelf: Shelf, template: Template, tmp_path: Path
) -> None:
    items = [an_item(f"11-{number}") for number in range(1, 31)]
    pieces = [
        a_piece(f"第{at}件", paper=PaperCopy("档案室", "王敏"), arrived=at, pages=None if at == 2 else 2)
        for at in range(1, 31)
    ]
    snapshot = a_snapshot(items, pieces, list(map(filed, pieces, items)), originals=(*shelf.pictures, *shelf.others))
    rules = BoxRules(20, base=PageBase.BOX)
    exported = export_dossier(
        snapshot, lambda o: shelf.path_of[o.id], ExportOptions(tmp_path, template, "0", "王敏", rules), Silent()
    )
    assert len(exported.documents) > 2


def test_an_export_that_does_not_agree_is_not_handed_over(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(a_dossier(shelf), tmp_path, shelf.path_of)
    before = times(tmp_path)
    write_checks = packing.write_checks

    def lose_a_file(root: Path, *rest: object) -> None:
        write_checks(root, *rest)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        next(path for path in root.glob("11*/**/*") if path.is_file()).unlink()

    monkeypatch.setattr(packing, "write_checks", lose_a_file)
    with pytest.raises(ExportError) as caught:
        export(a_dossier(shelf), tmp_path, shelf.path_of)
    said = wording.sentence(caught.value)
    assert "没有交付" in said
    assert "不在电子版资料里" in said
    assert times(tmp_path) == before


def test_the_sentence_names_ten_faults_and_counts_all(handed: Handed) -> None:
    from evidence.export.crawl import check_written

    for number in range(30):
        (handed.package / f"多余{number:02d}.txt").write_text("")
    with pytest.raises(ExportError) as caught:
        check_written(Asked(handed.pages, handed.package), Silent())
    assert caught.value.params["count"] == 31
    assert str(caught.value.params["faults"]).count("不在校验清单上") == 10


class Stopping:
    """Somebody stops the work as soon as files are followed."""

    def __init__(self) -> None:
        self.task = ""

    def advanced(self, task: str, done: int, total: int) -> None:  # noqa: ARG002
        self.task = task

    def cancelled(self) -> bool:
        return self.task == "crawl"


def test_following_can_be_stopped(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(CancelledError):
        export(a_dossier(shelf), tmp_path, shelf.path_of, report=Stopping())
    assert not documents(tmp_path)


Alone = Callable[[Snapshot, Wanted], Path]


@pytest.fixture
def alone(shelf: Shelf, template: Template, tmp_path: Path) -> Alone:
    """Write a document on its own."""
    templates = Templates(template, load_template(TABLE_TEMPLATE, turned=True))

    def write(snapshot: Snapshot, wanted: Wanted) -> Path:
        path = tmp_path / f"{wanted.kind.name_in_use}.docx"
        return write_document(path, wanted, snapshot, lambda o: shelf.path_of[o.id], templates, "1", Silent()).path

    return write


def test_a_document_on_its_own_that_does_not_agree_is_not_put_in_its_place(
    alone: Alone, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pages = front.pages

    def miscounted(
        snapshot: Snapshot, edition: Edition, label: str, items: int, papers: int, template: Template
    ) -> tuple[Page, ...]:
        return pages(snapshot, edition, label, items, papers + 1, template)

    monkeypatch.setattr(front, "pages", miscounted)
    with pytest.raises(ExportError) as stopped:
        alone(a_dossier(shelf), Wanted(DocumentKind.COMPILATION, Edition.SUBMISSION, Choice()))
    assert "“汇编.docx”编制说明写2项4件，实际2项3件" in wording.sentence(stopped.value)
    assert not list(tmp_path.glob("*.docx"))


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("kind", list(DocumentKind))
def test_no_document_on_its_own_is_refused_for_nothing(
    kind: DocumentKind, edition: Edition, shelf: Shelf, alone: Alone
) -> None:
    invented = invent(Size(8, 40, 3, pictures=0.2, wild=0.3), shelf, 4)
    first = next(item for item in invented.leaves if item.lead_unit and item.id in invented.filed_under)
    for choice in (Choice(), Choice(frozenset({first.id})), Choice(unit=first.lead_unit), Choice(year=2023)):
        assert alone(invented, Wanted(kind, edition, choice)).is_file()


ODD = (
    "<w:sdt><w:sdtContent><w:p><w:r><w:instrText>QUOTE 域中文字</w:instrText></w:r></w:p></w:sdtContent></w:sdt>"
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="9" name="图" descr="图的说明" title="图的题名"/></wp:inline>'
    "</w:drawing><w:delText>删去的字</w:delText><w:br/><w:t>换行之后</w:t></w:r></w:p>"
)


@pytest.mark.parametrize("more", ["", ODD])
def test_who_listens_hears_each_line_that_a_file_says(more: str, handed: Handed) -> None:
    if more:
        handed.rewrite(once("<w:body>", f"<w:body>{more}"))
    heard: list[str] = []
    list(crawl(Asked(handed.pages, handed.package, hear={handed.path: heard.extend}), Silent()))
    assert sorted(heard) == sorted(written_lines(handed.path))
    assert not more or {"QUOTE 域中文字", "图的说明", "图的题名", "删去的字", "换行之后"} <= set(heard)
