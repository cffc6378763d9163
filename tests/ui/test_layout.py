"""The window is as the clerk left it when a project is opened again, and as at first on demand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from evidence.criteria import township_units
from evidence.model import Place, Project
from evidence.scheme.reading import read_scheme
from tests.app.examples import SCHEME
from tests.build import NOON, TOWNSHIPS
from ui import theme
from ui.layouts import Columns, Layout, Part, UntilTheEnd, brought_back
from ui.main_window import MainWindow
from ui.models.gap_rows import GapRows, Order
from ui.session import Session
from ui.views.rows import Rows, Wide

Start = Callable[[], MainWindow]
SCREEN = QRect(0, 0, 1366, 728)


@pytest.fixture
def start(session: Session, tmp_path: Path, qtbot: QtBot) -> Start:
    """Start the program anew; what it remembers of layouts stays."""
    memory = UntilTheEnd()

    def show() -> MainWindow:
        window = MainWindow(session, "李敏", (), tmp_path)
        window.layouts.memory = memory
        qtbot.addWidget(window)
        window.show()
        return window

    return show


@pytest.fixture
def path(session: Session, start: Start, tmp_path: Path, qtbot: QtBot) -> Path:
    """A project that is not open."""
    table = tmp_path / "细则.csv"
    table.write_text(SCHEME, "utf-8-sig")
    asked = Project("云岭县", "云岭县食药安办", 2021, 2023, township_units(TOWNSHIPS), NOON)
    for name in ("国检2023", "别的"):
        with qtbot.waitSignal(session.opened):
            session.create(tmp_path / name, asked, read_scheme(table), "李敏")
        session.close()
    _ = start
    return tmp_path / "国检2023"


def opened(window: MainWindow, session: Session, path: Path, qtbot: QtBot) -> MainWindow:
    with qtbot.waitSignal(session.opened):
        window.open_project(path)
    return window


def test_the_window_is_as_it_was_left(start: Start, path: Path, session: Session, qtbot: QtBot) -> None:
    window = opened(start(), session, path, qtbot)
    desk = window.desk
    item = session.moment.snapshot.items[2].id
    desk.criteria.choose(item)
    desk.gaps.rows.heads.lay_out(Columns((7.5, 0, 3.5, 7, 6, 5, 11), (0, 1, 3, 2, 4, 5, 6)))
    desk.gaps.order.setCurrentIndex(1)
    window.view_menu.parts[Part.PAPER].trigger()
    desk.show_tab(desk.tabs.indexOf(desk.gaps))
    desk.moveSplitter(330, 1)
    window.setGeometry(15, 40, 780, 600)
    left = desk.criteria.width()
    window.close()

    window = opened(start(), session, path, qtbot)
    again = window.desk
    assert again.tabs.currentWidget() is again.gaps
    assert again.item.criterion == item
    assert again.gaps.rows.heads.columns == Columns((7.5, 0, 3.5, 7, 6, 5, 11), (0, 1, 3, 2, 4, 5, 6))
    assert again.gaps.order.currentText() == list(Order)[1]
    assert abs(again.criteria.width() - left) <= 3
    assert window.geometry() == QRect(15, 40, 780, 600)
    again.show_tab(0)
    assert again.right.isHidden()
    assert not window.view_menu.parts[Part.PAPER].isChecked()


def test_the_paper_that_was_looked_at_is_shown_again(
    start: Start, path: Path, session: Session, inbox: Path, qtbot: QtBot
) -> None:
    desk = opened(start(), session, path, qtbot).desk
    with qtbot.waitSignal(session.changed, timeout=60_000):
        session.take_in([inbox], lambda _: None)
    filed, waiting = session.moment.tray[-2:]
    with qtbot.waitSignal(session.changed):
        session.arrange((), [Place(filed.id, session.moment.snapshot.items[1].id, None)])
    desk.go_to(filed.id)
    desk.window().close()
    desk = opened(start(), session, path, qtbot).desk
    assert [filing.piece for filing in desk.item.filings()] == [filed.id]
    assert desk.facts.pieces == (filed.id,)
    desk.show_tab(desk.tabs.indexOf(desk.gaps))
    desk.window().close()
    desk = opened(start(), session, path, qtbot).desk
    desk.show_tab(desk.tabs.indexOf(desk.item))
    assert [filing.piece for filing in desk.item.filings()] == [filed.id]
    desk.go_to(waiting.id)
    desk.window().close()
    desk = opened(start(), session, path, qtbot).desk
    assert desk.tray.pieces() == (waiting.id,)


def test_each_project_has_a_layout_of_its_own(start: Start, path: Path, session: Session, qtbot: QtBot) -> None:
    window = opened(start(), session, path, qtbot)
    window.view_menu.parts[Part.CRITERIA].trigger()
    assert window.desk.criteria.isHidden()
    opened(window, session, path.with_name("别的"), qtbot)
    assert not window.desk.criteria.isHidden()
    opened(window, session, path, qtbot)
    assert window.desk.criteria.isHidden()


def test_a_column_is_dragged_wider_and_stays_so_while_it_is_hidden(
    start: Start, path: Path, session: Session, qtbot: QtBot
) -> None:
    desk = opened(start(), session, path, qtbot).desk
    heads, header = desk.gaps.rows.heads, desk.gaps.rows.horizontalHeader()
    header.resizeSection(4, 200)
    wide = heads.columns.widths_em[4]
    desk.show_tab(desk.tabs.indexOf(desk.gaps))
    desk.gaps.rows.resize(100, 100)
    assert header.isSectionHidden(4)
    assert heads.columns.widths_em[4] == wide
    desk.gaps.rows.resize(2000, 100)
    assert header.sectionSize(4) == 200


def test_the_layout_of_the_beginning_comes_back(start: Start, path: Path, session: Session, qtbot: QtBot) -> None:
    window = opened(start(), session, path, qtbot)
    desk = window.desk
    before = desk.gaps.rows.heads.columns, desk.sizes()
    desk.gaps.rows.heads.lay_out(Columns((9, 0, 9, 9, 9, 9, 9), (6, 5, 4, 3, 2, 1, 0)))
    desk.moveSplitter(400, 1)
    for part in Part:
        window.view_menu.parts[part].trigger()
    window.view_menu.reset.trigger()
    assert (desk.gaps.rows.heads.columns, desk.sizes()) == before
    assert desk.hidden == frozenset()
    assert all(action.isChecked() for action in window.view_menu.parts.values())


def test_a_column_has_what_the_stretching_one_can_spare_until_the_clerk_says_how_wide_it_is(qtbot: QtBot) -> None:
    rows = Rows(GapRows(), (Wide(5), Wide(0), Wide(3), Wide(3), Wide(3), Wide(3), Wide(6)))
    qtbot.addWidget(rows)
    rows.show()
    em, heads, header = theme.em(rows), rows.heads, rows.horizontalHeader()
    long, short = ["缺，责任单位另有一件已报待整理"] * 9, ["会议纪要"] * 9
    rows.resize(60 * em, 200)
    heads.share(6, long, short)
    assert header.sectionSize(6) >= rows.fontMetrics().horizontalAdvance(long[0])
    assert header.sectionSize(1) >= rows.fontMetrics().horizontalAdvance(short[0])
    heads.share(6, short, long)
    assert header.sectionSize(6) == 6 * em
    heads.share(6, ["缺" * 100], ["会" * 100])
    assert 6 * em < header.sectionSize(6) < header.sectionSize(1)
    assert heads.columns.widths_em[6] == 6, "nobody chose that"
    header.resizeSection(6, 8 * em)
    heads.share(6, long, short)
    assert header.sectionSize(6) == 8 * em


def test_what_is_not_there_any_more_is_as_at_first(start: Start, path: Path, session: Session, qtbot: QtBot) -> None:
    window = start()
    foreign = Layout(
        sizes={"desk": (1, 2), "nothing": (3,)},
        columns={"gaps": Columns((1.0,), (0,)), "tray": Columns((0, 1, 1, 1, 1000), (0, 0, 1, 2, 3))},
        orders={"gaps": "按从前"},
        pane="nowhere",
        item="gone",
    )
    window.layouts.memory.keep(path, foreign)
    desk = opened(window, session, path, qtbot).desk
    assert desk.gaps.rows.heads.columns.widths_em == (5, 0, 3.5, 7, 6, 5, 11)
    assert desk.tray.rows.heads.columns.order == (0, 1, 2, 3, 4)
    assert desk.item.criterion is None


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (QRect(100, 50, 800, 500), QRect(100, 50, 800, 500)),
        (QRect(-700, 50, 800, 500), QRect(-700, 50, 800, 500)),  # its head can be taken hold of
        (QRect(3000, 2000, 800, 500), QRect(566, 228, 800, 500)),
        (QRect(-900, 50, 800, 500), QRect(0, 50, 800, 500)),
        (QRect(10, -40, 800, 500), QRect(10, 0, 800, 500)),
        (QRect(0, 0, 5000, 4000), SCREEN),
    ],
)
def test_a_window_that_lies_off_the_screens_is_brought_back(window: QRect, expected: QRect) -> None:
    assert brought_back(window, [SCREEN]) == expected


def test_a_window_on_the_second_screen_stays_there() -> None:
    assert brought_back(QRect(1500, 50, 800, 500), [SCREEN, SCREEN.translated(1366, 0)]) == QRect(1500, 50, 800, 500)


def test_the_ledger_is_as_it_was_left(start: Start, path: Path, session: Session, qtbot: QtBot) -> None:
    window = opened(start(), session, path, qtbot)
    window.setGeometry(15, 40, 780, 600)
    ledger = window.desk.ledger
    window.desk.show_tab(window.desk.tabs.indexOf(ledger))
    columns = ledger.rows.heads.columns
    changed = Columns((9.5, *columns.widths_em[1:]), columns.order)
    ledger.rows.heads.lay_out(changed)
    qtbot.waitUntil(lambda: ledger.split.width() > 700)
    at_first = ledger.split.sizes()
    ledger.split.moveSplitter(at_first[0] - 60, 1)
    left = ledger.split.sizes()
    assert left != at_first
    window.close()

    window = opened(start(), session, path, qtbot)
    again = window.desk.ledger
    assert window.desk.tabs.currentWidget() is again
    assert again.rows.heads.columns == changed
    qtbot.waitUntil(lambda: abs(again.split.sizes()[0] - left[0]) <= 3)
    window.view_menu.reset.trigger()
    assert abs(again.split.sizes()[0] - at_first[0]) <= 3
    assert again.rows.heads.columns == columns
