"""撤销 and 重做 as actions that name what they would take back or do again, and what was done, in words."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from ui.labels import shortened, unmarked
from ui.moment import Moment
from ui.session import Session

_MOST = 44  # characters of a step in the menu


class StepActions(QObject):
    """Belongs to a window; follows the session's project."""

    told = Signal(str)  # what was just done, undone or done again

    def __init__(self, session: Session, over: QMainWindow) -> None:
        """Offer nothing until a project is open."""
        super().__init__(over)
        self._session = session
        self._before: Moment | None = None  # the last step
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
            action.setText(f"{word}：{unmarked(shortened(step, _MOST))}" if step else word)
            action.setIconText(word)
            action.setToolTip(f"{word}：{step}" if step else word)

    def _begin(self) -> None:
        self._before = self._session.moment

    def _tell(self) -> None:
        before, now = self._before, self._session.moment
        self._before = now
        undone, redone = before.steps if before is not None else (None, None)
        undo, redo = now.steps  # what they are called may change with the title that they gave
        if before is not None and undone is not None and redo == undone and undo != undone:
            self.told.emit(f"已撤销：{before.undo}")
        elif redone is not None and undo == redone and redo != redone:
            self.told.emit(f"已重做：{now.undo}")
        elif undo is not None and (undo, redo) != (undone, redone):  # scans that are read are no step
            self.told.emit(f"已办：{now.undo}")


def _action(text: str, work: Callable[[], object], keys: QKeySequence, over: QMainWindow) -> QAction:
    action = QAction(text, over)
    action.setShortcut(keys)

    def do() -> None:
        work()

    action.triggered.connect(do)
    return action
