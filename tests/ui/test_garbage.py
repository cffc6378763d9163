"""What nobody holds any more is taken away by the GUI thread, whichever thread makes values meanwhile."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject, Qt
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
