"""整改: a problem goes from being written down to 已销号, by keyboard and by mouse, and what is refused stays open."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar, cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from evidence.findings import Did, Draft, FindingState, Moment, NewEvent, Source
from evidence.model import Flag, Place
from tests.build import NOON
from tests.ui.clerk import write
from ui.desk import Desk
from ui.dialogs.finding_step import HandOut, Rectified, Reopened
from ui.dialogs.finding_texts import AddPhotos, Amend, NewProblems, Strike
from ui.dialogs.inspection import InspectionDialog
from ui.dialogs.recheck import LookBack, Recheck
from ui.ledger_offers import Deed, Which
from ui.models.ledger_rows import IS_HEADING, Column
from ui.session import Session
from ui.views.ledger_pane import LedgerPane

TODAY = NOON.date()
D = TypeVar("D", bound=QDialog)
RETURN = Qt.Key.Key_Return


@pytest.fixture
def desk(project: Session, qtbot: QtBot) -> Desk:
    """A desk on which 整改 is seen, without a problem yet."""
    desk = Desk(project)
    qtbot.addWidget(desk)
    with qtbot.waitSignal(project.ledger.read):
        project.opened.emit()
    desk.resize(1366, 650)
    desk.show()
    qtbot.waitExposed(desk)
    desk.tabs.setCurrentWidget(desk.ledger)
    return desk


@pytest.fixture
def pane(desk: Desk) -> LedgerPane:
    return desk.ledger


def add(session: Session, qtbot: QtBot, *drafts: Draft) -> None:
    with qtbot.waitSignal(session.ledger.read):
        session.ledger.add(drafts)


def a_draft(
    text: str = "熟食柜没有防蝇罩", found_on: date = TODAY, place: str = "双河镇农贸市场", *events: NewEvent
) -> Draft:
    return Draft(Source.DAILY, found_on, text, place, "督查一组", events=events)


def handed_out(unit: str = "双河镇", until: date = date(2024, 1, 12), on: date = date(2024, 1, 2)) -> NewEvent:
    return NewEvent(Did.HAND_OUT, on, unit=unit, person="李强", deadline=until)


def rectified(on: date = date(2024, 1, 4)) -> NewEvent:
    return NewEvent(Did.RECTIFY, on, by="李强")


def passed(on: date = date(2024, 1, 5)) -> NewEvent:
    return NewEvent(Did.PASS, on, by="赵琳")


def told(pane: LedgerPane, *columns: Column) -> list[tuple[str, ...]]:
    rows = [row for row in range(pane.model.rowCount()) if not pane.model.index(row, 0).data(IS_HEADING)]
    return [tuple(str(pane.model.index(row, column).data()) for column in columns) for row in rows]


def headings(pane: LedgerPane) -> list[str]:
    return [str(pane.model.index(row, 0).data()) for row in pane.model.headings_at()]


def states(pane: LedgerPane) -> list[FindingState]:
    return [line.stand.state for line in pane.listed()]


def dialog(desk: Desk, kind: type[D]) -> D:
    (found,) = [one for one in cast("list[D]", desk.findChildren(kind)) if one.isVisible()]
    return found


def gone(desk: Desk, kind: type[QDialog]) -> Callable[[], bool]:
    return lambda: not cast("list[QDialog]", desk.findChildren(kind))


def do(desk: Desk, deed: Deed, kind: type[D], rows: Sequence[int] = (0,)) -> D:
    """Select rows and ask for a deed."""
    pane = desk.ledger
    pane.rows.clearSelection()
    for row in rows:
        flag = QItemSelectionModel.SelectionFlag
        pane.rows.selectionModel().setCurrentIndex(pane.model.index(row, 0), flag.Select | flag.Rows)
    pane.deeds.action[deed].trigger()
    return dialog(desk, kind)


def press(window: QWidget, key: Qt.Key, qtbot: QtBot) -> None:
    """Press a key where the window has them."""
    qtbot.keyClick(window.focusWidget(), key)


def test_a_problem_goes_to_closed_by_keyboard_alone(
    desk: Desk, pane: LedgerPane, project: Session, qtbot: QtBot
) -> None:
    pane.rows.setFocus()
    press(desk, Qt.Key.Key_Insert, qtbot)
    entry = dialog(desk, InspectionDialog)
    assert entry.focusWidget() is entry.form.place
    entry.form.place.setText("双河镇农贸市场")  # typed, a list of proposals would pop up
    press(entry, Qt.Key.Key_Tab, qtbot)
    assert entry.focusWidget() is entry.form.item
    entry.form.item.setText("1-1")
    press(entry, Qt.Key.Key_Tab, qtbot)
    write(entry.focusWidget(), "熟食柜没有防蝇罩")
    with qtbot.waitSignal(project.ledger.read):
        press(entry, RETURN, qtbot)
    assert entry.isVisible()
    assert "已登记 1 条" in entry.told.text()
    press(entry, Qt.Key.Key_Escape, qtbot)
    qtbot.waitUntil(gone(desk, InspectionDialog))
    assert desk.focusWidget() is pane.rows

    press(desk, RETURN, qtbot)  # what it waits for: 派发
    out = dialog(desk, HandOut)
    assert out.focusWidget() is out.unit
    out.unit.setText("双河镇")
    press(out, Qt.Key.Key_Tab, qtbot)
    out.person.setText("李强")
    press(out, Qt.Key.Key_Tab, qtbot)
    write(out.focusWidget(), "5")
    qtbot.waitUntil(lambda: out.deadline.text() == "2024-01-15")  # a weekend lies between
    with qtbot.waitSignal(project.ledger.read):
        press(out, RETURN, qtbot)
    assert states(pane) == [FindingState.UNDERWAY]

    qtbot.waitUntil(gone(desk, HandOut))
    press(desk, RETURN, qtbot)
    done = dialog(desk, Rectified)
    assert done.by.text() == "李强"
    write(done.focusWidget(), "装了防蝇罩")
    with qtbot.waitSignal(project.ledger.read):
        press(done, RETURN, qtbot)
    assert states(pane) == [FindingState.TO_CHECK]

    qtbot.waitUntil(gone(desk, Rectified))
    press(desk, RETURN, qtbot)
    check = dialog(desk, Recheck)
    write(check.focusWidget(), "赵琳")
    while not check.passed.hasFocus() and check.focusWidget() is not check.passed:
        press(check, Qt.Key.Key_Tab, qtbot)
    press(check, Qt.Key.Key_Space, qtbot)
    with qtbot.waitSignal(project.ledger.read):
        press(check, RETURN, qtbot)
    assert states(pane) == [FindingState.CLOSED]
    assert project.moment.undo == "登记复查"


def test_a_problem_goes_to_closed_by_mouse(desk: Desk, pane: LedgerPane, project: Session, qtbot: QtBot) -> None:
    def click(button: QWidget) -> None:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def button(deed: Deed) -> QWidget:
        wanted = pane.deeds.action[deed]
        (found,) = [one for one in cast("list[QToolButton]", pane.findChildren(QToolButton)) if wanted in one.actions()]
        return found

    click(button(Deed.ENTER))
    entry = dialog(desk, InspectionDialog)
    entry.form.text.setPlainText("台账不全")
    with qtbot.waitSignal(project.ledger.read):
        click(entry.keep_button)
    click(entry.close_button)
    qtbot.waitUntil(gone(desk, InspectionDialog))
    click(button(Deed.HAND_OUT))
    out = dialog(desk, HandOut)
    out.unit.setText("双河镇")
    out.deadline.setText("2024-01-12")
    with qtbot.waitSignal(project.ledger.read):
        click(out.ok_button)
    qtbot.waitUntil(gone(desk, HandOut))
    click(button(Deed.RECTIFY))
    done = dialog(desk, Rectified)
    done.by.setText("李强")
    with qtbot.waitSignal(project.ledger.read):
        click(done.ok_button)
    qtbot.waitUntil(gone(desk, Rectified))
    click(button(Deed.CHECK))
    check = dialog(desk, Recheck)
    check.by.setText("赵琳")
    click(check.passed)
    with qtbot.waitSignal(project.ledger.read):
        click(check.ok_button)
    assert states(pane) == [FindingState.CLOSED]


def test_the_unit_that_is_meant_is_told_before_it_is_handed_out(desk: Desk, project: Session, qtbot: QtBot) -> None:
    add(project, qtbot, a_draft("台账不全", TODAY, "超市"))
    unit = project.moment.snapshot.project.units[0].name
    out = do(desk, Deed.HAND_OUT, HandOut)
    out.unit.setText("万家超市总店")
    qtbot.waitUntil(lambda: "单位名单里没有“万家超市总店”" in out.meant.text())
    out.unit.setText(unit[:-1])
    assert f"按“{unit}”登记" in out.meant.text()
    out.unit.setText(unit)
    assert out.meant.text() == ""


def test_who_put_it_right_does_not_check_it(desk: Desk, project: Session, qtbot: QtBot) -> None:
    add(project, qtbot, a_draft("台账不全", TODAY - timedelta(6), "超市", handed_out(), rectified()))
    desk.ledger.show_view(Which.MONTH)
    check = do(desk, Deed.CHECK, Recheck, [1])
    check.by.setText("李强")
    check.ok_button.click()
    assert "复查结果" in check.fault.text()  # nothing is taken for passed
    check.passed.click()
    check.ok_button.click()
    qtbot.waitUntil(lambda: "不能由同一人复查" in check.fault.text())
    assert states(desk.ledger) == [FindingState.TO_CHECK]
    check.by.setText("赵琳")
    check.failed.click()
    with qtbot.waitSignal(project.ledger.read):
        check.ok_button.click()
    desk.ledger.show_view(Which.ALL)
    assert states(desk.ledger) == [FindingState.UNDERWAY]


@pytest.mark.parametrize(
    ("text", "item", "found_on", "why"),
    [
        ("", "", "2024-01-08", "没有写问题描述"),
        ("台账不全", "99-9", "2024-01-08", "99-9"),
        ("台账不全", "", "2024-01-09", "2024-01-09"),
    ],
)
def test_what_cannot_be_written_down_is_told_and_stays(
    desk: Desk, qtbot: QtBot, text: str, item: str, found_on: str, why: str
) -> None:
    entry = do(desk, Deed.ENTER, InspectionDialog, [])
    entry.form.place.setText("超市")
    entry.form.text.setPlainText(text)
    entry.form.item.setText(item)
    entry.form.found_on.setText(found_on)
    entry.keep_button.click()
    qtbot.waitUntil(lambda: why in entry.fault.text())
    assert entry.isVisible()
    assert entry.form.text.toPlainText() == text
    assert desk.ledger.model.count() == 0


def test_place_and_inspector_stay_for_the_next(desk: Desk, project: Session, qtbot: QtBot) -> None:
    entry = do(desk, Deed.ENTER, InspectionDialog, [])
    entry.form.source.choose(Source.UNDERCOVER)
    entry.form.place.setText("超市")
    entry.form.found_by.setText("督查二组")
    for text in ("台账不全", "没有健康证"):
        entry.form.text.setPlainText(text)
        with qtbot.waitSignal(project.ledger.read):
            qtbot.keyClick(entry.form.text, RETURN)
    assert "已登记 2 条" in entry.told.text()
    found = [line.finding for line in desk.ledger.listed()]
    assert [one.text for one in found] == ["台账不全", "没有健康证"]
    assert {(one.source, one.place, one.found_by) for one in found} == {(Source.UNDERCOVER, "超市", "督查二组")}
    with qtbot.waitSignal(project.ledger.read):
        project.undo()
    assert "已登记 1 条" in entry.told.text()


def test_photographs_come_in_with_the_problem_as_one_step(
    desk: Desk, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    entry = do(desk, Deed.ENTER, InspectionDialog, [])
    entry.form.text.setPlainText("熟食柜没有防蝇罩")
    entry.form.item.setText("1-1")
    drop(entry, a_photo(tmp_path / "柜子.png", "red"))
    assert "柜子.png" in entry.photos.said.text()
    with qtbot.waitSignal(project.ledger.read, timeout=20_000):
        qtbot.keyClick(entry.form.text, RETURN)
    assert entry.photos.files == ()
    (line,) = desk.ledger.listed()
    assert [(one.moment, one.pair) for one in line.finding.photos] == [(Moment.BEFORE, 1)]
    item = project.moment.snapshot.by_code["1-1"].id
    filed = [filing.piece for filing in project.moment.snapshot.filed_under[item]]
    assert filed == [line.finding.photos[0].piece]
    assert project.moment.undo == "登记问题"
    with qtbot.waitSignal(project.ledger.read):
        project.undo()
    assert (desk.ledger.model.count(), project.moment.snapshot.pieces) == (0, ())


def test_photographs_after_stand_beside_those_before(
    desk: Desk, pane: LedgerPane, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    add(project, qtbot, a_draft("台账不全", TODAY, "超市", handed_out(on=TODAY)))
    photos = do(desk, Deed.ATTACH, AddPhotos)
    photos.before.add([a_photo(tmp_path / "前1.png", "red"), a_photo(tmp_path / "前2.png", "blue")])
    with qtbot.waitSignal(project.ledger.read, timeout=20_000):
        photos.ok_button.click()
    qtbot.waitUntil(gone(desk, AddPhotos))
    done = do(desk, Deed.RECTIFY, Rectified)
    assert done.photos is not None
    done.photos.add([a_photo(tmp_path / "后.png", "green")])
    with qtbot.waitSignal(project.ledger.read, timeout=20_000):
        done.ok_button.click()
    cells = pane.detail.pairs.cells
    assert [(cell.moment, cell.piece is not None) for cell in cells] == [
        (Moment.BEFORE, True), (Moment.AFTER, True), (Moment.BEFORE, True), (Moment.AFTER, False),
    ]  # fmt: skip
    assert project.moment.undo == "登记整改完成"
    wanted: list[object] = []
    pane.detail.paper_wanted.connect(wanted.append)
    qtbot.mouseClick(pane.detail.pairs, Qt.MouseButton.LeftButton, pos=pane.detail.pairs.place(1).center())
    assert wanted == [cells[1].piece]


def test_a_refused_step_takes_no_photograph_in(desk: Desk, project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    add(project, qtbot, a_draft("台账不全", TODAY, "超市", handed_out(on=TODAY)))
    done = do(desk, Deed.RECTIFY, Rectified)
    assert done.photos is not None
    done.by.setText("")
    done.photos.add([a_photo(tmp_path / "后.png", "green")])
    done.ok_button.click()
    qtbot.waitUntil(lambda: "没有写整改人" in done.fault.text())
    assert project.moment.snapshot.pieces == ()


def test_the_views_show_what_is_theirs(pane: LedgerPane, project: Session, qtbot: QtBot) -> None:
    week = TODAY + timedelta(6)  # a Sunday
    add(
        project,
        qtbot,
        a_draft("今天发现", TODAY),
        a_draft("本周到期", date(2024, 1, 2), "甲", handed_out("双河镇", week)),
        a_draft("已逾期", date(2024, 1, 2), "乙", handed_out("石坪镇", date(2024, 1, 5))),
        a_draft("下周到期", date(2024, 1, 2), "丙", handed_out("双河镇", week + timedelta(1))),
        a_draft("等复查", date(2024, 1, 2), "丁", handed_out(), rectified()),
        a_draft("上月销号", date(2023, 12, 2), "戊", *closed(date(2023, 12, 4))),
        a_draft("早已销号", date(2023, 11, 2), "己", *closed(date(2023, 11, 4))),
        replace(
            a_draft("今天暗访", TODAY, "庚", handed_out("双河镇", date(2024, 3, 1), TODAY)), source=Source.UNDERCOVER
        ),
    )
    said: dict[Which, list[str]] = {}
    for which in Which:
        pane.show_view(which)
        said[which] = [text for (text,) in told(pane, Column.SAID)]
        assert pane.views.tabText(list(Which).index(which)) == f"{which}（{len(said[which])}）"
    assert said[Which.TODAY] == ["今天发现", "今天暗访"]
    assert said[Which.WEEK] == ["今天发现", "本周到期", "已逾期"]
    assert said[Which.MONTH] == ["等复查", "上月销号"]
    assert len(said[Which.ALL]) == 8
    pane.show_view(Which.WEEK)
    assert headings(pane) == ["还没有派发（1）", "双河镇（1）", "石坪镇（1，逾期 1）"]
    assert told(pane, Column.DEADLINE)[2] == ("01-05 逾期3天",)


def test_what_is_typed_and_chosen_narrows_the_list(pane: LedgerPane, project: Session, qtbot: QtBot) -> None:
    add(
        project,
        qtbot,
        a_draft("台账不全", date(2024, 1, 2), "双河超市", handed_out("双河镇", date(2024, 1, 4))),
        a_draft("没有健康证", date(2024, 1, 2), "石坪食堂", handed_out("石坪镇")),
    )
    pane.show_view(Which.ALL)
    pane.text.setText("食堂 健康")
    qtbot.waitUntil(lambda: told(pane, Column.SAID) == [("没有健康证",)])
    pane.text.clear()
    qtbot.waitUntil(lambda: pane.model.count() == 2)
    pane.unit.setCurrentText("双河镇")
    assert told(pane, Column.UNIT) == [("双河镇",)]
    pane.unit.setCurrentIndex(0)
    pane.overdue.click()
    assert told(pane, Column.SAID) == [("台账不全",)]
    pane.state.setCurrentText(FindingState.CLOSED)
    assert pane.model.count() == 0
    assert "清空" in pane.hint.text()


def test_a_heading_stands_for_its_problems_and_they_are_handed_out_together(
    desk: Desk, pane: LedgerPane, project: Session, qtbot: QtBot
) -> None:
    add(project, qtbot, *(a_draft(f"问题{number}") for number in range(3)))
    pane.show_view(Which.WEEK)
    out = do(desk, Deed.HAND_OUT, HandOut, [0])
    assert "3 个问题" in out.windowTitle()
    out.unit.setText("双河镇")
    out.deadline.setText("2024-01-10")
    with qtbot.waitSignal(project.ledger.read):
        out.ok_button.click()
    assert headings(pane) == ["双河镇（3）"]
    assert project.moment.undo == "派发整改"
    with qtbot.waitSignal(project.ledger.read):
        project.undo()
    assert headings(pane) == ["还没有派发（3）"]


def test_the_current_problem_stays_while_others_come_and_change(
    pane: LedgerPane, project: Session, qtbot: QtBot
) -> None:
    add(project, qtbot, *(a_draft(f"问题{number}") for number in range(5)))
    pane.show_view(Which.ALL)
    pane.select(frozenset({pane.listed()[2].key}))
    resets: list[None] = []
    pane.model.modelReset.connect(lambda: resets.append(None))
    with qtbot.waitSignal(project.ledger.read):
        project.ledger.record([pane.listed()[3].finding.id], handed_out(on=TODAY))
    with qtbot.waitSignal(project.ledger.read):
        project.ledger.strike([pane.listed()[0].finding.id], "重复")
    assert [line.said for line in pane.selected()] == ["问题2"]
    assert pane.detail.said.text() == "问题2"
    assert resets == []


def test_where_room_is_short_all_four_views_are_seen_and_one_button_has_the_others(
    desk: Desk, pane: LedgerPane, project: Session, qtbot: QtBot
) -> None:
    add(project, qtbot, *(a_draft(f"问题{number}") for number in range(12)))
    assert all(button.isVisible() for button in pane.head.buttons)
    assert not pane.head.more.isVisible()
    desk.resize(pane.views.sizeHint().width() + pane.head.more.sizeHint().width() + 60, 512)
    qtbot.waitUntil(pane.head.more.isVisible)
    assert not any(button.isVisible() for button in pane.head.buttons)
    qtbot.waitUntil(lambda: pane.views.width() >= pane.views.sizeHint().width())
    assert pane.head.more.menu().actions() == list(pane.deeds.at_head)
    desk.resize(1366, 512)
    qtbot.waitUntil(lambda: not pane.head.more.isVisible())


def test_a_closed_one_that_comes_back_is_counted(desk: Desk, pane: LedgerPane, project: Session, qtbot: QtBot) -> None:
    add(project, qtbot, a_draft("台账不全", date(2024, 1, 2), "超市", handed_out(), rectified(), passed()))
    pane.show_view(Which.MONTH)
    assert headings(pane) == ["已销号，可回头看（1）"]
    again = do(desk, Deed.REOPEN, Reopened, [1])
    again.ok_button.click()
    qtbot.waitUntil(lambda: "又出现了什么问题" in again.fault.text())
    again.said.setText("又不全")
    again.within.setText("3")
    qtbot.waitUntil(lambda: bool(again.deadline.text()))
    with qtbot.waitSignal(project.ledger.read):
        again.ok_button.click()
    pane.show_view(Which.ALL)
    assert told(pane, Column.STATE, Column.REBOUNDS) == [(FindingState.REBOUND, "1")]
    (line,) = project.ledger.ledger.lines
    assert (line.stand.unit, line.stand.deadline) == (handed_out().unit, date(2024, 1, 11))
    assert "反弹" in pane.detail.life.text()


def test_somebody_else_looks_again_at_a_closed_one_and_it_stays_closed(
    desk: Desk, pane: LedgerPane, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    add(project, qtbot, a_draft("台账不全", date(2024, 1, 2), "超市", handed_out(), rectified(), passed()))
    pane.show_view(Which.MONTH)
    look = do(desk, Deed.LOOK_BACK, LookBack, [1])
    look.by.setText("李强")  # who put it right
    look.ok_button.click()
    qtbot.waitUntil(lambda: "不能由同一人复查或回头看" in look.fault.text())
    look.by.setText("赵琳")
    look.said.setText("台账齐全")
    assert look.photos is not None
    look.photos.add([a_photo(tmp_path / "回头看.png", "green")])
    with qtbot.waitSignal(project.ledger.read, timeout=20_000):
        look.ok_button.click()
    pane.show_view(Which.MONTH)
    assert headings(pane) == ["本月已回头看（1）"]
    (line,) = project.ledger.ledger.lines
    assert (line.stand.state, line.stand.looks, line.stand.looked_on) == (FindingState.CLOSED, 1, TODAY)
    assert [(photo.moment, photo.pair) for photo in line.finding.photos] == [(Moment.LOOK_BACK, 1)]
    pane.rows.selectRow(1)
    assert "回头看仍合格　赵琳　台账齐全" in pane.detail.life.text()
    assert "回头看：1 次仍合格" in pane.detail.facts.text()
    assert [cell.moment for cell in pane.detail.pairs.cells] == [Moment.LOOK_BACK]
    with qtbot.waitSignal(project.ledger.read):
        project.undo()
    assert headings(pane) == ["已销号，可回头看（1）"]


def test_a_wrong_entry_is_corrected_or_struck(desk: Desk, pane: LedgerPane, project: Session, qtbot: QtBot) -> None:
    add(project, qtbot, a_draft("台帐不全"))
    amend = do(desk, Deed.AMEND, Amend)
    amend.form.text.setPlainText("台账不全")
    with qtbot.waitSignal(project.ledger.read):
        amend.ok_button.click()
    assert told(pane, Column.SAID) == [("台账不全",)]
    qtbot.waitUntil(gone(desk, Amend))
    strike = do(desk, Deed.STRIKE, Strike)
    with qtbot.waitSignal(project.ledger.read):
        strike.ok_button.click()
    assert pane.model.count() == 0
    with qtbot.waitSignal(project.ledger.read):
        project.undo()
    assert told(pane, Column.SAID) == [("台账不全",)]


def test_a_gap_becomes_a_problem(desk: Desk, pane: LedgerPane, project: Session, qtbot: QtBot) -> None:
    desk.tabs.setCurrentWidget(desk.gaps)
    desk.gaps.rows.setCurrentIndex(desk.gaps.model.index(0, 0))
    desk.gaps.rectify.trigger()
    made = dialog(desk, NewProblems)
    with qtbot.waitSignal(project.ledger.read):
        made.ok_button.click()
    (line,) = project.ledger.ledger.lines
    assert line.finding.source is Source.SELF_CHECK
    assert line.finding.item_code == "1-1"
    assert line.finding.origin.startswith("缺项")
    wanted: list[object] = []
    pane.item_wanted.connect(wanted.append)
    desk.tabs.setCurrentWidget(pane)
    assert states(pane) == [FindingState.UNASSIGNED]
    pane.detail.resize(200, 400)
    qtbot.waitUntil(lambda: pane.detail.item_button.text().endswith("…"))
    pane.detail.item_button.click()
    assert wanted == [line.finding.item]
    assert desk.tabs.currentWidget() is desk.item


def test_a_doubt_becomes_a_problem(desk: Desk, project: Session, inbox: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([inbox], lambda _: None)
    pieces = [piece.id for piece in project.moment.tray]
    item = next(iter(project.moment.gaps))
    with qtbot.waitSignal(project.changed):
        project.arrange((), [Place(piece, item, None) for piece in pieces])
    with qtbot.waitSignal(project.changed):
        project.mark(pieces[0], Flag.DRAFT, on=True)
    with qtbot.waitSignal(project.doubts.found):
        desk.tabs.setCurrentWidget(desk.doubts)
    desk.doubts.text.setText("草稿")
    said = desk.doubts.said.text()
    desk.doubts.rectify.trigger()
    made = dialog(desk, NewProblems)
    with qtbot.waitSignal(project.ledger.read):
        made.ok_button.click()
    (line,) = project.ledger.ledger.lines
    assert (line.finding.source, line.finding.item, line.finding.text) == (Source.SELF_CHECK, item, said)
    assert line.finding.origin.startswith("疑点")


def test_the_model_keeps_qts_rules_while_the_ledger_changes(pane: LedgerPane, project: Session, qtbot: QtBot) -> None:
    QAbstractItemModelTester(pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    add(project, qtbot, *(a_draft(f"问题{number}") for number in range(6)))
    for which in Which:
        pane.show_view(which)
    pane.show_view(Which.WEEK)
    for number in (2, 0, 4):
        with qtbot.waitSignal(project.ledger.read):
            project.ledger.record(
                [project.ledger.ledger.lines[number].finding.id], handed_out(f"单位{number}", on=TODAY)
            )
    with qtbot.waitSignal(project.ledger.read):
        project.ledger.strike([line.finding.id for line in project.ledger.ledger.lines[1:4]], "")
    assert headings(pane) == ["还没有派发（1）", "单位0（1）", "单位4（1）"]


def test_only_what_changed_is_put_into_words(project: Session, desk: Desk, qtbot: QtBot) -> None:
    add(project, qtbot, *(a_draft(f"问题{number}") for number in range(200)))
    lines = project.ledger._known.lines  # pyright: ignore[reportPrivateUsage] — counts its work
    assert lines.made == 200
    for which in Which:
        desk.ledger.show_view(which)
    with qtbot.waitSignal(project.ledger.read):
        project.ledger.record([project.ledger.ledger.lines[7].finding.id], handed_out(on=TODAY))
    assert lines.made == 201


def test_a_view_asks_only_for_the_cells_in_sight(
    pane: LedgerPane, project: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(project, qtbot, *(a_draft(f"问题{number}") for number in range(600)))
    pane.select(frozenset({pane.listed()[0].key}))
    asked: set[int] = set()
    ask = pane.model.data

    def counted(index: QModelIndex, role: int = 0) -> object:
        asked.add(index.row())
        return ask(index, role)

    monkeypatch.setattr(pane.model, "data", counted)
    pane.show_view(Which.ALL)
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.waitExposed(pane)
    assert len(asked) < 100


def closed(on: date) -> tuple[NewEvent, ...]:
    return (
        NewEvent(Did.HAND_OUT, on - timedelta(1), unit="双河镇", person="李强", deadline=on),
        NewEvent(Did.RECTIFY, on, by="李强"),
        NewEvent(Did.PASS, on, by="赵琳"),
    )


def a_photo(path: Path, colour: str) -> Path:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
    return path


def drop(entry: InspectionDialog, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entry.dropEvent(QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, left, none))
