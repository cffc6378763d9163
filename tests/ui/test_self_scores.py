"""自评打分, 送审前检查 and 合格条件: what the clerk types and where the checks lead."""
# The stubs of PySide6 and pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from evidence.model import Facts, Flag, PaperCopy
from evidence.points import GivenScore, PassRules, SelfScore
from ui.dialogs.export import ExportDialog
from ui.dialogs.hand_in_check import HandInCheck
from ui.dialogs.pass_rules import PassRulesDialog
from ui.dialogs.self_scores import SelfScores
from ui.main_window import MainWindow
from ui.models.gap_rows import Column as GapColumn
from ui.models.hand_in_rows import Column as Reason
from ui.models.hand_in_rows import HandInRows, Room, hints_of, rows_of
from ui.models.self_score_rows import Column, Order, SelfScoreRows, Which
from ui.session import Session

D = TypeVar("D", bound=QWidget)


@pytest.fixture
def window(project: Session, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window over a project that has the only paper of 1-1, and gaps in 1-2 and 2-1."""
    with qtbot.waitSignal(project.changed):
        project.register_paper(
            Facts(title="2023年方案", year=2023), 3, PaperCopy("档案室", "王敏"), ["1-1#食品安全工作方案"]
        )
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    _ = window.desk
    project.opened.emit()
    window.resize(1200, 700)
    window.show()
    return window


@pytest.fixture
def scores(window: MainWindow, qtbot: QtBot) -> SelfScores:
    """自评打分 in the scheme's order."""
    window.hand_in_menu.scores_action.trigger()
    dialog = shown(window, SelfScores, qtbot)
    dialog.order.setCurrentText(Order.CODE)
    return dialog


def shown(window: QWidget, kind: type[D], qtbot: QtBot) -> D:
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(kind)))
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())


def given(session: Session) -> dict[str, SelfScore]:
    return {session.moment.snapshot.by_id[key].code: score for key, score in session.moment.snapshot.scores.items()}


def cell(dialog: SelfScores, code: str, column: Column) -> QModelIndex:
    codes = [dialog.model.index(row, Column.CODE).data().rstrip("★") for row in range(dialog.model.rowCount())]
    return dialog.model.index(codes.index(code), column)


def editor_of(dialog: SelfScores) -> QLineEdit | None:
    return next((editor for editor in dialog.rows.findChildren(QLineEdit) if editor.isVisible()), None)


def give(session: Session, qtbot: QtBot, code: str, points: float, reason: str | None = None) -> None:
    item = session.moment.snapshot.by_code[code]
    with qtbot.waitSignal(session.changed):
        session.scoring.give([GivenScore(item.id, points, reason)], "赵主任", ())


# 自评打分


def test_points_are_typed_into_the_list_with_the_reason_after_them(
    scores: SelfScores, project: Session, qtbot: QtBot
) -> None:
    scores.rows.setCurrentIndex(cell(scores, "1-2", Column.GIVEN))
    scores.rows.setFocus()
    for text, column in (("1", Column.REASON), ("缺石坪镇", Column.GIVEN)):
        qtbot.waitUntil(lambda: editor_of(scores) is None)
        scores.rows.edit(scores.rows.currentIndex())
        editor = editor_of(scores)
        assert editor is not None
        editor.setText(text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda column=column: scores.rows.currentIndex().column() == column)
    assert scores.rows.currentIndex().row() == cell(scores, "2-1", Column.CODE).row()
    scores.name.setText("赵主任")
    with qtbot.waitSignal(project.changed):
        scores.ok_button.click()
    assert (given(project)["1-2"].points, given(project)["1-2"].reason) == (1.0, "缺石坪镇")
    assert given(project)["1-2"].confirmed_by == "赵主任"
    assert project.moment.undo == "自评打分 1-2"


def test_a_digit_begins_to_type_points(scores: SelfScores, qtbot: QtBot) -> None:
    scores.rows.setCurrentIndex(cell(scores, "2-1", Column.GIVEN))
    qtbot.keyClick(scores.rows, Qt.Key.Key_3)
    editor = editor_of(scores)
    assert editor is not None
    assert editor.text() == "3"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(scores, "2-1", Column.GIVEN).data() == "3")


