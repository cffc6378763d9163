"""排序: a click on a head, or a menu, sorts a list; it is remembered, and what is printed is not touched."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import gc
import weakref
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from evidence.findings import Did, Draft, NewEvent, Source
from evidence.model import Facts, PaperCopy
from tests.build import NOON, a_finding, a_piece, a_snapshot
from tests.effort import effort_of
from ui.dialogs.batches import BatchesDialog
from ui.dialogs.rates import RatesDialog
from ui.dialogs.sites import SitesDialog
from ui.ledger_offers import Which
from ui.main_window import MainWindow
from ui.models import item_papers, ledger_rows, tray
from ui.models.ledger_lines import Lines, rows_of
from ui.models.ledger_lines import Wanted as WantedLines
from ui.models.ordering import Key, Ordering, in_order, key_of
from ui.models.text_rows import TextRow, TextRows
from ui.models.tray_groups import Grouping
from ui.moment import Moment
from ui.session import Session
from ui.sort_menu import SortMenu
from ui.views.rows import Rows, Wide

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def window(project: Session, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    assert window.desk.isHidden()  # it is there before a project is opened
    project.opened.emit()
    window.show()
    qtbot.waitExposed(window)
    return window


def register(session: Session, qtbot: QtBot, *papers: tuple[str, int], places: Sequence[str] = ()) -> None:
    for title, year in papers:
        with qtbot.waitSignal(session.changed):
            session.register_paper(Facts(title=title, year=year), 2, PaperCopy("档案室", "王敏"), places)


def column(model: QAbstractItemModel, at: int, parent: QModelIndex | None = None) -> list[str]:
    above = parent or QModelIndex()
    return [str(model.index(row, at, above).data() or "") for row in range(model.rowCount(above))]


def click(rows: Rows, at: int, qtbot: QtBot) -> None:
    header = rows.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(at) + header.sectionSize(at) // 3, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)


def choose(menu: SortMenu, *names: str) -> None:
    for name in names:
        menu.fill()
        next(action for action in menu.actions() if action.text() == name).trigger()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1-10", "1-2", "1-1"], ["1-1", "1-2", "1-10"]),
        (["二、乙", "一、甲", "十、丙"], ["一、甲", "二、乙", "十、丙"]),
        (["", "b", "", "a"], ["a", "b", "", ""]),
        (["第10批", "第9批"], ["第9批", "第10批"]),
    ],
)
def test_texts_stand_in_natural_order_and_empty_ones_last(texts: list[str], expected: list[str]) -> None:
    assert in_order(texts, key_of, Ordering(0)) == expected
    filled = [text for text in expected if text]
    assert in_order(texts, key_of, Ordering(0, descending=True)) == filled[::-1] + [""] * texts.count("")


@given(st.lists(st.tuples(st.sampled_from(["", "1-2", "1-10", "双河", "三"]), st.integers())), st.booleans())
def test_equal_ones_stay_as_they_stood(rows: list[tuple[str, int]], descending: bool) -> None:
    numbered = [(text, at) for at, (text, _) in enumerate(rows)]
    found = in_order(numbered, lambda row: key_of(row[0]), Ordering(0, descending))
    assert sorted(found, key=lambda row: row[1]) == numbered
    for text in {text for text, _ in numbered}:
        places = [at for other, at in found if other == text]
        assert places == sorted(places)


@given(st.one_of(st.none(), st.text(), st.integers(), st.floats(allow_nan=False), st.dates(), st.datetimes()))
def test_whatever_a_cell_holds_has_a_place(value: object) -> None:
    key: Key = key_of(value)
    assert key >= ()


def test_a_click_sorts_up_then_down_then_as_it_was(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    register(project, qtbot, ("方案1-10", 2022), ("方案1-2", 2023), ("方案1-1", 2021))
    pane = window.desk.tray
    window.desk.show_tray()
    pane.grouping.setCurrentIndex(pane.grouping.findData(Grouping.NONE))
    pane.grouping.activated.emit(pane.grouping.currentIndex())
    own = column(pane.model, tray.Column.TITLE)
    pane.rows.selectRow(own.index("方案1-2"))
    seen: list[list[str]] = []
    for _ in range(3):
        click(pane.rows, tray.Column.TITLE, qtbot)
        seen.append(column(pane.model, tray.Column.TITLE))
        assert [project.moment.snapshot.piece_by_id[key].facts.title for key in pane.pieces()] == ["方案1-2"]
    assert seen == [["方案1-1", "方案1-2", "方案1-10"], ["方案1-10", "方案1-2", "方案1-1"], own]
    assert pane.rows.heads.ordering is None


def test_papers_that_come_and_change_take_their_places(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    register(project, qtbot, ("乙", 2022), ("甲", 2023))
    pane = window.desk.tray
    tester = QAbstractItemModelTester(pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    pane.rows.heads.sort_by(Ordering(tray.Column.YEAR))
    register(project, qtbot, ("丙", 2021))
    assert [year for year in column(pane.model, tray.Column.YEAR) if year] == ["2021", "2022", "2023"]
    pane.text.setText("2022")
    pane.text.clear()
    assert [year for year in column(pane.model, tray.Column.YEAR) if year] == ["2021", "2022", "2023"]
    assert tester.model() is pane.model


def test_papers_are_sorted_within_their_groups(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    register(project, qtbot, ("乙2", 2022), ("甲10", 2023), ("甲9", 2021))
    pane = window.desk.tray
    pane.grouping.setCurrentIndex(pane.grouping.findData(Grouping.UNIT))
    pane.grouping.activated.emit(pane.grouping.currentIndex())
    pane.rows.heads.sort_by(Ordering(tray.Column.TITLE, descending=True))
    assert column(pane.model, tray.Column.TITLE) == ["报送单位不明", "甲10", "甲9", "乙2"]


def test_materials_keep_their_order_and_papers_below_are_sorted(
    window: MainWindow, project: Session, qtbot: QtBot
) -> None:
    register(project, qtbot, ("方案9", 2021), ("方案10", 2022), places=["1-1"])
    pane = window.desk.item
    window.desk.go_to_item(next(item.id for item in project.moment.snapshot.items if item.code == "1-1"))
    materials = column(pane.model, item_papers.Column.TITLE)
    filed = next(
        above for row in range(pane.model.rowCount()) if pane.model.rowCount(above := pane.model.index(row, 0))
    )
    assert column(pane.model, 0, filed) == ["方案9", "方案10"]
    tester = QAbstractItemModelTester(pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    pane.rows.setCurrentIndex(pane.model.index(0, 0, filed))
    pane.rows.heads.sort_by(Ordering(item_papers.Column.TITLE, descending=True))
    assert column(pane.model, item_papers.Column.TITLE) == materials
    assert column(pane.model, 0, filed) == ["方案10", "方案9"]
    assert pane.rows.currentIndex().data() == "方案9"
    assert pane.rows.isExpanded(filed)
    assert "印出来的次序不变" in pane.rows.header().viewport().toolTip()
    pane.rows.heads.sort_by(None)
    assert column(pane.model, 0, filed) == ["方案9", "方案10"]
    assert tester.model() is pane.model


def add(session: Session, qtbot: QtBot) -> None:
    drafts = [
        Draft(
            Source.DAILY, found, text, place, "督查一组", events=(NewEvent(Did.HAND_OUT, found, "", unit, "李", until),)
        )
        for found, text, place, unit, until in (
            (date(2023, 12, 30), "甲", "点位10", "双河镇", date(2024, 2, 1)),
            (date(2024, 1, 2), "乙", "点位9", "双河镇", date(2024, 1, 10)),
            (date(2024, 1, 3), "丙", "点位1", "县教委", date(2024, 1, 9)),
        )
    ]
    with qtbot.waitSignal(session.ledger.read):
        session.ledger.add(drafts)


def test_the_ledger_is_sorted_by_days_and_saved_in_its_own_order(
    window: MainWindow, project: Session, qtbot: QtBot
) -> None:
    add(project, qtbot)
    pane = window.desk.ledger
    window.desk.tabs.setCurrentWidget(pane)
    pane.show_view(Which.ALL)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)  # the page is made when it is asked for first
    tester = QAbstractItemModelTester(pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    said = ledger_rows.Column.SAID
    click(pane.rows, ledger_rows.Column.FOUND, qtbot)
    assert column(pane.model, said) == ["甲", "乙", "丙"]
    click(pane.rows, ledger_rows.Column.DEADLINE, qtbot)
    assert column(pane.model, said) == ["丙", "乙", "甲"]
    pane.rows.heads.sort_by(Ordering(ledger_rows.Column.WHERE))
    assert column(pane.model, said) == ["丙", "乙", "甲"]
    assert [line.said for line in pane.listed()] == ["甲", "乙", "丙"], "what is saved has the order of the ledger"
    add(project, qtbot)
    assert column(pane.model, ledger_rows.Column.WHERE) == ["点位1"] * 2 + ["点位9"] * 2 + ["点位10"] * 2
    pane.show_view(Which.WEEK)
    pane.rows.heads.sort_by(Ordering(ledger_rows.Column.NUMBER, descending=True))
    assert column(pane.model, said)[1:3] == ["丙", "丙"], "within what stands below a heading"
    assert tester.model() is pane.model


def test_the_keyboard_sorts_by_a_menu(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    register(project, qtbot, ("乙", 2021), ("甲", 2023), ("丙", 2022))
    window.desk.show_tray()
    menu = window.view_menu.sorting
    choose(menu, "年度", "降序")
    years = [year for year in column(window.desk.tray.model, tray.Column.YEAR) if year]
    assert years == ["2023", "2022", "2021"]
    menu.fill()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["年度", "降序"]
    choose(menu, "原来的次序")
    assert window.desk.tray.rows.heads.ordering is None
    assert "排序方式" in [action.text() for action in window.desk.tray.rows.actions()], "in the list's own menu, too"
    window.desk.tabs.setCurrentWidget(window.desk.overview)
    window.desk.overview.summary.hide()
    menu.fill()
    assert [action.isEnabled() for action in menu.actions()] == [False]


def test_how_lists_are_sorted_is_remembered_for_the_project(window: MainWindow, project: Session, qtbot: QtBot) -> None:
    window.desk.tabs.setCurrentWidget(window.desk.gaps)
    click(window.desk.gaps.rows, 1, qtbot)
    batches = BatchesDialog(project, window)
    batches.show()
    batches.rows.heads.sort_by(Ordering(1, descending=True))
    batches.close()
    path = project.moment.path
    project.close()
    assert window.layouts.memory.load(path).orders["by 缺项"] == "1 up"
    with qtbot.waitSignal(project.opened):
        project.open(path, "李敏")
    window.desk.tabs.setCurrentWidget(window.desk.gaps)
    assert window.desk.gaps.rows.heads.ordering == Ordering(1)
    again = BatchesDialog(project, window)
    again.show()
    assert again.rows.heads.ordering == Ordering(1, descending=True)
    window.layouts.reset()
    assert (window.desk.gaps.rows.heads.ordering, again.rows.heads.ordering) == (None, None)


@pytest.mark.parametrize("written", ["", "x up", "-1 up", "3", "3 sideways", "99999999999999999999 up", "²  up"])
def test_what_was_kept_and_makes_no_sense_is_the_own_order(window: MainWindow, written: str) -> None:
    window.layouts._orders.begin({"缺项": written})  # pyright: ignore[reportPrivateUsage]
    window.desk.tabs.setCurrentWidget(window.desk.gaps)
    assert window.desk.gaps.rows.heads.ordering is None
    window.layouts._orders.begin({"缺项": "42 up"})  # pyright: ignore[reportPrivateUsage]
    assert window.desk.gaps.rows.heads.ordering is None


@pytest.mark.parametrize("dialog", [SitesDialog, RatesDialog])
def test_registers_can_be_sorted(
    dialog: type[SitesDialog | RatesDialog], window: MainWindow, project: Session, qtbot: QtBot
) -> None:
    shown = dialog(project, window)
    qtbot.addWidget(shown)
    shown.show()
    shown.model.show([TextRow(at, (text,) * len(shown.model.heads)) for at, text in enumerate(("10", "9", ""))])
    shown.rows.heads.sort_by(Ordering(0))
    assert column(shown.model, 0) == ["9", "10", ""]


def test_a_list_of_texts_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = TextRows(("甲", "乙"))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = Rows(model, (Wide(0), Wide(5)))
    qtbot.addWidget(rows)
    model.show([TextRow(at, (str(at), str(-at))) for at in range(12)])
    rows.heads.sort_by(Ordering(0, descending=True))
    assert column(model, 0)[:2] == ["11", "10"]
    model.show([TextRow(0, ("1",)), TextRow(1, ("2",))], ["甲"])
    assert column(model, 0) == ["2", "1"]
    assert rows.heads.ordering == Ordering(0, descending=True)
    assert tester.model() is model


class Title(str):
    """A text of which one can tell whether anybody keeps it."""

    __slots__ = ("__weakref__",)


@pytest.mark.parametrize("then", [tray.Column.TITLE, tray.Column.UNIT, -1])
def test_nothing_is_kept_of_a_paper_that_has_gone(then: int) -> None:
    title, stays = Title("蓝鲸行动"), a_piece("留样制度")
    seen, model = weakref.ref(title), tray.Tray()
    model.show(Moment(Path(), "王敏", a_snapshot((), [a_piece(title), stays]), {}, None, None), "")
    del title
    model.sort(tray.Column.TITLE)
    model.show(Moment(Path(), "王敏", a_snapshot((), [a_piece("蓝鲸"), stays]), {}, None, None), "蓝鲸")
    gc.collect()
    assert seen() is None, "shown anew"
    title = Title("蓝鲸行动")
    seen, moment = weakref.ref(title), Moment(Path(), "王敏", a_snapshot((), [a_piece(title), stays]), {}, None, None)
    del title
    model.follow(moment, ())
    assert column(model, tray.Column.TITLE) == ["蓝鲸行动"]
    model.sort(then)
    moment = Moment(Path(), "王敏", a_snapshot((), [stays]), {}, None, None)
    model.follow(moment, ())
    gc.collect()
    assert (model.rowCount(), seen()) == (0, None)


def test_nothing_is_kept_of_a_problem_that_has_gone() -> None:
    text, stays = Title("留样记录不全"), a_finding(number=2)
    seen, model, day = weakref.ref(text), ledger_rows.LedgerRows(), NOON.date()
    rows = rows_of(Lines().of([a_finding(text=text), stays], (), a_snapshot(())).lines, WantedLines(), day)
    del text
    model.show(rows, day)
    model.sort(ledger_rows.Column.SAID)
    rows = rows[1:]
    model.follow(rows, day)
    gc.collect()
    assert (model.rowCount(), seen()) == (1, None)


def test_the_arrow_goes_with_its_column(qtbot: QtBot) -> None:
    model = TextRows(("甲", "乙"))
    rows = Rows(model, (Wide(0), Wide(5)))
    qtbot.addWidget(rows)
    both = [TextRow(0, ("1", "8")), TextRow(1, ("2", "7"))]
    model.show(both)
    rows.heads.sort_by(Ordering(1))
    assert column(model, 0) == ["2", "1"]
    model.show([TextRow(0, ("1",)), TextRow(1, ("2",))], ["甲"])
    assert column(model, 0) == ["1", "2"]
    model.show(both, ["甲", "乙"])
    assert (rows.heads.ordering, model.ordering) == (None, None)
    assert column(model, 0) == ["1", "2"]


def effort_of_papers(count: int) -> tuple[int, int]:
    """Return what it costs to sort so many papers, and then to narrow them with one more key."""
    pieces = [a_piece(f"材料{at * 7919 % count}", arrived=at) for at in range(count)]
    model, moment = tray.Tray(), Moment(Path(), "王敏", a_snapshot((), pieces), {}, None, None)
    model.show(moment, "")
    sorting = effort_of(lambda: model.sort(tray.Column.TITLE, UP))
    model.show(moment, "材")
    return sorting, effort_of(lambda: model.show(moment, "材料"))


def test_papers_are_sorted_in_the_time_of_each_and_narrowed_sooner() -> None:
    sorting, narrowing = effort_of_papers(2000)
    assert sorting < 12 * effort_of_papers(200)[0]
    assert narrowing < sorting / 2


def effort_of_problems(count: int) -> int:
    """Return what it costs to list so many problems again, in another order than theirs."""
    found = [a_finding(number=at, place=f"点位{at * 7919 % 5003}") for at in range(1, count + 1)]
    ledger = Lines().of(found, (), a_snapshot(()))
    model = ledger_rows.LedgerRows()
    day = NOON.date()
    model.show(rows_of(ledger.lines, WantedLines(), day), day)
    model.sort(ledger_rows.Column.WHERE, DOWN)
    places = [int(text.removeprefix("点位")) for text in column(model, ledger_rows.Column.WHERE)]
    assert places == sorted(places, reverse=True)
    rows = rows_of(ledger.lines, WantedLines(), day)
    return effort_of(lambda: model.follow(rows, day))


def test_problems_are_listed_in_another_order_in_the_time_of_each() -> None:
    assert effort_of_problems(2000) < 12 * effort_of_problems(200)
