"""The whole story in the real window with its real thread: a new project, a folder, the tray, gaps, export, check."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget, QWizard
from pytestqt.qtbot import QtBot

from app.window import Shown, greet
from evidence import wording
from evidence.model import Edition, Fact
from evidence.workspace import Workspace
from tests.build import NOON
from tests.ui.watchdog import LIMIT_S, Watchdog
from ui.dialogs.export import ExportDialog
from ui.dialogs.file_to import FileTo
from ui.dialogs.new_project import NewProject
from ui.dialogs.taken_in import TakenInDialog
from ui.dialogs.verify import VerifyDialog
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.models.tray import Tray
from ui.views.fields import LineField

LONG_MS = 60_000
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot) -> Iterator[Shown]:  # noqa: ARG001 — it makes the application
    """What the program stands on, with settings of its own."""
    jobs = Jobs()
    yield Shown(jobs, tmp_path / "settings.toml")
    jobs.close()


@pytest.fixture
def window(shown: Shown, qtbot: QtBot) -> MainWindow:
    """The program's window as at its first start."""
    window = shown.window()
    qtbot.addWidget(window)
    window.resize(1366, 728)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.mark.slow
def test_from_a_new_project_to_a_checked_package(
    shown: Shown, window: MainWindow, tmp_path: Path, root: Path, qtbot: QtBot
) -> None:
    watchdog = Watchdog()
    make_project(window, tmp_path, qtbot)
    assert shown.settings.who == "李敏"
    assert shown.settings.recent == (tmp_path / "云岭县国检2023",)

    drop(window, root / "templates" / "example" / "收件")
    wait_for_tray(window, qtbot)
    assert shown.session.moment.snapshot.filings == ()

    file_all_proposed(window, qtbot)
    file_by_code(window, "8-29", qtbot)
    assert len(shown.session.moment.snapshot.filings) > 20
    assert shown.session.moment.tray == ()

    go_to_first_gap(window, qtbot)
    package = export_both(window, tmp_path / "导出", qtbot)
    verify(window, package, qtbot)
    assert watchdog.stop() < LIMIT_S


@pytest.mark.slow
def test_an_arrival_that_is_stopped_keeps_what_was_recorded(
    window: MainWindow, tmp_path: Path, root: Path, qtbot: QtBot
) -> None:
    make_project(window, tmp_path, qtbot)
    drop(window, root / "templates" / "example" / "收件")
    qtbot.waitUntil(lambda: window.job_bar.isVisible() and window.job_bar.bar.maximum() > 0, timeout=LONG_MS)
    assert not window.receiving_menu.add_folder.isEnabled()
    assert not window.undo_action.isEnabled()
    qtbot.mouseClick(window.job_bar.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.busy, timeout=LONG_MS)
    qtbot.waitUntil(window.receiving_menu.add_folder.isEnabled)
    assert not window.job_bar.isVisible()
    assert the(TakenInDialog, window).sums.text().startswith("已按您的要求停止")


@pytest.mark.slow
def test_what_is_typed_when_the_window_closes_is_kept(
    shown: Shown, window: MainWindow, tmp_path: Path, inbox: Path, qtbot: QtBot
) -> None:
    make_project(window, tmp_path, qtbot)
    drop(window, inbox)
    wait_for_tray(window, qtbot)
    piece = window.desk.tray.pieces()[0]
    field = window.desk.facts.fields[Fact.NUMBER]
    assert isinstance(field, LineField)
    field.setFocus()
    field.insert("云食安办〔2023〕3号")
    window.close()
    with Workspace(shown.settings.recent[0], "", lambda: NOON, write=False) as workspace:
        assert workspace.snapshot().piece_by_id[piece].facts.document_number == "云食安办〔2023〕3号"


