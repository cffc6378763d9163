"""A clerk tells the command line which sheet, which header row and what each column is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from app import settings
from app.kept_columns import KeptColumns
from evidence.scheme.columns import KnownColumns
from evidence.scheme.roles import Role
from tests.app.examples import Command

Refused = Callable[..., str]

NAMELESS = [["甲", "乙", "丙", "丁"], ["1", "专题研究。", 3, "县委办"], ["2", "调研督导。", 2, "县府办"]]
BY_LETTER = "A=编号,B=评价内容,C=分值,D=牵头单位"


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def nameless(tmp_path: Path) -> Path:
    """A table whose headings say nothing."""
    return workbook(tmp_path / "细则.xlsx", 细则=NAMELESS)


def read(table: Path, beijian: Command, *options: str) -> list[tuple[object, ...]]:
    outcome = beijian("scheme", table, "--json", *options)
    assert outcome.status == 0, outcome.err
    return [(item["code"], item["text"], item["points"], item["lead_unit"]) for item in outcome.json["items"]]


WHOLE = [("1", "专题研究。", 3, "县委办"), ("2", "调研督导。", 2, "县府办")]


@pytest.mark.parametrize(
    "mapping",
    [BY_LETTER, "甲=编号，乙＝评价内容；丙=分值,d=牵头部门", "细则!A=序号,细则!B=评价内容,C=分值,D=牵头单位"],
)
def test_columns_are_named_by_letter_or_heading(mapping: str, nameless: Path, beijian: Command) -> None:
    assert read(nameless, beijian, "--map", mapping) == WHOLE


def test_a_table_without_a_header_begins_with_its_first_row(tmp_path: Path, beijian: Command) -> None:
    table = workbook(tmp_path / "细则.xlsx", 细则=NAMELESS[1:])
    assert read(table, beijian, "--header", "无", "--map", BY_LETTER) == WHOLE


def test_the_header_may_stand_where_the_clerk_says(tmp_path: Path, beijian: Command) -> None:
    table = workbook(tmp_path / "细则.xlsx", 细则=[["编号", "评价内容", "分值"], *NAMELESS])
    assert read(table, beijian, "--header", "2", "--map", BY_LETTER) == WHOLE
    assert read(table, beijian, "--header", "1-2", "--map", "乙=评价内容,丁=牵头单位") == WHOLE


def test_what_the_clerk_does_not_name_stays_as_guessed(tmp_path: Path, beijian: Command) -> None:
    table = workbook(tmp_path / "细则.xlsx", 细则=[["编号", "评价内容", "分值", "分数"], [1, "专题研究。", 3, 5]])
    assert [item[2] for item in read(table, beijian)] == [8]
    assert [item[2] for item in read(table, beijian, "--map", "C=不采用")] == [5]


@pytest.mark.parametrize("sheets", [["乙表"], ["2"]])
def test_of_several_sheets_those_are_read_that_are_named(sheets: list[str], tmp_path: Path, beijian: Command) -> None:
    one, two = [["编号", "评价内容"], ["1", "甲项。"]], [["编号", "评价内容"], ["2", "乙项。"]]
    table = workbook(tmp_path / "细则.xlsx", 甲表=one, 乙表=two)
    assert [item[0] for item in read(table, beijian, "--sheet", *sheets)] == ["2"]
    assert {"1", "2"} <= {item[0] for item in read(table, beijian, "--sheet", "甲表", "乙表")}


def test_json_tells_what_each_column_was_taken_for(tmp_path: Path, beijian: Command) -> None:
    table = workbook(tmp_path / "细则.xlsx", 细则=[["某县细则"], ["编号", "评价\n内容", "天气"], ["1", "甲项。", "晴"]])
    assert beijian("scheme", table, "--json").json["columns"] == [
        {
            "sheet": "细则",
            "read": True,
            "header_rows": [2],
            "columns": [
                {"column": "A", "heading": "编号", "role": "编号"},
                {"column": "B", "heading": "评价内容", "role": "评价内容"},
                {"column": "C", "heading": "天气", "role": "不采用"},
            ],
        }
    ]


def test_a_clerk_sees_what_each_column_was_taken_for_and_how_the_sums_compare(tmp_path: Path, beijian: Command) -> None:
    rows = [["编号", "评价内容", "分值"], ["1", "甲项。", 3], ["合计", None, 4]]
    said = beijian("scheme", workbook(tmp_path / "细则.xlsx", 细则=rows, 说明=[["填表说明"]])).out
    assert "“细则”表头在第 1 行" in said
    assert "　　B=评价内容　栏名：评价内容\n" in said
    assert "“说明”没有读取" in said
    assert "表中“合计”写明 4 分，读出 3 分，不一致。" in said


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--sheet", "没有的表"], "没有的表"),
        (["--sheet", "3"], "3"),
        (["--header", "第三行吧"], "第三行吧"),
        (["--header", "4-3"], "4-3"),
        (["--header", "9"], "9"),
        (["--map", "编号"], "编号"),
        (["--map", "=编号"], "=编号"),
        (["--map", "A="], "A="),
        (["--map", "A=天气"], "天气"),
        (["--map", "Z=编号"], "Z"),
        (["--map", "戊=编号"], "戊"),
        (["--map", "别的表!A=编号"], "别的表"),
        (["--map", "上次"], "上次"),
        (["--map", "A=编号"], "评价内容"),
        ([], "细则.xlsx"),
    ],
)
def test_what_is_not_there_is_refused_by_its_name(
    options: list[str], named: str, nameless: Path, beijian: Command, refused: Refused
) -> None:
    refused(beijian("scheme", nameless, *options), named)


def test_a_heading_that_stands_twice_must_be_named_by_letter(
    tmp_path: Path, beijian: Command, refused: Refused
) -> None:
    table = workbook(tmp_path / "细则.xlsx", 细则=[["编号", "评价内容", "分", "分"], ["1", "甲项。", 3, 3]])
    assert "C、D" in refused(beijian("scheme", table, "--map", "分=分值"), "分")


def test_a_project_keeps_its_columns_for_the_next_table_of_that_kind(
    nameless: Path, tmp_path: Path, beijian: Command
) -> None:
    made = beijian("new", tmp_path / "项目", "--scheme", nameless, "--map", BY_LETTER)
    assert made.status == 0, made.err
    again = workbook(tmp_path / "下一年.xlsx", 细则=[["下一年的细则"], *NAMELESS])
    assert "--map 上次" in beijian("scheme", again, "--map", "B=评价内容").err + beijian("scheme", again).err
    assert read(again, beijian, "--map", "上次") == WHOLE


def test_trying_columns_out_keeps_nothing(nameless: Path, beijian: Command) -> None:
    read(nameless, beijian, "--map", BY_LETTER)
    assert not settings.default_path().with_name("columns.toml").exists()


KNOWN = KnownColumns('细则"2021"', (("目标\\要求", ""), ("编号", "评价内容")), (Role.CODE, Role.TEXT))


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    kept = KeptColumns(tmp_path / "配置" / "settings.toml")
    assert kept.load() == ()
    kept.save([KNOWN, KNOWN])
    assert kept.load() == (KNOWN, KNOWN)


@pytest.mark.parametrize(
    "content",
    [
        b"table = 3",
        b"[[table]]\nsheet = 1",
        b'[[table]]\nsheet = "a"\nheads = [1]\nroles = []',
        b'[[table]]\nsheet = "a"\nheads = []\nroles = ["weather"]',
        b'[[table]]\nsheet = "a"\nheads = []\nroles = ["heading"]',
        b"\xff\xfe\x00",
    ],
)
def test_a_damaged_file_is_put_aside(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "columns.toml").write_bytes(content)
    assert KeptColumns(tmp_path / "settings.toml").load() == ()
    assert (tmp_path / "columns.damaged.toml").read_bytes() == content
