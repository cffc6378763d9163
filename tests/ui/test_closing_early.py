"""Dialogs that are closed while their work is still being done: it is done, and nobody is told."""
# pytest-qt leaves the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from build import TOWNSHIPS
from ui.dialogs.chase import ChaseDialog
from ui.dialogs.frozen import FrozenDialog
from ui.dialogs.one_page import OnePageDialog
from ui.dialogs.packages import PackagesDialog
from ui.dialogs.unit_record import UnitRecordDialog
from ui.dialogs.units import UnitsDialog
from ui.session import Session


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """Files that were given to other programs."""
    given: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", given.append)
    return given


@pytest.fixture
def close(project: Session, qtbot: QtBot) -> Callable[[QDialog], None]:
    """Close a dialog before what its work brings has arrived, then wait for that."""

    def close(dialog: QDialog) -> None:
        assert project.jobs.running
        dialog.done(0)
        QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete.value)
        qtbot.waitUntil(lambda: not project.jobs.running)

    return close


@pytest.fixture
def chase(project: Session, window: QWidget, qtbot: QtBot) -> ChaseDialog:
    dialog = ChaseDialog(project, window)
    dialog.open()
    qtbot.waitUntil(dialog.draft_button.isEnabled)
    return dialog


def test_drafting(project: Session, chase: ChaseDialog, close: Callable[[QDialog], None]) -> None:
    chase.draft_button.click()
    close(chase)
    assert project.workspace.chasing.record()


def test_recording_as_sent(
    project: Session, chase: ChaseDialog, close: Callable[[QDialog], None], qtbot: QtBot
) -> None:
    chase.draft_button.click()
    qtbot.waitUntil(chase.sent_button.isEnabled)
    chase.sent_button.click()
    close(chase)
    assert all(one.sent_at for one in project.workspace.chasing.record())


def test_saving_the_one_page(
    project: Session, window: QWidget, close: Callable[[QDialog], None], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = OnePageDialog(project, window)
    dialog.open()
    qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.save(tmp_path / "一页纸.txt")
    close(dialog)
    assert (tmp_path / "一页纸.txt").exists()


def test_making_packages(project: Session, window: QWidget, close: Callable[[QDialog], None], tmp_path: Path) -> None:
    dialog = PackagesDialog(project, window)
    dialog.open()
    dialog.make_button.click()
    close(dialog)
    assert list((tmp_path / "收件包").iterdir())


def test_saving_the_record_of_a_unit(
    project: Session,
    window: QWidget,
    close: Callable[[QDialog], None],
    tmp_path: Path,
    qtbot: QtBot,
    opened: list[QUrl],
) -> None:
    dialog = UnitRecordDialog(project, window, TOWNSHIPS[0])
    dialog.open()
    qtbot.waitUntil(lambda: dialog.today.text() != "")
    dialog.save_as(tmp_path / "记录.docx")
    close(dialog)
    assert (tmp_path / "记录.docx").exists()
    assert opened == []


def test_keeping_a_state(project: Session, window: QWidget, close: Callable[[QDialog], None], qtbot: QtBot) -> None:
    dialog = FrozenDialog(project, window)
    dialog.open()
    qtbot.waitUntil(lambda: not project.jobs.running)
    dialog.name.setText("初稿")
    dialog.keep.click()
    close(dialog)
    assert [kept.name for kept in project.workspace.freezing.kept()] == ["初稿"]


def test_saving_the_list_of_units(
    project: Session, window: QWidget, close: Callable[[QDialog], None], tmp_path: Path
) -> None:
    dialog = UnitsDialog(project, window)
    dialog.open()
    dialog.save_as(tmp_path / "单位.xlsx")
    close(dialog)
    assert (tmp_path / "单位.xlsx").exists()
