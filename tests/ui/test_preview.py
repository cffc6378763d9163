"""The pages of the selected paper, beside the list and in a window of their own."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.pdf_files import pdf_of
from tests.ui.conftest import DeskOver
from ui.desk import Desk
from ui.dialogs.large_preview import LargePreview
from ui.session import Session
from ui.views.page_reader import Fit


@pytest.fixture
def desk(desk_over: DeskOver, tmp_path: Path) -> Desk:
    folder = tmp_path / "来件"
    folder.mkdir()
    (folder / "1-1 方案.pdf").write_bytes(pdf_of("first page", "second page"))
    lines = "\n".join(f"第{number}行" for number in range(1, 301))
    (folder / "1-2 总结.txt").write_text(f"双河镇2023年食品安全工作总结\n{lines}", "utf-8")
    return desk_over(folder)


def choose(desk: Desk, session: Session, name: str) -> None:
    snapshot = session.moment.snapshot
    (piece,) = [p for p in snapshot.pieces if snapshot.originals[p.parts[0].original].name == name]
    desk.tray.choose(piece.id)


def test_the_pages_of_the_selected_paper_stand_beside_the_list(desk: Desk, project: Session, qtbot: QtBot) -> None:
    choose(desk, project, "1-1 方案.pdf")
    qtbot.waitUntil(lambda: desk.preview.told.text() == "第 1 页，共 2 页")
    assert desk.preview.pages.isVisible()
    assert not desk.preview.text.isVisible()


def test_of_a_paper_without_pages_the_whole_text_can_be_read(desk: Desk, project: Session, qtbot: QtBot) -> None:
    choose(desk, project, "1-2 总结.txt")
    qtbot.waitUntil(desk.preview.text.isVisible)
    assert desk.preview.text.toPlainText().splitlines()[-1] == "第300行"
    assert not desk.preview.pages.isVisible()
    choose(desk, project, "1-1 方案.pdf")
    qtbot.waitUntil(desk.preview.pages.isVisible)
    assert not desk.preview.text.isVisible()


def test_space_shows_the_paper_large_and_the_window_follows_the_selection(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    choose(desk, project, "1-2 总结.txt")
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Space)
    large = desk.findChild(LargePreview)
    assert large is not None
    qtbot.waitUntil(large.preview.text.isVisible)
    choose(desk, project, "1-1 方案.pdf")
    qtbot.waitUntil(lambda: large.preview.told.text() == "第 1 页，共 2 页")
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.findChild(LargePreview) is None)


def test_the_key_that_opened_the_large_pages_closes_them_where_they_have_the_keys(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    choose(desk, project, "1-2 总结.txt")
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Space)
    large = desk.findChild(LargePreview)
    assert large is not None
    qtbot.waitUntil(large.preview.text.isVisible)
    large.activateWindow()
    qtbot.waitUntil(large.isActiveWindow)
    qtbot.keyClick(large.preview.text, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.findChild(LargePreview) is None)


def test_enter_and_space_on_a_button_beside_the_pages_neither_open_the_paper_nor_close_the_window(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    choose(desk, project, "1-1 方案.pdf")
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Space)
    large = desk.findChild(LargePreview)
    assert large is not None
    qtbot.waitUntil(lambda: large.preview.told.text() == "第 1 页，共 2 页")
    large.activateWindow()
    qtbot.waitUntil(large.isActiveWindow)
    opened: list[object] = []
    large.preview.open_wanted.disconnect()
    large.preview.open_wanted.connect(opened.append)
    buttons = cast("list[QToolButton]", large.findChildren(QToolButton))
    turning = next(button for button in buttons if button.defaultAction() is large.preview.offered.left)
    turning.setFocus()
    qtbot.keyClick(turning, Qt.Key.Key_Return)
    assert not opened
    qtbot.keyClick(turning, Qt.Key.Key_Space)
    assert (page := large.preview.pages.page(1)) is not None
    assert page.turned == 270
    assert large.isVisible()
    large.preview.pages.setFocus()
    qtbot.keyClick(large.preview.pages, Qt.Key.Key_Return)
    assert len(opened) == 1
    qtbot.keyClick(large.preview.pages, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.findChild(LargePreview) is None)


def test_a_low_window_leaves_the_room_to_the_facts(desk: Desk) -> None:
    assert desk.preview.isVisible()
    desk.resize(1300, 300)
    assert not desk.preview.isVisible()


@pytest.mark.parametrize("size", [(160, 90), (90, 160)])
def test_a_photograph_is_seen_whole_at_first_and_keeps_the_size_that_the_clerk_chose(
    desk: Desk, project: Session, tmp_path: Path, qtbot: QtBot, size: tuple[int, int]
) -> None:
    Image.new("RGB", size, "red").save(tmp_path / "1-2 照片.png")
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([tmp_path / "1-2 照片.png"], lambda _: None)
    choose(desk, project, "1-2 照片.png")
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Space)
    large = desk.findChild(LargePreview)
    assert large is not None
    pages = large.preview.pages
    large.resize(700, 400)
    wanted = pytest.approx(size[1] / size[0], abs=0.02)
    qtbot.waitUntil(lambda: len(pages) == 1 and pages.place(1).height() / pages.place(1).width() == wanted)
    assert pages.viewport().rect().contains(pages.place(1))
    choose(desk, project, "1-1 方案.pdf")
    qtbot.waitUntil(lambda: len(pages) == 2)
    assert pages.zoom is Fit.WIDTH
    qtbot.keyClick(pages, Qt.Key.Key_Plus)
    chosen = pages.zoom
    choose(desk, project, "1-2 照片.png")
    qtbot.waitUntil(lambda: len(pages) == 1)
    assert pages.zoom == chosen
