"""Columns as a person chooses them: shown as guessed, changed, known again, and enough for tables that say nothing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from evidence.errors import SchemeError
from evidence.model import Criterion, CriterionId, SchemeReading, SlotId
from evidence.scheme.columns import Choice, Columns, headings, recall, remember
from evidence.scheme.grid import Position, Value, make_grid
from evidence.scheme.layout import guess_columns, with_header
from evidence.scheme.reading import SchemeFile, guess_choice, open_scheme_file, read_scheme, read_tables
from evidence.scheme.roles import Role, named_role
from evidence.scheme.rows import RowKind
from tests.evidence.scheme import test_any_table as any_table

Rows = Sequence[Sequence[Value]]
MakeWorkbook = Callable[..., Path]
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"

TABLES: dict[str, tuple[Rows, tuple[str, ...]]] = {
    "groups in merged cells": (
        [
            ["类别", "评价要点", "分值", "编号", "评价内容", "评分标准", "所需材料", "牵头单位", "责任单位", "备注"],
            [
                "基础工作",
                "党政同责（1）",
                5,
                "1-1",
                "★专题研究。",
                "得3分，否则不得分。",
                "纪要",
                "县府办",
                "县委办",
                "",
            ],
            ["", "", "", "1-2", "调研督导。", "得2分，否则不得分。", "方案；总结", "县府办", "", "否决项"],
            ["", "工作机制（2）", 2, "2-3", "召开全会。", "每少一次扣0.5分。", "", "县食药安办", "各乡镇", ""],
        ],
        ("A2:A4", "B2:B3", "C2:C3"),
    ),
    "groups repeated, with codes and points of their own": (
        [
            ["类别", "要点编号", "评价要点", "要点分值", "编号", "评价内容", "分值", "年度范围", "所需材料"],
            ["基础工作", "A", "党政同责", 5, "A1", "专题研究。", 3, "近三年", "纪要"],
            ["基础工作", "A", "党政同责", 5, "A2", "调研督导。", 2, "", "方案"],
            ["能力建设", "B", "工作机制", 1, "B1", "召开全会。", 1, "最近一年", ""],
        ],
        (),
    ),
    "section lines and totals": (
        [
            ["省级评价细则（2021版）", "", "", "", ""],
            ["序号", "评价项目", "评价内容", "分值", "计分方式"],
            ["一、关键项（2项，5分）", "", "", "", ""],
            [1, "党政同责", "专题研究。", 3, "全得"],
            [2, "工作机制", "召开全会。", 2, "酌扣"],
            ["小计", "", "", 5, ""],
            ["二、鼓励项（1项，2分）", "", "", "", ""],
            [1, "机制创新", "有推广文件。", 2, "加分"],
            ["合计", "", "", 7, ""],
        ],
        ("A1:E1", "A3:E3", "A7:E7"),
    ),
    "parents named": (
        [
            ["编号", "上级编号", "名称", "评价内容", "分值", "关键项"],
            ["1", "", "党政同责", "", "", ""],
            ["1.1", "1", "专题研究", "常委会专题研究。", 3, "是"],
            ["1.2", "1", "调研督导", "主要负责人调研。", "加2分", ""],
        ],
        (),
    ),
}


def whole(reading: SchemeReading) -> list[Criterion]:
    """All that was read but the keys; parents by their codes."""
    codes = {item.id: CriterionId(item.code) for item in reading.items}
    return [
        replace(
            item,
            id=codes[item.id],
            parent=codes[item.parent] if item.parent else None,
            required=tuple(replace(slot, id=SlotId("")) for slot in item.required),
        )
        for item in reading.items
    ]


def header_rows(rows: Rows) -> tuple[Rows, Rows, Rows]:
    """The lines above a table's header, the header, and what stands below."""
    at = next(number for number, row in enumerate(rows) if len([cell for cell in row if cell != ""]) > 1)
    return rows[:at], rows[at : at + 1], rows[at + 1 :]


