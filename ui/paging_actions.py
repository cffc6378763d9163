"""转成页面 for the menus of papers."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from evidence.model import PieceId
from ui.session import Session


class PagesAction(QAction):
    """Offers to make pages of the papers that are selected."""

    def __init__(self, session: Session, selected: SignalInstance, over: QWidget) -> None:
        """Follow a signal that tells which papers are selected; the dialog opens over a widget."""
        super().__init__("转成页面…", over, enabled=False)
        self._session, self._over = session, over
        self._pieces: tuple[PieceId, ...] = ()
        self.setToolTip("Word、表格、演示文稿转成页面，汇编和打印件里就有它")
        selected.connect(self._select)
        self.triggered.connect(self._ask)

    def _select(self, pieces: tuple[PieceId, ...]) -> None:
        self._pieces = pieces
        self.setEnabled(bool(pieces))

    def _ask(self) -> None:
        from ui.dialogs.to_pages import ToPages

        ToPages(self._session, self._pieces, self._over).open()
