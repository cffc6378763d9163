from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from office.documents import DELETED, IN_TABLE, INSERTED, NEW_PAGE, NOT_HIDDEN, ROW_END, a_doc

from evidence.errors import UnreadableFileError
from evidence.extract.reading import read_file
from evidence.model import Flag

Save = Callable[[str, bytes], Path]


def text_of(save: Save, data: bytes) -> str:
    return read_file(save("通知.doc", data), "通知.doc").text


def test_paragraphs_become_lines_and_breaks_of_pages_form_feeds(save: Save) -> None:
    reading = read_file(save("通知.doc", a_doc("关于检查的通知\r各学校：\x0b请照办。\x0c附件\r\r")), "通知.doc")
    assert reading.text == "关于检查的通知\n各学校：\n请照办。\f附件"
    assert (reading.pages, reading.scanned, reading.flags) == (2, False, frozenset())


def test_a_paragraph_that_asks_for_a_new_page_begins_one(save: Save) -> None:
    assert text_of(save, a_doc("正文\r附件\r", paragraphs={"附件\r": NEW_PAGE})) == "正文\n\f附件"


def test_letters_of_one_byte_are_read_as_well(save: Save) -> None:
    assert text_of(save, a_doc("caf\xe9 \u201cABC\u201d\r", narrow=True)) == "café “ABC”"


def test_table_rows_become_lines_with_tabs(save: Save) -> None:
    main = "名册\r序号\x07姓名\x07\x07一\x07\x07\x07二\r三\x07四\x07\x07完\r"
    paragraphs = {"\x07": ROW_END, "二\r": IN_TABLE}
    text = text_of(save, a_doc(main, paragraphs=paragraphs))
    assert text.startswith("名册\n序号\t姓名\n一\n")
    assert text.endswith("二三\t四\n完")


def test_codes_of_fields_are_left_out_and_their_results_kept(save: Save) -> None:
    main = '见\x13 HYPERLINK "http://a/" \x14附件\x15第\x13 PAGE \x13 IF \x14x\x15\x14 3 \x15页\r'
    assert text_of(save, a_doc(main)) == "见附件第 3 页"


def test_a_field_that_never_ends_hides_nothing(save: Save) -> None:
    assert text_of(save, a_doc("甲\x13乙\r丙\r")) == "甲乙\n丙"


def test_what_was_deleted_is_not_read_and_changes_are_marked(save: Save) -> None:
    data = a_doc("请于周一周二报送\r", letters={"周一": DELETED, "周二": INSERTED, "报送": NOT_HIDDEN})
    reading = read_file(save("通知.doc", data), "通知.doc")
    assert reading.text == "请于周二报送"
    assert reading.flags == {Flag.TRACKED_CHANGES}


def test_comments_are_marked_and_not_read(save: Save) -> None:
    reading = read_file(save("通知.doc", a_doc("正文\r", comments="此处不妥\r")), "通知.doc")
    assert (reading.text, reading.flags) == ("正文", {Flag.COMMENTS})


def test_headers_notes_and_boxes_stand_at_the_end_on_pages_of_their_own(save: Save) -> None:
    data = a_doc("正文\r", headers="秘密★1年\r— 1 —\r", notes="注\r", boxes="框\r")
    assert text_of(save, data) == "正文\f秘密★1年\f注\f框"


def test_letters_beyond_the_basic_plane_and_lost_halves_do_no_harm(save: Save) -> None:
    assert text_of(save, a_doc("𠮷\x07a\r乙\r")) == "𠮷\ta\n乙"


def test_a_doc_whose_text_is_cut_off_is_truncated(save: Save) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        text_of(save, a_doc("正文" * 3000 + "\r")[:9000])
    assert caught.value.code == "file_truncated"


def summary_of(*properties: tuple[int, int, int]) -> bytes:
    """Return a property set of numbers, types and values."""
    first = 8 + 8 * len(properties)
    listed = b"".join(struct.pack("<II", name, first + 8 * at) for at, (name, _, _) in enumerate(properties))
    values = b"".join(struct.pack("<II", kind, value) for _, kind, value in properties)
    return struct.pack("<24xI16xIII", 1, 48, first + len(values), len(properties)) + listed + values


@pytest.mark.parametrize(("noted", "pages"), [(2, 2), (90, 1)])
def test_the_page_count_is_the_one_noted_unless_the_text_contradicts_it(save: Save, noted: int, pages: int) -> None:
    data = a_doc("正文\r", streams={"\x05SummaryInformation": summary_of((2, 3, 7), (14, 3, noted))})
    assert read_file(save("通知.doc", data), "通知.doc").pages == pages


def test_a_property_that_claims_to_be_a_list_of_millions_is_passed_over(save: Save) -> None:
    data = a_doc("正文\r", streams={"\x05SummaryInformation": summary_of((2, 0x1003, 0x7FFFFFFF), (14, 3, 1))})
    assert read_file(save("通知.doc", data), "通知.doc").pages == 1
