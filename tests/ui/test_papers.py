"""A clerk makes the papers about 整改, and looks at the charts."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from evidence import rectifying
from evidence.errors import ExportError
from evidence.export.chart_fonts import chart_font
from evidence.export.template import load_template
from evidence.figure_table import new_figure
from evidence.findings import Did, Draft, NewEvent, Source
from evidence.rectify.papers.span import PaperKind
from ui.dialogs.charts import ChartsDialog
from ui.dialogs.papers import PapersDialog
from ui.offering_menu import OfferingMenu
from ui.paper_menu import offer_papers
from ui.session import Session

FOUND = date(2024, 1, 5)


def a_draft(text: str, unit: str, deadline: date) -> Draft:
    handed = NewEvent(Did.HAND_OUT, FOUND, unit=unit, person="李强", deadline=deadline)
    return Draft(Source.DAILY, FOUND, text, "双河镇农贸市场", events=(handed,))


@pytest.fixture
def found(project: Session, qtbot: QtBot) -> Session:
    """A project with two problems, one of them late on the day of the tests, 2024-01-08."""
    drafts = [
        a_draft("墙面发霉。", "县市场监管局", date(2024, 1, 7)),
        a_draft("没有公示。", "双河镇", date(2024, 1, 10)),
    ]
    with qtbot.waitSignal(project.changed):
        project.write("arranging", lambda desk, _: (rectifying.add(desk.workspace, drafts), None))
    return project


@pytest.fixture
def dialog(found: Session, window: QWidget, qtbot: QtBot) -> PapersDialog:
    dialog = PapersDialog(found, window)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.place.text()))
    return dialog


def choose(dialog: PapersDialog, qtbot: QtBot, kind: PaperKind, unit: str | None = None) -> None:
    dialog.kind.choose(kind)
    qtbot.waitUntil(lambda: kind.name_in_use in dialog.place.text())
    if unit is not None:
        qtbot.waitUntil(lambda: dialog.unit.box.count() > 1)
        dialog.unit.choose(unit)
        qtbot.waitUntil(lambda: unit in dialog.place.text())


def save(dialog: PapersDialog, qtbot: QtBot) -> str:
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.said.text() or dialog.fault.text()))
    return (dialog.said.text() or dialog.fault.text()).replace("\u200b", "")


def test_what_a_paper_says_is_shown_before_it_is_made(dialog: PapersDialog, tmp_path: Path, qtbot: QtBot) -> None:
    assert dialog.place.text() == str(tmp_path / "日督查通报_20240108.docx")
    assert "2024年1月8日，日督查未发现问题" in dialog.preview.toPlainText()
    dialog.on.setText("2024年1月5日")
    dialog.on.editingFinished.emit()
    qtbot.waitUntil(lambda: "20240105" in dialog.place.text())
    assert "日督查发现问题2个" in dialog.preview.toPlainText()
    said = save(dialog, qtbot)
    path = tmp_path / "日督查通报_20240105.docx"
    assert said.startswith(f"日督查通报已存到 {path}：共")
    assert "日督查发现问题2个" in "".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_a_list_of_one_unit(dialog: PapersDialog, tmp_path: Path, qtbot: QtBot) -> None:
    choose(dialog, qtbot, PaperKind.WEEK_LIST, "县市场监管局")
    assert "一、县市场监管局：已经逾期1个" in dialog.preview.toPlainText()
    assert "双河镇" not in dialog.preview.toPlainText()
    save(dialog, qtbot)
    assert (tmp_path / "周整改清单（县市场监管局）_20240108-0114.docx").is_file()


def test_notices_to_all_units_lie_in_a_folder(dialog: PapersDialog, tmp_path: Path, qtbot: QtBot) -> None:
    choose(dialog, qtbot, PaperKind.NOTICE)
    assert "县市场监管局1个" in dialog.preview.toPlainText()
    said = save(dialog, qtbot)
    assert said == f"已生成整改通知2份，存在 {tmp_path / '整改通知_20240108'}。"
    assert len(list((tmp_path / "整改通知_20240108").iterdir())) == 2


def test_a_paper_of_all_units_asks_for_none(dialog: PapersDialog, qtbot: QtBot) -> None:
    choose(dialog, qtbot, PaperKind.WEEK_LIST, "双河镇")
    choose(dialog, qtbot, PaperKind.MONTH)
    assert not dialog.unit.box.isEnabled()
    assert dialog.fault.text() == ""


def test_a_day_that_cannot_be_is_told(dialog: PapersDialog, qtbot: QtBot) -> None:
    for typed in ("后天", "2024-02-30", "2031-01-01"):
        dialog.on.setText(typed)
        dialog.on.editingFinished.emit()
        assert dialog.fault.text()
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        assert not dialog.said.text()


def test_what_was_known_earlier_is_shown_as_it_was(dialog: PapersDialog, qtbot: QtBot) -> None:
    dialog.known_on.setText("2024-01-05")
    dialog.known_on.editingFinished.emit()
    qtbot.waitUntil(lambda: "20240105" in dialog.place.text())
    assert "日督查未发现问题" in dialog.preview.toPlainText()


def test_a_paper_of_an_earlier_evening_is_made_of_the_key_figures_of_then(
    dialog: PapersDialog, found: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    figure = new_figure("食品抽检批次", 2023, Decimal(9999), "批次")
    with qtbot.waitSignal(found.changed):
        found.write("arranging", lambda desk, _: (desk.workspace.figures.write(figure), None))
    choose(dialog, qtbot, PaperKind.WORK)
    qtbot.waitUntil(lambda: "9999批次" in dialog.preview.toPlainText())
    dialog.known_on.setText("2024-01-05")
    dialog.known_on.editingFinished.emit()
    qtbot.waitUntil(lambda: "9999批次" not in dialog.preview.toPlainText())
    save(dialog, qtbot)
    (path,) = tmp_path.glob("工作汇报*.docx")
    assert "9999" not in "".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


@pytest.mark.parametrize("kind", PaperKind)
def test_nothing_is_cut_on_a_small_screen(kind: PaperKind, dialog: PapersDialog, qtbot: QtBot) -> None:
    choose(dialog, qtbot, kind)
    least = dialog.minimumSizeHint()
    assert least.width() <= 900
    assert least.height() <= 480
    dialog.resize(QSize(900, 480))
    for box in (dialog.kind.box, dialog.unit.box):
        assert box.width() >= box.minimumSizeHint().width()


def test_the_menu_opens_both(found: Session, window: QWidget, qtbot: QtBot) -> None:
    menu = OfferingMenu("整改(&Z)", found, window)
    qtbot.addWidget(menu)
    papers, charts = offer_papers(menu, found, window)
    assert isinstance(menu, QMenu)
    papers.trigger()
    qtbot.waitUntil(lambda: any(isinstance(w, PapersDialog) for w in QApplication.topLevelWidgets()))
    charts.trigger()
    qtbot.waitUntil(lambda: any(isinstance(w, ChartsDialog) for w in QApplication.topLevelWidgets()))
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, PapersDialog | ChartsDialog):
            dialog.close()


def test_the_charts_are_shown_and_copied(found: Session, window: QWidget, root: Path, qtbot: QtBot) -> None:
    pytest.importorskip("matplotlib", reason="numpy is not there", exc_type=ImportError)
    try:
        chart_font(load_template(root / "templates" / "word" / "dossier.docx"))
    except ExportError:
        pytest.skip("this machine has no Chinese font")
    dialog = ChartsDialog(found, window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.tabs.count() == 4, timeout=20000)
    assert dialog.tabs.tabText(0) == "每周新发现（含反弹）和销号的问题"
    dialog.tabs.setCurrentIndex(3)
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert "已复制" in dialog.said.text()
    assert QGuiApplication.clipboard().pixmap().width() > 500
    dialog.close()


def test_a_ledger_of_nothing_has_no_charts(project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = ChartsDialog(project, window)
    dialog.show()
    qtbot.waitUntil(lambda: "还没有" in dialog.said.text())
    assert not dialog.copy_button.isEnabled()
    dialog.close()