def test_points_that_an_item_does_not_have_are_refused(scores: SelfScores) -> None:
    assert not scores.model.setData(cell(scores, "1-1", Column.GIVEN), "3.5")
    assert "应在 0 到 3 之间" in scores.fault.text()


def test_nothing_is_saved_without_a_name(scores: SelfScores, project: Session) -> None:
    scores.model.setData(cell(scores, "1-1", Column.GIVEN), "3")
    scores.name.setText(" ")
    scores.ok_button.click()
    assert "没有写确认人" in scores.fault.text()
    assert given(project) == {}


def test_fewer_points_without_a_reason_are_not_saved(scores: SelfScores, project: Session, qtbot: QtBot) -> None:
    scores.model.setData(cell(scores, "1-1", Column.GIVEN), "2")
    scores.ok_button.click()
    qtbot.waitUntil(lambda: "没有写扣分原因" in scores.fault.text())
    assert given(project) == {}


def test_what_may_cost_most_stands_first(scores: SelfScores) -> None:
    scores.order.setCurrentText(Order.IMPACT)
    codes = [scores.model.index(row, Column.CODE).data() for row in range(3)]
    assert codes == ["2-1", "1-2", "1-1★"]
    assert [scores.model.index(row, Column.IMPACT).data() for row in range(3)] == ["-4", "-2", ""]


