"""The clerk is shown which papers say the same, and looks at both side by side."""
# The stubs of PySide6 leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evidence.model import PieceId
from tests.evidence.copied import a_text, from_township
from ui.desk import Desk
from ui.dialogs.alike import AlikeDialog
from ui.differing import marked_lines
from ui.models.tray import Column
from ui.session import Session


@pytest.fixture
def twins(project: Session, tmp_path: Path, qtbot: QtBot) -> tuple[PieceId, PieceId]:
    """Two townships' plans, of one text."""
    for name, number in (("双河镇", 8), ("石坪镇", 11)):
        (tmp_path / "来" / name).mkdir(parents=True)
        (tmp_path / "来" / name / f"{name}方案.txt").write_text(from_township(name, number, a_text(1)), "utf-8")
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([tmp_path / "来"], lambda _: None)
    one, other = (piece.id for piece in project.moment.snapshot.pieces)
    return one, other


@pytest.fixture
def desk(project: Session, qtbot: QtBot) -> Desk:
    desk = Desk(project)
    qtbot.addWidget(desk)
    return desk


def test_papers_that_say_the_same_are_marked_and_shown_side_by_side(
    desk: Desk, project: Session, twins: tuple[PieceId, PieceId], qtbot: QtBot
) -> None:
    project.opened.emit()
    model = desk.tray.model
    rows = [model.row_of(twin) for twin in twins]
    assert [model.index(row or 0, Column.FLAGS).data() for row in rows] == ["内容雷同", "内容雷同"]
    desk.tray.choose(twins[1])
    buttons = cast("list[QPushButton]", desk.facts.findChildren(QPushButton))
    [button for button in buttons if button.accessibleName().startswith("内容雷同")][-1].click()
    dialog = desk.findChild(AlikeDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.texts[0].toPlainText()))
    assert "双河镇" in dialog.heads[0].text()
    assert "石坪镇" in dialog.texts[1].toPlainText()
    assert "line-through" in dialog.texts[0].toHtml()
    dialog.close_button.click()
    qtbot.waitUntil(lambda: desk.findChild(AlikeDialog) is None)


def test_what_differs_in_two_lines_is_marked_and_the_others_are_not() -> None:
    before, after = marked_lines("甲\n双河镇方案\n乙", "甲\n石坪镇方案\n乙", QPalette())
    assert before.startswith("甲<br><span")
    assert before.endswith("方案<br>乙")
    assert "石坪" in after


def test_very_long_texts_are_compared_in_time() -> None:
    one, other = "甲乙丙丁" * 10_000, "丁丙乙甲" * 10_000
    before, _ = marked_lines(one, other, QPalette())
    assert before.count("<span") == 1
