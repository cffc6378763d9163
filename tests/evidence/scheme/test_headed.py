"""Tables whose columns are told by their headings, as offices make them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from evidence.errors import DossierError, RequestError
from evidence.scheme.headed import Field, HeadedTable, read_headed, typed_columns

FIELDS = (
    Field("name", "名称", re.compile("名称"), needed=True),
    Field("town", "乡镇", re.compile("乡镇|镇街")),
    Field("address", "地址", re.compile("地址")),
)

Rows = list[list[str | None]]


def book(
    path: Path, rows: list[list[str | None]], merged: tuple[str, ...] = (), more: list[list[str]] | None = None
) -> Path:
    workbook = Workbook()
    (sheet,) = workbook.worksheets
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for row in more or ():
        (workbook["二"] if "二" in workbook.sheetnames else workbook.create_sheet("二")).append(row)
    workbook.save(path)
    return path


def told(table: HeadedTable) -> list[dict[str, str]]:
    return [dict(row.texts) for row in table.rows]


def test_titles_sums_and_repeated_heads_are_no_rows(tmp_path: Path) -> None:
    rows: Rows = [
        ["某县点位台账", None, None],
        ["序号", "点位名称", "所在乡镇"],
        ["1", "万家超市", "双河镇"],
        ["序号", "点位名称", "所在乡镇"],
        ["2", "第一小学食堂", "石坪镇"],
        ["合计", "2", None],
    ]
    table = read_headed(book(tmp_path / "表.xlsx", rows, ("A1:C1",)), FIELDS)
    assert told(table) == [{"name": "万家超市", "town": "双河镇"}, {"name": "第一小学食堂", "town": "石坪镇"}]
    assert table.rows[1].where.endswith("A5")
    assert [table.column_name(column) for column in table.taken.values()] == ["B 点位名称", "C 所在乡镇"]


def test_a_row_that_begins_like_a_remark_is_one_only_where_it_is_none_of_the_table(tmp_path: Path) -> None:
    rows: Rows = [
        ["点位名称", "所在乡镇"],
        ["审核路小吃店", "双河镇"],
        ["合计划粮油店", "双河镇"],
        ["制表：王敏", "审核：赵琳"],
        ["填报说明", None],
    ]
    table = read_headed(book(tmp_path / "表.xlsx", rows), FIELDS)
    assert [row["name"] for row in told(table)] == ["审核路小吃店", "合计划粮油店"]


def test_a_title_over_the_table_names_no_column(tmp_path: Path) -> None:
    rows: Rows = [["各乡镇点位名称地址一览表", None, None], ["编号", "店铺名称", "乡镇"], ["1", "甲店", "双河镇"]]
    table = read_headed(book(tmp_path / "表.xlsx", rows, ("A1:C1",)), FIELDS)
    assert told(table) == [{"name": "甲店", "town": "双河镇"}]


def test_merged_cells_say_the_same_for_each_row_and_heads_may_have_two(tmp_path: Path) -> None:
    rows: Rows = [
        ["基本情况", None, "其他"],
        ["名称", "地址", "乡镇"],
        ["甲店", "一街", "双河镇"],
        ["乙店", "二街", None],
    ]
    table = read_headed(book(tmp_path / "表.xlsx", rows, ("A1:B1", "C3:C4")), FIELDS)
    assert told(table) == [
        {"name": "甲店", "address": "一街", "town": "双河镇"},
        {"name": "乙店", "address": "二街", "town": "双河镇"},
    ]


def test_all_sheets_with_such_columns_are_read(tmp_path: Path) -> None:
    path = book(
        tmp_path / "表.xlsx", [["名称", "地址"], ["甲店", "一街"]], more=[["地址", "店铺名称"], ["二街", "乙店"]]
    )
    assert [row["name"] for row in told(read_headed(path, FIELDS))] == ["甲店", "乙店"]


@pytest.mark.parametrize("typed", ["单位=名称,B=地址", "A＝名称，在哪里=地址"])
def test_a_person_says_what_columns_are(tmp_path: Path, typed: str) -> None:
    path = book(tmp_path / "表.xlsx", [["单位", "在哪里"], ["甲店", "一街"]])
    with pytest.raises(RequestError, match="headed_none"):
        read_headed(path, FIELDS)
    assert told(read_headed(path, FIELDS, typed_columns(typed, FIELDS))) == [{"name": "甲店", "address": "一街"}]


def test_a_column_may_be_left_out(tmp_path: Path) -> None:
    path = book(tmp_path / "表.xlsx", [["名称", "地址", "乡镇"], ["甲店", "一街", "双河镇"]])
    assert told(read_headed(path, FIELDS, typed_columns("不采用=地址", FIELDS))) == [{"name": "甲店", "town": "双河镇"}]


@pytest.mark.parametrize(
    ("typed", "code"), [("名称", "map_malformed"), ("A=电话", "map_no_role"), ("门店=名称", "headed_no_column")]
)
def test_what_names_no_column_or_no_use_is_told(tmp_path: Path, typed: str, code: str) -> None:
    path = book(tmp_path / "表.xlsx", [["名称", "地址"], ["甲店", "一街"]])
    with pytest.raises(RequestError, match=code):
        read_headed(path, FIELDS, typed_columns(typed, FIELDS))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "没有表格".encode(), "名称,地址\r\n".encode()])
def test_what_holds_no_rows_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(content)
    with pytest.raises(DossierError):
        read_headed(path, FIELDS)


CELLS = st.lists(st.lists(st.sampled_from(["名称", "地址", "乡镇", "甲", "", "合计", "—"]), max_size=4), max_size=6)


@given(CELLS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_any_cells_give_whole_rows_or_a_sentence(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "表.csv"
    path.write_text("\r\n".join(",".join(row) for row in rows), "utf-8-sig")
    try:
        table = read_headed(path, FIELDS)
    except DossierError:
        return
    assert all(row.texts and set(row.texts) <= {"name", "town", "address"} for row in table.rows)
