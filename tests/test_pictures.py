"""What the pictures' script notices of texts that do not fit, and of what cannot be reached or named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


class Camera(Protocol):
    """What the script's module tells of a window."""

    cut_texts: Callable[[QWidget], Iterator[str]]
    silent_widgets: Callable[[QWidget], Iterator[str]]


LONG = "没有选择备份位置，请选另一块盘。"


@pytest.fixture
def camera(root: Path, monkeypatch: pytest.MonkeyPatch) -> Camera:
    monkeypatch.setattr(sys, "path", [str(root / "pictures"), *sys.path])
    found = import_module("camera")
    sys.modules.pop("camera")
    return cast("Camera", found)


def a_window(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for widget in widgets:
        layout.addWidget(widget)
    window.show()
    return window


def test_what_fits_is_not_told(qtbot: QtBot, camera: Camera) -> None:
    assert [*camera.cut_texts(a_window(qtbot, QLabel(LONG), QPushButton("核对(&V)…")))] == []


def test_a_label_that_is_too_narrow_is_told(qtbot: QtBot, camera: Camera) -> None:
    label = QLabel(LONG)
    label.setFixedWidth(40)
    assert [*camera.cut_texts(a_window(qtbot, label))] == [LONG]


def test_a_sentence_that_lacks_a_line_is_told(qtbot: QtBot, camera: Camera) -> None:
    label = QLabel(LONG)
    label.setWordWrap(True)
    label.setFixedSize(60, 20)
    assert [*camera.cut_texts(a_window(qtbot, label))] == [LONG]


def test_a_button_that_is_too_narrow_is_told(qtbot: QtBot, camera: Camera) -> None:
    button = QPushButton("核对(&V)…")
    button.setFixedWidth(30)
    assert [*camera.cut_texts(a_window(qtbot, button))] == ["核对(&V)…"]


def test_what_lies_beyond_the_window_is_told(qtbot: QtBot, camera: Camera) -> None:
    window = a_window(qtbot)
    label = QLabel("页", window)
    label.move(window.width() + 50, 0)
    label.show()
    assert [*camera.cut_texts(window)] == ["页"]


def test_a_field_without_a_name_is_told(qtbot: QtBot, camera: Camera) -> None:
    assert [*camera.silent_widgets(a_window(qtbot, QLineEdit()))] == ["has no name: QLineEdit"]


def test_a_field_with_a_label_has_its_name(qtbot: QtBot, camera: Camera) -> None:
    label, field = QLabel("单位(&U)"), QLineEdit()
    label.setBuddy(field)
    assert [*camera.silent_widgets(a_window(qtbot, label, field))] == []


def test_a_key_that_two_buttons_wait_for_is_told(qtbot: QtBot, camera: Camera) -> None:
    window = a_window(qtbot, QPushButton("转成页面(&Z)"), QPushButton("压缩包(&Z)"))
    assert [*camera.silent_widgets(window)] == ["Alt+Z of 转成页面(&Z) and 压缩包(&Z)"]