def make_project(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    window.start.name.setText("李敏")
    qtbot.mouseClick(window.start.new_button, Qt.MouseButton.LeftButton)
    wizard = the(NewProject, window)
    wizard.scheme_page.chooser.tables.setCurrentIndex(0)
    qtbot.waitUntil(wizard.scheme_page.isComplete, timeout=LONG_MS)
    press(wizard, QWizard.WizardButton.NextButton, qtbot)
    wizard.place_page.place.setText("云岭县")
    wizard.place_page.base_year.setValue(2023)
    wizard.place_page.read_townships(folder_of_example() / "乡镇名单.txt")
    press(wizard, QWizard.WizardButton.NextButton, qtbot)
    wizard.keeping_page.folder.setText(str(folder))
    assert wizard.keeping_page.path == folder / "云岭县国检2023"
    press(wizard, QWizard.WizardButton.FinishButton, qtbot)
    qtbot.waitUntil(lambda: window.windowTitle().startswith("云岭县国检2023"), timeout=LONG_MS)


def folder_of_example() -> Path:
    return Path(__file__).resolve().parents[2] / "templates" / "example"


def drop(window: MainWindow, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(400, 300), copy, data, left, none)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    window.dropEvent(QDropEvent(QPointF(400, 300), copy, data, left, none))


def wait_for_tray(window: MainWindow, qtbot: QtBot) -> None:
    def told() -> bool:
        return any(isinstance(widget, TakenInDialog) for widget in QApplication.topLevelWidgets())

    qtbot.waitUntil(told, timeout=LONG_MS)
    the(TakenInDialog, window).close()
    qtbot.waitUntil(lambda: not window.busy)


def file_all_proposed(window: MainWindow, qtbot: QtBot) -> None:
    tray = window.desk.tray
    window.desk.tabs.setCurrentWidget(tray)
    for _ in range(5):
        before = tray.model.rowCount()
        qtbot.keyClick(tray.rows, Qt.Key.Key_Return)
        wait_for_fewer(tray.model, before, qtbot)
    tray.rows.selectAll()
    before = tray.model.rowCount()
    qtbot.mouseClick(tray.rows.viewport(), Qt.MouseButton.NoButton)
    tray.accept.trigger()
    qtbot.waitUntil(lambda: tray.model.rowCount() < before)


def wait_for_fewer(model: Tray, before: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: model.rowCount() < before)


def file_by_code(window: MainWindow, code: str, qtbot: QtBot) -> None:
    tray = window.desk.tray
    if tray.model.rowCount() == 0:
        return
    tray.rows.selectAll()
    qtbot.keyClicks(tray.rows, code[0])
    question = the(FileTo, window)
    qtbot.keyClicks(question.text, code[1:])
    qtbot.keyClick(question.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tray.model.rowCount() == 0)


def go_to_first_gap(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.desk
    desk.tabs.setCurrentWidget(desk.gaps)
    where = desk.gaps.rows.visualRect(desk.gaps.model.index(0, 0)).center()
    qtbot.mouseClick(desk.gaps.rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert desk.tabs.currentWidget() is desk.item


def export_both(window: MainWindow, out: Path, qtbot: QtBot) -> Path:
    window.export_action.trigger()
    dialog = the(ExportDialog, window)
    dialog.choice.editions_group.buttons()[2].click()
    dialog.choice.folder.setText(str(out))
    assert not dialog.start_button.isEnabled(), "the 送审版 wants a named confirmation"
    dialog.choice.confirmed.click()
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.result_page.package is not None, timeout=LONG_MS)
    assert {path.parent.name for path in out.glob("*/*.docx")} == {wording.EDITIONS[edition] for edition in Edition}
    package = dialog.result_page.package
    assert package is not None
    dialog.close()
    return package


def verify(window: MainWindow, package: Path, qtbot: QtBot) -> None:
    window.verify_action.trigger()
    dialog = the(VerifyDialog, window)
    dialog.folder.setText(str(package))
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "全部一致" in dialog.said.text(), timeout=LONG_MS)
    dialog.close()


def the(kind: type[W], window: MainWindow) -> W:
    every = cast("list[W]", window.findChildren(kind))
    (found,) = [widget for widget in every if widget.isVisible()]
    return found


def press(wizard: QWizard, button: QWizard.WizardButton, qtbot: QtBot) -> None:
    assert wizard.button(button).isEnabled()
    qtbot.mouseClick(wizard.button(button), Qt.MouseButton.LeftButton)


def test_a_project_that_was_dropped_on_the_icon_is_open(
    shown: Shown, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    make_project(window, tmp_path, qtbot)
    project = shown.session.moment.path
    shown.session.close()
    with qtbot.waitSignal(shown.session.opened):
        greet(window, [tmp_path / "别的.docx", project / "dossier.sqlite"])
    assert shown.session.moment.path == project


def test_what_is_no_project_is_told_of(window: MainWindow, tmp_path: Path) -> None:
    greet(window, [tmp_path / "方案.docx"])
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "方案.docx 不是迎检项目" in box.text()
