from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from evidence.extract.reading import read_file


def test_rows_are_lines_and_numbers_look_as_on_screen(make_xlsx: Callable[..., Path]) -> None:
    path = make_xlsx((("签到表",), (), ("序号", "姓名"), (1, "张某"), (2.5, date(2023, 6, 28))))
    reading = read_file(path, path.name)
    assert reading.text == "签到表\n序号\t姓名\n1\t张某\n2.5\t2023-06-28"
    assert reading.pages is None
    assert not reading.scanned


def test_sheets_are_parted_and_breaks_inside_a_cell_closed(make_xlsx: Callable[..., Path]) -> None:
    path = make_xlsx((("甲\n乙", "丙"),), (), (("丁",),))
    assert read_file(path, path.name).text == "甲 乙\t丙\f丁"


def test_a_csv_in_the_clerks_encoding_is_text(save: Callable[[str, bytes], Path]) -> None:
    path = save("名单.csv", "姓名,单位\r\n张某,教委\r\n".encode("gb18030"))
    reading = read_file(path, path.name)
    assert reading.media_type == "text/csv"
    assert reading.text == "姓名,单位\n张某,教委\n"
