"""任务分解表: who has to do what, as Word and as Excel, whole and for one unit."""
# openpyxl leaves the types of some attributes open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import docx
import pytest
from golden.parts import difference, parts, raw_parts
from msgspec.structs import replace
from openpyxl import load_workbook

from app.paths import TABLE_TEMPLATE
from build import a_group, a_slot, a_snapshot, an_item
from evidence import wording
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.phrases import TASK_HEADS
from evidence.export.task_rows import task_rows, task_units
from evidence.export.task_table import write_task_table, write_unit_tables
from evidence.export.template import Template, load_template
from evidence.model import Rule, Scope, Unit, UnitId, UnitKind, Years
from evidence.progress import Silent
from evidence.snapshot import Snapshot

VALIDATE = Path(__file__).resolve().parents[2] / "tools" / "validate_docx.py"
LONG = "\n".join(f"{number}. 每年专题研究食品安全工作，形成纪要并督促落实。" for number in range(1, 40))


def a_task_table() -> Snapshot:
    """Two groups; an item of two units, one of all townships, one that is longer than a page, a veto."""
    above = a_group("1", "基础工作")
    first, second = a_group("11", "社会共治", above.id), a_group("12", "监管队伍", above.id)
    summary = a_slot("年度总结", scope=Scope.EACH_TOWNSHIP, years=Years.EACH_OF_LAST_3)
    items = [
        replace(
            an_item("11-1", a_slot("方案"), a_slot("通知", proposed=True), parent=first.id, key=True), due="2024-03-01"
        ),
        an_item("11-2", summary, a_slot("名册", waived="本县没有"), parent=first.id, lead_unit="县教委"),
        replace(an_item("12-1", parent=second.id, text=LONG, lead_unit="县财政局"), support_units=(), person="王敏"),
        an_item(
            "12-2",
            a_slot("甲", scope=Scope.EACH_DEPARTMENT, owners=["县卫健委"], count=2, alternative="一"),
            a_slot("乙", paper_allowed=False, alternative="一"),
            parent=second.id,
            rule=Rule.VETO,
            points=None,
            veto=True,
        ),
    ]
    snapshot = a_snapshot([above, first, *items[:2], second, *items[2:]])
    office = Unit(UnitId("1"), "县食药安办", UnitKind.DEPARTMENT, "李敏", "13800001234")
    return replace(snapshot, project=replace(snapshot.project, units=(*snapshot.project.units, office)))


@pytest.fixture(scope="module")
def wide() -> Template:
    """The template for wide tables."""
    return load_template(TABLE_TEMPLATE, turned=True)


def column(snapshot: Snapshot, unit: str | None, head: str) -> list[str | float]:
    return [row[TASK_HEADS.index(head)] for row in task_rows(snapshot, unit)]


def test_the_whole_table_has_a_row_for_each_item() -> None:
    snapshot = a_task_table()
    assert column(snapshot, None, "序号") == ["1", "2", "3", "4"]
    assert column(snapshot, None, "一级指标") == ["基础工作"] * 4
    assert column(snapshot, None, "评价要点") == ["社会共治", "社会共治", "监管队伍", "监管队伍"]
    assert column(snapshot, None, "分值") == [2.0, 2.0, 2.0, "否决"]
    assert column(snapshot, None, "完成时限") == ["2024年3月1日", "", "", ""]
    assert column(snapshot, None, "评价内容")[0] == "11-1★　建立工作机制，每年研究部署。"


def test_the_contact_of_the_leading_unit_stands_in_for_a_person() -> None:
    assert column(a_task_table(), None, "责任人/联系电话") == ["李敏\n13800001234", "", "王敏", "李敏\n13800001234"]


def test_materials_say_what_is_asked_of_them() -> None:
    assert column(a_task_table(), None, "需提供材料")[1:] == [
        "年度总结（近三年每年，各乡镇）",
        "",
        "1.甲（最近一年，2份，县卫健委，与第2项任交其一）\n2.乙（最近一年，须电子件，与第1项任交其一）",
    ]


def test_a_material_with_a_day_of_its_own_says_so() -> None:
    item = an_item("1-1", a_slot("方案", due="2024-01-31"), a_slot("通知", due="每季度末"))
    assert column(a_snapshot([item]), None, "需提供材料") == [
        "1.方案（最近一年，完成时限 2024年1月31日）\n2.通知（最近一年，完成时限 每季度末）"
    ]


def test_what_is_only_proposed_is_said_in_the_whole_table_and_to_no_unit() -> None:
    snapshot = a_task_table()
    assert column(snapshot, None, "需提供材料")[0] == "1.方案（最近一年）\n2.通知（最近一年，建议，待确认）"
    assert column(snapshot, "县食药安办", "需提供材料")[0] == "方案（最近一年）"


def test_what_is_only_proposed_does_in_the_place_of_nothing_that_is_asked_for() -> None:
    asked, proposed = a_slot("方案", alternative="甲"), a_slot("通知", alternative="甲", proposed=True)
    item = an_item("11-1", asked, proposed)
    assert phrases.material(asked, item) == "方案"
    assert phrases.material(proposed, item) == "通知（与“方案”任交其一）"
    assert column(a_snapshot([item]), None, "需提供材料") == [
        "1.方案（最近一年）\n2.通知（最近一年，与第1项任交其一，建议，待确认）"
    ]


