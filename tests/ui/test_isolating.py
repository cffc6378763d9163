"""A clerk finds a 密级 mark late: the paper is isolated from its menu, and what still holds it is worked off."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evidence.model import PieceId
from tests.pdf_files import pdf_of
from ui.desk import Desk
from ui.dialogs.isolate import IsolateDialog
from ui.dialogs.isolated import IsolatedDialog
from ui.models.isolated_rows import Column
from ui.session import Session

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def paper(project: Session, tmp_path: Path, qtbot: QtBot) -> PieceId:
    """A paper in 待整理 that should not be here, with a backup made since."""
    (tmp_path / "蓝鲸.txt").write_text("关于蓝鲸行动安排的通知\n集结地点在三号粮库。\n", "utf-8")
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([tmp_path / "蓝鲸.txt"], lambda _: None)
    project.workspace.back_up()
    (piece,) = project.moment.snapshot.pieces
    return piece.id


@pytest.fixture
def desk(project: Session, paper: PieceId, qtbot: QtBot) -> Desk:
    desk = Desk(project)
    qtbot.addWidget(desk)
    project.opened.emit()
    desk.tray.choose(paper)
    return desk


def shown(kind: type[W], parent: QWidget, qtbot: QtBot) -> W:
    qtbot.waitUntil(lambda: parent.findChild(kind) is not None)
    found = cast("list[W]", parent.findChildren(kind))
    return found[-1]


def isolated(desk: Desk, project: Session, qtbot: QtBot) -> IsolatedDialog:
    desk.isolate_waiting.trigger()
    dialog = shown(IsolateDialog, desk, qtbot)
    qtbot.waitUntil(dialog.ok_button.isEnabled)
    with qtbot.waitSignal(project.changed, timeout=20_000):
        dialog.ok_button.click()
    return shown(IsolatedDialog, desk, qtbot)


def states(dialog: IsolatedDialog) -> list[str]:
    return [dialog.model.index(row, Column.STATE).data() for row in range(dialog.model.rowCount())]


def test_the_menu_of_a_paper_offers_it_last(desk: Desk) -> None:
    assert desk.tray.rows.actions()[-1] is desk.isolate_waiting
    assert desk.isolate_waiting.isEnabled()
    desk.tray.rows.clearSelection()
    assert not desk.isolate_waiting.isEnabled()


def test_it_says_what_will_happen_before_anything_does(
    desk: Desk, project: Session, paper: PieceId, qtbot: QtBot
) -> None:
    desk.isolate_waiting.trigger()
    dialog = shown(IsolateDialog, desk, qtbot)
    qtbot.waitUntil(dialog.ok_button.isEnabled)
    assert "蓝鲸" in dialog.named.text()
    assert "不能撤销" in dialog.said.text()
    assert dialog.by.text() == "李敏"
    assert not dialog.ok_button.isDefault()
    dialog.reject()
    assert paper in project.moment.snapshot.piece_by_id


def test_somebody_has_to_be_named(desk: Desk, project: Session, paper: PieceId, qtbot: QtBot) -> None:
    desk.isolate_waiting.trigger()
    dialog = shown(IsolateDialog, desk, qtbot)
    qtbot.waitUntil(dialog.ok_button.isEnabled)
    dialog.by.clear()
    dialog.ok_button.click()
    qtbot.waitUntil(lambda: "姓名" in dialog.fault.text())
    assert paper in project.moment.snapshot.piece_by_id


def test_afterwards_it_is_gone_and_what_to_do_is_told(
    desk: Desk, project: Session, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    dialog = isolated(desk, project, qtbot)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 5)
    qtmodeltester.check(dialog.model)
    assert project.moment.snapshot.pieces == ()
    assert desk.tray.model.rowCount() == 0
    assert "报告本单位保密工作机构" in dialog.next.text()
    places = [dialog.model.index(row, Column.PLACE).data() for row in range(5)]
    assert places[1].startswith("项目的旧备份：backups/")
    assert not any("蓝鲸" in place for place in places)


def test_places_are_ticked_and_the_projects_own_are_cleared(desk: Desk, project: Session, qtbot: QtBot) -> None:
    dialog = isolated(desk, project, qtbot)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 5)
    assert not dialog.clear.isEnabled()
    dialog.rows.selectRow(2)
    dialog.clear.click()
    qtbot.waitUntil(lambda: "李敏" in states(dialog)[-1])
    dialog.purge.click()
    box = shown(QMessageBox, dialog, qtbot)
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: not dialog.purge.isEnabled())
    assert [state == "未处理" for state in states(dialog)].count(True) == 3
    assert dialog.destroy_files.isEnabled(), "the file itself waits for who decides"


def test_a_copy_that_was_opened_goes_too(desk: Desk, project: Session, paper: PieceId, qtbot: QtBot) -> None:
    copies: list[Path] = []
    original = next(iter(project.moment.snapshot.originals.values()))
    project.copy_original(original, copies.append)
    qtbot.waitUntil(lambda: bool(copies))
    assert copies[0].is_file()
    isolated(desk, project, qtbot)
    assert not copies[0].exists()
    assert paper not in project.moment.snapshot.piece_by_id


def test_all_papers_that_would_go_are_named_in_full(project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "扫描.pdf").write_bytes(pdf_of(*(f"page {number}" for number in range(8))))
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([tmp_path / "扫描.pdf"], lambda _: None)
    (scan,) = project.moment.snapshot.pieces
    titles = [f"关于第{number}次检查的通知" for number in range(8)]
    with qtbot.waitSignal(project.changed):
        pages = [(page, page) for page in range(1, 9)]
        project.write("arranging", lambda desk, _: (desk.workspace.pieces.split(scan.id, pages, titles)[0], None))
    dialog = IsolateDialog(project, project.moment.snapshot.pieces[0].id)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: titles[-1] in dialog.named.text())
    assert dialog.named.height() >= dialog.named.heightForWidth(dialog.named.width()), "none is cut"
