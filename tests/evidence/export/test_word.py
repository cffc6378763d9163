"""Word files: well-formed whatever they say, the same twice, laid out as the norm asks."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from golden.parts import raw_parts
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from pages.exported import VERSION, W, documents, export, paragraphs, part
from pages.invented import Shelf, Size, invent
from pages.wild import WILD, dossiers

from app.paths import WORD_TEMPLATE
from build import NOON, a_piece, a_snapshot, an_item, filed
from evidence.export.blocks import Block, Figure, Paragraph, Photos, Picture, Style
from evidence.export.box_pages import pages_of
from evidence.export.paginate import paginate
from evidence.export.picture_store import PictureStore
from evidence.export.template import Template, load_template
from evidence.export.word import WordFile, write_word
from evidence.snapshot import Snapshot

VALIDATE = Path(__file__).resolve().parents[2] / "tools" / "validate_docx.py"
ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FEW = Size(items=4, pieces=25, depth=3, pictures=0.4, wild=0.4)


def a_file(*blocks: Block, title: str = "题名", author: str = "云岭县食药安办") -> WordFile:
    body = paginate(blocks, load_template(WORD_TEMPLATE))
    return WordFile(title, author, VERSION, NOON, (), body, pages_of(body), {})


def written(file: WordFile, path: Path) -> Path:
    write_word(path, file, load_template(WORD_TEMPLATE), PictureStore({}, path.parent))
    return path


def made(snapshot: Snapshot, folder: Path, shelf: Shelf) -> dict[Path, bytes]:
    """All files of an export but for its own record."""
    export(snapshot, folder, shelf.path_of, volume_pages=15)
    found = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".json"]
    return {path.relative_to(folder): path.read_bytes() for path in found}


def properties(path: Path) -> dict[str, str]:
    core = part(path, "docProps/core.xml")
    return {etree.QName(element).localname: element.text or "" for element in core.iter(etree.Element)}


def one_piece(title: str, place: str = "云岭县") -> Snapshot:
    item, piece = an_item(text=title), a_piece(title)
    snapshot = a_snapshot([item], [piece], [filed(piece, item)])
    return replace(snapshot, project=replace(snapshot.project, place=place))


@pytest.fixture(scope="module")
def snapshot(shelf: Shelf) -> Snapshot:
    """A few items with papers and pictures under bad names."""
    return invent(FEW, shelf, seed=3)


@pytest.fixture(scope="module")
def out(shelf: Shelf, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That dossier, in volumes of few pages."""
    folder = tmp_path_factory.mktemp("word")
    export(snapshot, folder, shelf.path_of, volume_pages=15)
    return folder


def test_the_same_dossier_gives_the_same_bytes(shelf: Shelf, snapshot: Snapshot, tmp_path: Path) -> None:
    first, again = (made(snapshot, tmp_path / name, shelf) for name in "甲乙")
    assert first == again
    assert len(first) > 10


def test_every_document_validates(out: Path) -> None:
    found = documents(out)
    checked = subprocess.run([sys.executable, VALIDATE, *found], capture_output=True, encoding="utf-8", check=False)
    assert checked.stdout == f"0 faults in {len(found)} files\n"


def test_the_properties_name_title_author_version_and_day(tmp_path: Path) -> None:
    found = properties(written(a_file(Paragraph(Style.BODY, "文")), tmp_path / "a.docx"))
    assert found["title"] == "题名"
    assert found["creator"] == found["lastModifiedBy"] == "云岭县食药安办"
    assert found["version"] == VERSION
    assert found["created"] == found["modified"] == f"{NOON:%Y-%m-%d}"


def test_the_program_names_itself_and_its_version(tmp_path: Path) -> None:
    path = written(a_file(Paragraph(Style.BODY, "文")), tmp_path / "a.docx")
    (application,) = part(path, "docProps/app.xml")
    assert application.text == f"备检 {VERSION}"


@pytest.mark.parametrize("trace", ["python-docx", "2013", "LibreOffice", "Microsoft"])
def test_no_tool_leaves_its_traces_in_the_properties(trace: str, out: Path) -> None:
    found = [text for path in documents(out) for name, text in raw_parts(path).items() if name.startswith("docProps/")]
    assert found
    assert not any(trace.encode() in text for text in found)


def test_a_document_is_titled_as_its_file(out: Path) -> None:
    assert [properties(path)["title"] for path in documents(out)] == [path.stem for path in documents(out)]


@settings(max_examples=40)
@given(WILD, WILD)
def test_any_title_is_written_well_formed(tmp_path_factory: pytest.TempPathFactory, title: str, author: str) -> None:
    file = a_file(Paragraph(Style.BODY, title), title=title, author=author)
    path = written(file, tmp_path_factory.getbasetemp() / "w.docx")
    assert properties(path)["title"].split() == ILLEGAL.sub("", title).split()


