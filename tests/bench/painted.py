"""Waits of a clerk at the window: until something is done and the pane that shows it was painted."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_PATIENCE_S = 60.0


class Painted(QObject):
    """Sees whether the pane it watches was painted."""

    seen = False
    _pane: QWidget | None = None

    def watch(self, pane: QWidget) -> None:
        if self._pane is not None:
            self._pane.removeEventFilter(self)
        pane.installEventFilter(self)
        self._pane, self.seen = pane, False

    def wait_ms(self, act: Callable[[], object], pane: QWidget, done: Callable[[], bool]) -> float:
        """Return how long it takes until what `act` begins is done and the pane painted, in milliseconds."""
        self.watch(pane)
        start = time.perf_counter()
        act()
        until(lambda: done() and self.seen)
        return (time.perf_counter() - start) * 1000

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def until(holds: Callable[[], bool], patience_s: float = _PATIENCE_S) -> None:
    """Wait as the program does: a loop that spins would take the worker's time."""
    end = time.monotonic() + patience_s
    alarm = QTimer()
    alarm.start(1000)
    while not holds():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            message = "the window did not do what was waited for"
            raise TimeoutError(message)
