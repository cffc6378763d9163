"""Workbooks: what they hide, what their programs did to codes, and what is left of them after a broken copy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from office.compound import compound_of
from openpyxl import Workbook
from tables.old_excel import OldSheet, old_workbook
from tables.outline import outline

from evidence import wording
from evidence.errors import SchemeError
from evidence.model import SchemeReading
from evidence.scheme.reading import read_scheme

HEAD = ["类别", "编号", "评价内容", "分值"]
ROWS = [
    HEAD,
    ["基础工作", "1", "专题研究。", 3],
    [None, "2", "调研督导。", 2],
    [None, "3", "召开全会。", 2],
]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Save a workbook of one sheet after it was changed."""

    def make(change: Callable[[Workbook], None] | None = None) -> Path:
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.title = "细则"
        for row in ROWS:
            sheet.append(row)
        if change:
            change(workbook)
        path = tmp_path / "细则.xlsx"
        workbook.save(path)
        return path

    return make


def notices(reading: SchemeReading) -> list[str]:
    return [f"{notice.where}：{wording.notice(notice)}" for notice in reading.warnings]


def test_hidden_rows_are_left_out_and_told_of(book: Callable[..., Path]) -> None:
    def hide(workbook: Workbook) -> None:
        workbook.worksheets[0].row_dimensions[3].hidden = True

    reading = read_scheme(book(hide))
    assert outline(reading) == ["一 基础工作", "  1 专题研究。", "  3 召开全会。"]
    assert notices(reading) == [
        "细则：有 1 行是隐藏的或被筛选掉了（第 3 行），没有读取；如需要，请取消隐藏或筛选后再导入。"
    ]


def test_a_group_whose_first_row_is_hidden_keeps_its_name(book: Callable[..., Path]) -> None:
    def hide(workbook: Workbook) -> None:
        workbook.worksheets[0].merge_cells("A2:A4")
        workbook.worksheets[0].row_dimensions[2].hidden = True

    assert outline(read_scheme(book(hide))) == ["一 基础工作", "  2 调研督导。", "  3 召开全会。"]


def test_hidden_columns_are_left_out_and_empty_ones_not_told_of(book: Callable[..., Path]) -> None:
    def hide(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet["E1"], sheet["E2"] = "评分标准", "旧标准。"
        for letter in "EFG":
            sheet.column_dimensions[letter].hidden = True

    reading = read_scheme(book(hide))
    assert {item.method for item in reading.items} == {None}
    assert notices(reading) == ["细则：有 1 列是隐藏的（第 E 列），没有读取；如需要，请取消隐藏后再导入。"]


@pytest.mark.parametrize("shown", ["m-d", 'm"月"d"日"', "yyyy/m/d", "d-mmm"])
def test_codes_that_became_dates_are_recovered_however_they_are_shown(shown: str, book: Callable[..., Path]) -> None:
    def enter(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        for row, day in ((2, date(2024, 1, 1)), (3, date(2024, 1, 2)), (4, date(2024, 2, 3))):
            sheet.cell(row, 2, day).number_format = shown

    assert [item.code for item in read_scheme(book(enter)).items][1:] == ["1-1", "1-2", "2-3"]


def test_an_old_workbook_is_read_as_a_new_one(read_bytes: Callable[..., SchemeReading]) -> None:
    rows = [
        HEAD,
        ["基础工作", date(2024, 1, 1), "专题研究。", 3],
        [None, date(2024, 1, 2), "作废。", 2],
        [None, "1-3", "召开。", 2.5],
    ]
    sheet = OldSheet("细则", rows, merged=[(1, 3, 0, 0)], hidden_rows=frozenset({2}))
    reading = read_bytes(old_workbook(sheet), "细则.xls")
    assert outline(reading) == ["1 基础工作", "  1-1 专题研究。", "  1-3 召开。"]
    assert [item.points for item in reading.items] == [None, 3, 2.5]
    assert [(n.code, n.where) for n in reading.warnings] == [
        ("scheme_rows_hidden", "细则"),
        ("scheme_code_was_date", "细则!B2"),
    ]


def test_hidden_columns_of_an_old_workbook(read_bytes: Callable[..., SchemeReading]) -> None:
    rows = [["编号", "评价内容", "评分标准"], ["1", "专题研究。", "旧标准。"]]
    reading = read_bytes(old_workbook(OldSheet("细则", rows, hidden_columns=frozenset({2}))), "细则.xls")
    assert reading.items[0].method is None
    assert notices(reading) == ["细则：有 1 列是隐藏的（第 C 列），没有读取；如需要，请取消隐藏后再导入。"]


LONG = [HEAD, *([None, f"{n}", "专题研究食品安全工作。", 1] for n in range(1, 200))]


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("ending", ["xls", "xlsx"])
def test_a_workbook_of_which_only_a_part_arrived_is_refused(
    ending: str, kept: float, book: Callable[..., Path], tmp_path: Path
) -> None:
    whole = old_workbook(OldSheet("细则", LONG)) if ending == "xls" else book().read_bytes()
    path = tmp_path / f"残.{ending}"
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(SchemeError) as caught:
        read_scheme(path)
    assert caught.value.code == "scheme_damaged"


def test_an_old_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "细则.xls"
    path.write_bytes(old_workbook(OldSheet("细则", ROWS), locked=True))
    with pytest.raises(SchemeError) as caught:
        read_scheme(path)
    assert caught.value.code == "scheme_encrypted"


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("WordDocument", "scheme_is_old_word"),
        ("EncryptedPackage", "scheme_encrypted"),
        ("Cat", "scheme_kind_unsupported"),
    ],
)
def test_other_files_in_the_old_container_are_told_apart(stream: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "细则.xls"
    path.write_bytes(compound_of({stream: b"\0" * 5000}))
    with pytest.raises(SchemeError) as caught:
        read_scheme(path)
    assert caught.value.code == code


def test_a_workbook_named_as_another_is_read(book: Callable[..., Path], tmp_path: Path) -> None:
    other = tmp_path / "细则.et"
    other.write_bytes(book().read_bytes())
    assert len(read_scheme(other).items) == 4
