"""What can be done where a paper bears a 密级 mark: actions for the menus of papers and for the menu 收件."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.session import Session

if TYPE_CHECKING:
    from evidence.model import PieceId


class IsolateAction(QAction):
    """Isolates the one paper that is selected."""

    def __init__(self, session: Session, selected: SignalInstance, over: QWidget) -> None:
        """Follow a signal that tells which papers are selected; the dialog opens over a widget."""
        super().__init__("发现涉密（立即隔离）…", over, enabled=False)
        self._session, self._over = session, over
        self._pieces: tuple[PieceId, ...] = ()
        selected.connect(self._select)
        self.triggered.connect(self._ask)

    def _select(self, pieces: tuple[PieceId, ...]) -> None:
        self._pieces = pieces
        self.setEnabled(len(pieces) == 1)

    def _ask(self) -> None:
        from ui.dialogs.isolate import IsolateDialog

        IsolateDialog(self._session, self._pieces[0], self._over).open()


class RecordsAction(QAction):
    """Shows what was isolated in the open project."""

    def __init__(self, session: Session, over: QWidget) -> None:
        """Open the dialog over a widget."""
        super().__init__("隔离记录(&L)…", over)
        self._session, self._over = session, over
        self.setToolTip("发现涉密后隔离的文件，和还要处理的去向")
        self.triggered.connect(self._show)

    def _show(self) -> None:
        from ui.dialogs.isolated import IsolatedDialog

        IsolatedDialog(self._session, self._over).open()
