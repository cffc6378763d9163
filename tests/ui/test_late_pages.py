"""Pages of the desk that are made late are as if they had been there from the beginning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from evidence.criteria import township_units
from evidence.model import Project
from evidence.scheme.reading import read_scheme
from tests.app.examples import SCHEME
from tests.build import NOON, TOWNSHIPS
from ui.layouts import Columns, Layout, UntilTheEnd
from ui.main_window import MainWindow
from ui.models.gap_rows import Order
from ui.session import Session

NAMES = ("gaps", "doubts", "overview", "ledger")
COLUMNS = Columns((7.5, 0, 3.5, 7, 6, 5, 11), (0, 1, 3, 2, 4, 5, 6))


@pytest.fixture
def path(session: Session, tmp_path: Path, qtbot: QtBot) -> Path:
    """A project that is not open."""
    table, path = tmp_path / "细则.csv", tmp_path / "国检2023"
    table.write_text(SCHEME, "utf-8-sig")
    asked = Project("云岭县", "云岭县食药安办", 2021, 2023, township_units(TOWNSHIPS), NOON)
    with qtbot.waitSignal(session.opened):
        session.create(path, asked, read_scheme(table), "李敏")
    session.close()
    return path


@pytest.fixture
def window(session: Session, path: Path, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window that knows how 缺项 was left, and has no project open."""
    window = MainWindow(session, "李敏", (), tmp_path)
    window.layouts.memory = UntilTheEnd()
    window.layouts.memory.keep(path, Layout(columns={"gaps": COLUMNS}, orders={"gaps": list(Order)[1]}))
    qtbot.addWidget(window)
    window.show()
    return window


def made(window: MainWindow) -> list[str]:
    return [name for name, page in window.desk.late.items() if page.pane is not None]


def open_with(window: MainWindow, path: Path, look: Callable[[], object], qtbot: QtBot) -> None:
    """Open a project and look at the moment when it is there and was not painted yet."""
    window.desk  # noqa: B018 — it hears of the project first
    window.layouts.laid_out.connect(look)
    with qtbot.waitSignal(window.layouts.laid_out):
        window.open_project(path)


def test_pages_come_once_the_project_is_painted(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    seen: list[list[str]] = []
    open_with(window, path, lambda: seen.append(made(window)), qtbot)
    assert seen == [[]]
    qtbot.waitUntil(lambda: made(window) == list(NAMES))
    tabs = window.desk.tabs
    assert [tabs.tabText(at) for at in range(2, 6)] == ["缺项", "疑点", "总览", "整改"]
    assert [tabs.widget(at) for at in range(2, 6)] == [page.pane for page in window.desk.late.values()]
    qtbot.waitUntil(lambda: not any(isValid(page.place) for page in window.desk.late.values()))


@pytest.mark.parametrize("at", range(2, 6))
def test_who_goes_to_a_page_at_once_finds_it(window: MainWindow, path: Path, at: int, qtbot: QtBot) -> None:
    shown: list[QWidget] = []

    def go() -> None:
        window.desk.tabs.setCurrentIndex(at)
        shown.append(window.desk.tabs.currentWidget())

    open_with(window, path, go, qtbot)
    page = window.desk.late[NAMES[at - 2]]
    assert shown == [page.pane]
    assert window.desk.tabs.currentIndex() == at
    assert window.desk.right.isHidden()


def test_a_late_page_knows_the_project_and_how_it_was_left(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    listed: list[int] = []

    def go() -> None:
        window.desk.show_tab(2)
        listed.append(window.desk.gaps.model.rowCount())

    open_with(window, path, go, qtbot)
    assert listed[0] > 0
    gaps = window.desk.gaps
    assert (gaps.rows.heads.columns, gaps.order.currentText()) == (COLUMNS, list(Order)[1])


def test_where_nothing_can_be_written_a_late_page_offers_nothing(window: MainWindow) -> None:
    window.desk.allow_writing(allowed=False)
    assert made(window) == []
    assert not window.desk.gaps.rectify.isEnabled()
    assert not window.desk.doubts.rectify.isEnabled()
    window.desk.allow_writing(allowed=True)
    assert window.desk.gaps.rectify.isEnabled()
