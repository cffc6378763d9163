"""Actions that menus offer: each does one thing, whatever Qt tells with it."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction


def offered(text: str, over: QObject, do: Callable[[], object]) -> QAction:
    """Return an action that calls `do`; Qt would hand over whether it is checked."""
    action = QAction(text, over)

    def act() -> None:
        do()

    action.triggered.connect(act)
    return action
