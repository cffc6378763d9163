"""The whole story with the keyboard alone: every key goes to whatever has the focus, as a hand's does."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.window import Shown
from ui.dialogs.export import ExportDialog
from ui.dialogs.new_project import NewProject
from ui.dialogs.palette import PaletteDialog
from ui.dialogs.taken_in import TakenInDialog
from ui.dialogs.verify import VerifyDialog
from ui.jobs import Jobs
from ui.main_window import MainWindow

LONG_MS = 60_000
_MOST_TABS = 60


class Hands:
    """Press keys and see only what has the focus."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def focus(self) -> QWidget:
        """Return what has the keys now; nothing may be without."""
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, keys: str) -> None:
        """Press a combination such as `Ctrl+E`, `Alt+N` or `Return`."""
        QTest.keySequence(self.focus(), QKeySequence(keys))

    def type(self, text: str) -> None:
        """Type a text over what the field holds."""
        field = self.focus()
        assert isinstance(field, QLineEdit), f"{field} takes no text"
        field.selectAll()
        typed = QInputMethodEvent()  # as Chinese comes in
        typed.setCommitString(text)
        QApplication.sendEvent(field, typed)

    def tab_to(self, wanted: Callable[[QWidget], bool]) -> None:
        """Go on with Tab until what is wanted has the focus."""
        passed: list[str] = []
        for _ in range(_MOST_TABS):
            here = self.focus()
            if wanted(here):
                return
            passed.append(f"{type(here).__name__} {here.accessibleName() or here.objectName()}")
            QTest.keyClick(here, Qt.Key.Key_Tab)
        raise AssertionError("not reached by Tab: " + " → ".join(passed))

    def tab_to_button(self, text: str) -> None:
        """Go on with Tab to the button that says this."""
        self.tab_to(lambda here: isinstance(here, QAbstractButton) and here.text().startswith(text))

    def wait_for(self, kind: type[QWidget]) -> QWidget:
        """Wait until a window of this kind has the keys, and return it."""
        self._qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind), timeout=LONG_MS)
        found = QApplication.activeWindow()
        assert found is not None
        return found

    def leave(self, window: QWidget) -> None:
        """Close the dialog and go on in the window."""
        self.press("Escape")
        self.back_in(window)

    def back_in(self, window: QWidget) -> None:
        """Wait until no dialog is before the window, to which a desktop gives the keys then."""
        self._qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)

    def pick(self, path: Path) -> None:
        """Name a path to Qt's own dialog for files."""
        self.wait_for(QFileDialog)
        self.tab_to(lambda here: isinstance(here, QLineEdit))
        self.type(str(path))
        self.press("Return")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    jobs = Jobs()
    window = Shown(jobs, tmp_path / "settings.toml").window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    jobs.close()


@pytest.mark.slow
def test_from_a_new_project_to_a_checked_package(window: MainWindow, tmp_path: Path, root: Path, qtbot: QtBot) -> None:
    hands = Hands(qtbot)
    hands.tab_to(lambda here: here is window.start.name)
    hands.type("李敏")
    make_project(hands, window, tmp_path, qtbot)
    take_in(hands, window, root / "templates" / "example" / "收件", qtbot)
    file_what_is_proposed(hands, window, qtbot)
    go_to_a_gap(hands, window, qtbot)
    undo_and_redo(hands, window, qtbot)
    package = export(hands, window, tmp_path / "导出", qtbot)
    check(hands, window, package, qtbot)


def make_project(hands: Hands, window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    hands.press("Ctrl+N")
    wizard = hands.wait_for(NewProject)
    assert isinstance(wizard, NewProject)
    hands.tab_to(lambda here: here is wizard.scheme_page.chooser.tables)
    hands.press("Home")
    qtbot.waitUntil(wizard.button(NewProject.WizardButton.NextButton).isEnabled, timeout=LONG_MS)
    hands.press("Alt+N")
    qtbot.waitUntil(wizard.place_page.isVisible)
    hands.tab_to(lambda here: here is wizard.place_page.place)
    hands.type("云岭县")
    hands.press("Alt+N")
    qtbot.waitUntil(wizard.keeping_page.isVisible)
    hands.tab_to(lambda here: here is wizard.keeping_page.folder)
    hands.type(str(folder))
    hands.press("Alt+F")
    qtbot.waitUntil(lambda: window.windowTitle().startswith("云岭县国检"), timeout=LONG_MS)
    hands.back_in(window)


def take_in(hands: Hands, window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    hands.press("Ctrl+D")
    hands.pick(folder)
    hands.wait_for(TakenInDialog)
    hands.leave(window)
    qtbot.waitUntil(lambda: not window.busy, timeout=LONG_MS)


def file_what_is_proposed(hands: Hands, window: MainWindow, qtbot: QtBot) -> None:
    tray = window.desk.tray
    hands.press("Ctrl+2")
    hands.tab_to(lambda here: here is tray.rows)
    hands.press("Home")
    before = tray.model.rowCount()
    hands.press("Return")
    qtbot.waitUntil(lambda: tray.model.rowCount() < before)
    before = tray.model.rowCount()
    hands.press("Ctrl+Shift+Return")
    qtbot.waitUntil(lambda: tray.model.rowCount() < before)


def go_to_a_gap(hands: Hands, window: MainWindow, qtbot: QtBot) -> None:
    gaps = window.desk.gaps
    hands.press("Ctrl+3")
    qtbot.waitUntil(lambda: gaps.model.rowCount() > 0)
    hands.tab_to(lambda here: here is gaps.rows)
    hands.press("Home")
    hands.press("Return")
    qtbot.waitUntil(lambda: window.desk.tabs.currentWidget() is window.desk.item)


def undo_and_redo(hands: Hands, window: MainWindow, qtbot: QtBot) -> None:
    tray = window.desk.tray
    before = tray.model.rowCount()
    hands.press("Ctrl+Z")
    qtbot.waitUntil(lambda: tray.model.rowCount() > before)
    hands.press("Ctrl+Y")
    qtbot.waitUntil(lambda: tray.model.rowCount() == before)


def export(hands: Hands, window: MainWindow, out: Path, qtbot: QtBot) -> Path:
    hands.press("Ctrl+E")
    dialog = hands.wait_for(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    both = dialog.choice.editions_group.buttons()[2]
    hands.tab_to(lambda here: here in dialog.choice.editions_group.buttons())
    while not both.isChecked():
        hands.press("Right")
    hands.tab_to(lambda here: here is dialog.choice.folder)
    hands.type(str(out))
    hands.tab_to(lambda here: here is dialog.choice.confirmed)
    hands.press("Space")
    hands.tab_to(lambda here: here is dialog.start_button)
    hands.press("Space")
    qtbot.waitUntil(lambda: dialog.result_page.package is not None, timeout=LONG_MS)
    package = dialog.result_page.package
    assert package is not None
    hands.leave(window)
    return package


def check(hands: Hands, window: MainWindow, package: Path, qtbot: QtBot) -> None:
    hands.press("Ctrl+K")
    hands.wait_for(PaletteDialog)
    hands.type("核对电子版")
    hands.press("Return")
    dialog = hands.wait_for(VerifyDialog)
    assert isinstance(dialog, VerifyDialog)
    hands.tab_to(lambda here: here is dialog.folder)
    hands.type(str(package))
    hands.tab_to(lambda here: here is dialog.start_button)
    hands.press("Space")
    qtbot.waitUntil(lambda: "全部一致" in dialog.said.text(), timeout=LONG_MS)
    hands.leave(window)
