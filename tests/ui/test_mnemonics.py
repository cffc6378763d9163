"""Letters that lead through the menus: in each menu, and in the window itself, each leads to one thing."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.session import Session


@pytest.fixture
def main(project: Session, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    _ = window.desk
    project.opened.emit()
    return window


def twice(texts: Iterable[str]) -> list[str]:
    letters = Counter(letter for text in texts for letter in re.findall(r"&([A-Za-z])", text))
    return sorted(letter for letter, count in letters.items() if count > 1)


def test_in_no_menu_two_things_have_the_same_letter(main: MainWindow) -> None:
    menus = cast("list[QMenu]", main.findChildren(QMenu))
    named = [(menu.title(), [action.text() for action in menu.actions()]) for menu in menus]
    assert len(named) >= 10
    assert [(title, found) for title, texts in named if (found := twice(texts))] == []


def test_the_window_itself_has_each_letter_once(main: MainWindow) -> None:
    bar = [action.text() for action in main.menuBar().actions()]
    assert twice([*bar, main.state_line.again.text()]) == []
