"""收件夹 in the window: what is put there comes in by itself, once, and what is wrong is said."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.errors import WorkspaceError
from ui.dialogs.taken_in import TakenInDialog
from ui.dialogs.watched_folder import WatchedFolder
from ui.session import Session
from ui.views.watch_label import WatchLabel
from ui.watching_work import WatchingWork


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "收件夹").mkdir()
    return tmp_path / "收件夹"


@pytest.fixture
def watched(project: Session, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A project whose folder is looked into all the time."""
    monkeypatch.setattr("evidence.intake.watch.REST_S", 0.2)
    project.watching.end()
    project.watching = WatchingWork(project, every_s=0.05)
    dialog = WatchedFolder(project)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(folder))
    with qtbot.waitSignal(project.watching.reached):
        dialog.accept()
    return project


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def test_what_is_put_there_comes_in_once(watched: Session, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(watched.watching.taken_in, timeout=20_000):
        put(folder, "双河镇/总结.txt", "双河镇2023年食品安全工作总结")
    (piece,) = watched.moment.tray
    assert piece.facts.unit == "双河镇", "the folder tells whose it is"
    looked: list[bool] = []
    watched.watching.reached.connect(looked.append)
    qtbot.waitUntil(lambda: len(looked) > 10)
    assert len(watched.moment.snapshot.pieces) == 1
    batches: list[object] = []
    watched.receiving.batches(batches.extend)
    qtbot.waitUntil(lambda: bool(batches))
    assert len(batches) == 1
    assert (folder / "双河镇" / "总结.txt").exists()


def test_the_foot_says_when_the_folder_has_gone(watched: Session, folder: Path, window: QWidget, qtbot: QtBot) -> None:
    label = WatchLabel(watched, window)
    qtbot.waitUntil(lambda: label.text() == "收件夹：自动收件中")
    folder.rmdir()
    qtbot.waitUntil(lambda: label.text() == "收件夹：连不上")
    folder.mkdir()
    qtbot.waitUntil(lambda: label.text() == "收件夹：自动收件中")


def test_what_came_is_said_without_interrupting_and_shown_on_a_click(
    watched: Session, folder: Path, window: QWidget, qtbot: QtBot
) -> None:
    label = WatchLabel(watched, window)
    looked: list[bool] = []
    put(folder, "断.docx", "PK\x03\x04")
    qtbot.waitUntil(lambda: label.text() == "收件夹：12:00 收 1 个文件，1 个有问题", timeout=20_000)
    watched.watching.reached.connect(looked.append)
    qtbot.waitUntil(lambda: len(looked) > 3)
    assert "1 个有问题" in label.text(), "it stays when the folder is looked into again"
    assert window.findChild(TakenInDialog) is None
    label.click()
    assert window.findChild(TakenInDialog) is not None


def test_a_mark_of_secrecy_is_told_at_once(watched: Session, folder: Path, window: QWidget, qtbot: QtBot) -> None:
    _ = WatchLabel(watched, window)
    put(folder, "涉密.txt", "机密★1年\n关于某事的通知\n")
    qtbot.waitUntil(lambda: window.findChild(TakenInDialog) is not None, timeout=20_000)


def test_an_empty_folder_ends_the_watching(watched: Session, qtbot: QtBot) -> None:
    dialog = WatchedFolder(watched)
    qtbot.addWidget(dialog)
    dialog.folder.clear()
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    qtbot.waitUntil(lambda: watched.watching.folder is None)


def test_a_folder_that_is_not_there_is_refused(project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = WatchedFolder(project)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "没有"))
    dialog.accept()
    qtbot.waitUntil(lambda: "找不到" in dialog.fault.text())
    assert project.watching.folder is None


def test_a_failure_is_told_once_and_not_at_every_look(
    watched: Session, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise WorkspaceError("disk_full", path="项目")

    monkeypatch.setattr(watched.workspace.watching, "take", full)
    told: list[str] = []
    watched.refused.connect(told.append)
    looked: list[bool] = []
    put(folder, "总结.txt", "总结")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    watched.watching.reached.connect(looked.append)
    qtbot.waitUntil(lambda: len(looked) > 10)
    assert len(told) == 1


def test_a_bug_in_taking_in_is_reported_once_and_not_at_every_look(
    watched: Session, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paper that the program fails at made a crash report every four seconds."""
    monkeypatch.setattr(watched.workspace.watching, "take", int)  # takes no such arguments
    looked: list[bool] = []
    with qtbot.captureExceptions() as raised:
        put(folder, "总结.txt", "总结")
        qtbot.waitUntil(lambda: bool(raised))
        watched.watching.reached.connect(looked.append)
        qtbot.waitUntil(lambda: len(looked) > 10)
    assert len(raised) == 1
