"""A clerk exports one document alone."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import errno
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.export.documents import DocumentKind
from evidence.imprint import Imprint
from evidence.journal import Action
from evidence.model import Place
from evidence.progress import Report
from evidence.scheme.editing import edited
from evidence.snapshot import Changes
from ui.dialogs.document import DocumentDialog
from ui.export_menu import ExportMenu
from ui.open_project import OpenProject
from ui.session import Session


@pytest.fixture
def dialog(project: Session, inbox: Path, window: QWidget, qtbot: QtBot) -> DocumentDialog:
    with qtbot.waitSignal(project.changed):
        project.take_in([inbox], lambda _: None)
    piece = next(piece for piece in project.moment.snapshot.pieces if piece.facts.title == "2023年食品安全工作方案")
    with qtbot.waitSignal(project.changed):
        project.arrange((), [Place(piece.id, project.moment.snapshot.by_code["1-1"].id, None)])
    dialog = DocumentDialog(project, window)
    dialog.show()
    return dialog


def save(dialog: DocumentDialog, qtbot: QtBot) -> str:
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.said.text() or dialog.fault.text()))
    return (dialog.said.text() or dialog.fault.text()).replace("\u200b", "")


def test_the_contents_are_proposed_beside_the_project(dialog: DocumentDialog, tmp_path: Path, qtbot: QtBot) -> None:
    assert dialog.place.line.text() == str(tmp_path / "总目录.docx")
    assert save(dialog, qtbot) == f"总目录已存到 {tmp_path / '总目录.docx'}：共1页。"
    assert docx.Document(str(tmp_path / "总目录.docx")).paragraphs[0].text == "总目录"


def test_a_document_of_one_item_says_so_in_its_name(dialog: DocumentDialog, project: Session, tmp_path: Path) -> None:
    dialog.kind.choose(DocumentKind.COMPILATION)
    dialog.item.choose(project.moment.snapshot.by_code["1-1"].id)
    assert dialog.place.line.text() == str(tmp_path / "云岭县迎检资料汇编（1-1）.docx")


def test_what_is_no_table_is_word_only(dialog: DocumentDialog) -> None:
    dialog.place.formats.button(1).click()
    assert dialog.place.line.text().endswith(".xlsx")
    dialog.kind.choose(DocumentKind.REPORT)
    assert not dialog.place.formats.button(1).isEnabled()
    assert dialog.place.line.text().endswith("云岭县自评报告.docx")


def test_a_document_for_submission_wants_a_name(dialog: DocumentDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.editions.button(1).click()
    assert dialog.name.isVisible()
    dialog.name.clear()
    assert save(dialog, qtbot) == "请填写确认人姓名；送审版要有人确认。"
    dialog.name.setText("李敏")
    assert save(dialog, qtbot) == f"总目录已存到 {tmp_path / '总目录（送审版）.docx'}：共1页。"


def test_a_choice_that_leaves_nothing_is_told(dialog: DocumentDialog, project: Session, qtbot: QtBot) -> None:
    dialog.item.choose(project.moment.snapshot.by_code["2-1"].id)
    assert save(dialog, qtbot) == "所选范围里没有可列入总目录的佐证材料，没有存。请换一个范围，或先归项。"
    assert not dialog.open_button.isVisible()


def test_its_folder_is_opened_when_it_is_done(
    dialog: DocumentDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    save(dialog, qtbot)
    dialog.folder_button.click()
    dialog.open_button.click()
    assert [url.toLocalFile() for url in opened] == [tmp_path.as_posix(), (tmp_path / "总目录.docx").as_posix()]


def test_the_menu_opens_the_dialog(project: Session, window: QWidget) -> None:
    ExportMenu(project, window, QAction(window), QAction(window)).document_action.trigger()
    assert window.findChildren(DocumentDialog)


def test_whoever_answers_for_it_says_once_that_nothing_leaks(
    dialog: DocumentDialog, project: Session, qtbot: QtBot
) -> None:
    said = "创建国家食品安全示范城市"
    item = project.moment.snapshot.by_code["1-1"]
    title = Imprint(cover_title=f"云岭县{said}申报材料")
    told = replace(project.moment.snapshot.project, imprint=title)

    def write(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        schemes = desk.workspace.schemes
        noted = schemes.edit(Action.EDIT_ITEMS, lambda snapshot: edited(snapshot, [replace(item, note=said)]))
        return schemes.edit_project(Action.EDIT_PROJECT, told) | noted, None

    with qtbot.waitSignal(project.changed):
        project.write("arranging", write)
    dialog.kind.choose(DocumentKind.COMPILATION)
    dialog.editions.button(1).click()
    assert f"备注“{said}”，出现在“云岭县{said}申报材料”" in save(dialog, qtbot)
    assert dialog.clear_button.isVisible()
    qtbot.mouseClick(dialog.clear_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.said.text()))
    assert dialog.place.path.is_file()
    assert not dialog.clear_button.isVisible()


def test_what_was_stopped_is_not_offered_once_something_else_is_asked_for(dialog: DocumentDialog) -> None:
    dialog.clear_button.show()
    dialog.kind.choose(DocumentKind.DIRECTORY)
    assert not dialog.clear_button.isVisible()


def test_a_document_that_is_open_elsewhere_is_saved_beside_it(
    dialog: DocumentDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "打分表.docx"
    taken.write_bytes(b"open")
    put = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target == taken:
            raise OSError(errno.EBUSY, "in use", str(target))
        return put(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    dialog.kind.choose(DocumentKind.SCORES)
    dialog.place.propose(taken)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.second_button.isVisible)
    assert "正被其他程序打开" in dialog.fault.text()
    qtbot.mouseClick(dialog.second_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已存到" in dialog.said.text())
    assert (tmp_path / "打分表（2）.docx").is_file()
    assert taken.read_bytes() == b"open"
