"""Threads of the window: none of them is ever the last to hold an object of Qt.

A thread holds all that it works with until it ends. Whatever of it is let go elsewhere before would then be destroyed
in that thread: Qt's objects must go in the thread that made them, or signals on their way find half an object.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal


class _Held(QObject):
    """What running threads work with; belongs to the GUI thread and lasts as long as the program."""

    _ended = Signal(object)  # the Thread, which ends with this

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[threading.Thread, tuple[Callable[..., object], tuple[object, ...]]] = {}
        self._ended.connect(self._let_go)

    def run(self, name: str, work: Callable[..., object], args: tuple[object, ...]) -> threading.Thread:
        def run() -> None:
            try:
                held[0](*held[1])
            finally:
                with suppress(RuntimeError):  # the program ends
                    self._ended.emit(thread)

        held = work, args
        thread = threading.Thread(target=run, name=name, daemon=True)
        self._held[thread] = held
        thread.start()
        return thread

    def _let_go(self, thread: threading.Thread) -> None:
        thread.join()  # nothing but its last step is left
        del self._held[thread]


_HELD: list[_Held] = []


def start(name: str, work: Callable[..., object], *args: object) -> threading.Thread:
    """Do `work` in a thread that keeps no program from ending; to be called by the GUI thread."""
    if not _HELD:
        _HELD.append(_Held())
    return _HELD[0].run(name, work, args)
