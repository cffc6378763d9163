"""往来记录 from the window: reached from wherever a unit stands, with the receipt one click away."""
# The stubs of PySide6 and pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from evidence.deliveries import Delivery
from evidence.progress import Silent
from evidence.workspace import Accept
from ui.desk import Desk
from ui.dialogs.batch import BatchDialog
from ui.dialogs.unit_record import UnitRecordDialog
from ui.dialogs.units import UnitsDialog
from ui.models.standing_rows import UNIT
from ui.models.unit_record_rows import Column
from ui.session import Session

TOWN = "双河镇"


@pytest.fixture
def desk(project: Session, tmp_path: Path, qtbot: QtBot) -> Desk:
    """A desk over a project to which 双河镇 brought a paper and an empty file."""
    folder = tmp_path / "双河镇送来"
    folder.mkdir()
    (folder / "说明.txt").write_text("双河镇有关情况的说明", "utf-8")
    (folder / "空.pdf").touch()
    with qtbot.waitSignal(project.changed):
        project.write(
            "reading",
            lambda opened, _: (
                opened.workspace.add([folder], Accept.NONE, Silent(), Delivery(unit=TOWN)).changes,
                None,
            ),
        )
    desk = Desk(project)
    qtbot.addWidget(desk)
    project.opened.emit()
    desk.resize(1300, 650)
    desk.show()
    return desk


def the_record(over: QWidget, qtbot: QtBot) -> UnitRecordDialog:
    """Return the dialog that is open, filled."""
    qtbot.waitUntil(lambda: len(over.findChildren(UnitRecordDialog)) == 1)
    (dialog,) = over.findChildren(UnitRecordDialog)
    qtbot.waitUntil(lambda: dialog.today.text() != "")
    return dialog


def test_we_handed_that_in_last_week_is_answered_in_four_clicks(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    clicks = 0
    desk.tabs.setCurrentWidget(desk.overview)
    units = desk.overview.summary.units
    qtbot.waitUntil(lambda: units.model().rowCount() > 0)
    row = [units.model().index(at, 0).data(UNIT) for at in range(units.model().rowCount())].index(TOWN)
    units.setCurrentIndex(units.model().index(row, 0))
    clicks += 1  # the unit, with the right button
    desk.overview.summary.record.trigger()
    clicks += 1
    dialog = the_record(desk, qtbot)
    assert dialog.unit.currentText() == TOWN
    dialog.receipt_button.click()  # the last arrival is chosen already
    clicks += 1
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QFileDialog)))
    (ask,) = dialog.findChildren(QFileDialog)
    path = tmp_path / "回执.docx"
    ask.fileSelected.emit(str(path))
    clicks += 1
    qtbot.waitUntil(lambda: bool(opened))
    assert path.is_file()
    assert clicks <= 4


def test_each_file_is_told_with_what_became_of_it(desk: Desk, project: Session, qtbot: QtBot) -> None:
    dialog = UnitRecordDialog(project, desk, TOWN)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    told = {dialog.model.index(row, Column.WHAT).data().strip(): row for row in range(3)}
    assert dialog.model.index(0, Column.WHAT).data() == "收2024-001：2 个文件，0 个算数"
    fates = {what: dialog.model.index(row, Column.FATE).data() for what, row in told.items()}
    assert fates["说明.txt《双河镇有关情况的说明》"] == "待整理，还没有归项"
    assert fates["空.pdf"].startswith("不能用：")


def test_a_batch_and_a_paper_are_gone_to_from_it(desk: Desk, project: Session, qtbot: QtBot) -> None:
    dialog = UnitRecordDialog(project, desk, TOWN)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    dialog.batch_button.click()
    assert len(dialog.findChildren(BatchDialog)) == 1
    row = next(row for row in range(3) if "说明" in dialog.model.index(row, Column.WHAT).data())
    dialog.rows.setCurrentIndex(dialog.model.index(row, 0))
    with qtbot.waitSignal(dialog.paper_wanted) as gone:
        dialog.go_button.click()
    assert gone.args == [project.moment.snapshot.pieces[0].id]


def test_another_unit_is_chosen_and_has_no_record_yet(desk: Desk, project: Session, qtbot: QtBot) -> None:
    dialog = UnitRecordDialog(project, desk)
    dialog.open()
    dialog.unit.setCurrentText("红岩乡")
    dialog.unit.setCurrentIndex(dialog.unit.findText("红岩乡"))
    qtbot.waitUntil(lambda: "还没有往来记录" in dialog.today.text())
    assert not dialog.receipt_button.isEnabled()


def test_the_gaps_lead_to_the_record_of_their_unit(desk: Desk, qtbot: QtBot) -> None:
    desk.tabs.setCurrentWidget(desk.gaps)
    desk.gaps.show_kind(desk.gaps.kind.currentText(), "石坪镇")  # pyright: ignore[reportArgumentType]
    desk.gaps.rows.setCurrentIndex(desk.gaps.model.index(0, 0))
    desk.gaps.record.trigger()
    assert the_record(desk, qtbot).unit.currentText() == "石坪镇"


def test_the_list_of_units_leads_to_the_record(desk: Desk, project: Session, qtbot: QtBot) -> None:
    units = UnitsDialog(project, desk)
    units.open()
    units.rows.setCurrentIndex(units.model.index(1, 0))
    units.record.trigger()
    assert the_record(units, qtbot).unit.currentText() == "石坪镇"


def test_it_is_kept_as_a_file(
    desk: Desk, project: Session, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = UnitRecordDialog(project, desk, TOWN)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    dialog.save_as(tmp_path / "记录.xlsx")
    qtbot.waitUntil(lambda: bool(opened))
    assert (tmp_path / "记录.xlsx").is_file()
