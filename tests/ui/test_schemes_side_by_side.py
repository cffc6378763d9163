"""A clerk adds a second scheme, says which items go together, and looks at one or the other."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from evidence.model import Facts, PaperCopy
from evidence.progress import Silent
from evidence.scheme.reading import read_scheme
from ui.desk import Desk
from ui.dialogs.add_scheme import AddScheme
from ui.dialogs.export import ExportDialog
from ui.dialogs.pairs import Pairs
from ui.models.pair_rows import Column, PairRow, PairRows
from ui.scheme_menu import SchemeMenu
from ui.session import Session

SECOND = """编号,评价内容,分值,所需材料
甲1,每年制定食品安全工作方案并组织实施。,5,食品安全工作方案
甲2,食品安全经费列入预算。,5,预算批复
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "评议考核细则.csv"
    path.write_text(SECOND, "utf-8-sig")
    return path


@pytest.fixture
def both(project: Session, table: Path, qtbot: QtBot) -> Session:
    """A project with a second scheme, in which the first is worked on."""
    with qtbot.waitSignal(project.changed):
        project.criteria.add_scheme(read_scheme(table))
    with qtbot.waitSignal(project.changed):
        project.criteria.use_scheme(project.moment.snapshot.others[0].id)
    return project


def cell(model: QAbstractItemModel, row: int, column: Column) -> str:
    return str(model.index(row, column).data())


def test_a_second_scheme_is_added_and_worked_on(project: Session, table: Path, window: QWidget, qtbot: QtBot) -> None:
    dialog = AddScheme(project, window)
    dialog.show()
    assert not dialog.ok_button.isEnabled()
    assert dialog.chooser.tables.placeholderText() == "请选择另一套细则表"
    with qtbot.waitSignal(dialog.chooser.was_read):
        dialog.chooser.choose(table)
    with qtbot.waitSignals([project.changed, dialog.accepted]):
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    snapshot = project.moment.snapshot
    assert (snapshot.scheme.title, [other.facts.title for other in snapshot.others]) == ("评议考核细则", ["细则"])
    assert project.moment.undo == "增加一套细则"


def test_the_scheme_that_is_looked_at_is_chosen_above_the_tree(both: Session, qtbot: QtBot) -> None:
    desk = Desk(both)
    qtbot.addWidget(desk)
    desk.show()
    both.opened.emit()
    combo = desk.criteria.scheme
    assert [combo.itemText(at) for at in range(combo.count())] == ["细则", "评议考核细则"]
    assert combo.isVisible()
    with qtbot.waitSignal(both.changed):
        combo.activated.emit(1)
    assert both.moment.snapshot.scheme.title == "评议考核细则"
    assert combo.currentText() == "评议考核细则"
    names = [desk.criteria.model.index(row, 0).data() for row in range(desk.criteria.model.rowCount(QModelIndex()))]
    assert any("甲1" in name for name in names)
    with qtbot.waitSignal(both.changed):
        both.undo()
    assert combo.currentText() == "细则"


def test_with_one_scheme_there_is_nothing_to_choose(project: Session, window: QWidget, qtbot: QtBot) -> None:
    desk = Desk(project)
    qtbot.addWidget(desk)
    desk.show()
    project.opened.emit()
    menu = SchemeMenu(project, window)
    menu.allow(allowed=True)
    assert not desk.criteria.scheme.isVisible()
    assert not menu.pairs.isEnabled()


def test_what_is_proposed_is_ticked_and_saved_as_one_step(both: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = Pairs(both, window)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Warning, dialog)
    dialog.show()
    qtbot.waitUntil(dialog.all_button.isEnabled)
    assert [cell(dialog.model, 0, Column(at)) for at in (0, 2)] == ["1-1", "甲1"]
    assert cell(dialog.model, 0, Column.STATE).startswith("建议，把握 ")
    qtbot.mouseClick(dialog.all_button, Qt.MouseButton.LeftButton)
    assert cell(dialog.model, 0, Column.STATE) == "将对应"
    with qtbot.waitSignals([both.changed, dialog.accepted]):
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    snapshot = both.moment.snapshot
    assert [snapshot.by_id[here].code for here in snapshot.counterparts] == ["1-1"]
    assert both.moment.undo == "设定两套细则的对应"


