"""A clerk sees how a table was read and says what its columns are; the tree follows."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget, QWizard
from pytestqt.qtbot import QtBot

from evidence.scheme.reading import guess_choice, open_scheme_file
from evidence.scheme.roles import Role
from evidence.scheme.rows import RowKind
from ui.dialogs.new_project import NewProject
from ui.dialogs.scheme_chooser import SchemeChooser
from ui.models.table_grid import MARK, MOST_COLUMNS, MOST_ROWS, TableGrid
from ui.session import Session

DISPLAY = Qt.ItemDataRole.DisplayRole
HEADER = ["类别", "编号", "评价内容", "分值", "标准分", "备注"]
ROWS = [
    ["云岭县评价细则", "", "", "", "", ""],
    HEADER,
    ["基础工作", "1", "专题研究。", 3, 4, ""],
    ["", "2", "调研督导。", "两三分吧", 2, ""],
    ["能力建设", "3", "召开全会。", 1, 1, ""],
    ["合计", "", "", 6, "", ""],
]
NAMELESS = [["甲", "乙", "丙"], ["1", "专题研究。", 3], ["2", "调研督导。", 2]]


def workbook(path: Path, merged: Sequence[str] = (), **sheets: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    book.save(path)
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table with merged cells, two columns of points, a total that differs, and a sheet beside it."""
    return workbook(tmp_path / "细则.xlsx", ["A1:F1", "A3:A4"], 细则=ROWS, 联系人=[["姓名", "电话"]])


@pytest.fixture
def wizard(session: Session, tmp_path: Path, window: QWidget) -> NewProject:
    wizard = NewProject(session, "李敏", tmp_path / "迎检", parent=window)
    wizard.show()
    return wizard


@pytest.fixture
def page(wizard: NewProject, table: Path, qtbot: QtBot) -> SchemeChooser:
    """The first step with the table read."""
    return opened(wizard, table, qtbot)


def opened(wizard: NewProject, table: Path, qtbot: QtBot) -> SchemeChooser:
    with qtbot.waitSignal(wizard.scheme_page.chooser.was_read):
        wizard.scheme_page.chooser.choose(table)
    return wizard.scheme_page.chooser


def choose_by_keyboard(page: SchemeChooser, column: int, role: Role, qtbot: QtBot) -> None:
    """Walk through a drop-down with the arrow keys, as somebody does who has no mouse."""
    box = page.desk.table.roles.boxes[column]
    box.setFocus()
    wanted = box.findData(role.value)
    while box.currentIndex() != wanted:
        qtbot.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)


def choose(page: SchemeChooser, column: int, role: Role, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.was_read):
        choose_by_keyboard(page, column, role, qtbot)


def lines(page: SchemeChooser) -> list[str]:
    """The tree as words, number of items, points."""
    tree = page.desk.tree
    found: list[str] = []
    for at in range(tree.topLevelItemCount()):
        group = tree.topLevelItem(at)
        nodes = [group, *(group.child(child) for child in range(group.childCount()))]
        found += ["｜".join(node.text(column) for column in range(3)) for node in nodes]
    return found


def row_heads(page: SchemeChooser) -> list[object]:
    grid = page.desk.table.grid
    return [grid.headerData(row, Qt.Orientation.Vertical) for row in range(grid.rowCount())]


def test_the_table_is_shown_as_it_stands_with_what_became_of_each_row(page: SchemeChooser) -> None:
    grid = page.desk.table.grid
    assert (grid.rowCount(), grid.columnCount()) == (6, 6)
    assert row_heads(page) == ["1 表题", "2 表头", "3 评价内容", f"{MARK}4 评价内容", "5 评价内容", f"{MARK}6 合计"]
    assert grid.headerData(2, Qt.Orientation.Horizontal) == "C　评价内容"
    assert page.desk.table.rowSpan(2, 0) == 2
    assert page.desk.table.columnSpan(0, 0) == 6
    assert [box.role for box in page.desk.table.roles.boxes] == [
        Role.GROUP,
        Role.CODE,
        Role.TEXT,
        Role.POINTS,
        Role.POINTS,
        Role.NOTE,
    ]


