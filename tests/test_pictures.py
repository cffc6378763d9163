"""What the pictures' script notices of texts that do not fit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

Told = Callable[[QWidget], Iterator[str]]
LONG = "没有选择备份位置，请选另一块盘。"


@pytest.fixture
def cut_texts(root: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.setattr(sys, "path", [str(root / "pictures"), *sys.path])
    camera = import_module("camera")
    sys.modules.pop("camera")
    return cast("Told", camera.cut_texts)


def a_window(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for widget in widgets:
        layout.addWidget(widget)
    window.show()
    return window


def test_what_fits_is_not_told(qtbot: QtBot, cut_texts: Told) -> None:
    assert [*cut_texts(a_window(qtbot, QLabel(LONG), QPushButton("核对(&V)…")))] == []


def test_a_label_that_is_too_narrow_is_told(qtbot: QtBot, cut_texts: Told) -> None:
    label = QLabel(LONG)
    label.setFixedWidth(40)
    assert [*cut_texts(a_window(qtbot, label))] == [LONG]


def test_a_sentence_that_lacks_a_line_is_told(qtbot: QtBot, cut_texts: Told) -> None:
    label = QLabel(LONG)
    label.setWordWrap(True)
    label.setFixedSize(60, 20)
    assert [*cut_texts(a_window(qtbot, label))] == [LONG]


def test_a_button_that_is_too_narrow_is_told(qtbot: QtBot, cut_texts: Told) -> None:
    button = QPushButton("核对(&V)…")
    button.setFixedWidth(30)
    assert [*cut_texts(a_window(qtbot, button))] == ["核对(&V)…"]


def test_what_lies_beyond_the_window_is_told(qtbot: QtBot, cut_texts: Told) -> None:
    window = a_window(qtbot)
    label = QLabel("页", window)
    label.move(window.width() + 50, 0)
    label.show()
    assert [*cut_texts(window)] == ["页"]