def test_ticking_items_tells_what_completing_them_would_bring(scores: SelfScores) -> None:
    assert scores.supposed.isHidden()
    scores.model.setData(cell(scores, "1-2", Column.SUPPOSED), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert "补齐所选 1 项后，预计合计可得 5 分（多 2 分）" in scores.supposed.text()
    assert not scores.model.touched, "nothing is to be saved"


def test_the_foot_says_what_it_comes_to(scores: SelfScores) -> None:
    assert "总分 9 分（不含加分），预计影响 6 分" in scores.forecast.text()
    scores.model.setData(cell(scores, "1-1", Column.GIVEN), "3")
    assert "自评合计 3 分（还有 2 项未打分），关键项得分率 100%，没有加分项" in scores.sums.text()
    assert "未设合格条件" in scores.verdict.text()


def test_a_score_whose_papers_changed_is_looked_at_again(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    give(project, qtbot, "1-1", 3.0)
    piece = project.moment.snapshot.pieces[0].id
    with qtbot.waitSignal(project.changed):
        project.arrange([filing.id for filing in project.moment.places[piece]], ())
    window.hand_in_menu.ask_scores()
    dialog = shown(window, SelfScores, qtbot)
    dialog.which.setCurrentText(Which.DOUBTFUL)
    assert [dialog.model.index(row, Column.BY).data() for row in range(dialog.model.rowCount())] == ["请复核·赵主任"]
    dialog.rows.selectRow(0)
    dialog.again_button.click()
    with qtbot.waitSignal(project.changed):
        dialog.ok_button.click()
    assert given(project)["1-1"].confirmed_by == "李敏"
    assert rows_of(project.moment, 0)[-1].what == "得分未确认"


def test_a_score_is_cleared_by_deleting_it(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    give(project, qtbot, "1-1", 3.0)
    window.hand_in_menu.ask_scores()
    dialog = shown(window, SelfScores, qtbot)
    dialog.model.setData(cell(dialog, "1-1", Column.GIVEN), "")
    with qtbot.waitSignal(project.changed):
        dialog.ok_button.click()
    assert given(project) == {}


def test_typing_back_what_was_is_no_change(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    give(project, qtbot, "1-1", 3.0)
    window.hand_in_menu.ask_scores()
    dialog = shown(window, SelfScores, qtbot)
    for text in ("2", "3"):
        dialog.model.setData(cell(dialog, "1-1", Column.GIVEN), text)
    assert not dialog.model.touched
    dialog.reject()
    assert not dialog.isVisible()


def test_the_model_of_scores_keeps_the_rules_of_qt(project: Session) -> None:
    model = SelfScoreRows(project.moment)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.arrange(Order.CODE, Which.OPEN)
    model.suppose(project.moment.gaps)
    model.setData(model.index(0, Column.GIVEN), "1")
    model.follow(project.moment)
    assert model.rowCount() == 3
    del tester


# 合格条件


def test_rules_are_typed_and_those_left_empty_are_not_set(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    window.hand_in_menu.rules_action.trigger()
    dialog = shown(window, PassRulesDialog, qtbot)
    dialog.key_each.setText("60%")
    dialog.most_veto.setText("0")
    with qtbot.waitSignal(project.changed):
        dialog.ok_button.click()
    assert project.moment.snapshot.pass_rules == PassRules(key_each=0.6, most_veto=0)
    assert project.moment.undo == "修改合格条件"


def test_a_rule_that_is_no_number_is_refused(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    window.hand_in_menu.rules_action.trigger()
    dialog = shown(window, PassRulesDialog, qtbot)
    dialog.least_points.setText("九十")
    dialog.ok_button.click()
    assert "“九十”不是分数" in dialog.fault.text()
    dialog.least_points.setText("")
    dialog.reject()
    assert not project.moment.snapshot.pass_rules.is_set


# 送审前检查


def test_the_check_answers_and_lists_the_gravest_first(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed):
        project.arrange([filing.id for filing in project.moment.snapshot.filings], ())
    window.hand_in_menu.check_action.trigger()
    dialog = shown(window, HandInCheck, qtbot)
    assert dialog.answer.text() == (
        "可以送审吗？还不行：有 3 类情况要处理，共 4 条，其中 1 条涉及否决项、关键项或合格条件。"
    )
    told = [[dialog.model.index(row, column).data() for column in (Reason.WHAT, Reason.CODE)] for row in range(4)]
    assert told == [["关键项不齐", "1-1"], ["材料不齐", "1-2"], ["材料不齐", "2-1"], ["未归项", ""]]
    qtbot.waitUntil(lambda: dialog.confirmed.text() == "还没有导出过送审版。")
    dialog.reject()


def test_a_reason_leads_to_the_item_that_it_is_about(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.tabs.setCurrentWidget(window.desk.gaps)
    window.desk.gaps.why.click()
    dialog = shown(window, HandInCheck, qtbot)
    dialog.rows.setCurrentIndex(dialog.model.index(1, 0))
    dialog.go_button.click()
    assert not dialog.isVisible()
    assert window.desk.tabs.currentWidget() is window.desk.item
    assert window.desk.item.criterion == window._session.moment.snapshot.by_code["2-1"].id  # pyright: ignore[reportPrivateUsage]


def test_the_row_that_is_stood_on_stays_when_one_comes_above_it(
    window: MainWindow, project: Session, qtbot: QtBot
) -> None:
    window.hand_in_menu.check_action.trigger()
    dialog = shown(window, HandInCheck, qtbot)
    at = next(n for n in range(dialog.model.rowCount()) if dialog.model.index(n, Reason.CODE).data() == "2-1")
    dialog.rows.setCurrentIndex(dialog.model.index(at, 0))
    with qtbot.waitSignal(project.changed):
        project.undo()  # the key item 1-1 has no paper any more
    here = dialog.rows.currentIndex()
    assert (here.row(), dialog.model.named(here)) == (at + 1, ("材料不齐", "2-1"))


def test_what_lies_unsorted_leads_to_the_tray(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed):
        project.arrange([filing.id for filing in project.moment.snapshot.filings], ())
    window.hand_in_menu.ask_check()
    dialog = shown(window, HandInCheck, qtbot)
    dialog.rows.activated.emit(dialog.model.index(3, 0))
    assert window.desk.tabs.currentWidget() is window.desk.tray


def test_scores_that_wait_lead_to_the_scores(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    give(project, qtbot, "1-1", 3.0)
    window.hand_in_menu.ask_check()
    dialog = shown(window, HandInCheck, qtbot)
    dialog.rows.activated.emit(dialog.model.index(dialog.model.rowCount() - 1, 0))
    shown(window, SelfScores, qtbot).reject()


@pytest.mark.usefixtures("window")
def test_doubts_and_what_wants_putting_right_are_worth_a_look(project: Session, qtbot: QtBot) -> None:
    (plan,) = project.moment.snapshot.pieces
    with qtbot.waitSignal(project.changed):
        project.mark(plan.id, Flag.TO_REVIEW, on=True)
    assert [(row.about, row.target) for row in hints_of(project.moment, 3)] == [
        ("有 3 条疑点提示没有处理，检查组可能会问", Room.DOUBTS),
        ("有 1 件材料需完善（文号、盖章、日期等待核）", Room.FLAWS),
    ]
    assert hints_of(project.moment, 0)[0].target is Room.FLAWS


@pytest.mark.parametrize("room", [Room.DOUBTS, Room.FLAWS])
def test_what_is_worth_a_look_leads_to_its_list(room: Room, window: MainWindow) -> None:
    (window.hand_in_menu.doubts_wanted if room is Room.DOUBTS else window.hand_in_menu.flaws_wanted).emit()
    desk = window.desk
    assert desk.tabs.currentWidget() is (desk.doubts if room is Room.DOUBTS else desk.gaps)
    assert room is Room.DOUBTS or desk.gaps.kind.currentText() == "需完善"


def test_who_confirmed_last_is_shown(window: MainWindow, project: Session, qtbot: QtBot, tmp_path: Path) -> None:
    project.workspace.confirm_export("赵主任", tmp_path / "送审")
    window.hand_in_menu.ask_check()
    dialog = shown(window, HandInCheck, qtbot)
    qtbot.waitUntil(lambda: "赵主任确认导出送审版" in dialog.confirmed.text())
    dialog.reject()


def test_the_export_is_asked_for_from_the_check(window: MainWindow, qtbot: QtBot) -> None:
    window.hand_in_menu.ask_check()
    shown(window, HandInCheck, qtbot).export_button.click()
    shown(window, ExportDialog, qtbot).reject()


def test_papers_with_personal_data_are_told_of_with_their_titles(
    window: MainWindow, project: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(project.changed):
        project.mark(project.moment.snapshot.pieces[0].id, Flag.PERSONAL_DATA, on=True)
    (row,) = (row for row in rows_of(project.moment, 0) if row.what == "含个人信息")
    assert (row.code, row.state) == ("1-1", "《2023年方案》")
    assert window.isVisible()


def test_pages_that_are_not_read_are_told_of(project: Session) -> None:
    assert [row.about for row in rows_of(project.moment, 7) if row.what == "未识别"] == [
        "有 7 页扫描件和照片还没有识别"
    ]


def test_the_model_of_reasons_keeps_the_rules_of_qt(project: Session) -> None:
    model = HandInRows()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(rows_of(project.moment, 2))
    model.show(())
    assert model.rowCount() == 0
    del tester


# 缺项


def test_the_gaps_are_sorted_by_what_they_may_cost(window: MainWindow) -> None:
    gaps = window.desk.gaps
    window.desk.tabs.setCurrentWidget(gaps)
    gaps.order.setCurrentIndex(1)
    shown_rows = (0, gaps.model.rowCount() - 1)
    found = [[gaps.model.index(row, at).data() for at in (GapColumn.CODE, GapColumn.IMPACT)] for row in shown_rows]
    assert found == [["2-1", "-1.33"], ["1-2", "-1"]]


def test_what_a_unit_owes_is_told_with_what_it_may_cost(window: MainWindow) -> None:
    gaps = window.desk.gaps
    window.desk.tabs.setCurrentWidget(gaps)
    gaps.unit.setCurrentText("石坪镇")
    assert "石坪镇缺的材料预计影响 2 分" in gaps.gate.text()
