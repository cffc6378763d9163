"""备份 in the window: by itself once a day, never in the way, and a project comes back out of it."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence import keeping
from evidence.backups import Made
from evidence.store.backup_folder import BackupFolder
from tests.build import NOON
from ui.dialogs.backup import BackupDialog
from ui.dialogs.restore import RestoreDialog
from ui.main_window import MainWindow
from ui.session import Session
from ui.views.backup_label import BackupLabel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def kept(project: Session, inbox: Path, qtbot: QtBot) -> Iterator[Session]:
    """A project with some papers, that was never backed up."""
    with qtbot.waitSignal(project.changed):
        project.take_in([inbox], lambda _: None)
    yield project
    project.backing.end()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


def shown(session: Session, window: QWidget) -> BackupDialog:
    dialog = BackupDialog(session, window)
    dialog.show()
    return dialog


def backed_up(session: Session, stick: Path, qtbot: QtBot) -> Made:
    made: list[Made] = []
    session.backing.made.connect(made.append)
    with qtbot.waitSignal(session.backing.made, timeout=20_000):
        session.backing.choose(stick, session.backing.back_up)
    qtbot.waitUntil(lambda: session.backing.standing is not None and session.backing.running is None)
    return made[0]


def reopened(session: Session, qtbot: QtBot) -> Path:
    path = session.moment.path
    session.close()
    qtbot.waitUntil(lambda: not session.jobs.running)
    with qtbot.waitSignal(session.opened):
        session.open(path, "李敏")
    return path


def test_choosing_a_place_backs_up_at_once(kept: Session, stick: Path, window: QWidget, qtbot: QtBot) -> None:
    dialog = shown(kept, window)
    assert "还没有选择备份位置" in dialog.where.text()
    assert not dialog.now_button.isEnabled()
    dialog.choose(stick)
    qtbot.waitUntil(lambda: dialog.said.text().startswith("备份完成："), timeout=20_000)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert dialog.last.text().startswith("上次备份：2024-01-08 12:00　原件")
    assert "没有核对过" in dialog.last.text()


def test_a_backup_is_checked_and_that_is_shown(kept: Session, stick: Path, window: QWidget, qtbot: QtBot) -> None:
    made = backed_up(kept, stick, qtbot)
    dialog = shown(kept, window)
    qtbot.waitUntil(dialog.check_button.isEnabled)
    qtbot.mouseClick(dialog.check_button, LEFT)
    qtbot.waitUntil(lambda: "全部完好" in dialog.said.text())
    qtbot.waitUntil(lambda: "01-08 核对完好" in dialog.last.text())
    BackupFolder(made.folder).original(made.generation.originals[0]).write_bytes(b"!")
    qtbot.mouseClick(dialog.check_button, LEFT)
    qtbot.waitUntil(lambda: f"已损坏：{made.generation.originals[0].name}" in dialog.fault.text())


def test_a_place_in_the_project_is_refused(kept: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = shown(kept, window)
    dialog.choose(kept.moment.path)
    qtbot.waitUntil(lambda: "另一块盘" in dialog.fault.text())
    assert kept.backing.place is None


def test_a_day_later_it_is_made_by_itself_when_the_project_is_opened(
    kept: Session, stick: Path, window: QWidget, qtbot: QtBot
) -> None:
    label = BackupLabel(kept, window)
    backed_up(kept, stick, qtbot)
    qtbot.waitUntil(lambda: label.text() == "上次备份：今天 12:00")
    later = NOON + timedelta(days=1)
    kept.setup = replace(kept.setup, clock=lambda: later)
    made: list[Made] = []
    kept.backing.made.connect(made.append)
    with qtbot.waitSignal(kept.backing.made, timeout=20_000):
        reopened(kept, qtbot)
    assert [one.copied for one in made] == [0]
    qtbot.waitUntil(lambda: label.text() == "上次备份：今天 12:00")
    assert kept.backing.last == later


def test_it_is_made_when_the_project_is_closed(kept: Session, stick: Path, qtbot: QtBot) -> None:
    backed_up(kept, stick, qtbot)
    kept.setup = replace(kept.setup, clock=lambda: NOON + timedelta(days=2))
    with qtbot.waitSignal(kept.backing.made, timeout=20_000):
        kept.close()


def test_without_its_disk_the_foot_says_so_quietly(
    kept: Session, stick: Path, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    label = BackupLabel(kept, window)
    backed_up(kept, stick, qtbot)
    stick.rename(tmp_path / "拔出")
    refused: list[str] = []
    kept.refused.connect(refused.append)
    reopened(kept, qtbot)
    qtbot.waitUntil(lambda: label.text() == "备份盘不在，上次备份：今天 12:00")
    assert refused == []
    dialog = shown(kept, window)
    qtbot.waitUntil(lambda: dialog.last.text() == "备份盘不在，上次备份：2024-01-08 12:00")
    assert not dialog.now_button.isEnabled()


def test_the_clerk_works_on_while_it_is_made_and_can_stop_it(
    kept: Session, stick: Path, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()
    make = keeping.back_up

    def slow(what: keeping.Asked, report: object) -> Made:
        begun.set()
        assert goes_on.wait(20)
        return make(what, report)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(keeping, "back_up", slow)
    dialog = shown(kept, window)
    dialog.choose(stick)
    qtbot.waitUntil(begun.is_set)
    with qtbot.waitSignal(kept.changed):
        kept.undo()
    qtbot.waitUntil(dialog.progress.stop_button.isVisible)
    qtbot.mouseClick(dialog.progress.stop_button, LEFT)
    goes_on.set()
    qtbot.waitUntil(lambda: "已按您的要求停止" in dialog.said.text())
    assert keeping.standing(kept.moment.path, stick).last is None


def test_what_is_isolated_goes_from_the_backup_at_once(kept: Session, stick: Path, qtbot: QtBot) -> None:
    made = backed_up(kept, stick, qtbot)
    piece = next(one for one in kept.moment.snapshot.pieces if one.parts)
    sha256 = kept.moment.snapshot.originals[piece.parts[0].original].sha256
    with qtbot.waitSignal(kept.backing.made, timeout=20_000):
        kept.secrecy.isolate(piece.id, "赵主任", None, lambda _: None)
    assert list(made.folder.rglob(f"{sha256}*")) == []
    qtbot.waitUntil(lambda: not kept.jobs.running)
    (record,) = kept.workspace.secrecy.records()
    assert [copy.done_at for copy in record.copies if copy.kind == "disk"] == [NOON]


def test_a_project_comes_back_and_is_opened(kept: Session, stick: Path, qtbot: QtBot, tmp_path: Path) -> None:
    backed_up(kept, stick, qtbot)
    pieces = kept.moment.snapshot.pieces
    window = MainWindow(kept, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.backups.restore.trigger()
    dialog = window.findChild(RestoreDialog)
    assert isinstance(dialog, RestoreDialog)
    dialog.choose_source(stick)
    qtbot.waitUntil(lambda: dialog.moments.count() == 1)
    assert dialog.out.text() == str(tmp_path / "国检2023（恢复）")
    with qtbot.waitSignal(kept.opened, timeout=20_000):
        qtbot.mouseClick(dialog.start_button, LEFT)
    assert kept.moment.path == tmp_path / "国检2023（恢复）"
    assert kept.moment.snapshot.pieces == pieces
    window.close()


@pytest.mark.parametrize("where", ["没有备份的文件夹", "已有的项目"])
def test_what_cannot_be_restored_is_said(
    where: str, kept: Session, stick: Path, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    backed_up(kept, stick, qtbot)
    dialog = RestoreDialog(kept, tmp_path, window)
    dialog.show()
    if where == "没有备份的文件夹":
        dialog.choose_source(kept.moment.path / "vault")
        qtbot.waitUntil(lambda: "没有本程序做的备份" in dialog.fault.text())
        assert not dialog.start_button.isEnabled()
        return
    dialog.choose_source(stick)
    qtbot.waitUntil(lambda: dialog.moments.count() == 1)
    dialog.out.setText(str(kept.moment.path))
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: "不是空文件夹" in dialog.fault.text())
