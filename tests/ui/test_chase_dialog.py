"""The dialog 催报: whom to ask, drafts, texts to paste, what was sent, and the way to what lies unsorted."""
# pytest-qt leaves the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.chases import STEPS, Chase
from evidence.journal import Action
from evidence.model import Approach, PieceId, UnitId
from evidence.scheme.roster import roster_of
from tests.ui.conftest import TOWNSHIPS
from ui.dialogs.chase import ChaseDialog
from ui.dialogs.chase_steps import StepsPage
from ui.dialogs.settings import SettingsDialog, Topic
from ui.models.owing_rows import OWING, Column, Which
from ui.session import Session

FIRST = TOWNSHIPS[0]


def opened(project: Session, window: QWidget, qtbot: QtBot) -> ChaseDialog:
    dialog = ChaseDialog(project, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    return dialog


def choose(dialog: ChaseDialog, *units: str) -> None:
    dialog.rows.clearSelection()
    for row, unit in enumerate(dialog.model.shown):
        if unit.unit in units:
            dialog.rows.setCurrentIndex(dialog.model.index(row, 0))
    for row, unit in enumerate(dialog.model.shown):
        if unit.unit in units:
            flags = dialog.rows.selectionModel().SelectionFlag
            dialog.rows.selectionModel().select(dialog.model.index(row, 0), flags.Select | flags.Rows)


def cell(dialog: ChaseDialog, unit: str, column: Column) -> str:
    row = [one.unit for one in dialog.model.shown].index(unit)
    return str(dialog.model.index(row, column).data())


def click(button: QWidget, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def draft(dialog: ChaseDialog, project: Session, qtbot: QtBot, *units: str) -> None:
    choose(dialog, *units)
    with qtbot.waitSignal(project.changed):
        click(dialog.draft_button, qtbot)
    qtbot.waitUntil(lambda: any(one.draft for one in dialog.model.shown))


def record(project: Session) -> tuple[Chase, ...]:
    return project.workspace.chasing.record()


def visit(project: Session, unit: str, qtbot: QtBot) -> None:
    roster = roster_of(project.moment.snapshot)
    key: UnitId = next(one.id for one in roster.units if one.name == unit)
    after = roster.asked_by(key, Approach.VISIT)
    with qtbot.waitSignal(project.changed):
        project.criteria.edit_project(Action.EDIT_UNITS, after.project, after.edit)


def test_units_are_listed_with_what_they_owe_and_the_next_step(project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = opened(project, window, qtbot)
    assert cell(dialog, FIRST, Column.PIECES) != "0"
    assert cell(dialog, FIRST, Column.NEXT) == STEPS[0].name


def test_a_click_drafts_for_those_selected_into_the_folder(project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = opened(project, window, qtbot)
    dialog.step.setCurrentText("督办单")
    dialog.deadline.setText("2999-01-20")
    draft(dialog, project, qtbot, FIRST)
    assert [(one.unit, one.step) for one in record(project)] == [(FIRST, "督办单")]
    assert [path.name.rsplit("_", 1)[0] for path in project.chasing.folder.iterdir()] == [f"督办单_{FIRST}"]


def test_nothing_selected_means_all_that_are_listed(project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = opened(project, window, qtbot)
    dialog.which.setCurrentIndex(list(Which).index(Which.TOWNSHIPS))
    dialog.which.activated.emit(dialog.which.currentIndex())
    draft(dialog, project, qtbot)
    assert {one.unit for one in record(project)} == set(TOWNSHIPS)


def test_a_unit_that_is_visited_is_told_so(project: Session, window: QWidget, qtbot: QtBot) -> None:
    visit(project, FIRST, qtbot)
    dialog = opened(project, window, qtbot)
    choose(dialog, FIRST)
    assert cell(dialog, FIRST, Column.NEXT) == "上门沟通"
    assert not dialog.copy_button.isEnabled()


def test_the_wechat_text_of_the_unit_stood_on_is_copied_and_records_nothing(
    project: Session, window: QWidget, qtbot: QtBot
) -> None:
    dialog = opened(project, window, qtbot)
    choose(dialog, FIRST)
    click(dialog.copy_button, qtbot)
    assert FIRST in QGuiApplication.clipboard().text()
    assert record(project) == ()


def test_what_was_drafted_is_recorded_as_sent_and_shown_below(project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = opened(project, window, qtbot)
    draft(dialog, project, qtbot, FIRST)
    choose(dialog, FIRST)
    with qtbot.waitSignal(project.changed):
        click(dialog.sent_button, qtbot)
    qtbot.waitUntil(lambda: "1 次" in cell(dialog, FIRST, Column.BEFORE))
    assert dialog.record_model.rowCount() == 1
    assert cell(dialog, FIRST, Column.NEXT) == STEPS[1].name
    assert not dialog.sent_button.isEnabled()


def test_nothing_is_done_by_what_is_listed_until_a_change_is_seen(
    project: Session, window: QWidget, qtbot: QtBot
) -> None:
    dialog = opened(project, window, qtbot)
    choose(dialog, FIRST)
    with qtbot.waitSignal(project.changed):
        click(dialog.draft_button, qtbot)
    buttons = (dialog.draft_button, dialog.copy_button, dialog.sent_button)
    assert [button.isEnabled() for button in buttons] == [False, False, False]
    qtbot.waitUntil(lambda: all(button.isEnabled() for button in buttons))


def test_drafts_go_where_they_went_last(project: Session, window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    project.chasing.choose_folder(tmp_path / "催办")
    dialog = opened(project, window, qtbot)
    assert "催办" in dialog.folder_button.text()
    draft(dialog, project, qtbot, FIRST)
    assert [path.name.rsplit("_", 1)[0] for path in (tmp_path / "催办").iterdir()] == [f"微信提醒_{FIRST}"]


def test_units_that_owe_nothing_are_not_offered_to_be_asked(project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = opened(project, window, qtbot)
    dialog.which.setCurrentIndex(list(Which).index(Which.SETTLED))
    dialog.which.activated.emit(dialog.which.currentIndex())
    assert (dialog.model.rowCount(), dialog.draft_button.isEnabled()) == (0, False)


def test_a_deadline_that_is_over_is_refused(project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = opened(project, window, qtbot)
    dialog.deadline.setText("2000-01-01")
    click(dialog.draft_button, qtbot)
    assert "已经过去" in dialog.fault.text()
    assert record(project) == ()


def test_the_way_leads_to_what_a_unit_has_unsorted(
    project: Session, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "来件" / FIRST
    folder.mkdir(parents=True)
    (folder / "补充.txt").write_text(f"{FIRST}补充材料", "utf-8")
    with qtbot.waitSignal(project.changed):
        project.take_in([tmp_path / "来件"], lambda _: None)
    (piece,) = project.moment.tray
    dialog = opened(project, window, qtbot)
    choose(dialog, FIRST)
    assert cell(dialog, FIRST, Column.WAITING) == "1 件"
    assert "请先整理" in dialog.waiting.text()
    with qtbot.waitSignal(dialog.unsorted_wanted) as wanted:
        click(dialog.sort_button, qtbot)
    assert wanted.args == [(PieceId(piece.id),)]


def test_a_unit_is_found_and_stays_selected_while_others_are_hidden(
    project: Session, window: QWidget, qtbot: QtBot
) -> None:
    dialog = opened(project, window, qtbot)
    choose(dialog, FIRST)
    dialog.text.setText(FIRST)
    assert [one.unit for one in dialog.model.shown] == [FIRST]
    dialog.text.clear()
    assert [index.data(OWING).unit for index in dialog.rows.selectionModel().selectedRows()] == [FIRST]


def steps_page(project: Session, window: QWidget, qtbot: QtBot) -> tuple[SettingsDialog, StepsPage]:
    dialog = SettingsDialog(project, Topic.STEPS, window)
    dialog.open()
    page = dialog.page
    assert isinstance(page, StepsPage)
    qtbot.waitUntil(page.isEnabled)
    return dialog, page


def test_the_steps_are_renamed_and_reordered(project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog, page = steps_page(project, window, qtbot)
    page.names[0].setText("电话提醒")
    click(page.up_buttons[1], qtbot)
    page.names[3].clear()
    with qtbot.waitSignal(project.changed):
        click(dialog.ok_button, qtbot)
    assert [step.name for step in project.workspace.chasing.steps()] == ["工作提示", "电话提醒", "督办单"]


def test_no_step_at_all_is_refused(project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog, page = steps_page(project, window, qtbot)
    for name in page.names:
        name.clear()
    click(dialog.ok_button, qtbot)
    qtbot.waitUntil(lambda: "至少要有一步" in dialog.fault.text())


@pytest.mark.parametrize("which", list(Which))
def test_each_choice_of_units_can_be_listed(which: Which, project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = opened(project, window, qtbot)
    dialog.which.setCurrentIndex(list(Which).index(which))
    dialog.which.activated.emit(dialog.which.currentIndex())
    assert dialog.draft_button.isEnabled() == bool(dialog.model.shown)
