"""关键数据表 in the window: figures are kept, and papers that say otherwise are one click away."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.figure_table import new_figure
from ui.dialogs.key_figure import KeyFigureDialog
from ui.dialogs.key_figures import KeyFiguresDialog
from ui.session import Session


@pytest.fixture
def dialog(project: Session, tmp_path: Path, window: QWidget, qtbot: QtBot) -> KeyFiguresDialog:
    """The table over a project with one report that says 5203."""
    report = "云岭县2023年食品安全工作总结\n2023年，食品抽检批次5203批次。\n云岭县食药安办\n2024年1月8日"
    (tmp_path / "总结.txt").write_text(report, "utf-8")
    with qtbot.waitSignal(project.changed):
        project.take_in([tmp_path / "总结.txt"], lambda _: None)
    dialog = KeyFiguresDialog(project, window)
    dialog.show()
    return dialog


def written(dialog: KeyFiguresDialog, project: Session, qtbot: QtBot, value: str = "5230") -> None:
    with qtbot.waitSignal(project.changed):
        project.figures.write(new_figure("食品抽检批次", 2023, Decimal(value), "批次", "县市场监管局"))
    assert dialog.model.rowCount() == 1


def row(dialog: KeyFiguresDialog) -> list[str]:
    return [dialog.model.index(0, column).data() for column in range(dialog.model.columnCount())]


def test_a_figure_is_asked_for_and_compared(dialog: KeyFiguresDialog, project: Session, qtbot: QtBot) -> None:
    dialog.add_button.click()
    asked = dialog.findChild(KeyFigureDialog)
    assert asked is not None
    asked.name.setText("食品抽检批次")
    asked.value.setText("5,230")
    asked.measure.setText("批次")
    with qtbot.waitSignal(project.changed):
        asked.ok_button.click()
    assert row(dialog) == ["食品抽检批次", "2023", "5230批次", "", "", "不一致 1 处"]
    assert [dialog.places_model.index(0, at).data() for at in (0, 1)] == ["不一致", "5203"]


def test_what_is_no_value_keeps_the_question_open(dialog: KeyFiguresDialog, qtbot: QtBot) -> None:
    dialog.add_button.click()
    asked = dialog.findChild(KeyFigureDialog)
    assert asked is not None
    asked.name.setText("食品抽检批次")
    asked.value.setText("很多")
    asked.ok_button.click()
    qtbot.waitUntil(lambda: "不是数值" in asked.fault.text())
    assert asked.isVisible()


def test_a_place_that_agrees_becomes_the_source(dialog: KeyFiguresDialog, project: Session, qtbot: QtBot) -> None:
    written(dialog, project, qtbot, "5203")
    dialog.places.setCurrentIndex(dialog.places_model.index(0, 0))
    with qtbot.waitSignal(project.changed):
        dialog.source_button.click()
    assert row(dialog)[4] == "《云岭县2023年食品安全工作总结》"


def test_one_that_differs_cannot_be_the_source(dialog: KeyFiguresDialog, project: Session, qtbot: QtBot) -> None:
    written(dialog, project, qtbot)
    dialog.places.setCurrentIndex(dialog.places_model.index(0, 0))
    assert not dialog.source_button.isEnabled()


def test_enter_on_a_place_goes_to_its_paper(dialog: KeyFiguresDialog, project: Session, qtbot: QtBot) -> None:
    written(dialog, project, qtbot)
    (paper,) = (p.id for p in project.moment.snapshot.pieces if p.facts.title == "云岭县2023年食品安全工作总结")
    told: list[object] = []
    dialog.chosen.connect(told.append)
    dialog.places.activated.emit(dialog.places_model.index(0, 0))
    assert told == [paper]


def test_a_figure_is_taken_out_and_comes_back(dialog: KeyFiguresDialog, project: Session, qtbot: QtBot) -> None:
    written(dialog, project, qtbot)
    with qtbot.waitSignal(project.changed):
        dialog.remove_button.click()
    assert dialog.model.rowCount() == 0
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert dialog.model.rowCount() == 1


def test_the_table_goes_with_its_project(dialog: KeyFiguresDialog, project: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignals([project.closed, dialog.destroyed]):
        project.close()
