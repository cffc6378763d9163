"""What can be done about problems of the 整改台账, as actions that are offered where their states allow it."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from evidence.findings import Did, FindingState
from evidence.rectify.standing import next_steps
from ui.ledger_offers import Deed
from ui.models.ledger_lines import Line

_STEPS = {
    Deed.HAND_OUT: Did.HAND_OUT,
    Deed.PROGRESS: Did.PROGRESS,
    Deed.RECTIFY: Did.RECTIFY,
    Deed.CHECK: Did.PASS,
    Deed.LOOK_BACK: Did.LOOK_BACK,
    Deed.REOPEN: Did.REOPEN,
}
_ABOUT_PROBLEMS = frozenset({*_STEPS, Deed.ATTACH, Deed.AMEND, Deed.STRIKE})
_NEXT = {
    FindingState.UNASSIGNED: Deed.HAND_OUT,
    FindingState.UNDERWAY: Deed.RECTIFY,
    FindingState.REBOUND: Deed.RECTIFY,
    FindingState.TO_CHECK: Deed.CHECK,
    FindingState.CLOSED: Deed.LOOK_BACK,
}
_ONE_BY_ONE = frozenset({Deed.AMEND, Deed.ATTACH})  # several at once would make no sense
_NAMES = {
    Deed.ENTER: ("登记问题…", "Ins", "一条接一条登记检查发现的问题（Insert）"),
    Deed.IMPORT: ("导入问题…", "", "从 Excel 读进问题清单"),
    Deed.SAVE: ("导出台账…", "", "把现在列出的问题存成 Excel"),
    Deed.HAND_OUT: ("派发…", "", "派给责任单位，定责任人和时限（可选多条）"),
    Deed.PROGRESS: ("记进展…", "", "记下整改到哪一步（可选多条）"),
    Deed.RECTIFY: ("整改完成…", "", "责任单位说已经整改好，等复查（可选多条）"),
    Deed.CHECK: ("复查…", "", "由没有参加整改的人复查：通过就销号，不通过继续整改"),
    Deed.LOOK_BACK: ("回头看…", "", "销号以后再去看，仍然合格（可选多条）；又出现的登记反弹"),
    Deed.REOPEN: ("反弹…", "", "销号以后又出现，重新整改"),
    Deed.ATTACH: ("加照片…", "", "加整改前、整改后的照片"),
    Deed.AMEND: ("改登记…", "", "改正登记时写错的内容"),
    Deed.STRIKE: ("删除", "Del", "删除登记错了的问题（Delete），可以撤销"),
}


class DeedActions(QObject):
    """Belongs to the list of problems."""

    chosen = Signal(object)  # Deed

    def __init__(self, over: QWidget) -> None:
        """Make the actions; their keys work in the widget."""
        super().__init__(over)
        self.allowed = True
        self.action = {deed: self._action(deed, over) for deed in Deed}
        over.addActions(list(self.action.values()))
        self.at_head = tuple(self.action[deed] for deed in (Deed.ENTER, Deed.IMPORT, Deed.SAVE))
        about = (Deed.HAND_OUT, Deed.PROGRESS, Deed.RECTIFY, Deed.CHECK, Deed.LOOK_BACK, Deed.REOPEN)
        self.at_foot = tuple(self.action[deed] for deed in about)
        self.in_menu = (*self.at_foot, *(self.action[deed] for deed in (Deed.ATTACH, Deed.AMEND, Deed.STRIKE)))
        self.offer(())

    def offer(self, lines: Sequence[Line]) -> None:
        """Offer what can be done about these problems, or some of them."""
        for deed, action in self.action.items():
            one_too_many = deed in _ONE_BY_ONE and len(lines) != 1
            possible = deed not in _ABOUT_PROBLEMS or (bool(self.for_deed(deed, lines)) and not one_too_many)
            action.setEnabled(possible and (self.allowed or deed is Deed.SAVE))

    def for_deed(self, deed: Deed, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Return those whose state allows a deed."""
        did = _STEPS.get(deed)
        return tuple(line for line in lines if did is None or did in next_steps(line.stand.state))

    def may(self, deed: Deed) -> bool:
        """Tell whether a deed is offered now."""
        return self.action[deed].isEnabled()

    def _action(self, deed: Deed, over: QWidget) -> QAction:
        name, keys, said = _NAMES[deed]
        action = QAction(name, over)
        action.setToolTip(said)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(partial(self._tell, deed))
        return action

    def _tell(self, deed: Deed) -> None:
        self.chosen.emit(deed)


def next_deed(state: FindingState) -> Deed:
    """Return what a problem in this state waits for."""
    return _NEXT[state]
