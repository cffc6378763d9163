"""Notices when the GUI thread does nothing else for too long."""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

LIMIT_S = 0.5
_TICK_MS = 10


class Watchdog(QObject):
    """Ticks on the GUI thread; the longest time between two ticks is how long the window could not answer."""

    def __init__(self) -> None:
        super().__init__()
        gc.collect()
        gc.freeze()  # what thousands of other tests left in this process: no program of ours looks through that
        self.longest_s = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def stop(self) -> float:
        """Stop; return the longest time that the window could not answer up to now, in seconds."""
        self._tick()
        self._timer.stop()
        gc.unfreeze()
        return self.longest_s

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_s = max(self.longest_s, now - self._last)
        self._last = now
