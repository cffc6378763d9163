"""The clerk types, sees what is found, and goes to it."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evidence.deliveries import Delivery
from evidence.model import Piece
from evidence.progress import Report
from evidence.queries import Found, Hit, Marked, Query
from evidence.snapshot import Changes, Snapshot
from tests.build import a_piece, a_snapshot
from tests.evidence.brought import Paper, bring
from ui.dialogs.search import SearchDialog
from ui.main_window import MainWindow
from ui.models.hits import HIT, Hits
from ui.open_project import OpenProject
from ui.search_work import PAGE
from ui.session import Session


@pytest.fixture
def window(project: Session, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window with a project in which three papers lie, one of them in 1-1."""
    papers = (
        Paper("会议研究了校园食品安全", "食药安委会议纪要", unit="县教委", year=2023, kind="会议纪要"),
        Paper("各学校建立陪餐制度", "校园检查通知", unit="县教委", year=2022, kind="文件(红头)"),
        Paper("抽检合格率", "检验报告汇总", unit="双河镇", year=2023, kind="检验报告"),
    )
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    brought(project, qtbot, *papers, delivery=Delivery("县教委"))
    project.opened.emit()
    filed = next(piece for piece in project.moment.snapshot.pieces if piece.facts.kind == "会议纪要")
    with qtbot.waitSignal(project.changed):
        project.write("arranging", lambda desk, _: (desk.workspace.file(filed.id, ["1-1"]), None))
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def search(window: MainWindow, qtbot: QtBot) -> SearchDialog:
    window.find_action.trigger()
    dialog = window.findChild(SearchDialog)
    assert isinstance(dialog, SearchDialog)
    qtbot.waitUntil(lambda: dialog.batch.count() == 2)
    return dialog


def brought(session: Session, qtbot: QtBot, *papers: Paper, delivery: Delivery | None = None) -> None:
    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        before = desk.workspace.snapshot().piece_by_id.keys()
        bring(desk.workspace, *papers, delivery=delivery or Delivery())
        return Changes(pieces=frozenset(desk.workspace.snapshot().piece_by_id.keys() - before)), None

    with qtbot.waitSignal(session.changed):
        session.write("reading", work)


def titles(dialog: SearchDialog) -> list[str]:
    found = [dialog.model.index(row, 0).data(HIT) for row in range(dialog.model.rowCount())]
    return [hit.title.text for hit in found]


def type_in(dialog: SearchDialog, text: str, expected: list[str], qtbot: QtBot) -> None:
    dialog.text.clear()
    for char in text:  # as an input method does: QTest has no keys for them
        dialog.text.insert(char)
    qtbot.waitUntil(lambda: titles(dialog) == expected)


def choose(choice: QComboBox, text: str) -> None:
    choice.setCurrentIndex(choice.findText(text))


def test_papers_are_found_while_the_clerk_types(search: SearchDialog, qtbot: QtBot) -> None:
    type_in(search, "校园", ["校园检查通知", "食药安委会议纪要"], qtbot)
    assert search.hint.text().startswith("找到 2 件。")
    search.text.insert(" 会议")
    qtbot.waitUntil(lambda: titles(search) == ["食药安委会议纪要"])


def test_a_row_says_where_the_paper_lies_and_where_the_words_stand(search: SearchDialog, qtbot: QtBot) -> None:
    type_in(search, "校园", ["校园检查通知", "食药安委会议纪要"], qtbot)
    rows = [search.model.index(row, 0).data() for row in range(2)]
    assert rows[0] == "校园检查通知\n县教委　2022年　待整理"
    assert rows[1] == "食药安委会议纪要\n县教委　2023年　1-1\n会议研究了校园食品安全"


def test_what_is_found_is_narrowed_by_drop_downs(search: SearchDialog, qtbot: QtBot) -> None:
    choose(search.year, "2023年")
    qtbot.waitUntil(lambda: sorted(titles(search)) == ["检验报告汇总", "食药安委会议纪要"])
    choose(search.whereabouts, "已归项")
    qtbot.waitUntil(lambda: titles(search) == ["食药安委会议纪要"])
    choose(search.unit, "双河镇")
    qtbot.waitUntil(lambda: titles(search) == [])
    assert search.hint.text().startswith("没有找到。")
    assert not search.go.isEnabled()


def test_enter_goes_to_a_paper_in_its_item(window: MainWindow, search: SearchDialog, qtbot: QtBot) -> None:
    type_in(search, "研究", ["食药安委会议纪要"], qtbot)
    qtbot.keyClick(search.text, Qt.Key.Key_Return)
    assert not search.isVisible()
    assert window.desk.tabs.currentWidget() is window.desk.item
    assert [filing.piece for filing in window.desk.item.filings()] == [titled(window, "食药安委会议纪要").id]


