"""A clerk says who brought what, decides on newer versions, hands out receipts and replaces a piece."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from evidence.deliveries import Delivery, Match
from evidence.model import Piece
from evidence.progress import Silent
from evidence.workspace import Accept
from ui.dialogs.batch import BatchDialog
from ui.dialogs.batches import BatchesDialog
from ui.dialogs.replace import ReplaceDialog
from ui.dialogs.taken_in import TakenInDialog
from ui.models.batch_files import Column as FileColumn
from ui.models.batch_rows import Column
from ui.session import Session
from ui.views.facts_pane import FactsPane

W = TypeVar("W", bound=QWidget)


def notice(number: int, text: str = "各学校要落实。") -> str:
    return f"云教委发〔2023〕{number}号\n关于第{number}次检查的通知\n{text}\n"


def bring(session: Session, folder: Path, files: dict[str, str], unit: str | None, qtbot: QtBot) -> None:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    with qtbot.waitSignal(session.changed):
        session.write(
            "reading",
            lambda desk, _: (
                desk.workspace.add([folder], Accept.NONE, Silent(), Delivery(unit=unit)).changes,
                None,
            ),
        )


@pytest.fixture
def resent(project: Session, tmp_path: Path, qtbot: QtBot) -> Session:
    """A project to which 县教委 sent two papers, and then one of them changed, a new one and a secret one."""
    bring(project, tmp_path / "一", {"1.txt": notice(1), "2.txt": notice(2)}, "县教委", qtbot)
    again = {"1.txt": notice(1, "改过。"), "3.txt": notice(3), "某函.txt": "机密★1年\n题目\n"}
    bring(project, tmp_path / "二", again, None, qtbot)
    return project


@pytest.fixture
def dialog(resent: Session, window: QWidget, qtbot: QtBot) -> BatchDialog:
    """The resend, whose unit is not known yet."""
    batch = resent.workspace.receiving.batches()[-1]
    dialog = BatchDialog(resent, batch.id, window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    return dialog


def name_unit(dialog: BatchDialog, qtbot: QtBot) -> None:
    """Say that 县教委 sent it, and stand on the newer version."""
    dialog.form.unit.setText("县教委")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.replace_button.isEnabled)


def inside(widget: QWidget, kind: type[W]) -> list[W]:
    return cast("list[W]", widget.findChildren(kind))


def answer(dialog: QWidget, text: str, qtbot: QtBot) -> None:
    """Press a button of the question over a dialog."""
    qtbot.waitUntil(lambda: bool(inside(dialog, QMessageBox)))
    (box,) = inside(dialog, QMessageBox)
    (button,) = [one for one in inside(box, QPushButton) if one.text() == text]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def first(session: Session) -> Piece:
    return session.moment.snapshot.pieces[0]


def test_the_arrivals_are_listed_the_last_one_first(resent: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = BatchesDialog(resent, window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    rows = [[dialog.model.index(row, column).data() for column in Column] for row in (0, 1)]
    assert rows[0] == ["收2024-002", "2024-01-08", "", "", "", "二", "3", "2", "1", ""]
    assert rows[1][: Column.SENDER] == ["收2024-001", "2024-01-08", "县教委"]
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    (opened,) = inside(dialog, BatchDialog)
    qtbot.waitUntil(lambda: "收2024-002" in opened.windowTitle())


def test_the_models_keep_the_rules_of_models(dialog: BatchDialog, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(dialog.model)
    batches = BatchesDialog(dialog._session, dialog)  # pyright: ignore[reportPrivateUsage]
    qtmodeltester.check(batches.model)


def test_a_unit_that_is_named_later_has_its_files_matched(dialog: BatchDialog, resent: Session, qtbot: QtBot) -> None:
    assert not dialog.save_button.isEnabled()
    assert not dialog.replace_button.isEnabled()
    name_unit(dialog, qtbot)
    shown = [dialog.model.index(row, FileColumn.MATCH).data() for row in range(3)]
    assert shown == ["新版", "", "新增"]
    assert "新版 1，新增 1" in dialog.sums.text()
    assert dialog.left_out.count() == 1
    assert {piece.facts.unit for piece in resent.moment.snapshot.pieces} >= {"县教委"}
    assert not dialog.save_button.isEnabled()


def test_a_newer_version_takes_the_place_after_a_question(dialog: BatchDialog, resent: Session, qtbot: QtBot) -> None:
    old = first(resent)
    name_unit(dialog, qtbot)
    qtbot.mouseClick(dialog.replace_button, Qt.MouseButton.LeftButton)
    answer(dialog, "换件", qtbot)
    qtbot.waitUntil(lambda: not dialog.replace_button.isEnabled())
    assert len(resent.moment.snapshot.pieces) == 3
    assert first(resent).id == old.id
    assert first(resent).parts != old.parts
    assert resent.moment.undo == "换件《关于第1次检查的通知》"
    qtbot.waitUntil(lambda: "已换件" in [dialog.model.index(row, FileColumn.MATCH).data() for row in range(3)])
    with qtbot.waitSignal(resent.changed):
        resent.undo()
    assert first(resent) == old


def test_a_dialog_that_was_closed_asks_nothing_more(dialog: BatchDialog, resent: Session, qtbot: QtBot) -> None:
    name_unit(dialog, qtbot)
    qtbot.mouseClick(dialog.replace_button, Qt.MouseButton.LeftButton)
    dialog.reject()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete.value)
    assert not isValid(dialog)
    qtbot.waitUntil(lambda: not resent.jobs.running)


def test_all_newer_versions_take_their_places_after_one_question(
    project: Session, tmp_path: Path, window: QWidget, qtbot: QtBot
) -> None:
    bring(project, tmp_path / "一", {f"{n}.txt": notice(n) for n in (1, 2)}, "县教委", qtbot)
    bring(project, tmp_path / "二", {f"{n}.txt": notice(n, "改过。") for n in (1, 2)}, "县教委", qtbot)
    dialog = BatchDialog(project, project.workspace.receiving.batches()[-1].id, window)
    dialog.show()
    qtbot.waitUntil(dialog.all_button.isVisible)
    assert dialog.all_button.text() == "全部换件（2 件）(&A)…"
    qtbot.mouseClick(dialog.all_button, Qt.MouseButton.LeftButton)
    answer(dialog, "全部换件", qtbot)
    qtbot.waitUntil(lambda: not dialog.all_button.isVisible())
    assert len(project.moment.snapshot.pieces) == 2
    assert project.moment.undo == "换件 2 件"


def test_both_are_kept(dialog: BatchDialog, resent: Session, qtbot: QtBot) -> None:
    name_unit(dialog, qtbot)
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.keep_button.isEnabled())
    matches = [file.match for file in resent.workspace.receiving.batches()[-1].files]
    assert Match.KEPT_BOTH in matches


def test_a_day_to_come_is_refused_and_what_was_typed_stays(dialog: BatchDialog, qtbot: QtBot) -> None:
    dialog.form.day.setText("2999-01-01")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "收件日期“2999-01-01”不对" in dialog.fault.text()
    assert dialog.form.day.text() == "2999-01-01"
    dialog.reject()
    answer(dialog, "不保存，关闭", qtbot)
    assert not dialog.isVisible()


def test_a_receipt_is_saved_and_opened(
    dialog: BatchDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog.save_receipt(tmp_path / "回执.docx")
    qtbot.waitUntil(lambda: bool(opened))
    assert (tmp_path / "回执.docx").is_file()
    assert opened[0].toLocalFile() == str(tmp_path / "回执.docx")


def test_an_arrival_that_is_taken_back_closes_its_dialog(dialog: BatchDialog, resent: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected):
        resent.undo()


def test_the_result_of_an_arrival_leads_to_its_registration(
    project: Session, inbox: Path, window: QWidget, qtbot: QtBot
) -> None:
    shown: list[TakenInDialog] = []
    project.take_in([inbox], lambda taken: shown.append(TakenInDialog(taken, project, window)))
    qtbot.waitUntil(lambda: bool(shown))
    shown[0].show()
    qtbot.mouseClick(shown[0].register_button, Qt.MouseButton.LeftButton)
    (opened,) = inside(shown[0], BatchDialog)
    qtbot.waitUntil(lambda: opened.model.rowCount() == 10)


# 换件 on a piece


def test_a_piece_is_replaced_by_one_that_waits(resent: Session, window: QWidget, qtbot: QtBot) -> None:
    old = first(resent)
    dialog = ReplaceDialog(resent, old.id, window)
    dialog.show()
    dialog.waiting.setCurrentRow(1)  # the changed one
    qtbot.waitUntil(lambda: "没有变化" in dialog.told.text())
    dialog.why.setText("盖章件")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    assert first(resent).id == old.id
    (former,) = resent.workspace.receiving.former(old.id)
    assert (former.parts, former.why, former.who) == (old.parts, "盖章件", "李敏")
    again = ReplaceDialog(resent, old.id, window)
    qtbot.waitUntil(lambda: "李敏 换下“1.txt”（盖章件）" in again.former.text())


def test_a_piece_is_replaced_by_a_file(resent: Session, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    old = first(resent)
    (tmp_path / "新.txt").write_text(notice(1, "再改。"), "utf-8")
    dialog = ReplaceDialog(resent, old.id, window)
    dialog.path.setText(str(tmp_path / "新.txt"))
    assert not dialog.waiting.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    assert first(resent).id == old.id
    assert first(resent).parts != old.parts


@pytest.mark.parametrize(("path", "said"), [("", "还没有指定新版"), ("新.txt", "完整路径"), ("/没有.txt", "找不到")])
def test_what_cannot_replace_a_piece_is_said(
    path: str, said: str, resent: Session, window: QWidget, qtbot: QtBot
) -> None:
    dialog = ReplaceDialog(resent, first(resent).id, window)
    dialog.show()
    dialog.path.setText(path)
    qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: said in dialog.fault.text())
    assert dialog.isVisible()


def test_the_pane_of_a_piece_offers_to_replace_it(resent: Session, qtbot: QtBot) -> None:
    pane = FactsPane()
    qtbot.addWidget(pane)
    pane.show_moment(resent.moment, None)
    pane.show_pieces((first(resent).id,))
    (button,) = [one for one in inside(pane, QWidget) if one.toolTip() == "用新版换下这一件"]
    with qtbot.waitSignal(pane.places.replace_wanted) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == [first(resent).id]