@pytest.mark.parametrize("name", TABLES)
def test_headings_that_say_nothing_read_the_same_once_the_columns_are_chosen(
    name: str, make_workbook: MakeWorkbook
) -> None:
    rows, merged = TABLES[name]
    above, _, below = header_rows(rows)
    known = open_scheme_file(make_workbook({"细则": (rows, merged)}))
    (guessed,) = guess_choice(known)
    nameless = [*above, list(STEMS[: len(rows[-1])]), *below]
    file = open_scheme_file(make_workbook({"细则": (nameless, merged)}))
    (unknown,) = guess_choice(file)
    assert (unknown.first, unknown.last) == (guessed.first, guessed.last)
    assert not unknown.is_read
    assert set(unknown.roles) == {Role.UNUSED}
    chosen = replace(unknown, is_read=True, roles=guessed.roles)
    assert whole(read_tables(file, (chosen,)).scheme) == whole(read_tables(known, (guessed,)).scheme)


@pytest.mark.parametrize("name", TABLES)
def test_without_a_header_row_the_table_begins_where_a_person_says(name: str, tmp_path: Path) -> None:
    rows, _ = TABLES[name]
    above, _, below = header_rows(rows)
    reading = read_csv_scheme(tmp_path, rows)
    file = open_scheme_file(written(tmp_path, [*above, *below]))
    columns = with_header(file.grids[0], guess_columns(make_grid("", rows)), range(len(above), len(above)))
    assert whole(read_tables(file, (columns,)).scheme) == whole(reading)


def written(folder: Path, rows: Rows) -> Path:
    path = folder / "细则.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def read_csv_scheme(folder: Path, rows: Rows) -> SchemeReading:
    return read_scheme(written(folder, rows))


def test_a_changed_column_changes_the_reading_without_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, [["编号", "评价内容", "分值", "标准分"], ["1", "专题研究。", "3", "4"]])
    file = open_scheme_file(path)
    path.unlink()
    (columns,) = guess_choice(file)
    changed = columns.with_role(2, Role.UNUSED)
    assert [item.points for item in read_tables(file, (columns,)).scheme.items] == [7]
    assert [item.points for item in read_tables(file, (changed,)).scheme.items] == [4]


def test_a_table_of_names_alone_can_be_read(tmp_path: Path) -> None:
    file = open_scheme_file(written(tmp_path, [["甲", "乙"], ["1", "专题研究"], ["2", "调研督导"]]))
    (unknown,) = guess_choice(file)
    chosen = unknown.with_role(0, Role.CODE).with_role(1, Role.TITLE)
    items = read_tables(file, (chosen,)).scheme.items
    assert [(item.code, item.title, item.text) for item in items] == [("1", "专题研究", None), ("2", "调研督导", None)]


def test_of_several_sheets_those_are_read_that_are_chosen(make_workbook: MakeWorkbook) -> None:
    rows = [["编号", "评价内容"], ["1", "专题研究。"]]
    file = open_scheme_file(make_workbook({"甲": (rows, ()), "乙": (rows, ()), "联系人": ([["姓名"]], ())}))
    guess = guess_choice(file)
    assert [columns.is_read for columns in guess] == [True, True, False]
    alone: Choice = (guess[0], replace(guess[1], is_read=False), guess[2])
    outcome = read_tables(file, alone)
    assert [item.code for item in outcome.scheme.items] == ["1"]
    assert [notice.where for notice in outcome.scheme.warnings] == ["乙", "联系人"]
    assert [len(kinds) for kinds in outcome.kinds] == [2, 0, 0]


def test_a_table_that_is_to_be_read_needs_a_column_of_items(tmp_path: Path) -> None:
    file = open_scheme_file(written(tmp_path, [["甲", "乙"], ["1", "专题研究。"]]))
    (unknown,) = guess_choice(file)
    with pytest.raises(SchemeError) as refusal:
        read_tables(file, (unknown.with_role(0, Role.CODE),))
    assert refusal.value.code == "scheme_no_text_column"


def test_a_choice_that_leaves_no_items_is_refused(tmp_path: Path) -> None:
    file = open_scheme_file(written(tmp_path, [["编号", "评价内容"], ["1", "专题研究。"]]))
    (columns,) = guess_choice(file)
    with pytest.raises(SchemeError) as refusal:
        read_tables(file, (with_header(file.grids[0], columns, range(2)),))
    assert refusal.value.code == "scheme_no_items"


