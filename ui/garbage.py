"""The collector of cyclic garbage, run by the GUI thread alone.

Left to itself it runs in whatever thread makes values just then. A model, an action or a job that goes there goes under
the hands of the views that still look at it: Qt's objects belong to the thread that made them.

While it looks, the window stands still. So new values are looked through often, a few at a time, and what outlived that
when no work is going on. Where nothing new is left it looks no more until something happens: a window at rest is to
spend nothing.
"""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QMetaObject, QObject, QTimer

_EVERY_MS = 250
_LOOKS_AT_REST = 20  # without work between them, until old values are looked through
_OLD = 10_000  # values that outlived a look, enough to be worth another
_TOO_MANY = 1_000_000  # to be left for later: if all were garbage, some hundred megabytes


def _never() -> bool:
    return False


def _many() -> bool:
    return gc.get_count()[0] > gc.get_threshold()[0]


class Garbage(QObject):
    """Looks now and then whether there are enough new values to be looked through, as Python does by itself."""

    def __init__(self, busy: Callable[[], bool] = _never) -> None:
        """Do nothing yet; `busy` tells whether work is going on."""
        super().__init__()
        self._busy = busy
        self._rested = 0  # looks since work was seen
        self._old = 0  # values that outlived a look at most, since all were looked through
        self._timer = QTimer(self, interval=_EVERY_MS, singleShot=True)
        self._timer.timeout.connect(self._look_on)
        self._events = QAbstractEventDispatcher.instance()
        self._wakes: QMetaObject.Connection | None = None  # of a window at rest, in which no look is to come

    def begin(self) -> None:
        """Look for garbage from now on, in this thread, and not among what is there."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Collect garbage among new values, if there are many, or among old ones once no work is going on."""
        made = gc.get_count()[0]
        self._rested = 0 if self._busy() else self._rested + 1
        if self._old > (_OLD if self._rested > _LOOKS_AT_REST else _TOO_MANY):
            gc.collect()
            self._old = 0
        elif made > gc.get_threshold()[0]:
            gc.collect(1)
            self._old += made

    def end(self) -> None:
        """Let Python look for garbage by itself again."""
        self._timer.stop()
        self._stir()
        gc.enable()

    def _look_on(self) -> None:
        few = not _many()
        self.look()
        if few and self._rested > _LOOKS_AT_REST:
            self._wakes = self._events.awake.connect(self._wake)
        else:
            self._timer.start()

    def _wake(self) -> None:
        """Look again if what woke the window made values; a timer for each that did not would cost more than it."""
        if _many():
            self._stir()
            self._timer.start()

    def _stir(self) -> None:
        if self._wakes is not None:
            QObject.disconnect(self._wakes)
            self._wakes = None
