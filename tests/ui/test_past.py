"""回收站, 该件经历 and 撤销记录 in the window, by mouse and by key."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.model import Fact, Place
from ui.desk import Desk
from ui.dialogs.isolate import IsolateDialog
from ui.dialogs.piece_past import PiecePast
from ui.dialogs.recycle_bin import RecycleBin
from ui.dialogs.steps import StepsDialog
from ui.models.past_rows import PIECE, BinColumn, BinRows, PastRows, StepRows
from ui.past_work import discard
from ui.session import Session

LONG_MS = 20_000
_KEYS = Qt.KeyboardModifier


@pytest.fixture
def desk(project: Session, inbox: Path, qtbot: QtBot) -> Desk:
    """The desk of a project with papers in the tray."""
    desk = Desk(project)
    qtbot.addWidget(desk)
    with qtbot.waitSignal(project.changed, timeout=LONG_MS):
        project.take_in([inbox], lambda _: None)
    desk.resize(1366, 700)
    desk.show()
    with qtbot.waitSignal(project.opened):
        project.open(project.moment.path, "李敏")
    return desk


def test_delete_puts_what_lies_in_the_tray_into_the_bin_and_the_bin_gives_it_back(
    desk: Desk, project: Session, window: QWidget, qtbot: QtBot
) -> None:
    piece = project.moment.tray[0]
    desk.tray.choose(piece.id)
    desk.tray.rows.setFocus()
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Delete)
    assert piece.id not in project.moment.snapshot.piece_by_id
    dialog = RecycleBin(project, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert [dialog.model.index(0, column).data() for column in (BinColumn.PLACES, BinColumn.WHO)] == ["待整理", "李敏"]
    with qtbot.waitSignal(project.changed):
        qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    assert project.moment.snapshot.piece_by_id[piece.id] == piece
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0)
    assert dialog.hint.text().startswith("已恢复 1 件")


def test_what_lies_in_the_bin_and_is_secret_is_isolated_from_there(
    desk: Desk, project: Session, window: QWidget, qtbot: QtBot
) -> None:
    assert desk.tray.isVisible()
    pieces = [piece.id for piece in project.moment.tray[:2]]
    with qtbot.waitSignal(project.changed):
        discard(project, pieces)
    dialog = RecycleBin(project, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    dialog.rows.selectAll()
    assert not dialog.isolate_button.isEnabled()
    dialog.rows.selectRow(0)
    (kept,) = {*pieces} - {dialog.model.index(0, 0).data(PIECE)}
    title = dialog.model.index(0, BinColumn.TITLE).data()
    qtbot.mouseClick(dialog.isolate_button, Qt.MouseButton.LeftButton)
    (asked,) = cast("list[IsolateDialog]", dialog.findChildren(IsolateDialog))
    qtbot.waitUntil(asked.ok_button.isEnabled)
    assert asked.named.text() == f"{title}（在回收站）"
    assert "其中 1 件在回收站" in asked.said.text()
    with qtbot.waitSignal(project.changed, timeout=LONG_MS):
        qtbot.mouseClick(asked.ok_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert dialog.model.index(0, 0).data(PIECE) == kept


def test_a_filed_paper_goes_from_all_its_items_and_comes_back_into_them(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    piece = project.moment.tray[0].id
    item, other = list(project.moment.gaps)[:2]
    with qtbot.waitSignal(project.changed):
        project.arrange((), [Place(piece, item, None), Place(piece, other, None)])
    before = project.moment.snapshot.filings
    desk.go_to_item(item)
    desk.item.choose_papers(project.moment.places[piece])
    with qtbot.waitSignal(project.changed):
        desk.past_filed.discard.trigger()
    assert project.moment.snapshot.filings == ()
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert project.moment.snapshot.filings == before


def test_what_became_of_a_paper_is_a_key_away(desk: Desk, project: Session, qtbot: QtBot) -> None:
    piece = project.moment.tray[0].id
    with qtbot.waitSignal(project.changed):
        project.correct((piece,), Fact.TITLE, "改过的题名")
    desk.tray.choose(piece)
    desk.tray.rows.setFocus()
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Return, _KEYS.AltModifier)
    qtbot.waitUntil(lambda: desk.findChild(PiecePast) is not None)
    dialog = desk.findChild(PiecePast)
    assert isinstance(dialog, PiecePast)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    came, again, corrected = (str(dialog.model.index(row, 2).data()) for row in range(dialog.model.rowCount()))
    assert came.startswith("收件：")
    assert again.startswith("又收到同样的文件：")
    assert corrected.endswith(" → 改过的题名")
    assert desk.tray.model.rowCount(), "Alt+Enter confirms nothing"
    assert project.moment.snapshot.filings == ()
    dialog.close()


def test_steps_are_taken_back_up_to_one_and_done_again(project: Session, inbox: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed, timeout=LONG_MS):
        project.take_in([inbox], lambda _: None)
    piece = project.moment.tray[0].id
    first = project.moment.snapshot.pieces
    for title in ("甲", "乙", "丙"):
        with qtbot.waitSignal(project.changed):
            project.correct((piece,), Fact.TITLE, title)
    last = project.moment.snapshot.pieces
    dialog = StepsDialog(project)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 4)
    assert str(dialog.model.index(0, 2).data()).startswith("更正《丙》的题名")
    dialog.rows.selectRow(2)
    assert dialog.go_button.text() == "撤销到此处（3 步）(&U)"
    with qtbot.waitSignal(project.changed):
        qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    assert project.moment.snapshot.pieces == first
    qtbot.waitUntil(lambda: dialog.model.index(0, 3).data() == "已撤销")
    dialog.rows.selectRow(0)
    assert dialog.go_button.text() == "重做到此处（3 步）(&U)"
    with qtbot.waitSignal(project.changed):
        dialog.rows.activated.emit(dialog.model.index(0, 0))
    assert project.moment.snapshot.pieces == last


@pytest.mark.parametrize("model", [BinRows, PastRows, StepRows])
def test_the_models_are_sound(model: type[BinRows], qtbot: QtBot) -> None:  # noqa: ARG001
    rows = model()
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.show(())
