"""A line of buttons stays one line where there is room, and goes on below where there is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.views.wrapping import Wrapping


@pytest.fixture
def buttons(qtbot: QtBot) -> Iterator[list[QPushButton]]:
    """Two buttons on the left, one on the right."""
    window = QWidget()
    qtbot.addWidget(window)
    line = Wrapping()
    window.setLayout(line)
    made = [QPushButton(text) for text in ("撤销归项", "改归到…", "修改应备材料…")]
    for button in made[:2]:
        line.addWidget(button)
    line.add_stretch()
    line.addWidget(made[2])
    yield made
    window.close()


def resized(buttons: list[QPushButton], width: int) -> QWidget:
    window = buttons[0].window()
    layout = window.layout()
    assert layout is not None
    window.resize(width, layout.heightForWidth(width))
    window.show()
    return window


def test_with_room_all_stand_in_one_line_the_last_at_its_end(buttons: list[QPushButton]) -> None:
    window = resized(buttons, 2 * sum(button.sizeHint().width() for button in buttons))
    assert len({button.y() for button in buttons}) == 1
    assert buttons[1].x() > buttons[0].geometry().right()
    assert buttons[2].geometry().right() == window.rect().right()


def test_without_room_each_is_seen_whole_in_several_lines(buttons: list[QPushButton]) -> None:
    window = resized(buttons, max(button.sizeHint().width() for button in buttons) + 10)
    assert len({button.y() for button in buttons}) > 1
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert window.rect().contains(button.geometry())


def test_what_is_hidden_takes_no_room(buttons: list[QPushButton]) -> None:
    layout = buttons[0].window().layout()
    assert layout is not None
    before = layout.sizeHint().width()
    buttons[1].hide()
    assert layout.sizeHint().width() < before
    assert [layout.count(), layout.itemAt(9)] == [4, None]
    assert layout.takeAt(1) is not None
    assert layout.count() == 3
