"""Contact lists as offices keep them, and the units that they mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook

from build import a_snapshot, an_item
from evidence import wording
from evidence.criteria import units_of
from evidence.errors import DossierError
from evidence.model import Approach, UnitKind
from evidence.scheme.contact_list import Listed, read_contact_file, read_contact_text
from evidence.scheme.contact_plan import Match, apply_contacts, plan_contacts
from evidence.scheme.roster import Roster, roster_of

TOWN, COUNTY = UnitKind.TOWNSHIP, UnitKind.DEPARTMENT


def a_workbook(
    path: Path, *rows: tuple[str | int | None, ...], merged: tuple[str, ...] = (), sheet: str = "Sheet1"
) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    for area in merged:
        page.merge_cells(area)
    book.save(path)
    return path


def test_a_list_with_a_title_bands_merged_cells_and_serial_numbers(tmp_path: Path) -> None:
    listed = read_contact_file(
        a_workbook(
            tmp_path / "通讯录.xlsx",
            ("云岭县食品安全工作联络员名单",),
            ("填报时间：2023年11月",),
            ("序号", "单  位", "联络员", "职务", "办公电话", "手机", "备注"),
            ("一、县直单位",),
            (1, "县教委", "张三", "办公室主任", "023-58123456", 13800001111, "—"),
            (2, "县公安局", "李四", None, None, "138 0000 2222", "分管副局长王五"),
            (None, None, "赵六", "民警", None, 13800003333, None),
            ("二、乡镇（街道）",),
            (3, "双河", "钱七", None, "无", 13800004444, None),
            (4, "红岩乡", None, None, None, None, None),
            ("合计", "4个单位"),
            merged=("A1:G1", "A2:G2", "A4:G4", "B6:B7", "A6:A7"),
        )
    )
    assert listed == (
        Listed("县教委", COUNTY, "张三（办公室主任）", "023-58123456、13800001111"),
        Listed("县公安局", COUNTY, "李四、赵六（民警）", "李四138 0000 2222；赵六13800003333", "分管副局长王五"),
        Listed("双河", TOWN, "钱七", "13800004444"),
        Listed("红岩乡", TOWN),
    )


def test_headings_on_two_rows_and_leaders_beside_the_contacts(tmp_path: Path) -> None:
    listed = read_contact_file(
        a_workbook(
            tmp_path / "通讯录.xlsx",
            ("序号", "成员单位", "分管领导", None, "联络员", None, None),
            (None, None, "姓名", "电话", "姓名", "职务", "手机"),
            (1, "县教委", "周局", "58000001", "张三", "科员", "13800001111"),
            merged=("A1:A2", "B1:B2", "C1:D1", "E1:G1"),
        )
    )
    assert listed == (Listed("县教委", None, "张三（科员）", "13800001111"),)


def test_a_leader_is_named_where_nobody_else_is(tmp_path: Path) -> None:
    rows = (("单位", "负责人", "联系电话"), ("县教委", "周局", "58000001"))
    assert read_contact_file(a_workbook(tmp_path / "表.xlsx", *rows)) == (Listed("县教委", None, "周局", "58000001"),)


def test_a_text_table_of_townships(tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_bytes("乡镇（街道）,联系人,联系电话\n双河镇,钱七,13800004444\n".encode("gb18030"))
    assert read_contact_file(tmp_path / "表.csv") == (Listed("双河镇", None, "钱七", "13800004444"),)


def test_the_kind_may_have_a_column_or_be_the_sheets_name(tmp_path: Path) -> None:
    rows = (("单位", "类别", "电话"), ("经开区", "乡镇（街道）", "1"), ("县教委", "县直单位", "2"), ("丙", "", "3"))
    listed = read_contact_file(a_workbook(tmp_path / "表.xlsx", *rows, sheet="乡镇"))
    assert [entry.kind for entry in listed] == [TOWN, COUNTY, TOWN]


def test_how_a_unit_is_asked_may_have_a_column(tmp_path: Path) -> None:
    rows = (("单位", "电话", "催报方式"), ("县委办", "1", "上门沟通"), ("县教委", "2", "发文催报"), ("丙", "3", ""))
    listed = read_contact_file(a_workbook(tmp_path / "表.xlsx", *rows))
    assert [entry.approach for entry in listed] == [Approach.VISIT, Approach.PAPER, None]


def test_a_list_that_says_nothing_of_it_leaves_how_a_unit_is_asked() -> None:
    roster = a_roster("县委办")
    key = next(unit.id for unit in roster.units if unit.name == "县委办")
    roster = roster.asked_by(key, Approach.VISIT)
    after = apply_contacts(roster, plan_contacts(roster, [Listed("县委办", None, "张三")]))
    assert after.unit(key).approach is Approach.VISIT


@pytest.mark.parametrize(
    ("line", "listed"),
    [
        ("县教委 张三 13800001111", Listed("县教委", None, "张三", "13800001111")),
        ("1. 县教委，张三，023-58123456，13800001111", Listed("县教委", None, "张三", "023-58123456、13800001111")),
        ("县教委\t张三\t办公室主任\t13800001111\t周一不在", None),
        ("县教委 13800001111", Listed("县教委", None, None, "13800001111")),
        ("县教委 张三 13800001111 李四 13800002222", None),
        ("县教委", Listed("县教委", None)),
    ],
)
def test_pasted_lines(line: str, listed: Listed | None) -> None:
    several = {
        "办": Listed("县教委", None, "张三（办公室主任）", "13800001111", "周一不在"),
        "李": Listed("县教委", None, "张三、李四", "张三13800001111；李四13800002222"),
    }
    expected = listed or next(value for sign, value in several.items() if sign in line)
    assert read_contact_text(f"\n{line}\n") == (expected,)


def test_pasted_cells_with_their_headings() -> None:
    text = "序号\t单位\t联络员\t手机\n1\t县教委\t张三\t13800001111\n2\t双河镇\t钱七\t\n"
    assert [(entry.name, entry.phone) for entry in read_contact_text(text)] == [
        ("县教委", "13800001111"),
        ("双河镇", None),
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.csv", b"", "空文件"),
        ("字.csv", b"13800001111\n", "没有读到单位"),
        ("没有.xlsx", None, "重新选择通讯录"),
        ("照片.png", b"\x89PNG\r\n", "读不了"),
        ("包.zip", b"PK\x05\x06" + bytes(18), "压缩包"),
    ],
)
def test_what_is_no_contact_list_is_told_in_a_sentence(
    name: str, content: bytes | None, said: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DossierError) as refusal:
        read_contact_file(tmp_path / name)
    assert said in wording.sentence(refusal.value)
    assert "评价细则" not in wording.sentence(refusal.value)


# Whom it means


def a_roster(*departments: str) -> Roster:
    items = [an_item(f"1-{at}", lead_unit=name) for at, name in enumerate(departments)]
    snapshot = a_snapshot(items)
    units = units_of(snapshot.project.units, [replace(item, support_units=()) for item in items])
    return roster_of(replace(snapshot, project=replace(snapshot.project, units=units)))


def meant(roster: Roster, *names: str) -> list[tuple[Match, str | None]]:
    plan = plan_contacts(roster, [Listed(name, None) for name in names])
    return [(planned.match, planned.unit and roster.unit(planned.unit).name) for planned in plan]


def test_a_unit_is_known_by_its_name_or_what_it_is_short_for() -> None:
    roster = a_roster("县教委", "县市场监管局")
    assert meant(roster, "县教委", "云岭县市场监督管理局", "双河镇人民政府", "县残联") == [
        (Match.KNOWN, "县教委"),
        (Match.KNOWN, "县市场监管局"),
        (Match.KNOWN, "双河镇"),
        (Match.NEW, None),
    ]


def test_a_unit_is_known_by_a_former_name() -> None:
    roster = a_roster("县食药监局")
    renamed = roster.renamed(roster.units[-1].id, "县市场监管局")
    assert meant(renamed, "县食药监局") == [(Match.KNOWN, "县市场监管局")]


def test_what_may_mean_several_is_unclear() -> None:
    assert meant(a_roster("县教委", "县公安局"), "县教委、县公安局") == [(Match.UNCLEAR, None)]


def test_two_entries_for_one_unit_leave_the_vaguer_one_unclear() -> None:
    assert meant(a_roster("县教委"), "县教育委员会", "县教委") == [(Match.UNCLEAR, None), (Match.KNOWN, "县教委")]


def test_what_lies_in_a_township_is_not_the_township() -> None:
    assert meant(a_roster(), "双河镇卫生院", "大双河镇")[0] == (Match.NEW, None)


def test_a_plan_fills_in_and_leaves_what_the_list_does_not_say() -> None:
    roster = a_roster("县教委")
    key = roster.units[-1].id
    known = roster.told(key, contact="旧人", note="旧注")
    plan = plan_contacts(known, [Listed("县教委", None, "张三", "1380"), Listed("大桥乡", None, "李四")])
    after = apply_contacts(known, plan)
    assert (after.unit(key).contact, after.unit(key).phone, after.unit(key).note) == ("张三", "1380", "旧注")
    assert (after.units[-1].name, after.units[-1].kind, after.units[-1].contact) == ("大桥乡", TOWN, "李四")


def test_an_unclear_entry_and_one_left_out_do_nothing() -> None:
    roster = a_roster("县教委")
    (planned,) = plan_contacts(roster, [Listed("县残联", None, "张三")])
    assert apply_contacts(roster, [replace(planned, match=Match.LEFT_OUT)]) == roster
    assert apply_contacts(roster, [replace(planned, match=Match.UNCLEAR)]) == roster
