"""现场查阅: the examiner names an item, and its papers stand there."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from pdf_files import pdf_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from evidence.model import Facts, Flag, PaperCopy
from evidence.progress import Silent
from evidence.workspace import Accept
from ui.dialogs.on_site import OnSiteDialog
from ui.dialogs.visit_wish import VisitWish
from ui.dialogs.visits import VisitsDialog
from ui.models.on_site_rows import Column
from ui.models.visit_rows import Column as VisitColumn
from ui.on_site_work import Papers, read_papers
from ui.session import Session


def filed(project: Session, qtbot: QtBot, title: str, places: Sequence[str]) -> None:
    with qtbot.waitSignal(project.changed):
        project.register_paper(Facts(title=title, year=2023), 2, PaperCopy("档案室", "王敏"), places)


def scanned(project: Session, qtbot: QtBot, file: Path, pages: int, place: str) -> None:
    """File a PDF of some pages."""
    file.write_bytes(pdf_of(*(f"{file.stem} page {page}" for page in range(1, pages + 1))))
    with qtbot.waitSignal(project.changed):
        project.write("reading", lambda desk, _: (desk.workspace.add([file], Accept.NONE, Silent()).changes, None))
    with qtbot.waitSignal(project.changed):
        project.write("arranging", lambda desk, _: (desk.workspace.file(project.moment.tray[-1].id, [place]), None))


@pytest.fixture
def dialog(project: Session, window: QWidget, tmp_path: Path, qtbot: QtBot) -> OnSiteDialog:
    """Open over an item of two papers, the second a PDF of three pages, and another item that shares the first."""
    filed(project, qtbot, "会议纪要", ["1-1", "1-2"])
    scanned(project, qtbot, tmp_path / "report.pdf", 3, "1-1")
    dialog = OnSiteDialog(project, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "正在" not in dialog.hint.text())
    return dialog


def ask(dialog: OnSiteDialog, qtbot: QtBot, code: str) -> None:
    dialog.code.setText(code)  # the list of proposals would pop up, which needs a screen
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)


def shown(dialog: OnSiteDialog) -> list[list[str]]:
    return [
        [str(dialog.model.index(row, column).data()) for column in Column] for row in range(dialog.model.rowCount())
    ]


def test_a_code_and_enter_show_the_papers_with_box_and_pages(dialog: OnSiteDialog, qtbot: QtBot) -> None:
    ask(dialog, qtbot, "1-1")
    assert shown(dialog) == [
        ["1-1-001", "会议纪要（档案室，王敏）", "1", shown(dialog)[0][3]],
        ["1-1-002", "[report]", "1", shown(dialog)[1][3]],
    ]
    first, last = map(int, shown(dialog)[1][3].split("～"))
    assert last - first == 2
    assert dialog.rows.currentIndex().row() == 0
    assert dialog.rows.hasFocus()


def test_a_shared_paper_is_shown_with_the_number_under_which_it_is_printed(dialog: OnSiteDialog, qtbot: QtBot) -> None:
    ask(dialog, qtbot, "1-1")
    printed = shown(dialog)[0]
    ask(dialog, qtbot, "1-2")
    assert shown(dialog) == [printed]


def test_the_arrows_leaf_the_pages_and_then_the_papers(dialog: OnSiteDialog, qtbot: QtBot) -> None:
    ask(dialog, qtbot, "1-1")
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Right)  # the first paper has no pages here
    assert dialog.rows.currentIndex().row() == 1
    pages = dialog.preview.pages
    qtbot.waitUntil(lambda: len(pages) == 3)
    for _ in range(2):
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Right)
    assert pages.position == 3
    for _ in range(3):
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Left)
    assert dialog.rows.currentIndex().row() == 0


def test_a_digit_begins_the_next_code(dialog: OnSiteDialog, qtbot: QtBot) -> None:
    ask(dialog, qtbot, "1-1")
    qtbot.keyClicks(dialog.rows, "1")
    assert dialog.code.text() == "1"
    assert dialog.code.hasFocus()


def test_a_word_that_one_item_alone_has_is_enough(dialog: OnSiteDialog, qtbot: QtBot) -> None:
    ask(dialog, qtbot, "各乡镇")
    assert dialog.heading.text().startswith("1-2")


def test_nothing_is_noted_of_the_item_before_while_another_code_is_none(dialog: OnSiteDialog, qtbot: QtBot) -> None:
    ask(dialog, qtbot, "1-1")
    assert dialog.seen_button.isEnabled()
    ask(dialog, qtbot, "99-9")
    assert not dialog.seen_button.isEnabled()
    assert not dialog.add_button.isEnabled()
    ask(dialog, qtbot, "1-1")
    assert dialog.seen_button.isEnabled()


def test_what_is_no_item_is_told_and_the_papers_stay(dialog: OnSiteDialog, qtbot: QtBot) -> None:
    ask(dialog, qtbot, "1-1")
    ask(dialog, qtbot, "99-99")
    assert "99-99" in dialog.fault.text()
    assert dialog.model.rowCount() == 2


def test_nothing_internal_is_shown(dialog: OnSiteDialog, project: Session, qtbot: QtBot) -> None:
    filed(project, qtbot, "讨论稿", ["1-1"])
    draft = next(piece for piece in project.moment.snapshot.pieces if piece.facts.title == "讨论稿")
    with qtbot.waitSignal(project.changed):
        project.mark(draft.id, Flag.DRAFT, on=True)
    ask(dialog, qtbot, "1-1")
    qtbot.waitUntil(lambda: "正在" not in dialog.hint.text())
    labels = cast("list[QLabel]", dialog.findChildren(QLabel))
    said = " ".join(label.text() for label in labels)
    assert "讨论稿" not in str(shown(dialog))
    assert not any(word in said for word in ("缺", "不齐", "草稿", "疑点", "扣"))


def test_numbers_of_persons_are_hidden_before_the_boxes_are_laid_out(project: Session, qtbot: QtBot) -> None:
    filed(project, qtbot, "张三110101199003071233承诺书", ["1-1"])
    found: list[Papers] = []
    read_papers(project, found.append)
    qtbot.waitUntil(lambda: bool(found))
    (title,) = (paper.title for papers in found[0].values() for paper in papers)
    assert "199003071233" not in title


def test_what_is_shown_stays_while_the_project_changes(dialog: OnSiteDialog, project: Session, qtbot: QtBot) -> None:
    ask(dialog, qtbot, "1-1")
    before = shown(dialog)
    filed(project, qtbot, "另一份纪要", ["1-1"])
    assert shown(dialog) == before
    qtbot.waitUntil(lambda: len(shown(dialog)) == 3)
    assert all(row[2] for row in shown(dialog))


def test_the_model_keeps_its_promises(dialog: OnSiteDialog, qtbot: QtBot) -> None:
    ask(dialog, qtbot, "1-1")
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def register(project: Session, window: QWidget, qtbot: QtBot) -> VisitsDialog:
    visits = VisitsDialog(project, window)
    qtbot.addWidget(visits)
    visits.show()
    return visits


def wishes(visits: VisitsDialog) -> list[list[str]]:
    told = (VisitColumn.CODE, VisitColumn.WISH, VisitColumn.PAPER, VisitColumn.SAID)
    return [[str(visits.model.index(row, one).data()) for one in told] for row in range(visits.model.rowCount())]


def test_what_was_seen_and_what_is_to_be_added_is_written_down(
    dialog: OnSiteDialog, project: Session, window: QWidget, qtbot: QtBot
) -> None:
    assert not dialog.seen_button.isEnabled()
    ask(dialog, qtbot, "1-1")
    with qtbot.waitSignal(project.changed):
        dialog.seen_button.click()
    dialog.add_button.click()
    (wish,) = cast("list[VisitWish]", dialog.findChildren(VisitWish))
    assert not wish.keep_button.isEnabled()
    wish.said.setPlainText("补签到表")
    with qtbot.waitSignal(project.changed):
        wish.keep_button.click()
    visits = register(project, window, qtbot)
    paper = "1-1-001 会议纪要（档案室，王敏）"
    qtbot.waitUntil(lambda: wishes(visits) == [["1-1", "要求补充", paper, "补签到表"], ["1-1", "查阅", paper, ""]])
    QAbstractItemModelTester(visits.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_wish_is_struck_and_comes_back_by_undo(
    dialog: OnSiteDialog, project: Session, window: QWidget, qtbot: QtBot
) -> None:
    ask(dialog, qtbot, "1-1")
    with qtbot.waitSignal(project.changed):
        dialog.seen_button.click()
    visits = register(project, window, qtbot)
    qtbot.waitUntil(lambda: visits.model.rowCount() == 1)
    visits.rows.selectRow(0)
    with qtbot.waitSignal(project.changed):
        visits.strike_button.click()
    qtbot.waitUntil(lambda: visits.model.rowCount() == 0)
    assert project.moment.undo == "删除查阅登记"
    with qtbot.waitSignal(project.changed):
        project.undo()
    qtbot.waitUntil(lambda: visits.model.rowCount() == 1)
