"""What nobody holds any more is taken away by the GUI thread, whichever thread makes values meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from pytestqt.qtbot import QtBot

from ui.garbage import Garbage


def one_that_holds_itself(gone_in: list[threading.Thread]) -> None:
    held = QObject()
    held.itself = held  # pyright: ignore[reportAttributeAccessIssue]
    held.destroyed.connect(lambda: gone_in.append(threading.current_thread()), Qt.ConnectionType.DirectConnection)


def test_objects_of_qt_go_in_the_thread_that_made_them(qtbot: QtBot) -> None:
    gone_in: list[threading.Thread] = []
    made: list[list[int]] = []
    garbage = Garbage()
    garbage.begin()
    one_that_holds_itself(gone_in)
    maker = threading.Thread(target=lambda: made.extend([number] for number in range(5_000)))
    maker.start()
    maker.join()
    assert gone_in == []
    qtbot.waitUntil(lambda: gone_in == [threading.main_thread()])


def test_where_nothing_new_was_made_nothing_is_looked_through(qtbot: QtBot) -> None:  # noqa: ARG001
    garbage = Garbage()
    garbage.begin()
    looked: list[str] = []
    gc.collect()
    gc.callbacks.append(lambda phase, _: looked.append(phase))
    garbage.look()
    gc.callbacks.pop()
    assert looked == []


def looked_through(act: Callable[[], object]) -> list[int]:
    """Return which generations were looked through while something was done."""
    looked: list[int] = []

    def note(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            looked.append(about["generation"])

    gc.callbacks.append(note)
    act()
    gc.callbacks.remove(note)
    return looked


def test_what_outlived_a_look_is_looked_through_when_work_is_over(qtbot: QtBot) -> None:  # noqa: ARG001
    """A window that shows what came in stood still longest for looking through all that had come before."""
    working = True
    garbage = Garbage(lambda: working)
    garbage.begin()
    gc.collect()
    kept = [[number] for number in range(20_000)]
    assert looked_through(garbage.look) == [1]
    assert looked_through(lambda: [garbage.look() for _ in range(100)]) == []
    working = False
    assert looked_through(lambda: [garbage.look() for _ in range(100)]) == [2]
    assert kept


def test_work_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:  # noqa: ARG001
    monkeypatch.setattr("ui.garbage._TOO_MANY", 35_000)
    garbage = Garbage(lambda: True)
    garbage.begin()
    gc.collect()
    kept: list[list[int]] = []

    def go_on() -> None:
        for _ in range(4):
            kept.extend([number] for number in range(10_000))
            garbage.look()

    assert looked_through(lambda: [go_on(), garbage.look()]) == [1, 1, 1, 1, 2]


def test_a_window_at_rest_is_looked_through_no_more_until_something_happens(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """It looked for garbage all day long, in a window that nobody touched."""
    monkeypatch.setattr("ui.garbage._EVERY_MS", 1)
    monkeypatch.setattr("ui.garbage._LOOKS_AT_REST", 2)
    looks: list[None] = []
    garbage = Garbage(lambda: bool(looks.append(None)))
    garbage.begin()
    gc.collect()
    long = QTimer(interval=200, singleShot=True)
    with qtbot.waitSignal(long.timeout):
        long.start()
    assert 2 < len(looks) < 30
    kept = [[number] for number in range(20_000)]
    assert looked_through(lambda: happen(qtbot)) == [1, 2]
    assert kept


def happen(qtbot: QtBot) -> None:
    """Let two events of the window pass, long after each other."""
    for _ in range(2):
        later = QTimer(interval=50, singleShot=True)
        with qtbot.waitSignal(later.timeout):
            later.start()
