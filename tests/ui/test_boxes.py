"""分盒和定号 in the window."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from msgspec.structs import replace
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evidence.boxes import Paper, PerPage
from evidence.export.box_plan import BoxPlan
from evidence.model import Facts, PaperCopy
from ui.dialogs.boxes import BoxesDialog
from ui.dialogs.spine_labels import SpineLabelsDialog
from ui.jobs import Effect, Job
from ui.models.box_rows import Column
from ui.session import Session


def filed(project: Session, qtbot: QtBot, title: str) -> None:
    with qtbot.waitSignal(project.changed):
        project.register_paper(Facts(title=title), 2, PaperCopy("档案室", "王敏"), ["1-1"])


@pytest.fixture
def dialog(project: Session, window: QWidget, qtbot: QtBot) -> BoxesDialog:
    filed(project, qtbot, "会议纪要")
    dialog = BoxesDialog(project, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.rows.selectRow(0)
    return dialog


def state(dialog: BoxesDialog) -> str:
    return str(dialog.model.index(0, Column.STATE).data())


def click(button: QPushButton, qtbot: QtBot) -> None:
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_model_keeps_its_promises(dialog: BoxesDialog) -> None:
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_nothing_is_offered_before_the_boxes_are_laid_out(project: Session, window: QWidget) -> None:
    dialog = BoxesDialog(project, window)
    offered = (dialog.fix_button, dialog.sheets_button, dialog.printed_button, dialog.reopen_button)
    assert not any(button.isEnabled() for button in offered)


def test_a_box_is_fixed_changed_printed_again_and_opened(dialog: BoxesDialog, project: Session, qtbot: QtBot) -> None:
    assert state(dialog) == "未定号"
    click(dialog.fix_button, qtbot)
    qtbot.waitUntil(lambda: "无须换页" in state(dialog))
    assert not dialog.numbering.isEnabled()
    filed(project, qtbot, "补来的纪要")
    qtbot.waitUntil(lambda: "要换" in state(dialog))
    click(dialog.printed_button, qtbot)
    qtbot.waitUntil(lambda: "无须换页" in state(dialog))
    click(dialog.reopen_button, qtbot)
    qtbot.waitUntil(lambda: state(dialog) == "未定号")
    assert dialog.numbering.isEnabled()


def test_rules_are_kept_at_once_and_taken_back_by_undo(dialog: BoxesDialog, project: Session, qtbot: QtBot) -> None:
    dialog.numbering.setCurrentIndex(1)
    dialog.numbering.activated.emit(1)
    qtbot.waitUntil(lambda: project.moment.snapshot.boxes.rules.through)
    project.undo()
    qtbot.waitUntil(lambda: dialog.numbering.currentIndex() == 0)


def test_what_is_not_asked_here_stays_as_it_was_kept(dialog: BoxesDialog, project: Session, qtbot: QtBot) -> None:
    rules = project.moment.snapshot.boxes.rules
    with qtbot.waitSignal(project.changed):
        project.boxes.set_rules(replace(rules, photos=PerPage.SIX))
    dialog.numbering.setCurrentIndex(1)
    dialog.numbering.activated.emit(1)
    qtbot.waitUntil(lambda: project.moment.snapshot.boxes.rules.through)
    assert project.moment.snapshot.boxes.rules.photos is PerPage.SIX


def test_a_rule_that_makes_no_sense_is_refused_with_a_sentence(dialog: BoxesDialog, qtbot: QtBot) -> None:
    dialog.most_pages.setValue(3)
    dialog.most_pages.editingFinished.emit()
    qtbot.waitUntil(lambda: "至少" in dialog.fault.text())
    assert dialog.most_pages.value() == 300


def test_labels_of_all_boxes_are_saved_where_none_is_chosen(
    dialog: BoxesDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pick(_: QWidget, __: str, ___: Path, ____: Sequence[str], chosen: Callable[[Path], None]) -> None:
        chosen(tmp_path / "盒脊.docx")

    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    monkeypatch.setattr("ui.dialogs.boxes.pick_new_file", pick)
    dialog.rows.clearSelection()
    qtbot.waitUntil(dialog.print_button.isEnabled)
    dialog.labels.trigger()
    asking = dialog.findChild(SpineLabelsDialog)
    assert isinstance(asking, SpineLabelsDialog)
    asking.width_choice.choose(40)
    click(asking.save_button, qtbot)
    qtbot.waitUntil(lambda: len(opened) == 1)
    (table,) = docx.Document(str(tmp_path / "盒脊.docx")).tables
    assert table.columns[0].width == pytest.approx(Mm(40), abs=Mm(0.1))


def test_what_is_written_of_boxes_is_asked_about_when_the_window_is_closed(
    dialog: BoxesDialog, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    effects: list[tuple[str, Effect]] = []

    def note(job: Job) -> None:
        if job.effect is not Effect.INFORMS:  # doubts are looked for anew when it is time
            effects.append((job.task, job.effect))

    plans: list[BoxPlan] = []
    project.boxes.plan(plans.append)
    qtbot.waitUntil(lambda: bool(plans))
    project.jobs.began.connect(note)
    made: list[object] = []
    project.boxes.save_covers(tmp_path / "盒封面.docx", plans[0], [1], made.append)
    project.boxes.save_labels(tmp_path / "盒脊.docx", plans[0], [1], (next(iter(Paper)), None), made.append)
    qtbot.waitUntil(lambda: len(made) == 2)
    assert effects == [("boxes", Effect.EXPORTS)] * 2
    assert dialog.isVisible()