def test_a_changed_role_changes_the_tree(page: SchemeChooser, qtbot: QtBot) -> None:
    assert lines(page)[:2] == ["一　基础工作｜2｜9", "1　专题研究。｜｜7"]
    choose(page, 4, Role.UNUSED, qtbot)
    assert lines(page) == [
        "一　基础工作｜2｜3",
        "1　专题研究。｜｜3",
        "2　调研督导。｜｜",
        "二　能力建设｜1｜1",
        "3　召开全会。｜｜1",
    ]


def test_the_totals_are_compared_with_those_of_the_table(page: SchemeChooser, qtbot: QtBot) -> None:
    assert "表中“合计”写明 6 分，读出 11 分，不一致" in page.sums.text()
    choose(page, 3, Role.UNUSED, qtbot)
    assert "没有可以比对的分数" in page.sums.text()


def test_while_a_change_is_read_there_is_no_next_step(wizard: NewProject, page: SchemeChooser, qtbot: QtBot) -> None:
    following = wizard.button(QWizard.WizardButton.NextButton)
    choose_by_keyboard(page, 4, Role.UNUSED, qtbot)
    assert not following.isEnabled()
    qtbot.waitUntil(following.isEnabled)
    assert page.reading is not None
    assert page.reading.facts.total_points == 4


def test_of_several_quick_changes_the_last_is_shown(page: SchemeChooser, qtbot: QtBot) -> None:
    choose_by_keyboard(page, 4, Role.UNUSED, qtbot)
    choose_by_keyboard(page, 3, Role.UNUSED, qtbot)
    choose_by_keyboard(page, 4, Role.POINTS, qtbot)
    qtbot.waitUntil(lambda: page.reading is not None)
    assert lines(page)[1] == "1　专题研究。｜｜4"


def test_a_change_that_leaves_nothing_to_read_says_so_and_can_be_taken_back(page: SchemeChooser, qtbot: QtBot) -> None:
    choose_by_keyboard(page, 2, Role.NOTE, qtbot)
    qtbot.waitUntil(lambda: "还没有指明哪一栏是“评价内容”" in page.warning.text())
    assert page.reading is None
    assert page.desk.table.isVisible()
    with qtbot.waitSignal(page.was_read):
        page.desk.bar.guess_button.click()
    assert page.warning.text() == ""
    assert page.desk.table.roles.boxes[2].role is Role.TEXT
    assert not page.desk.bar.guess_button.isEnabled()


def test_the_wheel_changes_no_role(page: SchemeChooser) -> None:
    box = page.desk.table.roles.boxes[1]
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    assert box.role is Role.CODE


def test_a_table_whose_headings_say_nothing_is_read_once_its_columns_are_chosen(
    wizard: NewProject, tmp_path: Path, qtbot: QtBot
) -> None:
    page = wizard.scheme_page.chooser
    page.choose(workbook(tmp_path / "无名.xlsx", 细则=NAMELESS))
    qtbot.waitUntil(lambda: "没有找到评价细则的表头" in page.warning.text())
    choose_by_keyboard(page, 0, Role.CODE, qtbot)
    qtbot.waitUntil(lambda: "哪一栏是“评价内容”" in page.warning.text())
    choose(page, 1, Role.TEXT, qtbot)
    choose(page, 2, Role.POINTS, qtbot)
    assert lines(page) == ["1　专题研究。｜｜3", "2　调研督导。｜｜2"]
    assert wizard.button(QWizard.WizardButton.NextButton).isEnabled()


def test_the_header_is_set_by_number_or_by_its_row(page: SchemeChooser, qtbot: QtBot) -> None:
    bar, table = page.desk.bar, page.desk.table
    assert (bar.first.value(), bar.count.value()) == (2, 1)
    bar.count.setValue(9)  # more rows than there are
    assert bar.count.value() == 5
    qtbot.waitUntil(lambda: "读不出评价内容" in page.warning.text())
    with qtbot.waitSignal(page.was_read):
        bar.count.setValue(2)
    assert row_heads(page)[1:4] == ["2 表头", "3 表头", f"{MARK}4 评价内容"]
    with qtbot.waitSignal(page.was_read):
        table.header_actions(1)[0].trigger()
    assert (bar.first.value(), bar.count.value()) == (2, 1)
    with qtbot.waitSignal(page.was_read):
        table.header_actions(2)[1].trigger()
    assert (bar.first.value(), bar.count.value()) == (2, 2)
    with qtbot.waitSignal(page.was_read):
        table.header_actions(2)[2].trigger()
    assert (bar.first.value(), bar.count.text()) == (3, "没有")
    assert row_heads(page)[2] == "3 评价内容"


