"""Notices when the GUI thread does nothing else for too long."""

from __future__ import annotations

import gc
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

LIMIT_S = 0.5
_TICK_MS = 10
_WAITED = Path("/proc/thread-self/schedstat")  # of Linux: what this thread has run, what it waited to run, in ns


class Watchdog(QObject):
    """Ticks on the GUI thread; the longest time between two ticks is how long the window could not answer.

    Where the system tells it, less what other programs kept the processors for: on a busy machine all stand still.
    """

    def __init__(self) -> None:
        super().__init__()
        gc.collect()
        gc.freeze()  # what thousands of other tests left in this process: no program of ours looks through that
        self.longest_s = 0.0
        self._last = _own_s()
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
        now = _own_s()
        self.longest_s = max(self.longest_s, now - self._last)
        self._last = now


def _own_s() -> float:
    """Return the time, without that in which this thread could have run and no processor was free."""
    now = time.perf_counter()
    try:
        return now - int(_WAITED.read_text("ascii").split()[1]) / 1e9
    except (OSError, IndexError):  # the system tells nothing
        return now
