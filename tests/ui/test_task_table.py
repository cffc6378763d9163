"""A clerk hands out what each unit has to do, and the scheme."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from evidence.scheme.reading import read_scheme
from ui.dialogs.task_table import TaskTable
from ui.scheme_menu import SchemeMenu
from ui.session import Session


@pytest.fixture
def dialog(project: Session, window: QWidget) -> TaskTable:
    dialog = TaskTable(project, window)
    dialog.show()
    return dialog


def save(dialog: TaskTable, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.said.text() or dialog.fault.text()))


def test_the_whole_table_is_proposed_beside_the_project(dialog: TaskTable, tmp_path: Path, qtbot: QtBot) -> None:
    assert dialog.place.line.text() == str(tmp_path / "任务分解表.docx")
    assert not dialog.unit.isEnabled()
    save(dialog, qtbot)
    assert docx.Document(str(tmp_path / "任务分解表.docx")).paragraphs[0].text == "云岭县迎检任务分解表"
    assert dialog.open_button.isVisible()
    assert dialog.save_button.isEnabled()


def test_the_tasks_of_one_unit_as_a_workbook(dialog: TaskTable, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.which.button(1).click()
    dialog.place.formats.button(1).click()
    dialog.unit.setCurrentText("县市场监管局")
    assert dialog.place.line.text() == str(tmp_path / "任务分解表_县市场监管局.xlsx")
    save(dialog, qtbot)
    book = load_workbook(tmp_path / "任务分解表_县市场监管局.xlsx")
    title = book.worksheets[0]["A1"].value
    book.close()
    assert title == "云岭县迎检任务分解表（县市场监管局）"


def test_a_file_for_each_unit_goes_into_a_folder(dialog: TaskTable, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "各单位").mkdir()
    dialog.which.button(2).click()
    assert dialog.place.line.text() == str(tmp_path)
    dialog.place.line.setText(str(tmp_path / "各单位"))
    save(dialog, qtbot)
    assert len(list((tmp_path / "各单位").iterdir())) == dialog.unit.count() == 5
    assert dialog.said.text().endswith("：5 份。")


def test_a_folder_that_was_chosen_stays_when_the_unit_changes(dialog: TaskTable, tmp_path: Path) -> None:
    dialog.place.line.setText(str(tmp_path / "发文" / "任务.docx"))
    dialog.which.button(1).click()
    dialog.unit.setCurrentIndex(1)
    assert Path(dialog.place.line.text()).parent == tmp_path / "发文"


@pytest.mark.parametrize(
    ("place", "said"),
    [("任务.docx", "完整的文件夹路径"), ("{folder}/没有/任务.docx", "不是文件夹"), ("{folder}/任务.pdf", ".docx")],
)
def test_what_cannot_be_written_is_said_and_the_dialog_stays(
    place: str, said: str, dialog: TaskTable, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.place.line.setText(place.format(folder=tmp_path))
    save(dialog, qtbot)
    assert said in dialog.fault.text()
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()
    assert not dialog.open_button.isVisible()


def test_what_was_made_opens(dialog: TaskTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(str(Path(url.toLocalFile())))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    save(dialog, qtbot)
    dialog.open_button.click()
    assert opened == [str(tmp_path / "任务分解表.docx")]


def test_esc_closes_the_dialog(dialog: TaskTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_menu_saves_the_scheme(project: Session, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    menu = SchemeMenu(project, window)
    menu.save_action.trigger()
    picking = window.findChild(QFileDialog)
    assert isinstance(picking, QFileDialog)
    with qtbot.waitSignal(menu.told) as told:
        picking.fileSelected.emit(str(tmp_path / "细则.xlsx"))
    assert told.args == [f"评价细则已存到：{tmp_path / '细则.xlsx'}"]
    codes = [item.code for item in read_scheme(tmp_path / "细则.xlsx").items]
    assert codes == [item.code for item in project.moment.snapshot.criteria]


def test_the_menu_opens_the_dialog(project: Session, window: QWidget) -> None:
    SchemeMenu(project, window).tasks_action.trigger()
    assert isinstance(window.findChild(TaskTable), TaskTable)
