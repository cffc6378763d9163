"""The collector of cyclic garbage, run by the GUI thread alone.

Left to itself it runs in whatever thread makes values just then. A model, an action or a job that goes there goes under
the hands of the views that still look at it: Qt's objects belong to the thread that made them.
"""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY_MS = 1000


class Garbage(QObject):
    """Looks now and then whether there are enough new values to be looked through, as Python does by itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Do nothing yet."""
        super().__init__(parent)
        self._timer = QTimer(self, interval=_EVERY_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look for garbage from now on, in this thread, and not among what is there."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest values of which there are enough, and all younger ones."""
        limits = gc.get_threshold()
        due = [generation for generation, count in enumerate(gc.get_count()) if count > limits[generation]]
        if due:
            gc.collect(due[-1])

    def end(self) -> None:
        """Let Python look for garbage by itself again."""
        self._timer.stop()
        gc.enable()
