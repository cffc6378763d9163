from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from office.packages import an_ofd, ofd_text

from evidence.errors import UnreadableFileError
from evidence.extract.reading import read_file

Save = Callable[[str, bytes], Path]


def test_text_is_put_into_lines_by_where_it_stands(save: Save) -> None:
    first = ofd_text("的通知", 50, 40) + ofd_text("各乡镇：", 20, 60) + ofd_text("关于检查", 30, 40)
    reading = read_file(save("通知.ofd", an_ofd(first, ofd_text("第二页", 30, 40))), "通知.ofd")
    assert reading.text == "关于检查的通知\n各乡镇：\f第二页"
    assert (reading.pages, reading.scanned) == (2, False)


def test_a_wide_gap_in_a_line_is_a_blank(save: Save) -> None:
    data = an_ofd(ofd_text("序号", 20, 40) + ofd_text("姓名", 60, 40))
    assert read_file(save("表.ofd", data), "表.ofd").text == "序号 姓名"


def test_what_the_template_shows_is_read_where_it_stands(save: Save) -> None:
    data = an_ofd(ofd_text("正文", 20, 60), template=ofd_text("秘密★1年", 20, 20))
    assert read_file(save("通知.ofd", data), "通知.ofd").text == "秘密★1年\n正文"


def test_bold_letters_printed_twice_are_read_once(save: Save) -> None:
    data = an_ofd(ofd_text("标题", 20, 40) + ofd_text("标题", 20.2, 40))
    assert read_file(save("通知.ofd", data), "通知.ofd").text == "标题"


def test_drawings_that_pages_are_made_of_are_read(save: Save) -> None:
    drawing = f'<x:Res xmlns:x="y"><CompositeGraphicUnit ID="7">{ofd_text("表内", 5, 5)}</CompositeGraphicUnit></x:Res>'
    drawing = drawing.replace("<x:Res ", '<x:Res xmlns:ofd="http://www.ofdspec.org/2016" ')
    page = '<ofd:CompositeObject ID="3" Boundary="10 10 90 90" ResourceID="7"/>' + ofd_text("上", 10, 10)
    data = an_ofd(page, resources=drawing)
    assert read_file(save("表.ofd", data), "表.ofd").text == "上\n表内"


def test_pictures_without_text_are_a_scan(save: Save) -> None:
    data = an_ofd('<ofd:ImageObject ID="2" Boundary="0 0 210 297" ResourceID="5"/>')
    reading = read_file(save("扫描.ofd", data), "扫描.ofd")
    assert (reading.text, reading.pages, reading.scanned) == ("", 1, True)


def test_a_drawing_that_holds_itself_many_times_is_refused_or_read_within_limits(
    save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.extract.fixed_layout._LETTER_LIMIT", 30_000)
    inside = '<ofd:CompositeObject ID="3" ResourceID="7"/>' * 50
    drawing = '<x:Res xmlns:x="y" xmlns:ofd="http://www.ofdspec.org/2016">'
    drawing += f'<CompositeGraphicUnit ID="7">{inside}</CompositeGraphicUnit></x:Res>'
    with pytest.raises(UnreadableFileError) as caught:
        read_file(save("表.ofd", an_ofd(inside, resources=drawing)), "表.ofd")
    assert caught.value.code == "file_too_large"
