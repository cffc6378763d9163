"""总览: figures and tables lead where something is to be done, and are computed when they are seen."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evidence.check.gaps import find_gaps
from evidence.check.matrix import Line
from evidence.journal import Action
from evidence.model import Fact, Place, State
from ui.desk import Desk
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.years_page import YearsPage
from ui.models.matrix_grid import CELL, MatrixGrid
from ui.models.standing_rows import UNIT
from ui.moment import Moment
from ui.session import Session
from ui.views.bars import Point, Trend
from ui.views.gap_pane import Kind
from ui.views.matrix_page import MatrixPage


@pytest.fixture
def desk(project: Session, inbox: Path, qtbot: QtBot) -> Desk:
    """A desk that shows 总览 of a project whose tray holds what has arrived."""
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([inbox], lambda _: None)
    desk = Desk(project)
    qtbot.addWidget(desk)
    project.opened.emit()
    desk.resize(1300, 640)
    desk.show()
    qtbot.waitExposed(desk)
    desk.tabs.setCurrentWidget(desk.overview)
    return desk


def shown(desk: Desk, page: int) -> MatrixPage:
    desk.overview.pages.setCurrentIndex(page)
    return (desk.overview.periods, desk.overview.townships)[page - 1]


def cell(page: MatrixPage, code: str, column: str) -> QModelIndex:
    row = next(r for r in range(page.model.rowCount()) if code_at(page.model, r) == code)
    heads = [head.name for head in page.model.heads]
    return page.model.index(row, heads.index(column))


def code_at(grid: MatrixGrid, row: int) -> str | None:
    found = grid.row_at(row)
    return found.item.criterion.code if isinstance(found, Line) else None


def codes(page: MatrixPage) -> list[str]:
    found = (code_at(page.model, row) for row in range(page.model.rowCount()))
    return [code for code in found if code]


def click(page: MatrixPage, index: QModelIndex, qtbot: QtBot) -> None:
    at = page.view.visualRect(index).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def step(desk: Desk, begins: str) -> QPushButton:
    buttons = cast("list[QPushButton]", desk.overview.summary.findChildren(QPushButton))
    return next(button for button in buttons if button.text().startswith(begins))


def test_the_overview_has_the_whole_width(desk: Desk) -> None:
    assert not desk.criteria.isVisible()
    assert desk.overview.width() > desk.width() - 30
    desk.tabs.setCurrentWidget(desk.tray)
    assert desk.criteria.isVisible()


def test_a_page_is_computed_when_it_is_seen_and_not_before(desk: Desk, project: Session, qtbot: QtBot) -> None:
    assert desk.overview.periods.model.rowCount() == 0
    desk.overview.pages.setCurrentIndex(1)
    assert desk.overview.periods.model.rowCount() > 0
    desk.tabs.setCurrentWidget(desk.tray)
    before = desk.overview.periods.model.row_at(1)
    plan = project.moment.tray[0]
    with qtbot.waitSignal(project.changed):
        project.arrange((), [Place(plan.id, next(iter(project.moment.gaps)), None)])
    assert desk.overview.periods.model.row_at(1) is before
    desk.tabs.setCurrentWidget(desk.overview)
    assert desk.overview.periods.model.row_at(1) is not before


def test_each_item_has_its_cells_under_its_group(desk: Desk) -> None:
    page = shown(desk, 1)
    assert codes(page) == ["1-1", "1-2", "2-1"]
    assert page.model.rowCount() == 5, "two groups"
    assert page.model.headerData(0, Qt.Orientation.Vertical) == "基础工作（2 项）"


def test_a_cell_has_a_sign_and_not_a_colour_alone(desk: Desk) -> None:
    index = cell(shown(desk, 1), "1-2", "2021年成效")
    assert index.data() == "× 0/3"
    assert index.data(CELL).state is State.MISSING


def test_a_blank_cell_says_that_nothing_is_asked(desk: Desk) -> None:
    index = cell(shown(desk, 1), "1-1", "2021年成效")
    assert (index.data(), "不要求" in index.data(Qt.ItemDataRole.ToolTipRole)) == ("", True)


def test_one_click_on_a_cell_goes_to_the_material(desk: Desk, project: Session, qtbot: QtBot) -> None:
    page = shown(desk, 2)
    click(page, cell(page, "1-2", "石坪镇"), qtbot)
    assert desk.tabs.currentWidget() is desk.item
    assert desk.item.rows.hasFocus() or desk.item.rows.currentIndex().isValid()
    assert desk.criteria.tree.currentIndex().data().startswith("1-2")
    assert project.moment.snapshot.filings == ()


def test_enter_on_a_cell_does_the_same(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, 1)
    page.view.setCurrentIndex(cell(page, "2-1", "2023年落实"))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert desk.tabs.currentWidget() is desk.item


def test_a_click_on_a_blank_cell_or_a_group_goes_nowhere(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, 1)
    for index in (cell(page, "1-1", "2021年成效"), page.model.index(0, 0)):
        click(page, index, qtbot)
        assert desk.tabs.currentWidget() is desk.overview


def test_a_cell_with_a_paper_that_does_not_count_goes_to_that_paper(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = next(p for p in project.moment.tray if p.facts.title == "2023年食品安全工作方案")
    item = project.moment.snapshot.by_code["1-1"]
    with qtbot.waitSignal(project.changed):
        project.arrange((), [Place(plan.id, item.id, item.required[0].id)])
    with qtbot.waitSignal(project.changed):
        project.correct([plan.id], Fact.YEAR, "")
    page = shown(desk, 1)
    click(page, cell(page, "1-1", "2023年部署"), qtbot)
    assert desk.facts.pieces == (plan.id,)


def test_a_click_on_an_item_opens_it(desk: Desk) -> None:
    page = shown(desk, 1)
    row = cell(page, "2-1", "2023年落实").row()
    page.view.verticalHeader().sectionClicked.emit(row)
    assert desk.criteria.tree.currentIndex().data().startswith("2-1")


def test_the_keyboard_is_told_where_it_stands(desk: Desk) -> None:
    page = shown(desk, 2)
    page.view.setCurrentIndex(cell(page, "1-2", "双河镇"))
    assert "双河镇" in page.told.text()
    assert "应备 3 件" in page.told.text()


def test_only_what_is_open_is_shown_where_that_is_asked(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = next(p for p in project.moment.tray if p.facts.title == "2023年食品安全工作方案")
    item = project.moment.snapshot.by_code["1-1"]
    with qtbot.waitSignal(project.changed):
        project.arrange((), [Place(plan.id, item.id, item.required[0].id)])
    page = shown(desk, 1)
    assert "1-1" in codes(page)
    page.only_open.setChecked(True)
    assert codes(page) == ["1-2", "2-1"]


def test_items_are_narrowed_by_words(desk: Desk) -> None:
    page = shown(desk, 1)
    page.text.setText("照片")
    assert codes(page) == ["2-1"]


def test_townships_are_shown_for_one_year(desk: Desk) -> None:
    page = shown(desk, 2)
    assert cell(page, "1-2", "双河镇").data(CELL).needed == 3
    page.year.setCurrentText("2022年")
    assert cell(page, "1-2", "双河镇").data(CELL).needed == 1


def test_one_stays_where_one_was_when_something_changes(desk: Desk, project: Session, qtbot: QtBot) -> None:
    page = shown(desk, 1)
    page.view.setCurrentIndex(cell(page, "2-1", "2023年落实"))
    with qtbot.waitSignal(project.changed):
        project.arrange((), [Place(project.moment.tray[0].id, next(iter(project.moment.gaps)), None)])
    assert page.view.currentIndex() == cell(page, "2-1", "2023年落实")


def test_the_grid_keeps_the_rules_of_qt(desk: Desk, project: Session) -> None:
    page = shown(desk, 2)
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    page.only_open.setChecked(True)
    page.show_moment(project.moment)
    assert tester.model() is page.model


def test_a_step_leads_to_its_place(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(step(desk, "待整理"), Qt.MouseButton.LeftButton)
    assert desk.tabs.currentWidget() is desk.tray


def test_key_items_lead_to_the_gaps_that_are_grave(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(step(desk, "关键项"), Qt.MouseButton.LeftButton)
    assert desk.tabs.currentWidget() is desk.gaps
    assert desk.gaps.kind.currentText() == Kind.GRAVE


def test_a_unit_leads_to_its_gaps(desk: Desk) -> None:
    units = desk.overview.summary.units
    row = next(r for r in range(units.model().rowCount()) if units.model().index(r, 0).data(UNIT) == "石坪镇")
    units.clicked.emit(units.model().index(row, 0))
    assert desk.gaps.unit.currentText() == "石坪镇"


def test_no_unit_stands_without_what_lies_unsorted_from_it(desk: Desk) -> None:
    model = desk.overview.summary.model
    told = {model.index(row, 0).data(): model.index(row, 4).data() for row in range(model.rowCount())}
    assert told["双河镇"] == "2"


def test_days_left_are_told_once_the_day_is_set(desk: Desk, project: Session, qtbot: QtBot) -> None:
    assert "未定" in desk.overview.summary.days.text()
    with qtbot.waitSignal(project.changed):
        about = replace(project.moment.snapshot.project, submit_on=date(2024, 1, 18))
        project.criteria.edit_project(Action.EDIT_PROJECT, about)
    assert "还有 10 天" in desk.overview.summary.days.text()


def test_the_day_is_set_in_the_project_s_dialog(desk: Desk, project: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(desk.overview.summary.days, Qt.MouseButton.LeftButton)
    dialog = desk.findChild(SettingsDialog)
    assert dialog is not None
    assert isinstance(dialog.page, YearsPage)
    dialog.page.submit_on.setText("2024年1月18日")
    with qtbot.waitSignal(project.changed):
        dialog.accept()
    assert project.moment.snapshot.project.submit_on == date(2024, 1, 18)


def test_a_day_that_is_none_is_refused(desk: Desk, project: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(desk.overview.summary.days, Qt.MouseButton.LeftButton)
    dialog = desk.findChild(SettingsDialog)
    assert dialog is not None
    assert isinstance(dialog.page, YearsPage)
    dialog.page.submit_on.setText("月底")
    dialog.accept()
    assert "送审日期" in dialog.fault.text()
    dialog.reject()
    assert dialog.isVisible(), "it asks first"
    assert project.moment.snapshot.project.submit_on is None


def test_the_trend_names_each_day(qtbot: QtBot) -> None:
    trend = Trend()
    qtbot.addWidget(trend)
    trend.show_points([Point(date(2024, 1, 8), 100, 2), Point(date(2024, 1, 9), 300, 5)])
    trend.grab()
    assert trend.accessibleName() == "2024-01-08 到位率 10.0%，齐全 2 项；2024-01-09 到位率 30.0%，齐全 5 项"


def test_a_project_without_anything_asked_has_an_overview(desk: Desk, project: Session) -> None:
    snapshot = replace(project.moment.snapshot, criteria=(), filings=())
    bare = Moment(Path(), "王敏", snapshot, {i.criterion.id: i for i in find_gaps(snapshot)}, None, None)
    for page in range(3):
        desk.overview.pages.setCurrentIndex(page)
        desk.overview.show_moment(bare, None)
    assert desk.overview.periods.model.rowCount() == 0
