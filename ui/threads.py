"""Threads of the window: none of them is ever the last to hold an object of Qt.

A thread holds all that it works with until it ends. Whatever of it is let go elsewhere before would then be destroyed
in that thread: Qt's objects must go in the thread that made them, or signals on their way find half an object.

What goes wrong in one that nobody expected is raised in the GUI thread, which reports it as every bug.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal


class _Held(QObject):
    """What running threads work with; belongs to the GUI thread and lasts as long as the program."""

    _ended = Signal(object, object)  # the Thread, which ends with this; an Exception that nobody expected, or None

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[threading.Thread, tuple[Callable[..., object], tuple[object, ...]]] = {}
        self._ended.connect(self._let_go)

    def run(self, name: str, work: Callable[..., object], args: tuple[object, ...]) -> threading.Thread:
        def run() -> None:
            error: Exception | None = None
            try:
                held[0](*held[1])
            except Exception as unexpected:  # noqa: BLE001 — it reaches the GUI thread
                error = unexpected
            finally:
                with suppress(RuntimeError):  # the program ends
                    self._ended.emit(thread, error)
                error = None  # whose traceback holds this very frame

        held = work, args
        thread = threading.Thread(target=run, name=name, daemon=True)
        thread.start()
        self._held[thread] = held
        return thread

    def _let_go(self, thread: threading.Thread, error: Exception | None) -> None:
        thread.join()  # nothing but its last step is left
        del self._held[thread]
        if error is not None:
            raise error


_HELD: list[_Held] = []


def start(name: str, work: Callable[..., object], *args: object) -> threading.Thread:
    """Do `work` in a thread that keeps no program from ending; raise `RuntimeError` for any but the GUI thread."""
    if threading.current_thread() is not threading.main_thread():
        message = f"the thread {name!r} is to be begun by the GUI thread: what holds its objects belongs there"
        raise RuntimeError(message)
    if not _HELD:
        _HELD.append(_Held())
    return _HELD[0].run(name, work, args)
