"""转成页面 in the window."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

import pytest
from office.modern import a_docx
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evidence.convert.converter import Converter, Failure
from tests.evidence.converting import Drawing
from ui import paging_work
from ui.desk import Desk
from ui.dialogs.boxes import BoxesDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.to_pages import ToPages
from ui.session import Session


@pytest.fixture
def paper(project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    """A Word file that is filed."""
    path = tmp_path / "关于开展检查的通知.docx"
    path.write_bytes(a_docx("关于开展检查的通知"))
    with qtbot.waitSignal(project.changed):
        project.take_in([path], lambda _: None)
    piece = project.moment.snapshot.pieces[-1]
    with qtbot.waitSignal(project.changed):
        project.write("arranging", lambda desk, _: (desk.workspace.file(piece.id, ["1-1"]), None))


def with_converters(monkeypatch: pytest.MonkeyPatch, *found: Converter) -> None:
    monkeypatch.setattr("evidence.convert.finding.converters", lambda: found)


def shown(project: Session, window: QWidget, qtbot: QtBot) -> ToPages:
    dialog = ToPages(project, None, window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.said.text() != "")
    return dialog


def click(button: QPushButton, qtbot: QtBot) -> None:
    qtbot.waitUntil(button.isEnabled)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def pages(project: Session) -> int | None:
    return project.moment.snapshot.pieces[-1].pages


@pytest.mark.usefixtures("paper")
def test_it_says_how_many_files_lack_pages_and_which_program_makes_them(
    project: Session, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_converters(monkeypatch, Drawing())
    dialog = shown(project, window, qtbot)
    assert (dialog.said.text(), dialog.converter.text()) == ("有 1 个文件可以转成页面。", "转换程序：画页 1.0")


@pytest.mark.usefixtures("paper")
def test_a_paper_gets_pages_and_that_can_be_undone(
    project: Session, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_converters(monkeypatch, Drawing(pages=3))
    before = pages(project)
    dialog = shown(project, window, qtbot)
    click(dialog.start_button, qtbot)
    qtbot.waitUntil(lambda: pages(project) == 3)
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert pages(project) == before


@pytest.mark.usefixtures("paper")
def test_what_failed_is_listed_with_what_can_be_done(
    project: Session, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_converters(monkeypatch, Drawing(failing={0: Failure.TIMED_OUT}))
    dialog = shown(project, window, qtbot)
    click(dialog.start_button, qtbot)
    qtbot.waitUntil(lambda: dialog.failed.topLevelItemCount() == 1)
    row = dialog.failed.topLevelItem(0)
    assert row is not None
    assert "另存为 PDF" in row.text(1)


@pytest.mark.usefixtures("paper")
def test_without_a_converter_it_says_what_that_means_and_offers_nothing(
    project: Session, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_converters(monkeypatch)
    dialog = shown(project, window, qtbot)
    assert "没有找到" in dialog.converter.text()
    assert not dialog.start_button.isEnabled()


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize("kind", [ExportDialog, BoxesDialog])
def test_dialogs_that_lay_papers_out_tell_what_is_only_referred_to_until_it_has_pages(
    kind: type[ExportDialog | BoxesDialog],
    project: Session,
    window: QWidget,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ui.views.referred_line import ReferredLine

    with_converters(monkeypatch, Drawing())
    over = kind(project, window)
    over.show()
    line = over.findChild(ReferredLine)
    assert isinstance(line, ReferredLine)
    before = line.isVisible()
    click(line.button, qtbot)
    dialog = over.findChild(ToPages)
    assert isinstance(dialog, ToPages)
    qtbot.waitUntil(lambda: dialog.said.text() != "")
    click(dialog.start_button, qtbot)
    qtbot.waitUntil(lambda: not line.isVisible())
    assert before


@pytest.mark.usefixtures("paper")
def test_a_paper_with_pages_is_looked_at_page_by_page(
    project: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_converters(monkeypatch, Drawing(pages=2))
    desk = Desk(project)
    qtbot.addWidget(desk)
    desk.resize(1300, 700)
    desk.show()
    qtbot.waitExposed(desk)
    preview, piece = desk.preview, project.moment.snapshot.pieces[-1].id
    with qtbot.waitSignal(project.changed):
        paging_work.make(project, None, lambda _: None)
    preview.show_pieces((piece,))
    qtbot.waitUntil(lambda: preview.told.text() == "第 1 页，共 2 页")
    assert preview.pages.isVisible()


@pytest.mark.usefixtures("paper")
def test_the_menu_of_papers_opens_it_for_those_that_are_selected(
    project: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_converters(monkeypatch, Drawing())
    desk = Desk(project)
    qtbot.addWidget(desk)
    desk.show()
    desk.item.selected.emit((project.moment.snapshot.pieces[-1].id,))
    desk.pages_filed.trigger()
    dialog = desk.findChild(ToPages)
    assert isinstance(dialog, ToPages)
    qtbot.waitUntil(lambda: dialog.said.text() == "有 1 个文件可以转成页面。")


@pytest.mark.usefixtures("paper")
def test_stopped_it_tells_what_is_done_and_can_go_on(
    project: Session, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_converters(monkeypatch, Drawing(stops_after=0))
    dialog = shown(project, window, qtbot)
    click(dialog.start_button, qtbot)
    qtbot.waitUntil(lambda: "停止" in dialog.said.text())
    assert dialog.start_button.isEnabled()