@pytest.mark.parametrize(
    ("unit", "codes", "materials"),
    [
        ("县教委", ["11-2"], ["年度总结（近三年每年，各乡镇）"]),
        ("双河镇", ["11-2"], ["年度总结（近三年每年，各乡镇）"]),
        ("县卫健委", ["12-2"], ["甲（最近一年，2份，县卫健委）"]),
        ("县政府办公室", ["11-1", "11-2", "12-2"], ["配合牵头单位提供"] * 3),
    ],
)
def test_a_unit_gets_the_items_that_concern_it(unit: str, codes: list[str], materials: list[str]) -> None:
    snapshot = a_task_table()
    texts = map(str, column(snapshot, unit, "评价内容"))
    assert [text.split("　")[0].rstrip("★（否决）") for text in texts] == codes
    assert column(snapshot, unit, "需提供材料") == materials


def test_units_with_something_to_do_come_in_the_order_of_the_list() -> None:
    found = task_units(a_task_table())
    assert found == ("双河镇", "石坪镇", "红岩乡", "县食药安办", "县政府办公室", "县教委", "县财政局", "县卫健委")


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
@pytest.mark.parametrize(("unit", "name"), [(None, "任务分解表"), ("县卫健委", "任务分解表（县卫健委）")])
def test_the_table_is_as_its_golden(unit: str | None, name: str, ending: str, wide: Template, tmp_path: Path) -> None:
    path = tmp_path / f"表{ending}"
    write_task_table(path, a_task_table(), unit, wide, "0.0")
    without = raw_parts(TABLE_TEMPLATE) if ending == ".docx" else {}
    found = parts(path, without=without)
    if ending == ".xlsx":
        found = {part: found[part] for part in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml")}
    unlike = difference(name + ending.replace(".", "_"), found)
    assert not unlike, unlike


def test_the_document_validates(wide: Template, tmp_path: Path) -> None:
    write_task_table(tmp_path / "表.docx", a_task_table(), None, wide, "0.0")
    command = [sys.executable, VALIDATE, tmp_path / "表.docx"]
    checked = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert checked.stdout == "0 faults in 1 files\n"


def test_a_text_longer_than_a_page_goes_on_and_nothing_of_it_is_lost(wide: Template, tmp_path: Path) -> None:
    write_task_table(tmp_path / "表.docx", a_task_table(), None, wide, "0.0")
    tables = docx.Document(str(tmp_path / "表.docx")).tables
    at = TASK_HEADS.index("评价内容")
    texts = [row.cells[at].text for table in tables for row in table.rows[1:]]
    whole = "".join("".join(text.split("\n")) for text in texts)
    assert f"12-1　{LONG}".replace("\n", "") in whole
    assert len(tables) > 2


def test_groups_are_merged_on_each_page(wide: Template, tmp_path: Path) -> None:
    write_task_table(tmp_path / "表.docx", a_task_table(), None, wide, "0.0")
    for table in docx.Document(str(tmp_path / "表.docx")).tables:
        assert {row.cells[1].text for row in table.rows[1:]} == {"基础工作"}


def test_groups_are_merged_in_the_workbook(wide: Template, tmp_path: Path) -> None:
    write_task_table(tmp_path / "表.xlsx", a_task_table(), None, wide, "0.0")
    book = load_workbook(tmp_path / "表.xlsx")
    (sheet,) = book.worksheets
    merged = {str(area) for area in sheet.merged_cells.ranges}
    book.close()
    assert {"B6:B13", "C6:C7", "C8:C13"} <= merged


def test_a_file_for_each_unit_has_a_name_that_windows_takes(wide: Template, tmp_path: Path) -> None:
    odd = an_item("1", lead_unit="县局/甲:乙")
    twin = an_item("2", lead_unit="县局 甲 乙")
    files = write_unit_tables(tmp_path, ".xlsx", a_snapshot([odd, twin]), wide, "0.0", Silent())
    names = ["任务分解表_县局 甲 乙.xlsx", "任务分解表_县政府办公室.xlsx", "任务分解表_县局 甲 乙_2.xlsx"]
    assert sorted(path.name for path in files) == sorted(names)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_units_must_be_named_somewhere(wide: Template, tmp_path: Path) -> None:
    bare = replace(an_item("1"), lead_unit=None, support_units=())
    with pytest.raises(ExportError) as caught:
        write_unit_tables(tmp_path, ".xlsx", a_snapshot([bare]), wide, "0.0", Silent())
    assert "分不出各单位的任务" in wording.sentence(caught.value)


def test_another_ending_is_refused(wide: Template, tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        write_task_table(tmp_path / "表.pdf", a_task_table(), None, wide, "0.0")
    assert caught.value.code == "task_file_kind"
    assert list(tmp_path.iterdir()) == []
