"""Sentences break where paths allow it, and take no room while they have nothing to say."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.labels import Sentence, breakable


def test_a_sentence_that_belongs_nowhere_yet_is_no_window(qtbot: QtBot) -> None:
    sentence = Sentence("已导出。")
    qtbot.addWidget(sentence)
    assert not sentence.isVisible()


def test_a_sentence_is_seen_while_it_has_something_to_say(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    empty, full = Sentence(), Sentence("已导出。")
    layout = QVBoxLayout(window)
    layout.addWidget(empty)
    layout.addWidget(full)
    window.show()
    assert (empty.isVisible(), full.isVisible()) == (False, True)
    empty.say("已停止。")
    full.say("")
    assert (empty.isVisible(), full.isVisible()) == (True, False)


def test_a_path_may_break_behind_its_separators() -> None:
    assert breakable(r"D:\迎检/国检") == "D:\\\u200b迎检/\u200b国检"
