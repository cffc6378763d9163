"""撤销 and 重做 as actions that name what they would take back or do again, and what was done, in words."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from ui.labels import shortened, unmarked
from ui.session import Session


class StepActions(QObject):
    """Belongs to a window; follows the session's project."""

    told = Signal(str)  # what was just done, undone or done again

    def __init__(self, session: Session, over: QMainWindow) -> None:
        """Offer nothing until a project is open."""
        super().__init__(over)
        self._session = session
        self._steps: tuple[str | None, str | None] = (None, None)  # that can be undone and redone
        self.undo = _action("撤销(&U)", session.undo, QKeySequence(QKeySequence.StandardKey.Undo), over)
        self.redo = _action("重做(&R)", session.redo, QKeySequence("Ctrl+Y"), over)
        session.opened.connect(self._begin)
        session.changed.connect(self._tell)

    def allow(self, *, allowed: bool) -> None:
        """Offer what can be taken back or done again, or nothing while long work is going on."""
        is_open = self._session.is_open
        undo = self._session.moment.undo if is_open else None
        redo = self._session.moment.redo if is_open else None
        for action, word, step in ((self.undo, "撤销", undo), (self.redo, "重做", redo)):
            action.setEnabled(allowed and step is not None)
            action.setText(f"{word}：{unmarked(shortened(step))}" if step else word)
            action.setIconText(word)
            action.setToolTip(f"{word}：{step}" if step else word)

    def _begin(self) -> None:
        self._steps = (self._session.moment.undo, self._session.moment.redo)

    def _tell(self) -> None:
        undone, redone = self._steps
        moment = self._session.moment
        self._steps = (moment.undo, moment.redo)
        if undone is not None and moment.redo == undone and moment.undo != undone:
            self.told.emit(f"已撤销：{undone}")
        elif redone is not None and moment.undo == redone and moment.redo != redone:
            self.told.emit(f"已重做：{redone}")
        elif moment.undo is not None and self._steps != (undone, redone):  # scans that are read are no step
            self.told.emit(f"已办：{moment.undo}")


def _action(text: str, work: Callable[[], object], keys: QKeySequence, over: QMainWindow) -> QAction:
    action = QAction(text, over)
    action.setShortcut(keys)

    def do() -> None:
        work()

    action.triggered.connect(do)
    return action