def test_the_outcome_tells_what_each_row_is_and_where_each_criterion_stands(make_workbook: MakeWorkbook) -> None:
    rows, merged = TABLES["section lines and totals"]
    file = open_scheme_file(make_workbook({"细则": (rows, merged)}))
    outcome = read_tables(file, guess_choice(file))
    assert outcome.kinds[0] == (
        RowKind.ABOVE,
        RowKind.HEADER,
        RowKind.BAND,
        RowKind.ITEM,
        RowKind.ITEM,
        RowKind.SUBTOTAL,
        RowKind.BAND,
        RowKind.ITEM,
        RowKind.TOTAL,
    )
    places = [outcome.places[item.id] for item in outcome.scheme.items]
    assert [(place.row, place.column) for place in places if isinstance(place, Position)] == [
        (2, 0),
        (3, 2),
        (4, 2),
        (6, 0),
        (7, 2),
    ]


def test_the_sums_of_the_table_are_compared_block_by_block(make_workbook: MakeWorkbook) -> None:
    rows, merged = TABLES["section lines and totals"]
    rows = [list(row) for row in rows]
    rows[5][3] = 6
    file = open_scheme_file(make_workbook({"细则": (rows, merged)}))
    outcome = read_tables(file, guess_choice(file))
    assert [(sum_.title, sum_.stated, sum_.found, sum_.agrees) for sum_ in outcome.sums] == [
        ("关键项", 5, 5, True),
        ("鼓励项", 2, 2, True),
        ("小计", 6, 5, False),
        ("合计", 7, 7, True),
    ]
    assert [(notice.code, notice.where) for notice in outcome.scheme.warnings if "differ" in notice.code] == [
        ("scheme_subtotal_differs", "细则!D6")
    ]


def test_a_total_of_one_sheet_is_that_of_its_items(make_workbook: MakeWorkbook) -> None:
    sheets = {
        name: ([["编号", "评价内容", "分值"], [code, "专题研究。", points], ["合计", "", points]], ())
        for name, code, points in (("甲类", "1", 3), ("乙类", "2", 4))
    }
    file = open_scheme_file(make_workbook(sheets))
    assert all(sum_.agrees for sum_ in read_tables(file, guess_choice(file)).sums)


def test_a_small_total_may_count_since_the_last_one_or_its_group(make_workbook: MakeWorkbook) -> None:
    rows = [
        ["类别", "编号", "评价内容", "分值"],
        ["甲类", "1", "专题研究。", 3],
        ["", "小计", "", 3],
        ["乙类", "2", "调研督导。", 2],
        ["丙类", "3", "召开全会。", 4],
        ["", "小计", "", 4],
    ]
    file = open_scheme_file(make_workbook({"细则": (rows, ())}))
    sums = read_tables(file, guess_choice(file)).sums
    assert [(sum_.stated, sum_.agrees) for sum_ in sums] == [(3, True), (4, True)]


def test_a_header_of_several_rows_is_one_line_of_headings() -> None:
    grid = make_grid(
        "表",
        [["任务落实", None, "序号"], ["牵头单位", "责任\n单位", None], ["甲", "乙", "1"]],
        [((0, 0), (0, 1)), ((0, 2), (1, 2))],
    )
    columns = Columns(is_read=True, first=0, last=1, roles=(Role.LEAD, Role.SUPPORT, Role.CODE))
    assert headings(grid, columns) == ["任务落实／牵头单位", "任务落实／责任单位", "序号"]


def test_what_was_chosen_is_known_again_wherever_the_same_headings_stand() -> None:
    before = make_grid("细则", [["甲", "乙"], ["1", "专题研究。"]])
    after = make_grid("细则", [["另一年的表", None], ["甲 ", "乙"], ["7", "调研督导。"]])
    guess = guess_columns(before)
    chosen = guess.with_role(0, Role.CODE).with_role(1, Role.TEXT)
    known = remember((), [before], (guess,), (chosen,))
    assert recall(after, known) == Columns(is_read=True, first=1, last=1, roles=(Role.CODE, Role.TEXT))
    wider = make_grid("细则", [["甲", "乙", None], ["7", "调研督导。", None]])
    assert recall(wider, known) == Columns(is_read=True, first=0, last=0, roles=(Role.CODE, Role.TEXT, Role.UNUSED))
    assert recall(make_grid("下一年.csv", [["甲", "乙"]]), known) == chosen
    assert recall(make_grid("细则", [["甲", "丙"]]), known) is None


