"""A clerk puts the list of units in order, takes a contact list in, and says what the project is about."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evidence.model import Fact, UnitKind
from evidence.scheme.contact_list import read_contact_file
from evidence.snapshot import Changes
from ui.dialogs.contact_import import ContactImport
from ui.dialogs.settings import SettingsDialog, Topic
from ui.dialogs.unit_questions import MergeUnit, NewUnit
from ui.dialogs.units import UnitsDialog
from ui.models.contact_rows import Column as Entry
from ui.models.unit_rows import Column
from ui.scheme_menu import SchemeMenu
from ui.session import Session
from ui.views.facts_pane import FactsPane

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def dialog(project: Session, window: QWidget) -> UnitsDialog:
    dialog = UnitsDialog(project, window)
    dialog.show()
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Warning, dialog)
    return dialog


def opened(parent: QWidget, kind: type[W]) -> W:
    return [widget for widget in cast("list[W]", parent.findChildren(kind)) if widget.isVisible()][-1]


def click(button: QPushButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def press(box: QMessageBox, text: str, qtbot: QtBot) -> None:
    (button,) = [button for button in box.buttons() if button.text() == text]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def names(dialog: UnitsDialog) -> list[str]:
    return [str(dialog.model.index(row, Column.NAME).data()) for row in range(dialog.model.rowCount())]


def stand_on(dialog: UnitsDialog, name: str, column: Column = Column.NAME) -> None:
    dialog.rows.setCurrentIndex(dialog.model.index(names(dialog).index(name), column))


def type_over(dialog: UnitsDialog, text: str, qtbot: QtBot) -> None:
    """Edit the cell that is stood on, as a keyboard does."""
    qtbot.keyClick(dialog.rows, Qt.Key.Key_F2)
    field = opened(dialog.rows.viewport(), QLineEdit)
    field.setText(text)
    with qtbot.waitSignal(dialog.rows.itemDelegate().closeEditor):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def saved(dialog: UnitsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.ok_button, qtbot)


def test_units_are_shown_with_what_they_owe(dialog: UnitsDialog) -> None:
    assert names(dialog) == ["双河镇", "石坪镇", "红岩乡", "县食药安办", "县市场监管局"]
    row = names(dialog).index("县市场监管局")
    shown = [dialog.model.index(row, column).data() for column in (Column.KIND, Column.LED, Column.OWED)]
    assert shown == ["县直单位", "1", "1"]
    counted = [dialog.model.headerData(c, Qt.Orientation.Horizontal) for c in (Column.LED, Column.SUPPORTED)]
    assert counted == ["牵头", "责任"]
    assert "共 5 个单位：县直单位 2 个，乡镇（街道）3 个；5 个没有联络员和电话。" in dialog.count.text()


def test_the_keyboard_comes_to_the_buttons_last(
    dialog: UnitsDialog, project: Session, window: QWidget, qtbot: QtBot
) -> None:
    settings = SettingsDialog(project, Topic.OFFICE, window)
    settings.show()
    for asking, first in ((dialog, dialog.text), (settings, settings.topics)):
        first.setFocus()
        qtbot.keyClick(first, Qt.Key.Key_Backtab)
        assert asking.focusWidget() is asking.cancel_button
        qtbot.keyClick(asking.cancel_button, Qt.Key.Key_Backtab)
        assert asking.focusWidget() is asking.ok_button
    assert settings.ok_button.isDefault()


def test_enter_belongs_to_the_table(dialog: UnitsDialog) -> None:
    assert not any(
        button.isDefault() or button.autoDefault()
        for button in cast("list[QPushButton]", dialog.findChildren(QPushButton))
    )


def test_a_table_edited_in_place_is_saved_as_one_step(dialog: UnitsDialog, project: Session, qtbot: QtBot) -> None:
    before = project.moment.snapshot
    stand_on(dialog, "双河镇")
    type_over(dialog, "双河街道", qtbot)
    stand_on(dialog, "双河街道", Column.PHONE)
    type_over(dialog, " (023) 5812-3456 转 8 ", qtbot)
    stand_on(dialog, "县市场监管局")
    type_over(dialog, "县市监局", qtbot)
    assert project.moment.snapshot == before
    saved(dialog, qtbot)
    snapshot = project.moment.snapshot
    assert (snapshot.project.units[0].name, snapshot.project.units[0].former) == ("双河街道", ("双河镇",))
    assert snapshot.project.units[0].phone == "(023) 5812-3456 转 8"
    assert [item.lead_unit for item in snapshot.leaves][-1] == "县市监局"
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert (project.moment.snapshot.project, project.moment.snapshot.criteria) == (before.project, before.criteria)


def test_the_kind_is_chosen_from_a_drop_down(dialog: UnitsDialog, qtbot: QtBot) -> None:
    stand_on(dialog, "红岩乡", Column.KIND)
    qtbot.keyClick(dialog.rows, Qt.Key.Key_F2)
    box = opened(dialog.rows.viewport(), QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["县直单位", "乡镇（街道）"]
    assert box.currentText() == "乡镇（街道）"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert dialog.model.roster.units[2].kind is UnitKind.DEPARTMENT
    assert dialog.rows.currentIndex().data() == "县直单位"


def test_a_name_that_is_there_is_asked_about(dialog: UnitsDialog, qtbot: QtBot) -> None:
    stand_on(dialog, "县市场监管局")
    type_over(dialog, "县食药安办", qtbot)
    box = opened(dialog, QMessageBox)
    assert "把“县市场监管局”并入它吗" in box.text()
    press(box, "不改", qtbot)
    assert "县市场监管局" in names(dialog)
    type_over(dialog, "县食药安办", qtbot)
    press(opened(dialog, QMessageBox), "并入", qtbot)
    assert "县市场监管局" not in names(dialog)
    assert dialog.rows.currentIndex().siblingAtColumn(Column.LED).data() == "3"


def test_a_unit_that_is_named_is_not_removed(dialog: UnitsDialog, qtbot: QtBot) -> None:
    stand_on(dialog, "县市场监管局")
    click(dialog.remove_button, qtbot)
    assert "1 项评价内容" in dialog.fault.text()
    assert "县市场监管局" in names(dialog)
    click(dialog.merge_button, qtbot)
    question = opened(dialog, MergeUnit)
    assert not question.ok_button.isEnabled()
    question.heir.setCurrentText("县食药安办")
    click(question.ok_button, qtbot)
    assert "县市场监管局" not in names(dialog)
    assert dialog.fault.text() == ""


def test_a_township_goes_after_a_question(dialog: UnitsDialog, qtbot: QtBot) -> None:
    stand_on(dialog, "石坪镇")
    click(dialog.remove_button, qtbot)
    box = opened(dialog, QMessageBox)
    assert "1 份应备材料将不再向它要" in box.text()
    press(box, "删除", qtbot)
    assert "石坪镇" not in names(dialog)


def test_a_unit_is_added_and_moved(dialog: UnitsDialog, qtbot: QtBot) -> None:
    click(dialog.add_button, qtbot)
    question = opened(dialog, NewUnit)
    assert not question.ok_button.isEnabled()
    question.name.setText("大桥乡")
    assert question.kind.currentText() == "乡镇（街道）"
    click(question.ok_button, qtbot)
    assert (names(dialog)[-1], dialog.rows.currentIndex().data()) == ("大桥乡", "大桥乡")
    assert not dialog.down_button.isEnabled()
    click(dialog.up_button, qtbot)
    assert names(dialog)[-2:] == ["大桥乡", "县市场监管局"]
    click(dialog.down_button, qtbot)
    assert names(dialog)[-1] == "大桥乡"


def test_a_name_that_is_taken_is_refused_in_a_sentence(dialog: UnitsDialog, qtbot: QtBot) -> None:
    click(dialog.add_button, qtbot)
    question = opened(dialog, NewUnit)
    question.name.setText("双河镇")
    click(question.ok_button, qtbot)
    assert "名单里已经有“双河镇”" in dialog.fault.text()
    assert len(names(dialog)) == 5


def test_units_are_found_by_any_word(dialog: UnitsDialog) -> None:
    dialog.text.setText("县直")
    assert names(dialog) == ["县食药安办", "县市场监管局"]
    dialog.text.setText("没有这个")
    assert names(dialog) == []
    assert not dialog.rename_button.isEnabled()
    dialog.text.clear()
    assert len(names(dialog)) == 5


def test_what_was_not_saved_is_asked_about(dialog: UnitsDialog, project: Session, qtbot: QtBot) -> None:
    stand_on(dialog, "双河镇", Column.CONTACT)
    type_over(dialog, "钱七", qtbot)
    click(dialog.cancel_button, qtbot)
    press(opened(dialog, QMessageBox), "继续修改", qtbot)
    assert dialog.isVisible()
    click(dialog.cancel_button, qtbot)
    with qtbot.waitSignal(dialog.rejected):
        press(opened(dialog, QMessageBox), "不保存，关闭", qtbot)
    assert project.moment.snapshot.project.units[0].contact is None


def test_nothing_changed_is_no_step(dialog: UnitsDialog, project: Session, qtbot: QtBot) -> None:
    saved(dialog, qtbot)
    assert project.moment.undo is None


def test_the_list_is_exported_as_it_is_shown(dialog: UnitsDialog, tmp_path: Path, qtbot: QtBot) -> None:
    stand_on(dialog, "双河镇", Column.CONTACT)
    type_over(dialog, "钱七", qtbot)
    dialog.save_as(tmp_path / "名单.xlsx")
    qtbot.waitUntil(lambda: "已另存到" in dialog.count.text())
    assert read_contact_file(tmp_path / "名单.xlsx")[0].contact == "钱七"
    dialog.save_as(tmp_path / "名单.csv")
    qtbot.waitUntil(lambda: "只能存为 .xlsx" in dialog.fault.text())


def test_a_paper_may_be_from_the_unit_that_was_renamed(dialog: UnitsDialog, project: Session, qtbot: QtBot) -> None:
    pane = FactsPane()
    qtbot.addWidget(pane)
    pane.show_moment(project.moment, None)
    stand_on(dialog, "双河镇")
    type_over(dialog, "双河街道", qtbot)
    saved(dialog, qtbot)
    pane.show_moment(project.moment, Changes(scheme=True))
    field = pane.fields[Fact.UNIT]
    assert isinstance(field, QLineEdit)
    field.completer().setCompletionPrefix("双河")
    assert field.completer().currentCompletion() == "双河街道"


# 导入通讯录

LIST = "单位\t联络员\t手机\n双河镇\t钱七\t13800004444\n县残联\t王五\t1\n县食药安办、县市场监管局\t李四\t2\n"


@pytest.fixture
def contacts(dialog: UnitsDialog, qtbot: QtBot) -> ContactImport:
    click(dialog.import_button, qtbot)
    found = opened(dialog, ContactImport)
    QAbstractItemModelTester(found.model, QAbstractItemModelTester.FailureReportingMode.Warning, found)
    return found


def shown(contacts: ContactImport, column: Entry) -> list[str]:
    return [str(contacts.model.index(row, column).data()) for row in range(contacts.model.rowCount())]


def test_a_pasted_list_is_a_plan_before_it_is_taken_in(
    contacts: ContactImport, dialog: UnitsDialog, qtbot: QtBot
) -> None:
    assert not contacts.ok_button.isEnabled()
    contacts.pasted.setPlainText(LIST)
    assert shown(contacts, Entry.UNIT) == ["请选择", "新单位（县直单位）", "双河镇"]
    assert "名单里已有 1 个，新单位 1 个；1 个不明" in contacts.counts.text()
    click(contacts.ok_button, qtbot)
    assert [unit.contact for unit in dialog.model.roster.units] == ["钱七", None, None, None, None, "王五"]


def test_whom_an_entry_means_is_chosen(contacts: ContactImport, dialog: UnitsDialog, qtbot: QtBot) -> None:
    contacts.pasted.setPlainText(LIST)
    for row, word in ((0, "县食药安办"), (1, "不导入")):
        contacts.rows.setCurrentIndex(contacts.model.index(row, Entry.UNIT))
        qtbot.keyClick(contacts.rows, Qt.Key.Key_F2)
        box = opened(contacts.rows.viewport(), QComboBox)
        box.setCurrentText(word)
        box.activated.emit(box.currentIndex())
    assert shown(contacts, Entry.UNIT) == ["县食药安办", "不导入", "双河镇"]
    click(contacts.ok_button, qtbot)
    assert [unit.contact for unit in dialog.model.roster.units] == ["钱七", None, None, "李四", None]


def test_a_file_is_read_and_what_goes_is_shown(contacts: ContactImport, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "通讯录.csv").write_text("单位,联络员\n双河镇,钱七\n", "utf-8")
    contacts.read(tmp_path / "通讯录.csv")
    qtbot.waitUntil(lambda: contacts.model.rowCount() == 1)
    assert shown(contacts, Entry.CONTACT) == ["钱七"]
    contacts.read(tmp_path / "没有.xlsx")
    qtbot.waitUntil(lambda: "找不到“没有.xlsx”" in contacts.fault.text())
    assert contacts.file_button.isEnabled()
    assert contacts.model.rowCount() == 0


# 项目信息


def test_the_menu_offers_both(project: Session, window: QWidget) -> None:
    menu = SchemeMenu(project, window)
    for action in menu.actions():
        if action.text() in ("单位和联络员(&U)…", "项目信息(&P)…"):
            action.trigger()
    assert opened(window, UnitsDialog).windowTitle() == "单位和联络员"
    assert opened(window, SettingsDialog).topics.currentItem().text() == Topic.OFFICE
