"""Ctrl+Z in the window: what is taken back is named, also with the cursor in a field that was just corrected."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from evidence.model import Fact, PieceId
from ui.main_window import MainWindow
from ui.session import Session

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def paper(main_window: MainWindow, project: Session, inbox: Path, qtbot: QtBot) -> PieceId:
    """A paper of the tray, with what is known of it beside it."""
    with qtbot.waitSignal(project.changed):
        project.take_in([inbox], lambda _: None)
    main_window.resize(1366, 728)
    main_window.show()
    qtbot.waitActive(main_window)
    piece = project.moment.tray[0].id
    main_window.desk.show_unsorted((piece,))
    return piece


def _type(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Type what an input method gives."""
    field.insert(text) if isinstance(field, QLineEdit) else field.insertPlainText(text)


def _correct(window: MainWindow, project: Session, fact: Fact, text: str, qtbot: QtBot) -> QLineEdit | QPlainTextEdit:
    """Type something into a field; the cursor stays there."""
    field = window.desk.facts.fields[fact]
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.setFocus()
    field.selectAll()
    _type(field, text)
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    return field


def test_a_title_that_is_taken_back_is_told_as_that(
    main_window: MainWindow, project: Session, paper: PieceId, qtbot: QtBot
) -> None:
    before = project.moment.snapshot.piece_by_id[paper].facts.title
    _correct(main_window, project, Fact.TITLE, "检验报告", qtbot)
    assert main_window.statusBar().currentMessage() == "已办：更正《检验报告》的题名"
    with qtbot.waitSignal(project.changed):
        main_window.undo_action.trigger()
    assert project.moment.snapshot.piece_by_id[paper].facts.title == before
    assert main_window.statusBar().currentMessage() == "已撤销：更正《检验报告》的题名"
    with qtbot.waitSignal(project.changed):
        main_window.redo_action.trigger()
    assert main_window.statusBar().currentMessage().startswith("已重做：更正")


@pytest.mark.parametrize("fact", [Fact.TITLE, Fact.NUMBER])
def test_the_key_takes_a_correction_back_while_the_cursor_is_still_there(
    main_window: MainWindow, project: Session, paper: PieceId, fact: Fact, qtbot: QtBot
) -> None:
    before = getattr(project.moment.snapshot.piece_by_id[paper].facts, fact)
    field = _correct(main_window, project, fact, "云食安办〔2023〕9号", qtbot)
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(field, Qt.Key.Key_Z, _CTRL)
    assert getattr(project.moment.snapshot.piece_by_id[paper].facts, fact) == before
    undone = project.moment.undo
    main_window.desk.tray.rows.setFocus()
    assert project.moment.undo == undone, "nothing was corrected once more"


@pytest.mark.parametrize("fact", [Fact.TITLE, Fact.NUMBER])
def test_the_key_takes_letters_back_while_something_is_typed(
    main_window: MainWindow, project: Session, paper: PieceId, fact: Fact, qtbot: QtBot
) -> None:
    field = _correct(main_window, project, fact, "云食安办", qtbot)
    _type(field, "函")
    qtbot.keyClick(field, Qt.Key.Key_Z, _CTRL)
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == "云食安办"
    assert getattr(project.moment.snapshot.piece_by_id[paper].facts, fact) == "云食安办"
