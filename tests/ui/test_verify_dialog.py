"""A clerk checks a package before handing it over."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.export.package_checks import write_checks
from ui.dialogs.verify import VerifyDialog
from ui.session import Session


@pytest.fixture
def package(tmp_path: Path) -> Path:
    root = tmp_path / "电子版资料"
    root.mkdir()
    write_checks(root, {"office": "云岭县食药安办"}, {}, 0)
    return root


def shown(session: Session, package: Path | None, window: QWidget) -> VerifyDialog:
    dialog = VerifyDialog(session, package, window)
    dialog.show()
    return dialog


def test_a_sound_package_is_said_to_be_sound(session: Session, package: Path, window: QWidget, qtbot: QtBot) -> None:
    dialog = shown(session, package, window)
    qtbot.waitUntil(lambda: dialog.said.text() == "核对 2 个文件，全部一致。")
    assert not dialog.faults.isVisible()


def test_each_fault_is_told_in_words(session: Session, package: Path, window: QWidget, qtbot: QtBot) -> None:
    (package / "多出来的.txt").touch()
    dialog = shown(session, package, window)
    qtbot.waitUntil(lambda: "有 1 处不一致" in dialog.fault.text())
    assert dialog.faults.item(0).text() == "清单之外多出的文件：多出来的.txt"
    assert dialog.faults.isVisible()


def test_without_a_package_it_asks_for_one(session: Session, package: Path, window: QWidget, qtbot: QtBot) -> None:
    dialog = shown(session, None, window)
    assert "请选“电子版资料”文件夹" in dialog.said.text()
    assert not dialog.start_button.isEnabled()
    dialog.folder.setText(str(package))
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "全部一致" in dialog.said.text())


def test_a_folder_that_is_no_package_is_said_so(
    session: Session, tmp_path: Path, window: QWidget, qtbot: QtBot
) -> None:
    dialog = shown(session, tmp_path, window)
    qtbot.waitUntil(lambda: "不是电子版资料" in dialog.fault.text())
    assert dialog.start_button.isEnabled()


def test_what_was_found_goes_when_another_folder_is_chosen(
    session: Session, package: Path, window: QWidget, qtbot: QtBot
) -> None:
    dialog = shown(session, package, window)
    qtbot.waitUntil(lambda: "全部一致" in dialog.said.text())
    dialog.folder.setText("别处")
    assert dialog.said.text() == ""


def test_esc_while_it_works_asks_it_to_stop(session: Session, package: Path, window: QWidget, qtbot: QtBot) -> None:
    dialog = shown(session, package, window)
    (job,) = session.jobs.running
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert job.stopping
    qtbot.waitUntil(lambda: not dialog.progress.running)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
