"""A menu that offers what can be done with the open project, each loaded when it is asked for."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.session import Session


class OfferingMenu(QMenu):
    """The menus of an open project are all of this kind."""

    def __init__(self, title: str, session: Session, parent: QWidget) -> None:
        """Open dialogs over `parent`."""
        super().__init__(title, parent)
        self._session, self._over = session, parent
        self._writing: list[QAction] = []  # what only changes the project

    def allow(self, *, allowed: bool) -> None:
        """Offer all of it, or nothing while no project is open or long work is going on."""
        for action in self.actions():
            action.setEnabled(allowed and (action not in self._writing or self._session.may_write))

    def offer(self, text: str, ask: Callable[[], object], keys: str = "", *, writes: bool = False) -> QAction:
        """Add what opens a dialog, or does something at once; what only `writes` rests while nothing can be written."""
        action = self.addAction(text, ask)
        action.setToolTip(text.split("(&", maxsplit=1)[0])
        action.setShortcut(QKeySequence(keys))
        if writes:
            self._writing.append(action)
        return action
