"""疑点: listed by complaint, narrowed, gone to, put aside with a reason once for several, taken up again."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from evidence.complaints import Sign
from evidence.doubting import doubts_of
from evidence.model import CriterionId, Flag, PieceId, Place
from evidence.snapshot import Changes
from ui.desk import Desk
from ui.dialogs.dismiss import DismissDialog
from ui.models.doubt_rows import IS_HEADING, LINES, Column, Line
from ui.session import Session
from ui.views.doubt_pane import DoubtPane

REASON = "已核对原件"


@pytest.fixture
def desk(project: Session, inbox: Path, qtbot: QtBot) -> Desk:
    """A desk on which everything lies in the first item, two papers as drafts, and the doubts are shown."""
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([inbox], lambda _: None)
    pieces = [piece.id for piece in project.moment.tray]
    with qtbot.waitSignal(project.changed):
        project.arrange((), [Place(piece, item(project), None) for piece in pieces])
    for piece in pieces[:2]:
        mark(project, piece, qtbot)
    desk = Desk(project)
    qtbot.addWidget(desk)
    project.opened.emit()
    desk.resize(1200, 600)
    desk.show()
    qtbot.waitExposed(desk)
    with qtbot.waitSignal(project.doubts.found):
        desk.tabs.setCurrentWidget(desk.doubts)
    return desk


def item(session: Session) -> CriterionId:
    return next(iter(session.moment.gaps))


def mark(session: Session, piece: PieceId, qtbot: QtBot, *, on: bool = True) -> None:
    with qtbot.waitSignal(session.changed):
        session.mark(piece, Flag.DRAFT, on=on)


def listed(pane: DoubtPane) -> list[Line]:
    rows = range(pane.model.rowCount())
    return [line for row in rows if not heading(pane, row) for line in pane.model.index(row, 0).data(LINES)]


def heading(pane: DoubtPane, row: int) -> bool:
    return bool(pane.model.index(row, 0).data(IS_HEADING))


def drafts(pane: DoubtPane) -> list[Line]:
    return [line for line in listed(pane) if line.doubt.sign is Sign.DRAFT]


def select(pane: DoubtPane, lines: list[Line]) -> None:
    pane.rows.clearSelection()
    for line in lines:
        row = pane.model.row_of(line.doubt.key)
        assert row is not None
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        pane.rows.selectionModel().setCurrentIndex(pane.model.index(row, 0), flags)


def dismiss(desk: Desk, reason: str) -> DismissDialog:
    desk.doubts.dismiss.trigger()
    dialog = desk.findChild(DismissDialog)
    assert dialog is not None
    dialog.reason.setText(reason)
    dialog.ok_button.click()
    return dialog


def test_the_tab_tells_how_many_there_are(desk: Desk, project: Session) -> None:
    count = len(list(doubts_of(project.moment.snapshot)))
    assert desk.tabs.tabText(desk.tabs.indexOf(desk.doubts)) == f"疑点（{count}）"
    assert len(listed(desk.doubts)) == count


def test_they_stand_under_their_complaints(desk: Desk) -> None:
    pane = desk.doubts
    row = pane.model.row_of(drafts(pane)[0].doubt.key)
    assert row is not None
    assert heading(pane, row - 1)
    assert pane.model.index(row - 1, 0).data() == "草稿或修订痕迹（2）"
    assert pane.model.index(row, Column.SIGN).data() == "草稿"


def test_the_sentence_of_the_selected_one_is_readable_whole(desk: Desk) -> None:
    line = drafts(desk.doubts)[0]
    select(desk.doubts, [line])
    assert desk.doubts.said.text() == line.said


def test_they_are_narrowed_by_what_is_typed(desk: Desk) -> None:
    desk.doubts.text.setText("草稿 1-1")
    assert [line.doubt.sign for line in listed(desk.doubts)] == [Sign.DRAFT, Sign.DRAFT]
    desk.doubts.text.setText("没有这样的疑点")
    assert listed(desk.doubts) == []
    assert "清空" in desk.doubts.said.text()


def test_they_are_narrowed_to_a_unit(desk: Desk) -> None:
    pane = desk.doubts
    assert pane.unit.count() > 1
    pane.unit.setCurrentIndex(1)
    assert listed(pane)
    assert all(pane.unit.currentText() in line.units for line in listed(pane))


def test_enter_goes_to_the_paper(desk: Desk, qtbot: QtBot) -> None:
    line = drafts(desk.doubts)[0]
    select(desk.doubts, [line])
    qtbot.keyClick(desk.doubts.rows, Qt.Key.Key_Return)
    assert desk.tabs.currentWidget() is desk.item
    assert [filing.piece for filing in desk.item.filings()] == list(line.doubt.pieces)


def test_several_are_put_aside_with_one_reason_and_one_step(desk: Desk, project: Session, qtbot: QtBot) -> None:
    lines = drafts(desk.doubts)
    select(desk.doubts, lines)
    with qtbot.waitSignal(project.changed):
        dismiss(desk, REASON)
    assert drafts(desk.doubts) == []
    assert {one.reason for one in project.moment.snapshot.dismissed.values()} == {REASON}
    assert project.moment.snapshot.dismissed.keys() == {line.doubt.key for line in lines}
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert len(drafts(desk.doubts)) == 2


def test_a_heading_stands_for_all_below_it(desk: Desk) -> None:
    pane = desk.doubts
    row = pane.model.row_of(drafts(pane)[0].doubt.key)
    assert row is not None
    pane.rows.selectRow(row - 1)
    told: list[tuple[Line, ...]] = []
    pane.dismiss_wanted.disconnect()
    pane.dismiss_wanted.connect(told.append)
    pane.dismiss.trigger()
    assert [line.doubt.sign for line in told[0]] == [Sign.DRAFT, Sign.DRAFT]


def test_without_a_reason_the_question_stays(desk: Desk, project: Session, qtbot: QtBot) -> None:
    select(desk.doubts, drafts(desk.doubts)[:1])
    dialog = dismiss(desk, "  ")
    qtbot.waitUntil(lambda: "原因" in dialog.fault.text())
    assert dialog.isVisible()
    assert project.moment.snapshot.dismissed == {}


def test_dismissed_ones_are_shown_on_demand_with_why_who_and_when_and_taken_up(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    pane = desk.doubts
    (line, _) = drafts(pane)
    select(pane, [line])
    with qtbot.waitSignal(project.changed):
        dismiss(desk, REASON)
    assert not pane.take_up.isEnabled()
    pane.with_dismissed.setChecked(True)
    row = pane.model.row_of(line.doubt.key)
    assert row is not None
    told = pane.model.index(row, Column.SAID).data()
    assert (REASON in told, "李敏" in told, "2024-01-08" in told) == (True, True, True)
    select(pane, [line])
    with qtbot.waitSignal(project.changed):
        pane.take_up.trigger()
    assert project.moment.snapshot.dismissed == {}


def test_a_change_is_followed_without_being_asked(desk: Desk, project: Session, qtbot: QtBot) -> None:
    (line, _) = drafts(desk.doubts)
    with qtbot.waitSignal(project.doubts.found):
        mark(project, line.doubt.pieces[0], qtbot, on=False)
    assert len(drafts(desk.doubts)) == 1


def test_an_item_without_material_is_looked_at_once_it_is_marked_finished(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    snapshot = project.moment.snapshot
    bare = snapshot.by_code["1-2"]
    assert bare.id not in {line.doubt.criterion for line in listed(desk.doubts)}
    desk.criteria.choose(bare.id)
    with qtbot.waitSignal(project.doubts.found):
        desk.items.work.to_review.trigger()
    assert project.moment.snapshot.finished == {bare.id}
    assert bare.id in {doubt.criterion for doubt in doubts_of(project.moment.snapshot)}


def test_long_work_lets_the_clerk_look_only(desk: Desk) -> None:
    select(desk.doubts, drafts(desk.doubts))
    desk.allow_writing(allowed=False)
    assert not desk.doubts.dismiss.isEnabled()
    desk.allow_writing(allowed=True)
    assert desk.doubts.dismiss.isEnabled()


def test_the_model_keeps_the_rules_of_qt(desk: Desk, project: Session) -> None:
    pane = desk.doubts
    tester = QAbstractItemModelTester(pane.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    pane.text.setText("草稿")
    pane.text.clear()
    pane.show_moment(project.moment, Changes(scheme=True))
    assert cast("object", tester) is not None
