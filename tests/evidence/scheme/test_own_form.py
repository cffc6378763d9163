"""A scheme that was saved as a workbook is read back as it was, whatever stands in it."""

# openpyxl leaves the types of some attributes open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from golden.parts import difference, parts
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook

from build import NOON, a_group, a_slot, an_item
from evidence import wording
from evidence.criteria import total_points, with_flags
from evidence.errors import ExportError, SchemeError
from evidence.export.scheme_file import write_scheme
from evidence.kinds import KINDS
from evidence.model import (
    Criterion,
    CriterionId,
    Rule,
    SchemeFacts,
    SchemeReading,
    Scope,
    Slot,
    SlotId,
    Stage,
    Years,
    new_id,
)
from evidence.scheme.own_materials import write_materials
from evidence.scheme.reading import read_scheme

# What trips readers: what they split at, what they take for something else, what offices and programs put into cells.
ODD = [
    "合计",
    "小计",
    "注：说明。",
    "一、基础工作",
    "★",
    "是",
    "编号",
    "评价内容",
    "版本：2021版",
    "文号：食安办〔2021〕8号",
    "1-2",
    "1.10",
    "2024",
    "=1+1",
    "+1",
    "-1",
    "@甲",
    "得2分",
    "甲|乙",
    "｜",
    ";",
    "；",
    "、",
    "，",
    '"',
    "“”",
    '""',
    "/",
    "建议应备",
    "不涉及：无",
    "：",
    "（",
    "）",
    "\n",
    "\t",
    " ",
    "\u3000",
    "\xa0",
    "\ufeff",
    "_x0041_",
    "_x005F_",
    "\x07",
    "𠮷",
    "１２",
    "ABC",
    "近三年每年",
    "各乡镇",
    "无",
    "—",
    "2023-01-01",
    "1e5",
    "true",
    "牵头：甲局；配合：乙局",
]
# Not in it: carriage returns, which are line feeds in workbooks, and `_x000D_`, which some programs put for them; nor
# the two that are no characters, of which a workbook holds nothing.
LETTERS = st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff")
CODE_LETTERS = st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff#＃")
TEXTS = st.one_of(
    st.lists(st.sampled_from(ODD), min_size=1, max_size=6).map("".join),
    st.text(LETTERS, min_size=1, max_size=30),
    st.just("食品安全工作。" * 90),
).filter(lambda text: "_x000D_" not in text and "_x000d_" not in text)
MAYBE = st.none() | TEXTS
CODES = st.one_of(
    st.sampled_from(["1", "1-2", "1.10", "1.1", "2024", "一", "（一）", "1-1（2）", "=1", "+2", "12-43", "１"]),
    st.text(CODE_LETTERS, min_size=1, max_size=12).map(str.strip).filter(lambda code: code and "_x000" not in code),
)
POINTS = st.none() | st.sampled_from([0.0, 0.5, 2.0, 0.1, 1 / 3, 100.0]) | st.floats(0, 1e6)
LISTS = st.lists(TEXTS, max_size=3, unique=True).map(tuple)
SLOTS = st.builds(
    Slot,
    st.builds(lambda: SlotId(new_id())),
    TEXTS | st.just(""),
    st.lists(st.sampled_from(KINDS), max_size=3, unique=True).map(tuple),
    st.none() | st.sampled_from(Stage),
    st.sampled_from(Years),
    st.integers(1, 200),
    LISTS,
    st.sampled_from(Scope),
    LISTS,
    MAYBE,
    st.booleans(),
    MAYBE,
    st.booleans(),
)


@st.composite
def criteria(draw: st.DrawFn) -> tuple[Criterion, ...]:
    """Return a tree of up to five levels, groups before their children."""
    codes = draw(st.lists(CODES, min_size=1, max_size=8, unique=True))
    made: list[Criterion] = []
    path: list[CriterionId] = []  # the groups that the next one may stand in
    for code in codes:
        depth = draw(st.integers(0, min(len(path), 4)))
        key = CriterionId(new_id())
        made.append(
            Criterion(
                key,
                path[depth - 1] if depth else None,
                code,
                draw(MAYBE),
                draw(MAYBE),
                draw(POINTS),
                draw(st.none() | st.sampled_from(Rule)),
                draw(MAYBE),
                draw(MAYBE),
                draw(LISTS),
                draw(st.booleans()),
                veto=False,
                bonus=False,
                required=tuple(draw(st.lists(SLOTS, max_size=3))),
                ways=draw(MAYBE),
                person=draw(MAYBE),
                due=draw(MAYBE),
                note=draw(MAYBE),
            )
        )
        path = [*path[:depth], key]
    return with_flags(made)


FACTS = st.builds(SchemeFacts, TEXTS, MAYBE, MAYBE, st.none())


def comparable(facts: SchemeFacts, items: tuple[Criterion, ...]) -> list[object]:
    """All that a scheme says, with codes in the place of ids."""
    codes = {item.id: item.code for item in items}
    return [
        facts,
        *(
            replace(
                item,
                id=CriterionId(""),
                parent=CriterionId(codes[item.parent]) if item.parent else None,
                required=tuple(replace(slot, id=SlotId("")) for slot in item.required),
            )
            for item in items
        ),
    ]


def written(path: Path, facts: SchemeFacts, items: tuple[Criterion, ...]) -> SchemeReading:
    write_scheme(path, facts, items, "县食药安办", "0.0", NOON)
    return read_scheme(path)


@given(FACTS, criteria())
def test_any_scheme_comes_back_from_its_workbook_as_it_was(facts: SchemeFacts, items: tuple[Criterion, ...]) -> None:
    facts = replace(facts, total_points=total_points(items))
    with tempfile.TemporaryDirectory() as folder:
        reading = written(Path(folder) / "细则.xlsx", facts, items)
    assert comparable(reading.facts, reading.items) == comparable(facts, items)


