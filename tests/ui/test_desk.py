"""What the clerk does on the desk, and what comes of it."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from evidence.model import Fact, Flag, PieceId, Place
from ui.desk import Desk
from ui.dialogs.file_to import FileTo
from ui.models.dragging import pack
from ui.models.gap_rows import GAP, Column, Gap
from ui.saving import save_gaps
from ui.session import Session
from ui.views.fields import LineField

PLAN, SUMMARY, CHECK = "1-1", "1-2", "2-1"


@pytest.fixture
def desk(project: Session, inbox: Path, qtbot: QtBot) -> Desk:
    """A desk whose tray holds what has arrived."""
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([inbox], lambda _: None)
    desk = Desk(project)
    qtbot.addWidget(desk)
    project.opened.emit()
    desk.resize(1200, 600)
    desk.show()
    qtbot.waitExposed(desk)
    return desk


def test_enter_files_the_selected_paper_where_it_is_proposed(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = titled(project, "2023年食品安全工作方案")
    desk.tray.choose(plan)
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Return)
    assert codes(project, plan) == [PLAN]
    assert desk.tray.model.row_of(plan) is None
    assert desk.tray.pieces(), "the next paper is selected"
    assert project.moment.undo == "归项《2023年食品安全工作方案》→ 1-1"


@pytest.mark.usefixtures("desk")
def test_nothing_is_filed_by_taking_it_in(project: Session) -> None:
    assert project.moment.snapshot.filings == ()
    assert len(project.moment.tray) == len(project.moment.snapshot.pieces) > 4


def test_a_code_that_is_typed_in_the_tray_says_where_to_file(desk: Desk, project: Session, qtbot: QtBot) -> None:
    paper = titled(project, "双河镇2023年食品安全工作总结")
    desk.tray.choose(paper)
    qtbot.keyClicks(desk.tray.rows, "0")
    question = desk.findChild(FileTo)
    assert question is not None
    qtbot.keyClicks(question.text, "2-1")
    assert question.items.count() == 1
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(question.text, Qt.Key.Key_Return)
    assert codes(project, paper) == [CHECK]


def test_a_code_that_there_is_not_is_said(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.tray.choose(titled(project, "双河镇2023年食品安全工作总结"))
    qtbot.keyClicks(desk.tray.rows, "0")
    question = desk.findChild(FileTo)
    assert question is not None
    assert not question.nothing.isVisible()
    qtbot.keyClicks(question.text, "99-9")
    assert "没有编号或内容是“99-9”的评价内容" in question.nothing.text().replace("\u200b", "")
    assert question.nothing.isVisible()
    qtbot.keyClick(question.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(question.text, "2-1")
    assert not question.nothing.isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="Wine hands the focus back and forth while a window appears")
def test_keys_pressed_before_the_question_is_active_are_typed_in_it(desk: Desk, qtbot: QtBot) -> None:
    for key, text in ((Qt.Key.Key_0, "0"), (Qt.Key.Key_2, "2"), (Qt.Key.Key_Minus, "-"), (Qt.Key.Key_1, "1")):
        pressed = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.postEvent(desk.tray.rows, pressed)
    qtbot.waitUntil(lambda: desk.findChild(FileTo) is not None)
    question = desk.findChild(FileTo)
    assert question is not None
    qtbot.waitUntil(question.isActiveWindow)
    assert question.text.text() == "2-1"
    assert len(cast("list[FileTo]", desk.findChildren(FileTo))) == 1


def test_a_question_goes_when_the_clerk_goes_on_with_other_work(desk: Desk, qtbot: QtBot) -> None:
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    qtbot.keyClicks(desk.tray.rows, "0")
    question = desk.findChild(FileTo)
    assert question is not None
    qtbot.waitUntil(question.isActiveWindow)
    with qtbot.waitSignal(question.rejected):
        desk.activateWindow()


def test_papers_are_dragged_to_an_item_and_on_to_a_material(desk: Desk, project: Session, qtbot: QtBot) -> None:
    paper = titled(project, "双河镇2023年食品安全工作总结")
    tree = desk.criteria.model
    target = tree.index_of(project.moment.snapshot.by_code[PLAN].id)
    with qtbot.waitSignal(project.changed):
        tree.dropMimeData(pack([paper]), Qt.DropAction.MoveAction, -1, -1, target)
    assert codes(project, paper) == [PLAN]
    desk.criteria.choose(project.moment.snapshot.by_code[PLAN].id)
    filing = project.moment.places[paper][0]
    elsewhere = project.moment.snapshot.by_code[CHECK].id
    with qtbot.waitSignal(project.changed):
        moved = pack([paper], [filing.id])
        tree.dropMimeData(moved, Qt.DropAction.MoveAction, -1, -1, tree.index_of(elsewhere))
    assert codes(project, paper) == [CHECK]
    with qtbot.waitSignal(project.changed):
        kept = pack([paper], [project.moment.places[paper][0].id])
        tree.dropMimeData(kept, Qt.DropAction.CopyAction, -1, -1, target)
    assert sorted(codes(project, paper)) == [PLAN, CHECK]


def test_a_paper_that_is_dropped_where_it_lies_stays_as_it_is(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = filed(desk, project, qtbot)
    before, undo = project.moment.snapshot.filings, project.moment.undo
    (filing,) = project.moment.places[plan]
    tree = desk.criteria.model
    target = tree.index_of(filing.criterion)
    tree.dropMimeData(pack([plan], [filing.id]), Qt.DropAction.MoveAction, -1, -1, target)
    qtbot.waitUntil(lambda: not project.jobs.running)
    assert (project.moment.snapshot.filings, project.moment.undo) == (before, undo)


def test_a_key_held_down_files_nothing_more(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = titled(project, "2023年食品安全工作方案")
    desk.tray.choose(plan)
    held = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(desk.tray.rows, held)
    qtbot.waitUntil(lambda: not project.jobs.running)
    assert project.moment.snapshot.filings == ()


def test_a_proposal_keeps_its_key_when_its_text_is_cut(desk: Desk, project: Session) -> None:
    desk.tray.choose(titled(project, "2023年食品安全工作方案"))
    buttons: list[QPushButton] = desk.facts.findChildren(QPushButton)
    shown = [b for b in buttons if b.isVisible() and ". 归到" in b.accessibleName()]
    keys: list[str] = [button.shortcut().toString() for button in shown]
    assert keys == [f"Alt+{number}" for number in range(1, len(keys) + 1)]
    assert keys


def test_a_group_takes_no_papers(desk: Desk, project: Session) -> None:
    tree = desk.criteria.model
    group = tree.index(0, 0)
    assert tree.rowCount(group) > 0
    data = pack([project.moment.tray[0].id])
    assert not tree.canDropMimeData(data, Qt.DropAction.MoveAction, -1, -1, group)
    assert not tree.canDropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())


def test_delete_takes_a_paper_out_and_undo_puts_it_back(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = filed(desk, project, qtbot)
    before = project.moment.snapshot.filings
    desk.criteria.choose(project.moment.snapshot.by_code[PLAN].id)
    desk.item.choose_papers(project.moment.places[plan])
    with qtbot.waitSignal(project.changed):
        desk.item.take_out.trigger()
    assert codes(project, plan) == []
    assert project.moment.undo == "撤销归项《2023年食品安全工作方案》（1-1）"
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert project.moment.snapshot.filings == before
    assert project.moment.redo == "撤销归项《2023年食品安全工作方案》（1-1）"


def test_a_fact_is_corrected_in_place(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = titled(project, "2023年食品安全工作方案")
    desk.tray.choose(plan)
    field = desk.facts.fields[Fact.NUMBER]
    assert isinstance(field, LineField)
    field.setFocus()
    field.insert("云食安办〔2023〕3号")  # as an input method does
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert project.moment.snapshot.piece_by_id[plan].facts.document_number == "云食安办〔2023〕3号"
    assert project.moment.undo == "更正《2023年食品安全工作方案》的文号"


def test_pages_are_counted_by_a_clerk(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = titled(project, "2023年食品安全工作方案")
    desk.tray.choose(plan)
    desk.facts.pages.setFocus()
    desk.facts.pages.setText("12")
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(desk.facts.pages, Qt.Key.Key_Return)
    assert project.moment.snapshot.piece_by_id[plan].pages == 12
    assert (desk.facts.pages.text(), project.moment.undo) == ("12 页", "更正《2023年食品安全工作方案》的页数")


def test_what_cannot_be_a_number_of_pages_is_said(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.tray.choose(titled(project, "2023年食品安全工作方案"))
    desk.facts.pages.setText("很多")
    qtbot.keyClick(desk.facts.pages, Qt.Key.Key_Return)
    qtbot.waitUntil(desk.facts.fault.isVisible)
    assert desk.facts.fault.text() == "“很多”不能作为页数。请按“12”的样子填写。"


def test_a_fact_says_where_it_comes_from(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = titled(project, "2023年食品安全工作方案")
    desk.tray.choose(plan)
    assert "正文第1页" in desk.facts.origin_of(Fact.TITLE)
    assert desk.facts.origin_of(Fact.NUMBER) == ""
    with qtbot.waitSignal(project.changed):
        project.correct((plan,), Fact.NUMBER, "云食安办〔2023〕3号")
    assert "经办人填写" in desk.facts.origin_of(Fact.NUMBER)


def test_what_cannot_be_a_date_is_said_and_nothing_is_changed(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = titled(project, "2023年食品安全工作方案")
    desk.tray.choose(plan)
    field = desk.facts.fields[Fact.DAY]
    qtbot.keyClicks(field, "2023-02-30")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(desk.facts.fault.isVisible)
    assert desk.facts.fault.text() == "成文日期“2023-02-30”不对：没有这一天。请核对后再填。"
    assert project.moment.snapshot.piece_by_id[plan].facts.issued_on is None


def test_what_cannot_be_is_said_in_sight_however_small_the_window(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.resize(910, 390)
    desk.tray.choose(titled(project, "2023年食品安全工作方案"))
    field = desk.facts.fields[Fact.TITLE]
    assert desk.facts.height() < desk.facts.body.height(), "the fields are scrolled"
    field.setFocus()
    year = desk.facts.fields[Fact.YEAR]
    assert isinstance(year, LineField)
    year.setText("23")
    qtbot.keyClick(year, Qt.Key.Key_Return)
    qtbot.waitUntil(desk.facts.fault.isVisible)
    assert not desk.facts.fault.visibleRegion().isEmpty()


def test_several_papers_are_corrected_at_once_and_taken_back_at_once(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    desk.tabs.setCurrentWidget(desk.tray)
    desk.tray.rows.selectAll()
    pieces = desk.tray.pieces()
    before = [project.moment.snapshot.piece_by_id[piece].facts for piece in pieces]
    year = desk.facts.fields[Fact.YEAR]
    assert isinstance(year, LineField)
    assert (year.text(), year.placeholderText()) == ("", "（多个值）")
    assert not desk.facts.fields[Fact.TITLE].isVisible()
    assert f"{len(pieces)} 件一起更正" in desk.facts.hint.text()
    qtbot.keyClicks(year, "2022")
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(year, Qt.Key.Key_Return)
    assert {project.moment.snapshot.piece_by_id[piece].facts.year for piece in pieces} == {2022}
    assert year.text() == "2022"
    assert project.moment.undo == f"更正 {len(pieces)} 件的年度"
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert [project.moment.snapshot.piece_by_id[piece].facts for piece in pieces] == before


def test_what_several_papers_share_is_shown_and_a_kind_is_chosen_for_all(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    first, second, *_ = project.moment.tray
    with qtbot.waitSignal(project.changed):
        project.correct((first.id, second.id), Fact.ISSUER, "县食药安办")
    with qtbot.waitSignals([project.changed, project.changed]):
        project.correct((first.id,), Fact.KIND, "方案/计划")
        project.correct((second.id,), Fact.KIND, "其他")
    desk.facts.show_pieces((first.id, second.id))
    issuer, kind = desk.facts.fields[Fact.ISSUER], desk.facts.fields[Fact.KIND]
    assert isinstance(issuer, LineField)
    assert issuer.text() == "县食药安办"
    assert isinstance(kind, QComboBox)
    assert (kind.currentIndex(), kind.placeholderText()) == (-1, "（多个值）")
    kind.setCurrentIndex(kind.findData("总结/报告"))
    with qtbot.waitSignal(project.changed):
        kind.activated.emit(kind.currentIndex())
    kinds = {project.moment.snapshot.piece_by_id[piece.id].facts.kind for piece in (first, second)}
    assert kinds == {"总结/报告"}


def test_several_filed_papers_are_corrected_at_once(desk: Desk, project: Session, qtbot: QtBot) -> None:
    first, second, *_ = (piece.id for piece in project.moment.tray)
    plan = project.moment.snapshot.by_code[PLAN].id
    with qtbot.waitSignal(project.changed):
        project.arrange((), [Place(first, plan, None), Place(second, plan, None)])
    desk.criteria.choose(plan)
    desk.show_tab(0)
    desk.item.choose_papers(tuple(f for piece in (first, second) for f in project.moment.places[piece]))
    assert set(desk.facts.pieces) == {first, second}
    unit = desk.facts.fields[Fact.UNIT]
    assert isinstance(unit, LineField)
    unit.setFocus()
    unit.setText("红岩乡")
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(unit, Qt.Key.Key_Return)
    assert {project.moment.snapshot.piece_by_id[piece].facts.unit for piece in (first, second)} == {"红岩乡"}


def test_what_was_typed_goes_to_the_paper_it_was_typed_for(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan, summary = titled(project, "2023年食品安全工作方案"), titled(project, "双河镇2023年食品安全工作总结")
    desk.tray.choose(plan)
    field = desk.facts.fields[Fact.ISSUER]
    assert isinstance(field, LineField)
    field.setFocus()
    field.setText("县食药安办")
    with qtbot.waitSignal(project.changed):
        desk.tray.choose(summary)
    assert project.moment.snapshot.piece_by_id[plan].facts.issuer == "县食药安办"
    assert project.moment.snapshot.piece_by_id[summary].facts.issuer != "县食药安办"


def test_what_is_being_typed_outlives_another_change_of_the_paper(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = titled(project, "2023年食品安全工作方案")
    desk.tray.choose(plan)
    field = desk.facts.fields[Fact.ISSUER]
    assert isinstance(field, LineField)
    desk.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.insert("县食")
    with qtbot.waitSignal(project.changed):
        project.mark(plan, Flag.DRAFT, on=True)
    assert field.text() == "县食"


def test_a_title_like_html_is_shown_as_it_is(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = titled(project, "2023年食品安全工作方案")
    desk.tray.choose(plan)
    with qtbot.waitSignal(project.changed):
        project.correct((plan,), Fact.TITLE, "<b>A&B</b>")
    row = desk.tray.model.row_of(plan)
    assert row is not None
    index = desk.tray.model.index(row, 0)
    assert index.data() == "<b>A&B</b>"
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("<p>&lt;b&gt;A&amp;B&lt;/b&gt;<br>")


@pytest.mark.usefixtures("desk")
def test_two_corrections_in_a_row_both_stay(project: Session, qtbot: QtBot) -> None:
    plan = titled(project, "2023年食品安全工作方案")
    with qtbot.waitSignals([project.changed, project.changed]):
        project.correct((plan,), Fact.ISSUER, "县食药安办")
        project.correct((plan,), Fact.YEAR, "2022")
    facts = project.moment.snapshot.piece_by_id[plan].facts
    assert (facts.issuer, facts.year) == ("县食药安办", 2022)


def test_a_mark_is_set_and_taken_away(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = titled(project, "2023年食品安全工作方案")
    desk.tray.choose(plan)
    draft = next(action for action in desk.facts.flags.menu().actions() if action.data() == Flag.DRAFT)
    with qtbot.waitSignal(project.changed):
        draft.trigger()
    assert Flag.DRAFT in project.moment.snapshot.piece_by_id[plan].flags
    assert desk.facts.flags.text() == "草稿"
    with qtbot.waitSignal(project.changed):
        draft.trigger()
    assert Flag.DRAFT not in project.moment.snapshot.piece_by_id[plan].flags


def test_one_click_on_a_gap_goes_to_the_material_that_lacks_papers(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.tabs.setCurrentWidget(desk.gaps)
    row = next(r for r in range(desk.gaps.model.rowCount()) if gap(desk, r).item.criterion.code == CHECK)
    click(desk, qtbot, row)
    assert desk.tabs.currentWidget() is desk.item
    assert desk.item.criterion == project.moment.snapshot.by_code[CHECK].id
    assert desk.item.rows.currentIndex().data().startswith("检查照片")


def test_one_click_on_a_paper_that_does_not_count_goes_to_what_must_be_mended(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    plan = filed(desk, project, qtbot)
    with qtbot.waitSignal(project.changed):
        project.correct((plan,), Fact.YEAR, "")
    desk.tabs.setCurrentWidget(desk.gaps)
    row = next(r for r in range(desk.gaps.model.rowCount()) if gap(desk, r).defect)
    click(desk, qtbot, row)
    assert tuple(f.piece for f in desk.item.filings()) == (plan,)
    assert desk.facts.fields[Fact.YEAR].hasFocus()


def test_what_counts_and_should_be_put_right_is_a_list_of_its_own(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = filed(desk, project, qtbot)
    with qtbot.waitSignal(project.changed):
        project.mark(plan, Flag.TO_REVIEW, on=True)
    desk.tabs.setCurrentWidget(desk.gaps)
    desk.gaps.kind.setCurrentText("需完善")
    assert desk.gaps.model.rowCount() == 1
    assert desk.gaps.model.index(0, Column.STATE).data() == "待复核：《2023年食品安全工作方案》"
    click(desk, qtbot, 0)
    assert tuple(f.piece for f in desk.item.filings()) == (plan,)


def test_a_gap_tells_of_what_its_unit_has_handed_in_already(desk: Desk, project: Session) -> None:
    desk.tabs.setCurrentWidget(desk.gaps)
    desk.gaps.unit.setCurrentText("双河镇")
    assert [piece.facts.unit for piece in project.moment.waiting["双河镇"]] == ["双河镇"] * 2
    assert {desk.gaps.model.index(row, Column.STATE).data() for row in range(3)} == {"缺，责任单位另有 2 件已报待整理"}


def test_gaps_are_narrowed_to_a_unit(desk: Desk) -> None:
    desk.tabs.setCurrentWidget(desk.gaps)
    desk.gaps.unit.setCurrentText("双河镇")
    assert desk.gaps.model.rowCount() == 3
    assert {gap(desk, row).row.unit for row in range(3)} == {"双河镇"}


def test_a_proposal_in_the_facts_pane_files_there(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = titled(project, "2023年食品安全工作方案")
    desk.tray.choose(plan)
    buttons: list[QPushButton] = desk.facts.findChildren(QPushButton)
    links = [b for b in buttons if b.isVisible() and ". 归到" in b.accessibleName()]
    assert links[0].accessibleName().startswith("1. 归到 1-1　食品安全工作方案")
    with qtbot.waitSignal(project.changed):
        links[0].click()
    assert codes(project, plan) == [PLAN]


def test_while_long_work_goes_on_the_clerk_can_look_and_not_write(desk: Desk, project: Session) -> None:
    desk.allow_writing(allowed=False)
    assert desk.tray.rows.isEnabled()
    assert not desk.facts.pages.isEnabled()
    assert not desk.tray.accept.isVisible()
    desk.tray.rows.selectRow(0)
    desk.tray.rows.typed.emit("2")
    assert desk.findChild(FileTo) is None
    target = desk.criteria.model.index_of(project.moment.snapshot.by_code[PLAN].id)
    moving = pack([project.moment.tray[0].id])
    desk.criteria.model.dropMimeData(moving, Qt.DropAction.MoveAction, -1, -1, target)
    assert not project.jobs.running
    desk.allow_writing(allowed=True)
    assert desk.facts.pages.isEnabled()


def titled(session: Session, title: str) -> PieceId:
    return next(piece.id for piece in session.moment.snapshot.pieces if piece.facts.title == title)


def codes(session: Session, piece: PieceId) -> list[str]:
    return [session.moment.snapshot.by_id[f.criterion].code for f in session.moment.places.get(piece, ())]


def filed(desk: Desk, session: Session, qtbot: QtBot) -> PieceId:
    plan = titled(session, "2023年食品安全工作方案")
    desk.tray.choose(plan)
    with qtbot.waitSignal(session.changed):
        desk.tray.accept.trigger()
    return plan


def gap(desk: Desk, row: int) -> Gap:
    found = desk.gaps.model.index(row, 0).data(GAP)
    assert isinstance(found, Gap)
    return found


def click(desk: Desk, qtbot: QtBot, row: int) -> None:
    rows = desk.gaps.rows
    index = desk.gaps.model.index(row, 0)
    rows.scrollTo(index)
    QApplication.processEvents()
    where = rows.visualRect(index).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where.x(), where.y()))


def test_the_gaps_of_a_unit_are_kept_as_a_file(desk: Desk, project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("双河镇.docx", "双河镇.xlsx"):
        save_gaps(project, tmp_path / name, "双河镇", lambda _: None)
        qtbot.waitUntil(lambda: not project.jobs.running, timeout=20_000)
        assert (tmp_path / name).stat().st_size > 1000
    asked: list[str | None] = []
    desk.gaps.save_wanted.disconnect()
    desk.gaps.save_wanted.connect(asked.append)
    desk.gaps.unit.setCurrentText("双河镇")
    desk.gaps.save.click()
    desk.gaps.unit.setCurrentIndex(0)
    desk.gaps.save.click()
    assert asked == ["双河镇", None]
