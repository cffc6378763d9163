"""导入问题 and 导出台账: a table is mapped, planned and confirmed; what is listed is kept as Excel."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.findings import Draft, FindingState, Source
from evidence.rectify.columns import Field
from tests.build import NOON
from tests.ui.clerk import shown
from ui.dialogs.finding_import import FindingImport
from ui.ledger_files import save_ledger
from ui.models.finding_table_rows import PlanColumn, UseColumn
from ui.session import Session

HEADS = ("序号", "检查时间", "检查点位", "发现的问题", "整改单位", "时间要求")


def a_table(path: Path, *rows: Sequence[str]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["模拟验收问题清单"])
    for row in (HEADS, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def dialog(project: Session, window: QWidget) -> FindingImport:
    dialog = FindingImport(project, window)
    dialog.show()
    return dialog


def read(dialog: FindingImport, path: Path, qtbot: QtBot) -> None:
    dialog.read(path)
    qtbot.waitUntil(lambda: dialog.rows_model.count() > 0)


def fates(dialog: FindingImport) -> list[str]:
    return [fate for (fate,) in shown(dialog.rows, [PlanColumn.FATE])]


def test_a_table_is_planned_row_by_row_and_written_down_when_agreed_to(
    dialog: FindingImport, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    table = a_table(
        tmp_path / "问题.xlsx",
        ("1", "2024-01-05", "双河镇农贸市场", "熟食柜没有防蝇罩", "双河镇", "2024-01-20"),
        ("2", "2024-01-05", "城东超市", "", "石坪镇", ""),
        ("3", "2024-01-05", "城东超市", "没有健康证", "石坪镇", "尽快"),
    )
    read(dialog, table, qtbot)
    assert dialog.source.value() is Source.REHEARSAL  # its title says so
    assert fates(dialog) == ["新问题", "不能导入", "新问题"]
    places = [dialog.rows_model.index(row, 0).data() for row in range(3)]
    assert places == ["D3", "D4", "D5"]  # of one table: its name would say nothing
    dialog.rows.selectRow(2)
    assert dialog.notices.text()
    with qtbot.waitSignal(project.ledger.read):
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    lines = project.ledger.ledger.lines
    assert [(line.said, line.where, line.finding.source) for line in lines] == [
        ("熟食柜没有防蝇罩", "双河镇农贸市场", Source.REHEARSAL),
        ("没有健康证", "城东超市", Source.REHEARSAL),
    ]
    assert project.moment.undo == "导入问题"


def test_what_a_column_says_is_chosen_and_planned_anew(
    dialog: FindingImport, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    table = a_table(tmp_path / "问题.xlsx", ("1", "2024-01-05", "超市", "没有健康证", "石坪镇", "2024-01-20"))
    read(dialog, table, qtbot)
    heads = [head for head, _ in shown(dialog.columns, list(UseColumn))]
    before = dialog.rows_model.index(0, PlanColumn.NOTICES).data()
    assert not dialog.uses.setData(dialog.uses.index(0, UseColumn.USE), "第几栏")
    assert dialog.uses.setData(dialog.uses.index(heads.index("时间要求"), UseColumn.USE), Field.DEADLINE)
    qtbot.waitUntil(lambda: dialog.rows_model.index(0, PlanColumn.NOTICES).data() != before)
    with qtbot.waitSignal(project.ledger.read):
        dialog.ok_button.click()
    (line,) = project.ledger.ledger.lines
    assert (line.stand.unit, line.stand.deadline) == ("石坪镇", date(2024, 1, 20))


def test_a_row_that_is_there_already_is_not_taken_twice(
    dialog: FindingImport, project: Session, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    table = a_table(tmp_path / "问题.xlsx", ("1", "2024-01-05", "超市", "没有健康证", "石坪镇", "2024-01-20"))
    read(dialog, table, qtbot)
    with qtbot.waitSignal(project.ledger.read):
        dialog.ok_button.click()
    again = FindingImport(project, window)
    again.show()
    read(again, table, qtbot)
    assert fates(again) == ["已在台账（第1号）"]
    assert not again.ok_button.isEnabled()


def a_bare_table(path: Path, *above: str) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    head = ["序号", "检查点位", "发现的问题", "整改单位", "整改时限"]
    for line in (["模拟验收问题清单"], *([one] for one in above), head):
        sheet.append(line)
    for number in (1, 2):
        sheet.append([str(number), "城东超市", f"没有健康证{number}", "石坪镇", "1月20日前"])
    book.save(path)
    return path


def test_a_table_without_days_says_what_to_fill_in_and_leads_there(
    dialog: FindingImport, tmp_path: Path, qtbot: QtBot
) -> None:
    read(dialog, a_bare_table(tmp_path / "问题.xlsx"), qtbot)
    assert fates(dialog) == ["不能导入", "不能导入"]
    assert "请在“发现日期”里统一填写" in dialog.fault.text()
    assert dialog.focusWidget() is dialog.found_on
    dialog.found_on.setText("2024-01-05")
    qtbot.waitUntil(lambda: fates(dialog) == ["新问题", "新问题"])
    assert not dialog.fault.text()
    assert "2 个问题的派发" in dialog.common.text()
    assert "派发" not in dialog.rows_model.index(0, PlanColumn.NOTICES).data()
    assert "2024-01-20" in dialog.rows_model.index(0, PlanColumn.NOTICES).data()


def test_the_day_of_the_inspection_above_the_header_is_filled_in_and_named(
    dialog: FindingImport, tmp_path: Path, qtbot: QtBot
) -> None:
    read(dialog, a_bare_table(tmp_path / "问题.xlsx", "检查时间：2024年1月3日至5日"), qtbot)
    assert dialog.found_on.text() == "2024-01-05"
    assert "请核对" in dialog.name.text()
    assert fates(dialog) == ["新问题", "新问题"]


def test_a_file_that_is_no_table_is_told(dialog: FindingImport, tmp_path: Path, qtbot: QtBot) -> None:
    empty = tmp_path / "空.xlsx"
    empty.write_bytes(b"")
    dialog.read(empty)
    qtbot.waitUntil(lambda: "空.xlsx" in dialog.fault.text())
    assert not dialog.ok_button.isEnabled()


def test_a_day_that_is_none_stops_the_import(dialog: FindingImport, tmp_path: Path, qtbot: QtBot) -> None:
    table = a_table(tmp_path / "问题.xlsx", ("1", "2024-01-05", "超市", "没有健康证", "石坪镇", "2024-01-20"))
    read(dialog, table, qtbot)
    dialog.found_on.setText("前天")
    qtbot.waitUntil(lambda: "前天" in dialog.fault.text())
    assert not dialog.ok_button.isEnabled()


def test_the_models_keep_qts_rules(dialog: FindingImport, tmp_path: Path, qtbot: QtBot) -> None:
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (dialog.uses, dialog.rows_model)
    ]
    table = a_table(tmp_path / "问题.xlsx", ("1", "2024-01-05", "超市", "没有健康证", "石坪镇", ""))
    read(dialog, table, qtbot)
    dialog.uses.setData(dialog.uses.index(0, UseColumn.USE), None)
    assert testers


def test_what_is_listed_is_kept_as_a_workbook(project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.ledger.read):
        project.opened.emit()
    with qtbot.waitSignal(project.ledger.read):
        project.ledger.add([Draft(Source.DAILY, NOON.date(), f"问题{number}", "超市") for number in range(3)])
    saved: list[Path] = []
    target = tmp_path / "外面" / "台账.xlsx"
    target.parent.mkdir()
    save_ledger(project, target, project.ledger.ledger.lines[1:], saved.append)
    qtbot.waitUntil(lambda: saved == [target])
    book = load_workbook(target)
    told = [[str(cell.value or "") for cell in row] for row in book.worksheets[0].iter_rows()]
    assert [next(one for one in row if one.startswith("问题") and one[2:].isdigit()) for row in told[-2:]] == [
        "问题1",
        "问题2",
    ]
    assert all(FindingState.UNASSIGNED in row for row in told[-2:])
    book.close()
