"""What the window's foot says of the watched folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from evidence import wording
from evidence.model import ArrivalState
from ui.labels import tip
from ui.session import Session

if TYPE_CHECKING:
    from evidence.workspace import TakenIn

_BAD = (ArrivalState.REFUSED, ArrivalState.UNREADABLE)


class WatchLabel(QLabel):
    """Hidden while no folder is watched; what could not be used is shown as after any other arrival."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Follow the session's watching."""
        super().__init__(parent)
        self.hide()
        self._session, self._over = session, parent
        session.watching.reached.connect(self._show_state)
        session.watching.taken_in.connect(self._tell)
        session.opened.connect(self.hide)
        session.closed.connect(self.hide)

    def _show_state(self, there: bool) -> None:
        folder = self._session.watching.folder
        self.setText("收件夹：自动收件中" if there else "收件夹：连不上")
        self.setToolTip(tip(str(folder or ""), "" if there else "连上以后自动接着收。"))
        self.setVisible(folder is not None)

    def _tell(self, taken: TakenIn) -> None:
        if any(taken.counts[state] for state in _BAD):
            from ui.dialogs.taken_in import TakenInDialog

            TakenInDialog(taken, self._session, self._over).open()
            return
        self.setText(f"收件夹：{wording.taken_sums(taken.counts, len(taken.filed), taken.left_in_tray)}")
