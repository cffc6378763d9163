"""Where words stand on a page of a PDF: as they are searched, and as the page is seen."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from pdf_files import chinese_pdf_of

from evidence.errors import UnreadableFileError
from evidence.extract import media
from evidence.extract.page_pictures import PagePainter
from evidence.folding import fold

Save = Callable[[str, bytes], Path]
WORD = (fold("食品安全"),)


@pytest.fixture(scope="module")
def painter() -> Iterator[PagePainter]:
    painter = PagePainter()
    yield painter
    painter.close()


def turned(data: bytes, degrees: int) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.pages[0].rotate(degrees)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_word_is_found_where_it_is_seen(painter: PagePainter, save: Save) -> None:
    path = save("方案.pdf", chinese_pdf_of("第一页", "云岭县食品安全工作方案\n各乡镇食品安全责任"))
    assert painter.find(path, media.PDF, 1, WORD) == ()
    first, second = painter.find(path, media.PDF, 2, WORD)
    assert 0.1 < first.left < 0.5
    assert first.top < second.top < 0.2
    assert 0.01 < first.height < 0.05


def test_blanks_and_line_breaks_in_a_word_make_no_difference(painter: PagePainter, save: Save) -> None:
    path = save("散.pdf", chinese_pdf_of("食 品 安 全", "各乡镇要抓好食品\n安全工作"))
    assert len(painter.find(path, media.PDF, 1, WORD)) >= 1
    upper, lower = painter.find(path, media.PDF, 2, WORD)
    assert upper.top < lower.top


def test_on_a_page_that_lies_turned_in_its_file_the_word_is_marked_where_it_is_drawn(
    painter: PagePainter, save: Save
) -> None:
    data = chinese_pdf_of("食品安全")
    (upright,) = painter.find(save("正.pdf", data), media.PDF, 1, WORD)
    (aside,) = painter.find(save("侧.pdf", turned(data, 90)), media.PDF, 1, WORD)
    assert aside.width < aside.height
    assert upright.width > upright.height
    assert aside.left == pytest.approx(1 - upright.top - upright.height, abs=0.01)
    assert aside.top == pytest.approx(upright.left, abs=0.01)


def test_of_what_is_no_pdf_nothing_is_told(painter: PagePainter, save: Save) -> None:
    assert painter.find(save("说明.txt", "食品安全".encode()), "text/plain", 1, WORD) == ()
    assert painter.find(save("一页.pdf", chinese_pdf_of("食品安全")), media.PDF, 2, WORD) == ()


def test_a_damaged_pdf_is_refused_and_the_next_one_is_read(painter: PagePainter, save: Save) -> None:
    with pytest.raises(UnreadableFileError, match="file_damaged"):
        painter.find(save("坏.pdf", chinese_pdf_of("食品安全")[:300]), media.PDF, 1, WORD)
    assert painter.find(save("好.pdf", chinese_pdf_of("食品安全")), media.PDF, 1, WORD)