FACTS_OF_ONE = SchemeFacts("评价细则（演示版）", None, None, 2.0)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A workbook of one group with one item that has one material."""
    group = a_group("1", "基础工作")
    item = an_item("1-2", a_slot("方案"), parent=group.id)
    write_scheme(tmp_path / "细则.xlsx", FACTS_OF_ONE, (group, item), "县食药安办", "0.0", NOON)
    return tmp_path / "细则.xlsx"


def edited(path: Path, cells: Mapping[str, object]) -> SchemeReading:
    """Read a workbook in which somebody changed cells."""
    book = load_workbook(path)
    for place, value in cells.items():
        book.worksheets[0][place] = value  # type: ignore[index]
    book.save(path)
    book.close()
    return read_scheme(path)


def test_codes_stay_text_when_somebody_types_there(saved: Path) -> None:
    book = load_workbook(saved)
    (sheet,) = book.worksheets
    formats = [sheet["A5"].number_format, sheet["B5"].number_format, sheet["E5"].number_format]
    book.close()
    assert formats == ["@", "@", "General"]


def test_the_sheet_is_ready_to_print(saved: Path) -> None:
    book = load_workbook(saved)
    (sheet,) = book.worksheets
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert all(cell.alignment.wrap_text for cell in sheet[5])
    book.close()


def test_a_row_that_somebody_added_is_read(saved: Path) -> None:
    reading = edited(
        saved, {"A6": "1-3", "B6": "1", "D6": "新增内容", "E6": "3分", "I6": "会议纪要（近三年每年）；照片"}
    )
    added = reading.items[-1]
    assert (added.code, added.parent, added.points) == ("1-3", reading.items[0].id, 3.0)
    assert [(slot.name, slot.years) for slot in added.required] == [
        ("会议纪要", Years.EACH_OF_LAST_3),
        ("照片", Years.ANY),
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"B5": "9"}, "上级编号“9”"),
        ({"B4": "1-2"}, "互为上级"),
        ({"A5": "1"}, "前面已经用过"),
        ({"A5": None}, "没有编号"),
        ({"E5": "若干"}, "分值“若干”"),
        ({"I5": "方案|公文|部署|不限|1||本级"}, "种类“公文”"),
        ({"I5": "方案||部署|不限|1||本级|随便"}, "“随便”无法识别"),
    ],
)
def test_what_somebody_wrote_wrongly_is_told_of(cells: dict[str, object], said: str, saved: Path) -> None:
    reading = edited(saved, cells)
    assert any(said in wording.notice(notice) for notice in reading.warnings), reading.warnings
    assert len(reading.items) == 2


def test_a_table_without_rows_is_refused(saved: Path) -> None:
    with pytest.raises(SchemeError) as caught:
        edited(saved, dict.fromkeys([f"{column}{row}" for column in "ABCDEFGHIJKLMNO" for row in (4, 5)]))
    assert caught.value.code == "scheme_no_items"


def test_other_sheets_are_told_of(saved: Path) -> None:
    book = load_workbook(saved)
    book.create_sheet("联系表")["A1"] = "电话"
    book.save(saved)
    book.close()
    reading = read_scheme(saved)
    assert [notice.code for notice in reading.warnings] == ["scheme_sheet_beside_own"]
    assert len(reading.items) == 2


def test_a_text_higher_than_a_row_can_be_has_all_its_room(tmp_path: Path) -> None:
    item = an_item("1", text="落实食品安全责任。" * 200)
    reading = written(tmp_path / "细则.xlsx", FACTS_OF_ONE, (item,))
    assert [found.text for found in reading.items] == [item.text]
    book = load_workbook(tmp_path / "细则.xlsx")
    heights = [size.height for row, size in book.worksheets[0].row_dimensions.items() if row > 3]
    book.close()
    assert len(heights) > 1
    assert max(height or 0 for height in heights) <= 409


def test_a_text_longer_than_a_cell_can_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        written(tmp_path / "细则.xlsx", FACTS_OF_ONE, (an_item("1", text="长" * 32768),))
    assert "放不下" in wording.sentence(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_character_is_left_out(tmp_path: Path) -> None:
    read = written(tmp_path / "细则.xlsx", FACTS_OF_ONE, (an_item("1", text="食品\ufffe安全\uffff工作"),))
    assert read.items[0].text == "食品安全工作"


def test_a_scheme_is_saved_as_a_workbook_only(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        written(tmp_path / "细则.xls", FACTS_OF_ONE, (an_item("1"),))
    assert caught.value.code == "scheme_file_kind"


def test_a_material_is_written_as_people_can_read_it() -> None:
    slot = a_slot(
        "年度总结",
        years=Years.EACH_OF_LAST_3,
        count=2,
        scope=Scope.EACH_DEPARTMENT,
        owners=["县教委", "县卫健委"],
        alternative="甲",
        waived="本县没有",
        due="每季度末",
        paper_allowed=False,
        proposed=True,
    )
    assert write_materials([slot, a_slot("照片|“前后”")]) == (
        "年度总结|方案/计划|部署|近三年每年|2||各部门|报送单位：县教委、县卫健委|任选其一：甲|不涉及：本县没有|完成时限：每季度末|须电子件|建议应备\n"
        '"照片|“前后”"|方案/计划|部署|最近一年|1||本级'
    )


def test_the_workbook_is_as_its_golden(saved: Path) -> None:
    found = parts(saved, without={})
    unlike = difference("评价细则_xlsx", {"xl/worksheets/sheet1.xml": found["xl/worksheets/sheet1.xml"]})
    assert not unlike, unlike
