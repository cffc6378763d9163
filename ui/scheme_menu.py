"""The menu 细则: what can be done with the criteria, the units and the editions of the open project."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.session import Session


class SchemeMenu(QMenu):
    """Offers each change as a dialog of its own, loaded when it is asked for."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Open dialogs over `parent`."""
        super().__init__("细则(&S)", parent)
        self._session = session
        self._over = parent
        self.edition = self._offer("换版(&E)…", self._change_edition)
        self.base_year = self._offer("调整评审基准年(&Y)…", self._change_base_year)

    def allow(self, *, allowed: bool) -> None:
        """Offer the changes, or not while no project is open or long work is going on."""
        for action in self.actions():
            action.setEnabled(allowed)

    def _change_edition(self) -> None:
        from ui.dialogs.new_edition import NewEdition

        NewEdition(self._session, self._over).open()

    def _change_base_year(self) -> None:
        from ui.dialogs.base_year import BaseYear

        BaseYear(self._session, self._over).open()

    def _offer(self, text: str, open_dialog: Callable[[], object]) -> QAction:
        action = QAction(text, self)

        def do() -> None:
            open_dialog()

        action.triggered.connect(do)
        self.addAction(action)
        return action
