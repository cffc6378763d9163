"""责任落实 and 放假安排: shown out of what is known, kept as files; and the entries of the menu."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from evidence.model import Facts, PaperCopy
from evidence.rectify.site_table import no_site
from evidence.siting import write
from tests.build import TOWNSHIPS
from ui.dialogs.duties import DutiesDialog
from ui.dialogs.holidays import HolidayImport, HolidaysDialog
from ui.dialogs.rates import RatesDialog
from ui.dialogs.sites import SitesDialog
from ui.ledger_menu import LedgerMenu
from ui.session import Session, Setup

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def setup(setup: Setup, root: Path) -> Setup:
    return replace(setup, holidays=root / "templates" / "holidays.csv")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is shown by another program."""
    urls: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", urls.append)
    return urls


def over(parent: QWidget, kind: type[D]) -> D:
    """Return the dialog that was opened over another."""
    found = cast("list[D]", parent.findChildren(kind))
    return next(child for child in found if child.isVisible())


def test_each_opens_from_the_menu_over_the_window(project: Session, window: QWidget) -> None:
    window.show()
    menu = LedgerMenu(project, window)
    for action in menu.actions()[-4:]:
        action.trigger()
    assert all(over(window, kind) for kind in (SitesDialog, RatesDialog, DutiesDialog, HolidaysDialog))


def duties(project: Session, window: QWidget, qtbot: QtBot) -> DutiesDialog:
    """Open over an item that asks each township for its 总结, taken for a paper that binds."""
    dialog = DutiesDialog(project, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.words.setText("总结")
    dialog.words.editingFinished.emit()
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    return dialog


def test_units_stand_beside_what_they_owe_and_filing_a_paper_shows_at_once(
    project: Session, window: QWidget, qtbot: QtBot
) -> None:
    dialog = duties(project, window, qtbot)
    assert dialog.model.rowCount() == 9  # three townships, three years
    assert "已有 0 份，缺 9 份；3 个单位没有交齐" in dialog.counts.text()
    facts = Facts(title="2023年食品安全工作总结", year=2023, issuer=TOWNSHIPS[0], kind="总结/报告")
    with qtbot.waitSignal(project.changed):
        project.register_paper(facts, 2, PaperCopy("档案室", "王敏"), ["1-2"])
    qtbot.waitUntil(lambda: "已有 1 份，缺 8 份" in dialog.counts.text())
    dialog.missing_only.setChecked(True)
    assert dialog.model.rowCount() == 8
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_places_are_looked_for_in_the_papers_of_companies(project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = duties(project, window, qtbot)
    with qtbot.waitSignal(project.changed):
        site = replace(no_site(), name="万家超市")
        project.write("arranging", lambda desk, _: (write(desk.workspace, [site]), None))
    dialog.side.setCurrentIndex(dialog.side.count() - 1)
    dialog.side.activated.emit(dialog.side.currentIndex())
    qtbot.waitUntil(lambda: "1 个点位，其中 0 个" in dialog.counts.text())
    assert dialog.places_model.rows[0].texts[1:4] == ("万家超市", "", "没有找到")


def test_nothing_that_binds_is_said_so(project: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = DutiesDialog(project, window)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "没有名称带“责任书、" in dialog.counts.text())
    assert not dialog.save_button.isEnabled()


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_duties_are_kept_as_a_file(
    project: Session, window: QWidget, tmp_path: Path, qtbot: QtBot, opened: list[object], ending: str
) -> None:
    dialog = duties(project, window, qtbot)
    path = tmp_path / f"责任落实.{ending}"
    dialog.save_as(path)
    qtbot.waitUntil(lambda: bool(opened))
    assert path.stat().st_size > 3000


def test_a_year_is_added_and_taken_away(project: Session, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = HolidaysDialog(project, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 6)
    table = tmp_path / "放假.csv"
    table.write_text("年度,文号,节日,安排,从,到\n2027,某号,元旦,放假,2027-01-01,2027-01-03\n", "utf-8-sig")
    dialog.import_button.click()
    asked = over(dialog, HolidayImport)
    asked.read(table)
    qtbot.waitUntil(asked.ok_button.isEnabled)
    assert "读到 2027 年" in asked.counts.text()
    with qtbot.waitSignal(project.changed):
        asked.ok_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 7)
    assert dialog.model.rows[-1].texts == ("2027", "某号", "3", "0", "本项目")
    dialog.rows.selectRow(0)
    assert not dialog.remove_button.isEnabled()
    dialog.rows.selectRow(6)
    with qtbot.waitSignal(project.changed):
        dialog.remove_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 6)


def test_a_year_that_nobody_knows_is_told(project: Session, window: QWidget, qtbot: QtBot) -> None:
    known = HolidaysDialog(project, window)
    qtbot.addWidget(known)
    qtbot.waitUntil(lambda: known.model.rowCount() == 6)
    assert known.fault.text() == ""
    project.setup = replace(project.setup, holidays=None)
    weekends = HolidaysDialog(project, window)
    qtbot.addWidget(weekends)
    qtbot.waitUntil(lambda: "2024 年的放假安排还没有登记，工作日只按周末算" in weekends.fault.text())


def test_the_years_are_kept_as_a_table_that_reads_back(
    project: Session, window: QWidget, tmp_path: Path, qtbot: QtBot, opened: list[object]
) -> None:
    dialog = HolidaysDialog(project, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.save_as(tmp_path / "放假安排.xlsx")
    qtbot.waitUntil(lambda: bool(opened))
    dialog.import_button.click()
    asked = over(dialog, HolidayImport)
    asked.read(tmp_path / "放假安排.xlsx")
    qtbot.waitUntil(lambda: "2021、2022、2023、2024、2025、2026" in asked.counts.text())
