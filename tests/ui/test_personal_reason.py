"""A clerk exports a 送审版 with papers that hold personal data: one line asks why they go into the package."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.model import Flag, Place
from evidence.workspace import DATABASE
from ui.dialogs.export import ExportDialog
from ui.session import Session

SUBMISSION = 1


@pytest.fixture
def personal(project: Session, inbox: Path, qtbot: QtBot) -> Session:
    """A project in which a filed paper holds personal data."""
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([inbox], lambda _: None)
    piece, item = project.moment.tray[0], next(iter(project.moment.gaps))
    with qtbot.waitSignal(project.changed):
        project.arrange((), [Place(piece.id, item, None)])
    with qtbot.waitSignal(project.changed):
        project.mark(piece.id, Flag.PERSONAL_DATA, on=True)
    return project


def shown(session: Session, window: QWidget) -> ExportDialog:
    dialog = ExportDialog(session, window)
    dialog.show()
    dialog.choice.editions_group.button(SUBMISSION).setChecked(True)
    return dialog


def exported(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.choice.confirmed.click()
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.result_page.isVisible)


def recorded(session: Session) -> list[dict[str, Any] | None]:
    """What the journal keeps of personal data in confirmed exports."""
    with closing(sqlite3.connect(session.moment.path / DATABASE)) as connection:
        found = connection.execute("SELECT after FROM journal WHERE action = 'confirm_export'").fetchall()
    return [json.loads(after).get("personal") for (after,) in found]


def packed(session: Session) -> int:
    package = session.moment.path / "exports" / "电子版资料"
    own = ("00 总目录", "99 校验")
    return sum(path.is_file() and path.relative_to(package).parts[0] not in own for path in package.rglob("*"))


def test_where_no_paper_holds_personal_data_nothing_is_asked(project: Session, window: QWidget) -> None:
    assert not shown(project, window).choice.personal.isVisible()


def test_an_internal_edition_asks_for_no_reason(personal: Session, window: QWidget) -> None:
    dialog = shown(personal, window)
    assert dialog.choice.personal.isVisible()
    dialog.choice.editions_group.button(0).setChecked(True)
    assert not dialog.choice.personal.isVisible()


def test_a_reason_that_is_written_lets_them_in_and_is_recorded(
    personal: Session, window: QWidget, qtbot: QtBot
) -> None:
    dialog = shown(personal, window)
    qtbot.keyClicks(dialog.choice.personal.edit, "for the examiners")
    exported(dialog, qtbot)
    (said,) = recorded(personal)
    assert said is not None
    assert (said["reason"], len(said["papers"])) == ("for the examiners", 1)


def test_without_a_reason_it_goes_on_and_they_stay_out(personal: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = shown(personal, window)
    exported(dialog, qtbot)
    without = packed(personal)
    whys = [
        group.child(row).text(1)
        for at in range(dialog.result_page.remarks.topLevelItemCount())
        for group in (dialog.result_page.remarks.topLevelItem(at),)
        for row in range(group.childCount())
    ]
    assert (recorded(personal), any("没有写明放入的理由" in why for why in whys)) == ([None], True)
    again = shown(personal, window)
    again.choice.personal.edit.setText("评审组要求")
    exported(again, qtbot)
    assert packed(personal) > without