def test_a_paper_that_is_not_filed_is_gone_to_in_the_tray(
    window: MainWindow, search: SearchDialog, qtbot: QtBot
) -> None:
    window.desk.tray.text.setText("没有这样的材料")
    window.desk.tabs.setCurrentWidget(window.desk.item)
    type_in(search, "校园", ["校园检查通知", "食药安委会议纪要"], qtbot)
    where = search.rows.visualRect(first(search)).center()
    qtbot.mouseClick(search.rows.viewport(), Qt.MouseButton.LeftButton, pos=where)  # as a mouse does, first
    qtbot.mouseDClick(search.rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert window.desk.tabs.currentWidget() is window.desk.tray
    assert window.desk.tray.pieces() == (titled(window, "校园检查通知").id,)


def test_the_arrow_keys_move_while_the_clerk_types(search: SearchDialog, qtbot: QtBot) -> None:
    type_in(search, "校园", ["校园检查通知", "食药安委会议纪要"], qtbot)
    assert search.rows.currentIndex().row() == 0
    qtbot.keyClick(search.text, Qt.Key.Key_Down)
    assert search.rows.currentIndex().row() == 1
    qtbot.keyClick(search.text, Qt.Key.Key_Up)
    assert search.rows.currentIndex().row() == 0


def test_escape_closes_and_the_key_opens_it_as_it_was(window: MainWindow, search: SearchDialog, qtbot: QtBot) -> None:
    type_in(search, "抽检", ["检验报告汇总"], qtbot)
    qtbot.keyClick(search.text, Qt.Key.Key_Escape)
    assert not search.isVisible()
    window.find_action.trigger()
    assert search.isVisible()
    assert search.text.selectedText() == "抽检"
    qtbot.waitUntil(lambda: titles(search) == ["检验报告汇总"])


def test_nothing_typed_says_what_can_be_found(search: SearchDialog, qtbot: QtBot) -> None:
    type_in(search, "抽检", ["检验报告汇总"], qtbot)
    search.text.clear()
    assert titles(search) == []
    assert "题名、文号" in search.hint.text()


def test_too_much_is_refused_with_a_sentence(search: SearchDialog, qtbot: QtBot) -> None:
    search.text.setText("食" * 10_000)
    qtbot.waitUntil(lambda: "最多 200 个字" in search.hint.text())


def test_what_changes_meanwhile_is_shown(search: SearchDialog, project: Session, qtbot: QtBot) -> None:
    type_in(search, "陪餐", ["校园检查通知"], qtbot)
    brought(project, qtbot, Paper("陪餐记录", "陪餐台账"))
    qtbot.waitUntil(lambda: titles(search) == ["陪餐台账", "校园检查通知"])


def test_late_answers_to_older_questions_are_dropped(
    search: SearchDialog, project: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    looked: list[tuple[str, ...]] = []
    find = project.workspace.searching.find

    def slow(query: Query, snapshot: Snapshot, begin: int, most: int) -> Found:
        looked.append(query.wanted)
        go_on.wait(10)
        return find(query, snapshot, begin, most)

    monkeypatch.setattr(project.workspace.searching, "find", slow)
    answers: list[int] = []

    def note(found: Found, _: int) -> None:
        answers.append(found.count)

    project.searching.answered.connect(note)
    search.text.setText("校园")
    qtbot.waitUntil(lambda: looked == [("校园",)])
    search.text.setText("校园 会")
    search.text.setText("抽检")
    assert titles(search) == [], "typing waits for nothing"
    go_on.set()
    qtbot.waitUntil(lambda: titles(search) == ["检验报告汇总"])
    assert answers == [1]
    assert looked == [("校园",), ("抽检",)], "what was typed over is not looked for"


def test_more_is_shown_when_the_list_is_looked_through(search: SearchDialog, project: Session, qtbot: QtBot) -> None:
    brought(project, qtbot, *(Paper("大量材料", f"第{number}件") for number in range(PAGE + 20)))
    search.text.setText("大量")
    qtbot.waitUntil(lambda: search.model.found == PAGE + 20)
    search.rows.scrollToBottom()
    qtbot.waitUntil(lambda: search.model.rowCount() == PAGE + 20)
    assert len(set(titles(search))) == PAGE + 20


def test_closing_the_project_closes_the_search(window: MainWindow, search: SearchDialog, project: Session) -> None:
    project.close()
    assert not search.isVisible()
    assert not window.find_action.isEnabled()


def test_marks_beyond_the_first_plane_and_long_titles_are_painted(search: SearchDialog, qtbot: QtBot) -> None:
    hits = tuple(
        Hit(piece, Marked("😀" * 300 + "食品", ((0, 2), (300, 302))), Marked("好😀食品", ((1, 2), (2, 4))), ())
        for piece in (a_piece(), a_piece())
    )
    search.model.show(Found(2, hits), 0, a_snapshot(()))
    assert not search.rows.grab().toImage().isNull()
    qtbot.waitUntil(lambda: search.model.rowCount() == 2)


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = Hits()
    hits = tuple(Hit(a_piece(f"第{number}件"), Marked(f"第{number}件"), None, ()) for number in range(3))
    model.show(Found(5, hits), 0, a_snapshot(()))
    qtmodeltester.check(model)
    model.show(Found(5, hits[:2]), 3, a_snapshot(()))
    assert model.rowCount() == 5
    qtmodeltester.check(model)


def first(dialog: SearchDialog) -> QModelIndex:
    return dialog.model.index(0, 0)


def titled(window: MainWindow, title: str) -> Piece:
    return next(piece for piece in window._session.moment.snapshot.pieces if piece.facts.title == title)  # pyright: ignore[reportPrivateUsage]
