"""满意度和知晓率: imported, typed, corrected, judged, taken back."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evidence.rates import Rate
from ui.dialogs.rate_form import RateForm, ThresholdForm
from ui.dialogs.rate_import import RateImport
from ui.dialogs.rates import RatesDialog, open_rates
from ui.session import Session

D = TypeVar("D", bound=QDialog)

TABLE = """测评轮次,测评时间,测评方式,乡镇,有效问卷,满意度,知晓率,全市排名,短板
2023年第一次,2023-03,电话调查,全县,400,68%,80.5%,,
2023年第二次,2023-09,电话调查,全县,400,82.6%,81%,第3名,投诉处理慢
2023年第二次,2023-09,电话调查,双河镇,60,71%,77%,,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "测评.csv"
    path.write_text(TABLE, "utf-8-sig")
    return path


@pytest.fixture
def dialog(project: Session, window: QWidget, qtbot: QtBot) -> RatesDialog:
    dialog = RatesDialog(project, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "还没有" in dialog.told.toPlainText())
    return dialog


def over(parent: QWidget, kind: type[D]) -> D:
    """Return the dialog that was opened over another."""
    found = cast("list[D]", parent.findChildren(kind))
    return next(child for child in found if child.isVisible())


def imported(dialog: RatesDialog, project: Session, table: Path, qtbot: QtBot) -> None:
    dialog.import_button.click()
    asked = over(dialog, RateImport)
    labels = [label.text() for label in cast("list[QLabel]", asked.findChildren(QLabel)) if label.buddy()]
    assert labels[:6] == ["测评时间＊", "轮次＊", "满意度＊", "知晓率＊", "支持率＊", "方式"]
    asked.read(table)
    qtbot.waitUntil(asked.ok_button.isEnabled)
    with qtbot.waitSignal(project.changed):
        asked.ok_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 6)


def shown(dialog: RatesDialog) -> list[list[str]]:
    columns = range(dialog.model.columnCount())
    return [[str(dialog.model.index(row, at).data()) for at in columns] for row in range(dialog.model.rowCount())]


def test_a_table_is_set_beside_what_is_known_and_taken_as_one_step(
    dialog: RatesDialog, project: Session, table: Path, qtbot: QtBot
) -> None:
    imported(dialog, project, table, qtbot)
    assert [row[3] for row in shown(dialog)] == ["全县", "全县", "双河镇", "双河镇", "全县", "全县"]
    assert "满意度（全县）比2023年第一次上升 14.6 个百分点" in dialog.told.toPlainText()
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert project.moment.undo == "修改测评情况"
    with qtbot.waitSignal(project.changed):
        project.undo()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0)


def test_columns_that_nobody_knows_are_chosen_by_hand(dialog: RatesDialog, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "别的.csv"
    path.write_text("哪次,结果\n2023年第一次,82.6\n", "utf-8-sig")
    dialog.import_button.click()
    asked = over(dialog, RateImport)
    asked.read(path)
    qtbot.waitUntil(lambda: bool(asked.fault.text()))
    assert not asked.ok_button.isEnabled()
    for key, column in (("round", "A 哪次"), (Rate.SATISFACTION.name, "B 结果")):
        box = asked.choices[key]
        box.setCurrentIndex(box.findText(column))
        box.activated.emit(box.currentIndex())
    qtbot.waitUntil(asked.ok_button.isEnabled)
    assert asked.fault.text() == ""
    assert [row.texts[1:5] for row in asked.model.rows] == [("2023年第一次", "满意度", "全县", "82.6%")]


def test_a_threshold_within_the_interval_is_no_verdict(
    dialog: RatesDialog, project: Session, table: Path, qtbot: QtBot
) -> None:
    imported(dialog, project, table, qtbot)
    assert "还没有设合格线" in dialog.limits.text()
    dialog.limits_button.click()
    limits = over(dialog, ThresholdForm)
    limits.least[Rate.SATISFACTION].setText("170")
    limits.ok_button.click()
    assert "170" in limits.fault.text()
    limits.least[Rate.SATISFACTION].setText("70")
    limits.basis[Rate.SATISFACTION].setText("省细则第三条")
    with qtbot.waitSignal(project.changed):
        limits.ok_button.click()
    qtbot.waitUntil(lambda: "省细则第三条" in dialog.limits.text())
    town = next(row for row in shown(dialog) if row[3] == "双河镇" and row[5] == "满意度")
    assert town[-4:-2] == ["70%", "样本太小，需 8068 份"]


def test_what_the_table_states_of_place_and_weakness_is_told_as_its_own_words(
    dialog: RatesDialog, project: Session, table: Path, qtbot: QtBot
) -> None:
    imported(dialog, project, table, qtbot)
    assert [row[-2:] for row in shown(dialog)[:2]] == [["第3名", "投诉处理慢"]] * 2
    said = "2023年第二次（2023年9月，电话调查）的测评表写明（全县，满意度、知晓率）：排名“第3名”，短板“投诉处理慢”。"
    assert said in dialog.told.toPlainText()
    dialog.rows.selectRow(0)
    dialog.edit_button.click()
    form = over(dialog, RateForm)
    assert (form.ranking.text(), form.weak.text()) == ("第3名", "投诉处理慢")
    form.weak.setText("")
    with qtbot.waitSignal(project.changed):
        form.ok_button.click()
    qtbot.waitUntil(lambda: "投诉处理慢" not in dialog.told.toPlainText())
    assert "排名“第3名”。" in dialog.told.toPlainText()


def test_a_round_is_typed_and_corrected(dialog: RatesDialog, project: Session, qtbot: QtBot) -> None:
    dialog.add_button.click()
    form = over(dialog, RateForm)
    form.round.setText("2023年第三次")
    form.values[Rate.SUPPORT].setText("九成")
    form.ok_button.click()
    assert "九成" in form.fault.text()
    form.values[Rate.SUPPORT].setText("90")
    form.values[Rate.AWARENESS].setText("80")
    with qtbot.waitSignal(project.changed):
        form.ok_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    dialog.rows.selectRow(0)
    dialog.edit_button.click()
    form = over(dialog, RateForm)
    assert form.values[Rate.SUPPORT].text() == "90"
    form.values[Rate.AWARENESS].setText("")
    form.sample.setText("500")
    with qtbot.waitSignal(project.changed):
        form.ok_button.click()
    qtbot.waitUntil(lambda: [row[4:7] for row in shown(dialog)] == [["500", "支持率", "90%"]])


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_rates_are_kept_as_a_file(
    dialog: RatesDialog, project: Session, table: Path, qtbot: QtBot, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    imported(dialog, project, table, qtbot)
    path = table.with_name(f"测评情况.{ending}")
    dialog.save_as(path)
    qtbot.waitUntil(lambda: bool(opened))
    assert path.stat().st_size > 3000


def test_it_opens_over_the_window(project: Session, window: QWidget) -> None:
    window.show()
    open_rates(project, window)
    assert over(window, RatesDialog).isVisible()