def test_pairs_that_are_found_after_the_dialog_was_closed_are_shown_nowhere(
    both: Session, window: QWidget, qtbot: QtBot
) -> None:
    dialog = Pairs(both, window)
    dialog.show()
    dialog.reject()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete.value)
    assert not isValid(dialog)
    qtbot.waitUntil(lambda: not both.jobs.running)


def test_a_pair_is_added_by_hand_and_taken_apart_again(both: Session, window: QWidget, qtbot: QtBot) -> None:
    first = Pairs(both, window)
    first.show()
    qtbot.waitUntil(first.all_button.isEnabled)
    first.here.setText("2-1")
    first.there.setText("乙9")
    qtbot.mouseClick(first.add_button, Qt.MouseButton.LeftButton)
    assert "乙9" in first.fault.text()
    first.there.setText("甲2")
    qtbot.mouseClick(first.add_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignals([both.changed, first.accepted]):
        qtbot.mouseClick(first.ok_button, Qt.MouseButton.LeftButton)
    second = Pairs(both, window)
    second.show()
    qtbot.waitUntil(second.all_button.isEnabled)
    assert (cell(second.model, 0, Column.HERE_CODE), cell(second.model, 0, Column.STATE)) == ("2-1", "已对应")
    second.model.setData(second.model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert cell(second.model, 0, Column.STATE) == "将取消"
    with qtbot.waitSignals([both.changed, second.accepted]):
        qtbot.mouseClick(second.ok_button, Qt.MouseButton.LeftButton)
    assert both.moment.snapshot.counterparts == {}


def test_the_pairs_keep_the_rules_of_models(both: Session, qtbot: QtBot) -> None:  # noqa: ARG001 — it makes the application
    model = PairRows()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    here, there = both.moment.snapshot.leaves[0], both.moment.snapshot.others[0].criteria[-1]
    model.show([PairRow(here, there, together=False, confidence=0.7)])
    model.tick(model.proposed, on=True)
    assert model.add(PairRow(here, there, together=False)) == 0
    assert model.together == [PairRow(here, there, together=False).pair]
    model.show([])
    assert tester.model() is model


def test_papers_that_lie_here_have_proposed_places_there(
    project: Session, inbox: Path, table: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(project.changed):
        project.take_in([inbox], lambda _: None)
    changes = project.workspace.schemes.add(read_scheme(table), Silent())
    assert changes.scheme
    assert any(project.workspace.snapshot().suggestions.values())


def test_an_export_may_follow_the_numbers_of_the_other_scheme(
    both: Session, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    (item,) = both.moment.snapshot.others[0].criteria[-1:]
    place = f"{item.code}"
    with qtbot.waitSignal(both.changed):
        both.criteria.use_scheme(both.moment.snapshot.others[0].id)
    with qtbot.waitSignal(both.changed):
        both.register_paper(Facts("案卷"), 3, PaperCopy("档案室", "王敏"), [place])
    with qtbot.waitSignal(both.changed):
        both.criteria.use_scheme(both.moment.snapshot.others[0].id)
    other = both.moment.snapshot.others[0].facts.title
    dialog = ExportDialog(both, window)
    dialog.show()
    dialog.choice.folder.setText(str(tmp_path / "导出"))
    assert dialog.choice.scheme.box.isVisible()
    dialog.choice.scheme.box.setCurrentIndex(1)
    assert not dialog.choice.photos.isEnabled()
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.document_button.isVisible, timeout=20_000)
    (made,) = (tmp_path / "导出").rglob("*.docx")
    said = [paragraph.text for paragraph in docx.Document(str(made)).paragraphs]
    assert f"依据：{other}" in said
    assert any(text.startswith(f"{item.code}-001") for text in said)


def test_one_scheme_alone_leaves_nothing_to_choose(project: Session, window: QWidget) -> None:
    dialog = ExportDialog(project, window)
    dialog.show()
    assert not dialog.choice.scheme.box.isVisible()
