from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from office.packages import a_pptx, an_odt, an_ofd, ofd_text

from evidence.errors import UnreadableFileError
from evidence.extract.reading import read_file
from evidence.model import Flag

Save = Callable[[str, bytes], Path]


def test_paragraphs_and_rows_become_lines_and_headers_stand_last(save: Save) -> None:
    row = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in ("序号", "姓名"))
    body = (
        "<text:p>关于<text:span>检查<!-- x -->的</text:span>通知</text:p>"
        f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    )
    data = an_odt(body, header="<text:p>秘密★1年</text:p>")
    reading = read_file(save("通知.odt", data), "通知.odt")
    assert reading.text == "关于检查的通知\n序号\t姓名\f秘密★1年"
    assert (reading.pages, reading.flags) == (3, frozenset())


def test_changes_and_comments_are_marked_and_not_read(save: Save) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:p>删去</text:p></text:changed-region></text:tracked-changes>"
        "<text:p>正<office:annotation><text:p>不妥</text:p></office:annotation>文</text:p>"
    )
    reading = read_file(save("通知.odt", an_odt(body)), "通知.odt")
    assert (reading.text, reading.flags) == ("正文", {Flag.TRACKED_CHANGES, Flag.COMMENTS})


BOMB = (
    f'<!DOCTYPE x [<!ENTITY a "{"哈" * 1000}"><!ENTITY b "{"&a;" * 1000}"><!ENTITY c "{"&b;" * 1000}">]>'
    f"<x>{'&c;' * 1000}</x>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.ofd", an_ofd("", more={"Doc_0/Pages/0.xml": BOMB})),
        ("a.pptx", a_pptx(["x"], more={"ppt/slides/slide0.xml": BOMB})),
        ("a.odt", an_odt("", more={"content.xml": BOMB})),
    ],
)
def test_entities_that_grow_without_end_are_not_followed(save: Save, name: str, data: bytes) -> None:
    try:
        text = read_file(save(name, data), name).text
    except UnreadableFileError:
        return
    assert len(text) < 1000


@pytest.mark.parametrize("name", ["a.ofd", "a.odt"])
def test_entities_of_other_files_are_not_read(save: Save, name: str, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("secret", encoding="utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "other.txt").as_uri()}">]>'
    page = '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content>' + ofd_text("a&e;b", 1, 9)
    body = '<o:c xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:'
    body += 'xmlns:text:1.0"><o:body><o:text><t:p>a&e;b</t:p></o:text></o:body></o:c>'
    files = {
        "a.ofd": an_ofd("", more={"Doc_0/Pages/0.xml": outside + page + "</ofd:Content></ofd:Page>"}),
        "a.odt": an_odt("", more={"content.xml": outside + body}),
    }
    assert "secret" not in read_file(save(name, files[name]), name).text


@pytest.mark.parametrize(
    ("name", "data"), [("a.ofd", an_ofd("")), ("a.pptx", a_pptx(["x"])), ("a.odt", an_odt("<text:p>x</text:p>"))]
)
def test_parts_that_unpack_to_more_than_the_limit_are_refused(
    save: Save, name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.extract.package._BUDGET_BYTES", 100)
    with pytest.raises(UnreadableFileError) as caught:
        read_file(save(name, data), name)
    assert caught.value.code == "file_too_large"
