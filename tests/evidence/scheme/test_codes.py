"""Codes: recovered, made unique, made up where there are none, and followed as parents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from build import a_snapshot
from evidence.model import SchemeReading
from evidence.scheme.codes import chinese_number, code_parts
from evidence.scheme.editing import edited

ReadSheet = Callable[..., SchemeReading]
ReadCsv = Callable[[str], SchemeReading]

HEAD = "编号,评价内容,分值\n"


def parents(reading: SchemeReading) -> list[tuple[str, str | None]]:
    codes = {item.id: item.code for item in reading.items}
    return [(item.code, codes[item.parent] if item.parent else None) for item in reading.items]


def notices(reading: SchemeReading) -> list[tuple[str, str]]:
    return [(notice.code, notice.where) for notice in reading.warnings]


def test_codes_compare_by_parts() -> None:
    assert code_parts("1.1.4.10") == ("1", "1", "4", "10")
    assert code_parts("11-39") == ("11", "39")


@pytest.mark.parametrize(("number", "written"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (36, "三十六")])
def test_groups_are_counted_in_chinese(number: int, written: str) -> None:
    assert chinese_number(number) == written


def test_codes_that_a_spreadsheet_made_dates_are_recovered(read_sheet: ReadSheet) -> None:
    rows = [
        ["编号", "评价内容"],
        [date(2024, 1, 1), "甲。"],
        [date(2024, 1, 2), "乙。"],
        [date(2024, 3, 13), "丙。"],
        ["11-39", "丁。"],
        [date(1943, 12, 1), "戊。"],
    ]
    reading = read_sheet(rows)
    assert [item.code for item in reading.items] == ["1-1", "1-2", "3-13", "11-39", "12-43"]
    assert notices(reading) == [("scheme_code_was_date", f"细则!A{row}") for row in (2, 3, 4, 6)]


def test_codes_saved_as_dates_in_text_are_recovered(read_csv: ReadCsv) -> None:
    reading = read_csv(HEAD + "1月1日,甲。,1\n2-Jan,乙。,1\nDec-43,丙。,1\n2024/1/3,丁。,1\n2024-01-04,戊。,1\n")
    assert [item.code for item in reading.items] == ["1-1", "1-2", "12-43", "1-3", "1-4"]


def test_a_zero_that_a_number_lost_is_restored(read_sheet: ReadSheet) -> None:
    rows = [
        ["编号", "评价内容"],
        *([float(f"1.{n}"), f"第{n}条。"] for n in range(1, 10)),
        [1.1, "第十条。"],
        [1.11, "末条。"],
    ]
    reading = read_sheet(rows)
    assert [item.code for item in reading.items][-3:] == ["1.9", "1.10", "1.11"]
    assert notices(reading) == [("scheme_code_zero_restored", "细则!B11")]


def test_full_width_codes_are_made_plain(read_csv: ReadCsv) -> None:
    assert [item.code for item in read_csv(HEAD + "１－１,甲。,２\n").items] == ["1-1"]


def test_a_repeated_code_is_told_apart_and_told_of(read_csv: ReadCsv) -> None:
    reading = read_csv(HEAD + "1-1,甲。,1\n1-2,乙。,1\n1-1,丙。,1\n")
    assert [item.code for item in reading.items] == ["1-1", "1-2", "1-1（2）"]
    assert notices(reading) == [("scheme_code_repeated", "评价细则.csv!B4")]


def test_sections_that_count_from_one_get_their_code_before_it(read_csv: ReadCsv) -> None:
    reading = read_csv("类别,序号,评价内容\n甲类,1,子。\n,2,丑。\n乙类,1,寅。\n,2,卯。\n")
    assert [item.code for item in reading.items] == ["一", "一-1", "一-2", "二", "二-1", "二-2"]
    assert notices(reading) == [("scheme_codes_restarted", "评价细则.csv!C2")]


def test_groups_take_their_number_from_their_items(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "类别,评价要点,编号,评价内容\n甲类,子,1.2.3,一条。\n甲类,丑,1.3.1,一条。\n乙类,寅,2.1.1,一条。\n"
    )
    assert parents(reading) == [
        ("1", None),
        ("1.2", "1"),
        ("1.2.3", "1.2"),
        ("1.3", "1"),
        ("1.3.1", "1.3"),
        ("2", None),
        ("2.1", "2"),
        ("2.1.1", "2.1"),
    ]


def test_groups_keep_the_number_that_the_table_gives_them(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "类别,评价要点,编号,评价内容\n三、丙类,党政同责（７）,7-1,一条。\n四、丁类,（8）工作机制,8-2,一条。\n"
    )
    groups = [(item.code, item.title) for item in reading.items if item.title]
    assert groups == [("三", "丙类"), ("7", "党政同责"), ("四", "丁类"), ("8", "工作机制")]


def test_the_code_of_a_group_that_an_item_has_too_gives_way(read_csv: ReadCsv) -> None:
    reading = read_csv("评价要点,编号,评价内容\n1.党政同责,1,专题研究。\n2.工作机制,2,召开全会。\n")
    assert parents(reading) == [("一", None), ("1", "一"), ("二", None), ("2", "二")]


def test_items_without_any_code_are_numbered_below_their_groups(read_csv: ReadCsv) -> None:
    reading = read_csv("类别,评价内容,分值\n甲类,子。,1\n,丑。,1\n乙类,寅。,1\n")
    assert parents(reading) == [("1", None), ("1.1", "1"), ("1.2", "1"), ("2", None), ("2.1", "2")]
    assert notices(reading) == [("scheme_codes_made", "评价细则.csv!B2")]


def test_an_item_whose_code_was_forgotten_gets_one(read_csv: ReadCsv) -> None:
    reading = read_csv(HEAD + "1,甲。,1\n,乙。,1\n3,丙。,1\n")
    assert [item.code for item in reading.items] == ["1", "2", "3"]


def test_numbers_in_the_text_serve_as_codes_where_there_is_no_column(read_csv: ReadCsv) -> None:
    reading = read_csv("评价内容,分值\n1.专题研究。,2\n2、召开全会。,2\n")
    assert [(item.code, item.text) for item in reading.items] == [("1", "专题研究。"), ("2", "召开全会。")]


def test_a_column_of_parents_makes_the_tree_even_from_below(read_csv: ReadCsv) -> None:
    reading = read_csv("编号,上级编号,评价内容,分值\n1.1,1,专题研究。,3\n1,,党政同责,3\n1.2,1,调研督导。,2\n")
    assert parents(reading) == [("1", None), ("1.1", "1"), ("1.2", "1")]
    assert (reading.items[0].title, reading.items[0].text) == ("党政同责", None)
    assert reading.facts.total_points == 5


def test_parents_that_are_missing_or_in_a_ring_are_told_of(read_csv: ReadCsv) -> None:
    reading = read_csv("编号,上级编号,评价内容\n1,2,甲。\n2,1,乙。\n3,9,丙。\n4,4,丁。\n")
    assert notices(reading) == [
        ("scheme_parent_circular", "评价细则.csv!C3"),
        ("scheme_parent_unknown", "评价细则.csv!C4"),
        ("scheme_parent_circular", "评价细则.csv!C5"),
    ]
    assert sorted(item.code for item in reading.items) == ["1", "2", "3", "4"]


def test_codes_that_begin_with_another_items_code_stand_below_it(read_csv: ReadCsv) -> None:
    reading = read_csv(HEAD + "1,党政同责,5\n1.1,专题研究。,3\n1.10,调研督导。,2\n2,工作机制,1\n2.1,召开全会。,1\n")
    assert parents(reading) == [("1", None), ("1.1", "1"), ("1.10", "1"), ("2", None), ("2.1", "2")]
    assert reading.facts.total_points == 6


def test_codes_that_no_change_of_the_criteria_would_take_are_made_usable(read_csv: ReadCsv) -> None:
    long = "1" * 60
    rows = f"1#1,甲。,1\n1-1,乙。,1\n1＃2,丙。,1\n{long}1,丁。,1\n{long}2,戊。,1\n"
    reading = read_csv(HEAD + rows)
    used = [item.code for item in reading.items]
    assert used == ["1-1（2）", "1-1", "1-2", "1" * 50, f"{'1' * 47}（2）"]
    assert notices(reading) == [("scheme_code_unusable", f"评价细则.csv!B{row}") for row in (2, 4, 5, 6)]
    edited(a_snapshot(reading.items), [replace(reading.items[0], text="另一种说法")])


def test_codes_that_are_the_same_and_too_long_are_told_apart(read_csv: ReadCsv) -> None:
    reading = read_csv(HEAD + f"{'1' * 60},甲。,1\n{'1' * 60},乙。,1\n")
    assert [item.code for item in reading.items] == ["1" * 50, f"{'1' * 47}（2）"]
