"""22:00: a leader wants the gaps by unit on one page."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from evidence.export import chinese_fonts as fonts
from ui.desk import Desk
from ui.dialogs.one_page import OnePageDialog
from ui.session import Session


@pytest.fixture
def desk(project: Session, qtbot: QtBot) -> Desk:
    desk = Desk(project)
    qtbot.addWidget(desk)
    desk.resize(1200, 700)
    project.opened.emit()
    desk.show()
    return desk


def opened(desk: Desk, qtbot: QtBot) -> OnePageDialog:
    """Open the page as a clerk does: two clicks."""
    bar = desk.tabs.tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(desk.tabs.indexOf(desk.gaps)).center())
    qtbot.mouseClick(desk.gaps.page, Qt.MouseButton.LeftButton)
    dialog = desk.findChild(OnePageDialog)
    assert isinstance(dialog, OnePageDialog)
    qtbot.waitUntil(dialog.copy_text.isEnabled)
    return dialog


def test_three_clicks_bring_the_picture_to_the_clipboard(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    qtbot.mouseClick(dialog.copy_picture, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().image().width() == 1080
    assert dialog.said.text() == "图片已复制，可以直接粘贴到微信。"


def test_the_text_can_be_copied_too(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    qtbot.mouseClick(dialog.copy_text, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("云岭县佐证材料缺项情况\n截至2024年1月8日12:00\n")


@pytest.mark.parametrize("ending", ["docx", "pdf", "png", "txt"])
def test_the_page_is_saved_as_it_is_shown(ending: str, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog, path = opened(desk, qtbot), tmp_path / f"一页纸.{ending}"
    dialog.save(path)
    qtbot.waitUntil(lambda: bool(dialog.said.text()))
    assert path.stat().st_size > 100


def test_what_cannot_be_saved_is_told(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    dialog.save(tmp_path / "没有" / "一页纸.png")
    qtbot.waitUntil(lambda: bool(dialog.fault.text()))
    assert "没有" in dialog.fault.text()


def test_without_a_chinese_font_the_text_is_still_there(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(fonts, "system_folders", lambda: (tmp_path,))
    fonts.chinese_fonts.cache_clear()
    dialog = opened(desk, qtbot)
    fonts.chinese_fonts.cache_clear()
    assert not dialog.copy_picture.isEnabled()
    assert dialog.copy_text.isEnabled()
    assert "没有找到中文字体" in dialog.fault.text()
    assert "云岭县佐证材料缺项情况" in dialog.picture.text()
