"""Answers that come when who asked may have gone: a dialog is closed before what it asked for was read or written."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

from PySide6.QtCore import QObject
from shiboken6 import isValid

P = ParamSpec("P")


def while_there(who: QObject, tell: Callable[P, object]) -> Callable[P, None]:
    """Return what tells `who` as long as it is there, and then nobody.

    Its own methods need none of this: Qt takes them off what they are connected to.
    """

    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        if isValid(who):
            tell(*args, **kwargs)

    return told
