"""What can be done with selected papers and their past: into the bin, and what became of one."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from evidence.model import PieceId
from ui import past_work
from ui.session import Session


class PastActions(QObject):
    """Acts on the papers of one list, by its menu and its keys."""

    def __init__(self, session: Session, rows: QWidget, selected: SignalInstance, keys: str, over: QWidget) -> None:
        """Follow a signal that tells which papers of `rows` are selected; `keys` put them into the bin."""
        super().__init__(over)
        self._session, self._over = session, over
        self._pieces: tuple[PieceId, ...] = ()
        self._allowed = True
        self.discard = QAction("移入回收站(&Z)", over, enabled=False, shortcut=QKeySequence(keys))
        self.discard.setToolTip("不是佐证的、发错的：从所有评价内容移出，不删除，在“收件”菜单的回收站里可以恢复")
        self.past = QAction("该件经历(&J)…", over, enabled=False, shortcut=QKeySequence("Alt+Return"))
        self.past.setToolTip("谁交来、改过什么、归在哪里、换件、复核")
        self.actions = (self.past, self.discard)
        for action in self.actions:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        rows.addActions(list(self.actions))
        selected.connect(self._select)
        self.discard.triggered.connect(self._discard)
        self.past.triggered.connect(self._show)

    def allow(self, *, allowed: bool) -> None:
        """Offer the bin, or not while nothing can be written."""
        self._allowed = allowed
        self._select(self._pieces)

    def _select(self, pieces: tuple[PieceId, ...]) -> None:
        self._pieces = pieces
        self.discard.setEnabled(self._allowed and bool(pieces))
        self.past.setEnabled(len(pieces) == 1)

    def _discard(self) -> None:
        past_work.discard(self._session, self._pieces).failed.connect(self._session.refuse)

    def _show(self) -> None:
        from ui.dialogs.piece_past import PiecePast

        PiecePast(self._session, self._pieces[0], self._over).open()