def test_sheets_are_looked_at_and_left_out(wizard: NewProject, tmp_path: Path, qtbot: QtBot) -> None:
    one, two = [["编号", "评价内容"], ["1", "甲项。"]], [["编号", "评价内容"], ["2", "乙项。"], ["3", "丙项。"]]
    page = opened(wizard, workbook(tmp_path / "两张.xlsx", 甲表=one, 乙表=two), qtbot)
    assert len(lines(page)) == 5
    page.desk.bar.sheets.setFocus()
    qtbot.keyClick(page.desk.bar.sheets, Qt.Key.Key_Down)
    assert page.desk.table.grid.rowCount() == 3
    with qtbot.waitSignal(page.was_read):
        page.desk.bar.is_read.click()
    assert lines(page) == ["1　甲项。｜｜"]
    assert row_heads(page) == ["1", "2", "3"]


def test_one_sheet_alone_is_no_choice(wizard: NewProject, tmp_path: Path, qtbot: QtBot) -> None:
    page = opened(wizard, workbook(tmp_path / "一张.xlsx", 细则=ROWS), qtbot)
    assert not page.desk.bar.sheets.isVisible()
    assert page.desk.bar.count.isVisible()


def test_of_a_header_of_several_rows_the_lowest_names_the_column(
    wizard: NewProject, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = [
        ["考核任务", "", "责任分工", ""],
        ["编号", "评价内容", "牵头单位", "责任单位"],
        ["1", "甲项。", "甲局", "乙局"],
    ]
    page = opened(wizard, workbook(tmp_path / "两行.xlsx", ["A1:B1", "C1:D1"], 细则=rows), qtbot)
    grid = page.desk.table.grid
    assert page.desk.bar.count.value() == 2
    assert grid.headerData(2, Qt.Orientation.Horizontal) == "C　牵头单位"
    assert "责任分工／牵头单位" in str(grid.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole))


def test_a_problem_leads_to_its_row(page: SchemeChooser) -> None:
    notices = page.desk.notices
    told = [notices.item(row).text() for row in range(notices.count())]
    notices.setCurrentRow(next(row for row, text in enumerate(told) if text.startswith("细则!D4")))
    current = page.desk.table.currentIndex()
    assert (current.row(), current.column()) == (3, 3)


def test_a_table_in_a_word_file_is_shown_with_the_lines_over_it(
    wizard: NewProject, tmp_path: Path, qtbot: QtBot
) -> None:
    document = docx.Document()
    document.add_paragraph("云岭县创建工作任务分解表")
    rows = [["编号", "评价内容", "分值"], ["1", "专题研究。", "3"], ["2", "调研督导。", "两三分吧"]]
    table = document.add_table(len(rows), 3)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.save(str(tmp_path / "分解表.docx"))
    page = opened(wizard, tmp_path / "分解表.docx", qtbot)
    assert row_heads(page) == ["1 表题", "2 表头", "3 评价内容", f"{MARK}4 评价内容"]
    page.desk.notices.setCurrentRow(0)
    assert "第3行第3列" in page.desk.notices.item(0).text()
    current = page.desk.table.currentIndex()
    assert (current.row(), current.column()) == (3, 2)
    choose(page, 2, Role.UNUSED, qtbot)
    assert lines(page) == ["1　专题研究。｜｜", "2　调研督导。｜｜"]


def test_what_is_said_of_a_sheet_leads_to_it(page: SchemeChooser) -> None:
    assert page.desk.notices.item(0).text().startswith("联系人\n")
    page.desk.notices.setCurrentRow(0)
    assert page.desk.bar.sheets.currentText() == "联系人"
    assert page.desk.table.grid.data(page.desk.table.grid.index(0, 0)) == "姓名"


def test_a_criterion_leads_to_its_row(page: SchemeChooser) -> None:
    page.desk.tree.setCurrentItem(page.desk.tree.topLevelItem(1).child(0))
    current = page.desk.table.currentIndex()
    assert (current.row(), current.column()) == (4, 2)


def test_a_long_table_stays_where_it_was_scrolled_to(wizard: NewProject, tmp_path: Path, qtbot: QtBot) -> None:
    rows = [["编号", "评价内容", "分值"], *([number, f"第{number}项。", 1] for number in range(1, 2100))]
    page = opened(wizard, workbook(tmp_path / "长.xlsx", 细则=rows), qtbot)
    assert page.desk.table.grid.rowCount() == MOST_ROWS
    bar = page.desk.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    choose(page, 2, Role.UNUSED, qtbot)
    assert bar.value() == place > 0
    assert "读取的是全部" in page.desk.more.text()


