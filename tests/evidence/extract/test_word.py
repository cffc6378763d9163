from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from evidence.errors import UnreadableFileError
from evidence.extract.reading import read_file
from evidence.model import Flag

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def rewrite(path: Path, part: str, change: Callable[[str], str]) -> None:
    """Change one part of a Word file in place; a part that is not there starts empty."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b"").decode()).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_paragraphs_are_lines_and_cells_are_parted_by_tabs(make_docx: Callable[..., Path]) -> None:
    path = make_docx("关于开会的通知", "", "各乡镇：", rows=(("序号", "姓名"), ("1", "张某")))
    reading = read_file(path, path.name)
    assert reading.text == "关于开会的通知\n\n各乡镇：\n序号\t姓名\n1\t张某"
    assert reading.pages == 1
    assert not reading.scanned
    assert reading.flags == frozenset()


def test_headers_and_footers_follow_the_body_as_a_page_of_their_own(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    document.sections[0].header.paragraphs[0].text = "秘密★1年"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.save(str(tmp_path / "a.docx"))
    assert read_file(tmp_path / "a.docx", "a.docx").text == "正文\f秘密★1年"


def test_a_text_box_is_read_once(make_docx: Callable[..., Path]) -> None:
    path = make_docx("正文")
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = (
        f'<w:r><mc:AlternateContent xmlns:mc="{compatible}"><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    rewrite(path, "word/document.xml", lambda xml: xml.replace("</w:p>", both + "</w:p>", 1))
    assert read_file(path, path.name).text == "框内\n正文"


def test_removed_text_is_left_out_and_tracked_changes_are_seen(make_docx: Callable[..., Path]) -> None:
    path = make_docx("留下")
    change = (
        '<w:del w:id="1" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>加上</w:t></w:r></w:ins>'
    )
    rewrite(path, "word/document.xml", lambda xml: xml.replace("</w:p>", change + "</w:p>", 1))
    reading = read_file(path, path.name)
    assert reading.text == "留下加上"
    assert reading.flags == {Flag.TRACKED_CHANGES}


def test_comments_are_seen_but_an_empty_list_of_comments_is_none(make_docx: Callable[..., Path]) -> None:
    path = make_docx("正文")
    rewrite(path, "word/comments.xml", lambda _: f'<w:comments xmlns:w="{WORD}"/>')
    assert read_file(path, path.name).flags == frozenset()
    rewrite(path, "word/comments.xml", lambda _: f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0"/></w:comments>')
    assert read_file(path, path.name).flags == {Flag.COMMENTS}


def test_a_page_count_that_the_layout_contradicts_is_not_believed(make_docx: Callable[..., Path]) -> None:
    path = make_docx(*["加强监督检查，压实主体责任。" * 40] * 30)
    rewrite(path, "docProps/app.xml", lambda xml: xml)  # python-docx's own template claims one page
    assert (read_file(path, path.name).pages or 0) > 5


def test_page_breaks_count(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一")
    document.add_page_break()  # type: ignore[no-untyped-call]
    document.add_paragraph("二")
    document.save(str(tmp_path / "a.docx"))
    reading = read_file(tmp_path / "a.docx", "a.docx")
    assert reading.pages == 2
    assert "\f" in reading.text


def test_entities_are_not_resolved(make_docx: Callable[..., Path], tmp_path: Path) -> None:
    path = make_docx("正文")
    (tmp_path / "secret.txt").write_text("机要内容", encoding="utf-8")
    bomb = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    rewrite(path, "word/document.xml", lambda xml: bomb + xml[xml.index("?>") + 2 :].replace("正文", "&a;"))
    assert "机要内容" not in read_file(path, path.name).text


def test_a_broken_part_is_a_damaged_file(make_docx: Callable[..., Path]) -> None:
    path = make_docx("正文")
    rewrite(path, "word/document.xml", lambda xml: xml[:200])
    with pytest.raises(UnreadableFileError) as caught:
        read_file(path, path.name)
    assert caught.value.code == "file_damaged"


def with_headers(path: Path, count: int, nodes: int) -> Path:
    """Add headers of many nodes to a Word file, in a part that is parsed and never walked; packed, they are small."""
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    inner = f'<m:Fallback xmlns:m="{compatible}">{"<w:p/>" * nodes}</m:Fallback>'
    header = f'<w:hdr xmlns:w="{WORD}">{inner}</w:hdr>'
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"word/header{number + 50}.xml", header)
    return path


# One tree takes 50 MB, 25 together more than a gigabyte.
IN_A_GIGABYTE = """
import resource, sys, pathlib
from evidence.extract.word import read_docx
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
print(len(read_docx(pathlib.Path(sys.argv[1])).text))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="its memory is limited otherwise")
def test_many_big_headers_are_not_held_together(make_docx: Callable[..., Path], root: Path) -> None:
    path = with_headers(make_docx("正文"), 25, 400_000)
    done = subprocess.run(
        [sys.executable, "-c", IN_A_GIGABYTE, str(path)],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert int(done.stdout) == len("正文")


def test_the_parts_of_one_file_share_a_budget(make_docx: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_headers(make_docx("正文"), 5, 10_000)
    assert read_file(path, path.name).text == "正文"
    monkeypatch.setattr("evidence.extract.package._BUDGET_BYTES", 200_000)  # enough for each part alone
    with pytest.raises(UnreadableFileError, match="file_too_large"):
        read_file(path, path.name)


OLD_WORD = "http://schemas.microsoft.com/office/word/2003/wordml"
BODY = (
    "<w:body><w:p><w:r><w:t>关于检查的通知</w:t></w:r>{more}</w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>序号</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl><w:sectPr><w:hdr><w:p><w:r><w:t>秘密★1年</w:t></w:r></w:p></w:hdr></w:sectPr></w:body>"
)


def in_one_file(more: str = "") -> dict[str, str]:
    body = BODY.format(more=more)
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return {
        "2003": f'{start}<?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="{OLD_WORD}" '
        f'xmlns:aml="http://schemas.microsoft.com/aml/2001/core">{body}</w:wordDocument>',
        "flat": f'{start}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f'<pkg:part><pkg:xmlData><w:document xmlns:w="{WORD}">{body}</w:document></pkg:xmlData></pkg:part>'
        "</pkg:package>",
    }


@pytest.mark.parametrize("dialect", ["2003", "flat"])
def test_a_document_in_one_xml_file_is_read_like_a_docx(save: Callable[[str, bytes], Path], dialect: str) -> None:
    reading = read_file(save("通知.doc", in_one_file()[dialect].encode()), "通知.doc")
    assert reading.text == "关于检查的通知\n序号\t姓名\f秘密★1年"
    assert (reading.pages, reading.flags) == (1, {Flag.WRONG_EXTENSION})


def test_pictures_in_a_document_in_one_xml_file_are_passed_over(save: Callable[[str, bytes], Path]) -> None:
    picture = '<w:pict><w:binData w:name="wordml://1.png">' + "QUJD\n" * 3_000_000 + "</w:binData></w:pict>"
    reading = read_file(save("通知.xml", in_one_file(picture)["2003"].encode()), "通知.xml")
    assert reading.text.startswith("关于检查的通知\n")


def test_marks_of_editing_of_word_2003_are_seen(save: Callable[[str, bytes], Path]) -> None:
    content = "<aml:content><w:r><w:{0}>不读</w:{0}></w:r></aml:content></aml:annotation>"
    more = '<aml:annotation w:type="Word.Deletion">' + content.format("delText")
    more += '<aml:annotation w:type="Word.Comment">' + content.format("t")
    reading = read_file(save("通知.xml", in_one_file(more)["2003"].encode()), "通知.xml")
    assert reading.text.startswith("关于检查的通知\n")
    assert reading.flags == {Flag.TRACKED_CHANGES, Flag.COMMENTS}
