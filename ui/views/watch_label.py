"""What the window's foot says of the watched folder."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolButton, QWidget

from ui.labels import tip
from ui.session import Session

if TYPE_CHECKING:
    from evidence.workspace import TakenIn


class WatchLabel(QToolButton):
    """Hidden while no folder is watched; a click shows what came last.

    What comes by itself interrupts nobody's typing, unless it bears a 密级 mark.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Follow the session's watching."""
        super().__init__(parent)
        self.setAutoRaise(True)
        self.hide()
        self._session, self._over = session, parent
        self._last: TakenIn | None = None
        self._told = ""
        self.clicked.connect(self._show_last)
        session.watching.reached.connect(self._show_state)
        session.watching.taken_in.connect(self._tell)
        session.opened.connect(self._forget)
        session.closed.connect(self._forget)

    def _forget(self) -> None:
        self._last, self._told = None, ""
        self.hide()

    def _show_state(self, there: bool) -> None:
        folder = self._session.watching.folder
        self.setText(f"收件夹：{self._told or '自动收件中'}" if there else "收件夹：连不上")
        about = "点开看收了什么" if self._last else ""
        self.setToolTip(tip(str(folder or ""), about if there else "连上以后自动接着收。"))
        self.setVisible(folder is not None)

    def _tell(self, taken: TakenIn) -> None:
        from evidence.model import ArrivalState, Flag

        self._last = taken
        count, counts = len(taken.files), taken.counts
        bad = counts[ArrivalState.REFUSED] + counts[ArrivalState.UNREADABLE]
        at = self._session.setup.clock()
        self._told = f"{at:%H:%M} 收 {count} 个文件" + (f"，{bad} 个有问题" if bad else "")
        self._show_state(there=True)
        if any(file.state is ArrivalState.REFUSED and Flag.SECRET in file.flags for file in taken.files):
            self._show_last()

    def _show_last(self) -> None:
        if self._last is not None:
            from ui.dialogs.taken_in import TakenInDialog

            TakenInDialog(self._last, self._session, self._over).open()
