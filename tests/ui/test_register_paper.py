"""A clerk registers a paper that lies elsewhere."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.model import PaperCopy
from ui.dialogs.register_paper import RegisterPaper
from ui.session import Session


@pytest.fixture
def dialog(project: Session, window: QWidget) -> RegisterPaper:
    dialog = RegisterPaper(project, window)
    dialog.show()
    return dialog


@pytest.fixture
def filled(dialog: RegisterPaper) -> RegisterPaper:
    for edit, text in ((dialog.title, "2023年案卷"), (dialog.place, "档案馆3号柜"), (dialog.keeper, "王芳")):
        edit.setText(text)
    return dialog


def test_a_paper_is_registered_with_all_that_is_known(filled: RegisterPaper, project: Session, qtbot: QtBot) -> None:
    filled.pages.setValue(37)
    filled.year.setText("2023年")
    filled.number.setText("云市监案〔2023〕1—37号")
    filled.day.setText("2023年6月3日")
    filled.kind.setCurrentText("案卷(摘)")
    filled.unit.setText("县市场监管局")
    filled.codes.setText("1-1，2-1")
    with qtbot.waitSignal(filled.accepted):
        qtbot.mouseClick(filled.ok_button, Qt.MouseButton.LeftButton)
    (piece,) = project.moment.snapshot.pieces
    facts = piece.facts
    assert (facts.title, facts.year, facts.issued_on, facts.kind) == ("2023年案卷", 2023, date(2023, 6, 3), "案卷(摘)")
    assert (facts.document_number, facts.unit) == ("云市监案〔2023〕1—37号", "县市场监管局")
    assert piece.pages == 37
    assert piece.paper == PaperCopy("档案馆3号柜", "王芳")
    codes = [project.moment.snapshot.by_id[filing.criterion].code for filing in project.moment.snapshot.filings]
    assert codes == ["1-1", "2-1"]


def test_what_is_not_known_stays_unknown(filled: RegisterPaper, project: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(filled.accepted):
        qtbot.keyClick(filled.keeper, Qt.Key.Key_Return)
    (piece,) = project.moment.snapshot.pieces
    assert (piece.pages, piece.facts.year, piece.facts.kind, piece.facts.unit) == (None, None, None, None)
    assert project.moment.tray == (piece,)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("day", "2023-13-45", "没有这一天"),
        ("year", "去年", "不能作为年度"),
        ("codes", "9-99", "评价细则里没有“9-99”"),
        ("keeper", " ", "没有写明保管人"),
    ],
)
def test_what_is_wrong_is_said_and_the_dialog_stays(
    field: str, text: str, said: str, filled: RegisterPaper, project: Session, qtbot: QtBot
) -> None:
    getattr(filled, field).setText(text)
    qtbot.mouseClick(filled.ok_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: said in filled.fault.text())
    assert filled.isVisible()
    assert filled.ok_button.isEnabled()
    assert project.moment.snapshot.pieces == ()


def test_codes_are_named_while_they_are_typed(dialog: RegisterPaper) -> None:
    dialog.codes.setText("1-1, 9-9")
    assert dialog.codes_hint.text().startswith("1-1 每年制定食品安全工作方案")
    dialog.codes.setText("")
    assert "如 1-1" in dialog.codes_hint.text()


def test_esc_registers_nothing(filled: RegisterPaper, project: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(filled.rejected):
        qtbot.keyClick(filled, Qt.Key.Key_Escape)
    assert project.moment.snapshot.pieces == ()


def test_the_names_of_units_are_completed(dialog: RegisterPaper) -> None:
    completer = dialog.unit.completer()
    completer.setCompletionPrefix("市场")
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "县市场监管局"
