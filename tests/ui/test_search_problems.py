"""查找 and 快速转到 lead to problems of 整改台账, too."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import threading
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from evidence.findings import Draft, Source
from evidence.model import Facts, PaperCopy
from evidence.queries import MOST_CHARACTERS, Found, ProblemsFound, Query
from tests.build import NOON
from ui.dialogs.palette import PaletteDialog
from ui.dialogs.search import SearchDialog
from ui.ledger_offers import Which
from ui.main_window import MainWindow
from ui.models.hits import HIT
from ui.models.palette_rows import Column
from ui.session import Session

TEXTS = ("熟食柜没有防蝇罩", "留样记录不全", "冷库温度记录不全")


@pytest.fixture
def window(main_window: MainWindow, project: Session, qtbot: QtBot) -> MainWindow:
    """A window over a project with one paper and three problems."""
    with qtbot.waitSignal(project.changed):
        project.register_paper(Facts(title="留样制度", year=2023), 2, PaperCopy("档案室", "王敏"), ["1-1"])
    with qtbot.waitSignal(project.ledger.read):
        project.ledger.add([Draft(Source.DAILY, NOON.date(), text, "县第二中学", "督查一组") for text in TEXTS])
    main_window.show()
    qtbot.waitExposed(main_window)
    return main_window


@pytest.fixture
def search(window: MainWindow) -> SearchDialog:
    window.find_action.trigger()
    dialog = window.findChild(SearchDialog)
    assert isinstance(dialog, SearchDialog)
    return dialog


def problems(search: SearchDialog) -> list[str]:
    return [search.problems.index(row, 0).data(HIT).title.text for row in range(search.problems.rowCount())]


def selected(window: MainWindow) -> list[str]:
    return [line.said for line in window.desk.ledger.selected()]


def test_papers_and_problems_stand_in_two_lists_with_their_numbers(search: SearchDialog, qtbot: QtBot) -> None:
    search.text.setText("留样")
    qtbot.waitUntil(lambda: problems(search) == ["2　留样记录不全"])
    assert [search.kinds.tabText(number) for number in range(2)] == ["材料（1）", "整改问题（1）"]
    assert search.lists.currentWidget() is search.rows
    qtbot.keyClick(search, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert search.lists.currentWidget() is search.problem_rows
    assert search.hint.text().startswith("整改台账里找到 1 个问题。")
    assert not search.batch.isEnabled()
    search.text.setText("记录")
    qtbot.waitUntil(lambda: len(problems(search)) == 2)
    assert search.lists.currentWidget() is search.problem_rows, "as the clerk turned to it"


def test_enter_shows_the_problem_in_the_ledger_whatever_that_is_narrowed_to(
    search: SearchDialog, window: MainWindow, qtbot: QtBot
) -> None:
    ledger = window.desk.ledger
    ledger.show_view(Which.MONTH)
    ledger.overdue.setChecked(True)
    search.text.setText("防蝇")
    qtbot.waitUntil(lambda: search.lists.currentWidget() is search.problem_rows)
    qtbot.keyClick(search.text, Qt.Key.Key_Return)
    assert not search.isVisible()
    assert window.desk.tabs.currentWidget() is ledger
    qtbot.waitUntil(lambda: selected(window) == ["熟食柜没有防蝇罩"])
    assert (ledger.which, ledger.overdue.isChecked()) == (Which.ALL, False)


def test_what_is_written_down_meanwhile_is_found(search: SearchDialog, project: Session, qtbot: QtBot) -> None:
    search.text.setText("消毒")
    qtbot.waitUntil(lambda: search.hint.text().startswith("没有找到"))
    project.ledger.add([Draft(Source.DAILY, NOON.date(), "没有消毒记录", "双河镇")])
    qtbot.waitUntil(lambda: problems(search) == ["4　没有消毒记录"])


def test_quick_going_leads_to_a_problem(window: MainWindow, qtbot: QtBot) -> None:
    window.palette_action.trigger()
    (palette,) = cast("list[PaletteDialog]", window.findChildren(PaletteDialog))
    palette.text.setText("冷库 二中学")
    assert palette.model.rowCount() == 0
    palette.text.setText("冷库 第二中学")
    qtbot.waitUntil(lambda: palette.model.rowCount() == 1)
    shown = [palette.model.index(0, column).data() for column in Column]
    assert shown == ["整改问题", "3 冷库温度记录不全", "县第二中学"]
    qtbot.keyClick(palette.text, Qt.Key.Key_Return)
    assert window.desk.tabs.currentWidget() is window.desk.ledger
    qtbot.waitUntil(lambda: selected(window) == ["冷库温度记录不全"])


@pytest.mark.parametrize(
    "typed", ["第2号", "2号", "第 ２ 号", "台账第2号", "二号", "台账2", "台账 二", "2号 留样", "留样 第二号"]
)
def test_a_problem_that_is_named_by_its_number_comes_first(
    window: MainWindow, project: Session, qtbot: QtBot, typed: str
) -> None:
    with qtbot.waitSignal(project.ledger.read):
        texts = ("2号楼没有防鼠设施", *(f"第{number}处积水" for number in range(5, 13)))
        project.ledger.add([Draft(Source.DAILY, NOON.date(), text, "2号楼食堂") for text in texts])
    window.palette_action.trigger()
    (palette,) = cast("list[PaletteDialog]", window.findChildren(PaletteDialog))
    palette.text.setText(typed)
    qtbot.waitUntil(lambda: palette.model.rowCount() > 0)
    names = [palette.model.index(row, Column.NAME).data() for row in range(palette.model.rowCount())]
    assert names[0] == "2 留样记录不全"
    assert names.count("2 留样记录不全") == 1
    assert ("4 2号楼没有防鼠设施" in names) == (typed == "2号"), "what has the words comes after it"
    qtbot.keyClick(palette.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: selected(window) == ["留样记录不全"])


def test_more_papers_are_asked_for_without_losing_what_is_being_looked_for(
    window: MainWindow, project: Session, qtbot: QtBot
) -> None:
    assert window.isVisible()
    searching, gate, told = project.searching, threading.Event(), list[str]()

    def note_papers(_: Found, first: int) -> None:
        told.append(f"papers {first}")

    def note_problems(_: ProblemsFound, first: int) -> None:
        told.append(f"problems {first}")

    searching.answered.connect(note_papers)
    searching.problems_answered.connect(note_problems)
    searching.make(gate.wait, lambda _: None)
    searching.ask("记录", Query())
    searching.ask_more("记录", Query(), 50)
    gate.set()
    qtbot.waitUntil(lambda: told == ["papers 0", "problems 0", "papers 50"])


def test_a_question_that_is_too_long_is_refused_once_and_at_once(
    window: MainWindow, project: Session, qtbot: QtBot
) -> None:
    assert window.isVisible()
    searching, refused = project.searching, list[str]()
    searching.refused.connect(refused.append)
    searching.ask("记" * (MOST_CHARACTERS + 1), Query())
    assert len(refused) == 1
    with qtbot.waitSignal(searching.problems_answered):
        searching.ask("记录", Query())
    assert len(refused) == 1


def test_the_order_of_what_is_found_is_chosen_and_remembered(
    search: SearchDialog, window: MainWindow, qtbot: QtBot
) -> None:
    search.text.setText("记录")
    qtbot.waitUntil(lambda: problems(search) == ["3　冷库温度记录不全", "2　留样记录不全"])
    search.order.setCurrentIndex(search.order.findText("按文号、台账号"))
    qtbot.waitUntil(lambda: problems(search) == ["2　留样记录不全", "3　冷库温度记录不全"])
    search.reject()
    window.find_action.trigger()
    assert search.order.currentText() == "按文号、台账号"
    search.reject()
    window.layouts.reset()
    window.find_action.trigger()
    assert search.order.currentText() == "按符合程度"


def test_the_list_of_problems_keeps_the_rules_of_models(search: SearchDialog, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(search.problems, QAbstractItemModelTester.FailureReportingMode.Fatal)
    search.text.setText("记录")
    qtbot.waitUntil(lambda: len(problems(search)) == 2)
    search.text.clear()
    assert problems(search) == []
    assert tester.model() is search.problems
