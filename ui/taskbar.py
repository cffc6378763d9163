"""How far work is, on the button of the program in the taskbar of Windows; elsewhere nothing is shown."""

from __future__ import annotations

import sys
from enum import IntEnum
from typing import Protocol


class State(IntEnum):
    """The colours of the button, as ITaskbarList3 numbers them (TBPFLAG)."""

    NONE = 0
    BUSY = 1  # it runs, and nobody knows how far
    NORMAL = 2
    FAILED = 4


class Bar(Protocol):
    """What ITaskbarList3 offers; https://learn.microsoft.com/windows/win32/api/shobjidl_core/nn-shobjidl_core-itaskbarlist3."""

    def set_state(self, window: int, state: State) -> None:
        """Colour the button of a window."""
        ...

    def set_value(self, window: int, done: int, total: int) -> None:
        """Fill the button as far as work is."""
        ...


class Taskbar:
    """Tells the bar of what changed only; each call is one to another process."""

    def __init__(self, bar: Bar | None) -> None:
        """Show work on a bar, or nowhere."""
        self._bar = bar
        self._shown: tuple[int, State, int] = (0, State.NONE, 0)

    def show(self, window: int, done: int, total: int) -> None:
        """Show how far work is; a total of 0 is not known."""
        if total <= 0:
            self._tell(window, State.BUSY, 0)
        else:
            self._tell(window, State.NORMAL, min(100, 100 * done // total))

    def fail(self, window: int) -> None:
        """Show that work was not done."""
        self._tell(window, State.FAILED, 100)

    def clear(self, window: int) -> None:
        """Show nothing any more."""
        self._tell(window, State.NONE, 0)

    def _tell(self, window: int, state: State, percent: int) -> None:
        before, self._shown = self._shown, (window, state, percent)
        if self._bar is None or self._shown == before:
            return
        if before[:2] != (window, state):
            self._bar.set_state(window, state)
        if state in (State.NORMAL, State.FAILED) and before != self._shown:
            self._bar.set_value(window, percent, 100)


def taskbar_here() -> Bar | None:
    """Return the taskbar of this PC; None where there is none to speak to."""
    if sys.platform != "win32":
        return None
    try:
        return _WindowsBar()
    except OSError:
        return None


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    # The functions of ITaskbarList3 by their places in its table, after those of IUnknown.
    _HR_INIT, _SET_VALUE, _SET_STATE = 3, 9, 10
    _IN_PROCESS = 1

    class _Guid(ctypes.Structure):
        _fields_ = (
            ("one", wintypes.DWORD),
            ("two", wintypes.WORD),
            ("three", wintypes.WORD),
            ("four", ctypes.c_ubyte * 8),
        )

    class _WindowsBar:
        """COM by its table of functions; the GUI thread alone may call it, and Qt has begun COM there."""

        def __init__(self) -> None:
            """Raise `OSError` where Windows has no such bar."""
            ole = ctypes.oledll.ole32
            kind, face = _Guid(), _Guid()
            ole.CLSIDFromString("{56FDF344-FD6D-11D0-958A-006097C9A090}", ctypes.byref(kind))
            ole.CLSIDFromString("{EA1AFB91-9E28-4B86-90E9-9E9F8A5EEFAF}", ctypes.byref(face))
            self._this = ctypes.c_void_p()
            ole.CoCreateInstance(ctypes.byref(kind), None, _IN_PROCESS, ctypes.byref(face), ctypes.byref(self._this))
            self._call(_HR_INIT)

        def set_state(self, window: int, state: State) -> None:
            """Colour the button of a window."""
            self._call(_SET_STATE, wintypes.HWND(window), ctypes.c_int(state))

        def set_value(self, window: int, done: int, total: int) -> None:
            """Fill the button as far as work is."""
            self._call(_SET_VALUE, wintypes.HWND(window), ctypes.c_ulonglong(done), ctypes.c_ulonglong(total))

        def _call(self, place: int, *given: object) -> None:
            table = ctypes.cast(self._this, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
            kinds = [type(value) for value in given]
            function = ctypes.WINFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *kinds)(table[place] or 0)
            function(self._this, *given)
