"""A second person says from the desk how far items are and what papers are in their places."""
# The stubs of PySide6 and pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence.model import Criterion, Facts, PaperCopy
from evidence.reviews import Fit, Work
from ui.desk import Desk
from ui.dialogs.review import ReviewDialog
from ui.models.criteria_tree import Column as TreeColumn
from ui.models.item_papers import Column
from ui.session import Session
from ui.views.criteria_pane import Kind

WHO = "赵主任"


@pytest.fixture
def desk(project: Session, qtbot: QtBot) -> Desk:
    """A desk over a project with a paper in the only material of 1-1, which is chosen."""
    with qtbot.waitSignal(project.changed):
        project.register_paper(Facts(title="方案", year=2023), 3, PaperCopy("档案室", "王敏"), ["1-1#食品安全工作方案"])
    desk = Desk(project)
    qtbot.addWidget(desk)
    project.opened.emit()
    desk.resize(1300, 600)
    desk.show()
    desk.criteria.choose(item(project).id)
    desk.item.choose_papers(project.moment.snapshot.filings)
    return desk


def item(project: Session) -> Criterion:
    return project.moment.snapshot.by_code["1-1"]


def answer(desk: Desk, project: Session, qtbot: QtBot, name: str, reason: str = "") -> None:
    """Fill the dialog that is open, and confirm it."""
    (dialog,) = desk.findChildren(ReviewDialog)
    dialog.name.setText(name)
    dialog.reason.setText(reason)
    with qtbot.waitSignal(project.changed):
        dialog.ok_button.click()


def cell(desk: Desk, column: Column, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    model = desk.item.model
    return model.index(0, column, model.index(0, 0)).data(role) or ""


def in_tree(desk: Desk, project: Session, column: TreeColumn, role: Qt.ItemDataRole) -> str:
    return desk.criteria.model.index_of(item(project).id).siblingAtColumn(column).data(role)


def test_an_item_is_done_by_a_name_that_is_typed_once(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.items.work.done.trigger()
    answer(desk, project, qtbot, WHO)
    mark = project.moment.snapshot.marks[item(project).id]
    assert (mark.state, mark.by) == (Work.DONE, WHO)
    with qtbot.waitSignal(project.changed):
        desk.items.work.collecting.trigger()
    assert project.moment.snapshot.marks == {}


def test_the_tree_and_the_item_tell_how_far_it_is_and_who_said_so(desk: Desk, project: Session, qtbot: QtBot) -> None:
    assert in_tree(desk, project, TreeColumn.WORK, Qt.ItemDataRole.DisplayRole) == "收集中"
    desk.items.work.done.trigger()
    answer(desk, project, qtbot, WHO)
    assert in_tree(desk, project, TreeColumn.WORK, Qt.ItemDataRole.DisplayRole) == "已完成"
    assert "已完成（赵主任 1月8日）" in in_tree(desk, project, TreeColumn.STATE, Qt.ItemDataRole.ToolTipRole)
    assert desk.item.title.text().endswith("已完成（赵主任 1月8日）")


def test_the_tree_lists_the_items_that_are_as_far_as_is_asked(desk: Desk, project: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed):
        desk.items.work.to_review.trigger()
    desk.criteria.kind.setCurrentText(Kind.TO_REVIEW)
    listed = desk.criteria.model
    assert listed.index_of(item(project).id).isValid()
    assert not listed.index_of(project.moment.snapshot.by_code["1-2"].id).isValid()


def test_a_paper_that_changed_after_it_was_done_is_to_be_seen_again(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.items.work.done.trigger()
    answer(desk, project, qtbot, WHO)
    with qtbot.waitSignal(project.changed):
        project.register_paper(Facts(title="又一份", year=2023), 3, PaperCopy("档案室", "王敏"), ["1-1"])
    assert in_tree(desk, project, TreeColumn.WORK, Qt.ItemDataRole.DisplayRole) == "需再看"
    desk.criteria.kind.setCurrentText(Kind.AGAIN)
    assert desk.criteria.model.index_of(item(project).id).isValid()


def test_papers_are_judged_where_they_lie(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.items.fit.fits_not.trigger()
    answer(desk, project, qtbot, WHO, "没有提到这一项")
    (filing,) = project.moment.snapshot.filings
    assert filing.review is not None
    assert (filing.review.fit, filing.review.by) == (Fit.NOT, WHO)
    assert cell(desk, Column.REVIEW) == "不对应"
    assert "没有提到这一项（赵主任 1月8日）" in cell(desk, Column.REVIEW, Qt.ItemDataRole.ToolTipRole)
    assert cell(desk, Column.STATE).startswith("复核认为不对应：没有提到这一项（赵主任 1月8日）")


def test_the_name_is_remembered_and_what_fits_is_one_click(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.items.fit.incomplete.trigger()
    answer(desk, project, qtbot, WHO, "缺签到表")
    desk.item.choose_papers(project.moment.snapshot.filings)
    desk.items.fit.aboutToShow.emit()
    assert desk.items.fit.fits.text() == "对应（赵主任）(&Y)"
    with qtbot.waitSignal(project.changed):
        desk.items.fit.fits.trigger()
    assert cell(desk, Column.REVIEW) == "对应"
    with qtbot.waitSignal(project.changed):
        desk.items.fit.withdraw.trigger()
    assert cell(desk, Column.REVIEW) == ""


def test_a_dialog_without_a_reason_says_what_is_wrong_and_stays(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.items.fit.fits_not.trigger()
    (dialog,) = desk.findChildren(ReviewDialog)
    dialog.name.setText(WHO)
    dialog.ok_button.click()
    qtbot.waitUntil(lambda: "没有写原因" in dialog.fault.text())
    assert dialog.isVisible()
    assert project.moment.snapshot.filings[0].review is None
