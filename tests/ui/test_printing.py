"""Lists on paper: heads on each page, pages numbered, landscape where wide, all rows, what they are narrowed to."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtGui import QPageLayout, QStandardItem, QStandardItemModel
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.build import NOON
from ui.dialogs.batches import BatchesDialog
from ui.dialogs.chase import ChaseDialog
from ui.dialogs.hand_in_check import HandInCheck
from ui.dialogs.isolated import IsolatedDialog
from ui.dialogs.key_figures import KeyFiguresDialog
from ui.dialogs.rates import RatesDialog
from ui.dialogs.sites import SitesDialog
from ui.dialogs.units import UnitsDialog
from ui.dialogs.visits import VisitsDialog
from ui.ledger_offers import Which
from ui.main_window import MainWindow
from ui.print_action import PrintButton, preview, sheet_of, shown_list
from ui.printing import MOST_PREVIEWED, Line, Paper, Sheet, lines_of, sample_of
from ui.session import Session

LONG_MS = 20_000
pytestmark = pytest.mark.usefixtures("qapp")


def a_sheet(lines: int = 3, columns: int = 3, text: str = "双河镇食品安全工作总结") -> Sheet:
    heads = tuple(f"第{number}栏" for number in range(columns))
    rows = tuple(Line(tuple(f"{text}{row}" for _ in heads), 0, heading=False) for row in range(lines))
    return Sheet("缺项", "双河镇", "云岭县　评价细则", NOON, heads, rows)


def printed(sheet: Sheet, path: Path) -> PdfReader:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    paper = Paper(sheet)
    paper.set_up(printer)
    paper.paint(printer)
    return PdfReader(path)


def words(page: str) -> str:
    """Return what a page says; fonts name some characters by the radicals that look like them."""
    return "".join(unicodedata.normalize("NFKC", page).translate(str.maketrans("⻚⻝", "页食")).split())


def test_each_page_has_heads_number_moment_and_says_that_it_is_internal(tmp_path: Path) -> None:
    read = printed(a_sheet(lines=120), tmp_path / "表.pdf")
    texts = [words(page.extract_text()) for page in read.pages]
    assert len(texts) > 2
    assert all("第0栏" in text and "截至2024年1月8日12:00" in text and "内部使用" in text for text in texts)
    assert all(f"第{number}页共{len(texts)}页" in text for number, text in enumerate(texts, 1))
    assert "缺项" in texts[0]
    assert {row for row in range(120) if any(f"总结{row}" in text for text in texts)} == set(range(120))


@pytest.mark.parametrize(("columns", "text", "wide"), [(2, "短", False), (8, "双河镇食品安全工作总结报告", True)])
def test_what_is_wide_lies_across(tmp_path: Path, columns: int, text: str, wide: bool) -> None:
    (page, *_) = printed(a_sheet(columns=columns, text=text), tmp_path / "表.pdf").pages
    assert (page.mediabox.width > page.mediabox.height) is wide


def test_a_column_few_rows_fill_is_as_wide_as_they_want_and_an_empty_one_as_its_head(tmp_path: Path) -> None:
    number, about = "云教委发〔2023〕21号", "9-32　中小学校和幼儿园食堂落实校长负责制、" * 3 + "7分 完"
    rows = [("校园食品安全专项整治方案（近三年每年，各1件，联合发文、有文号）", "", "", "缺2件")] * 30
    rows[5] = (rows[5][0], number, "", "")
    lines = tuple(Line(cells, 0, heading=False) for cells in rows)
    sheet = Sheet("应备材料", about, "云岭县", NOON, ("应备材料", "文号", "复核", "情况"), lines)
    (page,) = printed(sheet, tmp_path / "表.pdf").pages
    text = unicodedata.normalize("NFKC", page.extract_text())
    assert unicodedata.normalize("NFKC", number) in text  # in one line
    assert "7分完" in words(text)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=400), max_size=6), st.integers(1, 5))
def test_no_text_makes_printing_fail(tmp_path_factory: pytest.TempPathFactory, cells: list[str], columns: int) -> None:
    lines = tuple(Line((cell,) * columns, 1, heading=True) for cell in cells)
    sheet = Sheet("表", "", "县", NOON, ("栏",) * columns, lines)
    assert len(printed(sheet, tmp_path_factory.mktemp("印") / "表.pdf").pages) >= 1


def test_a_preview_of_many_rows_measures_and_paints_only_what_is_seen_of_it(window: QWidget) -> None:
    sheet = a_sheet(lines=1500)
    assert len(sample_of(sheet.lines)) <= 400
    assert sample_of(sheet.lines[:10]) == sheet.lines[:10]
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper = Paper(sheet)
    paper.set_up(printer)
    shown = QPrintPreviewWidget(printer, window)
    shown.paintRequested.connect(paper.paint)
    shown.updatePreview()
    assert shown.pageCount() == MOST_PREVIEWED
    at_first = paper.measured
    assert at_first < 1000
    shown.updatePreview()
    assert paper.measured == at_first, "nothing is measured twice"
    assert paper.pages is None
    while paper.go_on():
        assert paper.measured - at_first <= 200
        at_first = paper.measured
    assert paper.pages is not None
    assert paper.pages > MOST_PREVIEWED
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    shown.updatePreview()
    assert paper.pages is None, "other pages"


def test_a_preview_says_in_the_end_how_many_pages_there_are(window: QWidget, qtbot: QtBot) -> None:
    dialog = preview(a_sheet(lines=1500), window)
    qtbot.waitUntil(lambda: "只看前 20 页" in dialog.windowTitle())
    dialog.close()
    short = preview(a_sheet(lines=30), window)
    qtbot.waitUntil(short.isVisible)
    assert short.windowTitle() == "打印预览：缺项"
    short.close()


def test_rows_below_others_follow_them() -> None:
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels(["名称", ""])
    above = QStandardItem("1 党政同责")
    above.appendRow([QStandardItem("1-1"), QStandardItem("")])
    model.appendRow([above, QStandardItem("")])
    heads, lines = lines_of(model)
    assert heads == ("名称",)
    assert lines == (Line(("1 党政同责",), 0, heading=True), Line(("1-1",), 1, heading=False))


def test_the_lists_of_the_desk_are_previewed_as_they_are_filtered(
    project: Session, inbox: Path, main_window: MainWindow, qtbot: QtBot
) -> None:
    window = main_window
    window.show()
    with qtbot.waitSignal(project.changed, timeout=LONG_MS):
        project.take_in([inbox], lambda _: None)
    for number in range(6):
        window.desk.show_tab(number)
        _, _, view = shown_list(window.desk)
        assert view is not None
        assert window.desk.tabs.currentWidget().isAncestorOf(view)
    window.desk.show_tab(1)
    window.desk.tray.text.setText("方案")
    title, about, view = shown_list(window.desk)
    assert view is not None
    sheet = sheet_of(project, title, about, view)
    assert (sheet.title.startswith("待整理"), sheet.about) == (True, "筛选：方案")
    assert sheet.heads[0] == "题名"
    assert any("方案" in line.cells[0] for line in sheet.lines)
    window.print_action.trigger()
    dialog = window.findChild(QPrintPreviewDialog)
    assert isinstance(dialog, QPrintPreviewDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.close()


@pytest.mark.parametrize(("number", "name"), [(1, "待整理"), (3, "疑点"), (5, "整改")])
def test_an_empty_list_of_the_window_is_told_instead_of_printed(
    main_window: MainWindow, number: int, name: str
) -> None:
    main_window.show()
    main_window.desk.show_tab(number)
    main_window.print_action.trigger()
    assert main_window.findChild(QPrintPreviewDialog) is None
    assert f"{name}的列表现在是空的" in main_window.statusBar().currentMessage()


def test_the_ledger_on_paper_says_what_it_is_narrowed_to(main_window: MainWindow) -> None:
    main_window.show()
    desk = main_window.desk
    ledger = desk.ledger
    desk.tabs.setCurrentWidget(ledger)
    ledger.show_view(Which.ALL)
    ledger.state.setCurrentIndex(1)
    ledger.overdue.setChecked(True)
    title, about, view = shown_list(desk)
    assert view is ledger.rows
    assert title.startswith("整改")
    assert about == f"{Which.ALL}　{ledger.state.currentText()}　只看逾期"


_FILLED: list[Callable[[Session, QWidget], QDialog]] = [UnitsDialog, HandInCheck, ChaseDialog]
_EMPTY: list[Callable[[Session, QWidget], QDialog]] = [
    *(BatchesDialog, SitesDialog, RatesDialog, VisitsDialog, KeyFiguresDialog, IsolatedDialog),
]


@pytest.mark.parametrize("kind", _EMPTY)
def test_an_empty_list_cannot_be_printed(
    project: Session, window: QWidget, kind: Callable[[Session, QWidget], QDialog], qtbot: QtBot
) -> None:
    dialog = kind(project, window)
    dialog.open()
    qtbot.waitUntil(lambda: not project.jobs.running)
    button = dialog.findChild(PrintButton)
    assert isinstance(button, PrintButton)
    assert not button.isEnabled()
    dialog.close()


@pytest.mark.parametrize("kind", _FILLED)
def test_the_lists_of_dialogs_are_printed_by_a_button(
    project: Session, window: QWidget, kind: Callable[[Session, QWidget], QDialog], qtbot: QtBot
) -> None:
    dialog = kind(project, window)
    dialog.open()
    qtbot.waitUntil(lambda: not project.jobs.running)
    button = dialog.findChild(PrintButton)
    assert isinstance(button, PrintButton)
    button.click()
    shown = button.findChild(QPrintPreviewDialog)
    assert isinstance(shown, QPrintPreviewDialog)
    shown.close()
    dialog.close()