@settings(max_examples=30)
@given(st.lists(st.builds(Paragraph, st.just(Style.BODY), WILD), min_size=1, max_size=5))
def test_any_text_arrives_but_for_what_xml_cannot_hold(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[Paragraph]
) -> None:
    path = written(a_file(*blocks), tmp_path_factory.getbasetemp() / "w.docx")
    said = "".join(ILLEGAL.sub("", block.text) for block in blocks)
    assert "".join("".join(paragraphs(path)).split()) == "".join(said.split())


@settings(max_examples=20)
@given(dossiers().map(lambda blocks: [block for block in blocks if not isinstance(block, Picture | Photos | Figure)]))
def test_any_pages_are_written_as_xml(tmp_path_factory: pytest.TempPathFactory, blocks: list[Block]) -> None:
    path = written(a_file(*blocks), tmp_path_factory.getbasetemp() / "w.docx")
    assert part(path).tag == f"{W}document"


def test_angle_brackets_and_quotes_stand_as_they_were_typed(tmp_path: Path) -> None:
    export(one_piece("关于<\"A\"&'B'>的\x00通知\x0b"), tmp_path)
    assert all("关于<\"A\"&'B'>的通知" in "\n".join(paragraphs(path)) for path in documents(tmp_path))


def test_a_place_that_no_file_can_be_named_after_is_written_safely(tmp_path: Path) -> None:
    export(one_piece("方案", place="云岭县/开发区:A*"), tmp_path)
    assert [path.name for path in documents(tmp_path / "送审版")] == ["云岭县 开发区 A 迎检资料汇编（送审版）.docx"]


def test_each_directory_number_is_text_in_a_link_of_its_own(out: Path) -> None:
    for path in documents(out):
        body = part(path)
        assert not list(body.iter(f"{W}fldSimple", f"{W}instrText", f"{W}fldChar"))


def test_every_page_but_the_first_begins_by_a_break_before_its_first_paragraph(tmp_path: Path) -> None:
    blocks = [Paragraph(Style.BODY, "字\n" * 100)]
    body = part(written(a_file(*blocks), tmp_path / "a.docx"))
    assert len(list(body.iter(f"{W}pageBreakBefore"))) == len(paginate(blocks, load_template(WORD_TEMPLATE))) - 1


def test_rows_are_exact_and_never_break(out: Path) -> None:
    found = [row for path in documents(out) for row in part(path).iter(f"{W}tr")]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in found)
    assert {row.find(f"{W}trPr/{W}trHeight").get(f"{W}hRule") for row in found} == {"exact"}  # type: ignore[union-attr]


def test_the_head_of_each_table_is_marked_as_a_head(out: Path) -> None:
    for path in documents(out):
        ruled = [table for table in part(path).iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblStyle") is not None]
        for table in ruled:  # photographs stand in a table without lines
            marks = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
            assert marks == [True, *[False] * (len(marks) - 1)]


def test_styles_used_are_those_of_the_house(out: Path, template: Template) -> None:
    ours = {metrics.style_id for metrics in template.styles.values()}
    used = {str(s.get(f"{W}val")) for path in documents(out) for s in part(path).iter(f"{W}pStyle")}
    assert used <= ours


def test_pages_before_page_one_have_no_foot(out: Path) -> None:
    for path in documents(out):
        front, body = part(path).iter(f"{W}sectPr")
        assert front.findall(f"{W}footerReference") == []
        assert [str(r.get(f"{W}type")) for r in body.findall(f"{W}footerReference")] == ["default", "even"]


def test_page_one_follows_the_pages_before_it(out: Path) -> None:
    for path in documents(out):
        *_, body = part(path).iter(f"{W}sectPr")
        assert [str(number.get(f"{W}start")) for number in body.iter(f"{W}pgNumType")] == ["1"]


def test_a_picture_in_both_editions_is_described_by_its_heading(out: Path) -> None:
    found = [str(d.get("descr")) for path in documents(out) for d in part(path).iter() if str(d.tag).endswith("docPr")]
    assert found
    assert all(re.match(r"\S+-\d{3}　", text) for text in found)


def test_pictures_are_stored_once_however_often_they_are_shown(shelf: Shelf, tmp_path: Path) -> None:
    pieces = [a_piece(str(at), originals=shelf.pictures[:1], arrived=at) for at in range(3)]
    item = an_item()
    snapshot = a_snapshot([item], pieces, [filed(p, item) for p in pieces], originals=shelf.pictures)
    export(snapshot, tmp_path, shelf.path_of)
    for path in documents(tmp_path):
        assert len([name for name in raw_parts(path) if name.startswith("word/media/")]) == 1


def test_every_part_carries_the_same_moment(out: Path) -> None:
    for path in documents(out):
        with zipfile.ZipFile(path) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