def test_of_a_wide_sheet_the_first_columns_are_shown(wizard: NewProject, tmp_path: Path, qtbot: QtBot) -> None:
    rows = [["很宽的表", *[""] * 299], ["编号", "评价内容", *[""] * 297, "备注"], ["1", "甲项。"]]
    page = opened(wizard, workbook(tmp_path / "宽.xlsx", ["A1:KN1"], 细则=rows), qtbot)
    assert page.desk.table.grid.columnCount() == len(page.desk.table.roles.boxes) == MOST_COLUMNS
    assert page.desk.table.columnSpan(0, 0) == MOST_COLUMNS
    assert "读取的是全部" in page.desk.more.text()


def test_enter_in_the_row_of_the_header_reads_and_does_not_go_on(page: SchemeChooser, qtbot: QtBot) -> None:
    page.desk.bar.first.setFocus()
    page.desk.bar.first.selectAll()
    qtbot.keyClicks(page.desk.bar.first, "3")
    with qtbot.waitSignal(page.was_read):
        qtbot.keyClick(page.desk.bar.first, Qt.Key.Key_Enter)
    assert page.isVisible()
    assert row_heads(page)[2] == "3 表头"


def test_the_keyboard_brings_a_drop_down_into_sight(wizard: NewProject, tmp_path: Path, qtbot: QtBot) -> None:
    heads = ["编号", "评价内容", *(f"第{number}栏" for number in range(12))]
    page = opened(wizard, workbook(tmp_path / "宽.xlsx", 细则=[heads, ["1", "甲项。"]]), qtbot)
    wizard.resize(700, 420)
    header = page.desk.table.roles
    last = header.boxes[-1]
    assert last.geometry().right() > header.viewport().width()
    header.boxes[0].setFocus()
    for box in header.boxes[:-1]:
        qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert last.hasFocus()
    assert 0 <= last.geometry().left() <= last.geometry().right() <= header.viewport().width()


def test_a_project_keeps_the_columns_and_the_next_table_is_read_so(
    wizard: NewProject, session: Session, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    first = workbook(tmp_path / "无名.xlsx", 细则=NAMELESS)
    wizard.scheme_page.chooser.choose(first)
    qtbot.waitUntil(lambda: bool(wizard.scheme_page.chooser.warning.text()))
    choose_by_keyboard(wizard.scheme_page.chooser, 0, Role.CODE, qtbot)
    choose(wizard.scheme_page.chooser, 1, Role.TEXT, qtbot)
    wizard.next()
    wizard.place_page.place.setText("云岭县")
    wizard.next()
    with qtbot.waitSignals([session.opened, wizard.destroyed]):
        wizard.accept()
    qtbot.waitUntil(lambda: not session.jobs.running)
    again = NewProject(session, "李敏", tmp_path / "迎检", parent=window)
    again.show()
    page = opened(again, workbook(tmp_path / "下一年.xlsx", 细则=[["2024年细则"], *NAMELESS]), qtbot)
    assert "已照以前为这种表选定" in page.before.text()
    assert lines(page) == ["1　专题研究。｜｜", "2　调研督导。｜｜"]
    page.desk.bar.guess_button.click()
    qtbot.waitUntil(lambda: "没有找到评价细则的表头" in page.warning.text())
    assert page.before.text() == ""


def test_the_grid_keeps_the_rules_of_models(table: Path, qtbot: QtBot) -> None:  # noqa: ARG001 — it makes the application
    grid = TableGrid()
    tester = QAbstractItemModelTester(grid, QAbstractItemModelTester.FailureReportingMode.Warning)
    file = open_scheme_file(table)
    for sheet, columns in zip(file.grids, guess_choice(file), strict=True):
        grid.show(sheet)
        grid.take(columns)
        grid.mark([RowKind.ITEM] * len(sheet.rows), [(sheet.place(0, 0), "请核对。")])
        assert grid.data(grid.index(0, 0)) == sheet.rows[0][0].text
    grid.show(None)
    assert grid.rowCount() == 0
    assert not grid.index(0, 0).isValid()
    assert grid.data(QModelIndex()) is None
    assert tester.model() is grid