def test_of_sheets_with_the_same_headings_each_is_known_by_its_name() -> None:
    grids = [make_grid(name, [["编号", "评价内容", "分"], ["1", "甲项。", 3]]) for name in ("甲表", "乙表")]
    guess = tuple(map(guess_columns, grids))
    choice = (guess[0], guess[1].with_role(2, Role.UNUSED))
    known = remember((), grids, guess, choice)
    assert tuple(recall(grid, known) for grid in grids) == choice
    assert remember(known, grids, guess, guess) == ()


def test_what_is_read_as_guessed_is_not_kept_any_longer() -> None:
    grid = make_grid("细则", [["编号", "评价内容"], ["1", "专题研究。"]])
    guess = guess_columns(grid)
    known = remember((), [grid], (guess,), (guess.with_role(0, Role.UNUSED),))
    assert len(known) == 1
    assert remember(known, [grid], (guess,), (guess,)) == ()


def test_a_table_without_headings_is_not_known_again() -> None:
    grid = make_grid("细则", [[1, "专题研究，明确责任，抓好落实，并按时报送有关工作情况。"]])
    guess = guess_columns(grid)
    assert list(guess.header_rows) == []
    assert remember((), [grid], (guess,), (guess.with_role(1, Role.TEXT),)) == ()


def test_columns_keep_their_use_under_a_header_that_names_none() -> None:
    grid = make_grid("细则", [["编号", "评价内容"], ["甲", "乙"], ["1", "专题研究。"]])
    columns = guess_columns(grid).with_role(0, Role.NOTE)
    assert with_header(grid, columns, range(1, 2)).roles == columns.roles
    assert with_header(grid, columns, range(1)).roles == (Role.CODE, Role.TEXT)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("评价内容", Role.TEXT),
        ("类别/评价要点", Role.GROUP),
        ("类别／评价要点", Role.GROUP),
        ("不采用", Role.UNUSED),
        ("责任部门", Role.SUPPORT),
        ("扣分标准", Role.METHOD),
        ("评价项目", None),
        ("天气", None),
    ],
)
def test_a_use_is_known_by_its_word_or_by_what_offices_write(words: str, role: Role | None) -> None:
    assert named_role(words) is role


def test_every_use_but_the_undecided_has_a_word_of_its_own() -> None:
    from evidence.wording import tables as table_words

    assert set(table_words.ROLES) == {role.value for role in Role} - {Role.HEADING.value}
    assert len(set(table_words.ROLES.values())) == len(table_words.ROLES)
    assert set(table_words.ROLES) > set(table_words.ROLE_HINTS)
    assert set(table_words.ROW_KINDS) == {kind.value for kind in RowKind}


def test_the_scheme_that_ships_reads_the_same_under_headings_that_say_nothing(root: Path, tmp_path: Path) -> None:
    (table,) = (root / "templates" / "schemes").glob("*.csv")
    file = open_scheme_file(table)
    (guessed,) = guess_choice(file)
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines(keepends=True)))
    rows[guessed.first] = list(STEMS[: len(rows[guessed.first])])
    nameless = open_scheme_file(written(tmp_path, rows))
    chosen = replace(guess_choice(nameless)[0], is_read=True, roles=guessed.roles)
    assert whole(read_tables(nameless, (chosen,)).scheme) == whole(read_tables(file, (guessed,)).scheme)


@given(
    any_table.TABLES,
    st.lists(st.sampled_from(sorted(Role)), min_size=8, max_size=8),
    st.integers(0, 14),
    st.integers(0, 4),
)
def test_whatever_is_chosen_the_reading_ends_in_a_sound_tree_or_a_refusal(
    rows: list[list[str]], roles: list[Role], first: int, height: int
) -> None:
    grid = make_grid("细则", rows)
    guessed = with_header(grid, guess_columns(grid), range(min(first, len(rows)), first + height))
    columns = replace(guessed, is_read=True, roles=tuple(roles[: len(guessed.roles)]))
    file = SchemeFile("细则.csv", (grid,), ())
    try:
        outcome = read_tables(file, (columns,))
    except SchemeError as refusal:
        if refusal.code not in ("scheme_no_text_column", "scheme_no_items"):
            raise
        return
    codes = [item.code for item in outcome.scheme.items]
    assert all(codes)
    assert len(set(codes)) == len(codes)
    assert len(outcome.kinds[0]) == len(rows)
