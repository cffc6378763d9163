from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from office.modern import an_rtf

from evidence.extract.reading import read_file
from evidence.model import Flag

Save = Callable[[str, bytes], Path]


def text_of(save: Save, data: bytes) -> str:
    return read_file(save("通知.rtf", data), "通知.rtf").text


def test_chinese_in_a_latin_font_is_read(save: Save) -> None:
    reading = read_file(save("通知.rtf", an_rtf("关于检查的通知")), "通知.rtf")
    assert (reading.text, reading.pages, reading.flags) == ("关于检查的通知", 1, frozenset())


def test_raw_bytes_of_gbk_are_read(save: Save) -> None:
    data = b"{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 A;}}\\f0 " + "通知".encode("gbk") + b"\\par}"
    assert text_of(save, data) == "通知"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (rb"\trowd a\cell b\cell\row after", "a\tb\nafter"),
        (rb"\trowd\pard\intbl a\par b\cell\row\pard c\par d", "ab\nc\nd"),
        (rb"one\page two", "one\ftwo"),
        (rb"one\par\pard\pagebb two", "one\n\ftwo"),
        (rb"\u20320\'3f\u22909?", "你好"),
        (rb"\u55357?\u56832?", "😀"),
        (rb"see {\field{\*\fldinst HYPERLINK " + b'"http://a/"' + rb"}{\fldrslt here}}", "see here"),
        (rb"{\v hidden}seen", "seen"),
        (rb"a{\pict\wmetafile8\bin5 }}}}}b}b", "ab"),
        (rb"{\pict " + b"0123456789abcdef" * 40 + rb"}text", "text"),
    ],
)
def test_what_is_seen_is_read(save: Save, source: bytes, text: str) -> None:
    assert text_of(save, b"{\\rtf1\\ansi " + source + b"\\par}") == text


def test_headers_stand_at_the_end_on_a_page_of_their_own(save: Save) -> None:
    secret = "".join(f"\\'{byte:02x}" for byte in "秘密★1年".encode("gbk"))
    data = an_rtf("正文", before=f"{{\\header\\pard\\f1 {secret}\\par}}{{\\footer\\pard - 1 -\\par}}")
    assert text_of(save, data) == "正文\f秘密★1年"


def test_changes_and_comments_are_marked(save: Save) -> None:
    data = an_rtf("正文", before="{\\deleted gone}{\\*\\annotation remark}")
    reading = read_file(save("通知.rtf", data), "通知.rtf")
    assert (reading.text, reading.flags) == ("正文", {Flag.TRACKED_CHANGES, Flag.COMMENTS})
