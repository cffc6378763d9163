"""Two ways to find, as actions: 查找 in papers and in 整改台账, 快速转到 among all that there is to do or see."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from ui.session import Session

if TYPE_CHECKING:
    from ui.dialogs.search import SearchDialog


class FindAction(QAction):
    """Opens the one search, in which what was found last is still there."""

    paper_wanted = Signal(object)  # PieceId
    problem_wanted = Signal(object)  # FindingId

    def __init__(self, session: Session, over: QMainWindow) -> None:
        """Search over a window."""
        super().__init__("查找(&F)…", over)
        self._session, self._over = session, over
        self._search: SearchDialog | None = None
        self.setToolTip("查找")
        self.setShortcut(QKeySequence.StandardKey.Find)
        self.triggered.connect(self._find)

    def _find(self) -> None:
        if self._search is None:
            from ui.dialogs.search import SearchDialog

            self._search = SearchDialog(self._session, self._over)
            self._search.chosen.connect(self.paper_wanted)
            self._search.problem_chosen.connect(self.problem_wanted)
        self._search.begin()


class PaletteAction(QAction):
    """Offers what the window's menus offer, and what the project holds."""

    item_wanted = Signal(object)  # CriterionId
    paper_wanted = Signal(object)  # PieceId
    problem_wanted = Signal(object)  # FindingId

    def __init__(self, session: Session, over: QMainWindow) -> None:
        """Ask over a window."""
        super().__init__("快速转到(&K)…", over)
        self._session, self._over = session, over
        self.setToolTip("快速转到：功能、评价内容、材料、整改问题")
        self.setShortcut(QKeySequence("Ctrl+K"))
        self.triggered.connect(self._ask)

    def _ask(self) -> None:
        from ui.dialogs.palette import PaletteDialog

        palette = PaletteDialog(self._session, self._over.menuBar(), self._over)
        palette.item_wanted.connect(self.item_wanted)
        palette.paper_wanted.connect(self.paper_wanted)
        palette.problem_wanted.connect(self.problem_wanted)
        palette.open()
