"""撤销记录: the steps by name, and back to one of them, or forward again."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.dialogs.past_frame import PastFrame
from ui.jobs import Job
from ui.models.past_rows import AWAY, StepRows
from ui.past_work import ListedStep, go_back, read_steps
from ui.session import Session
from ui.views.rows import Wide

_NONE = "还没有可以撤销的操作。"
_HOW = "最近的在上面。选一步，它和它上面的都撤销；撤销过的可以再办。导出、备份不能撤销。"


class StepsDialog(PastFrame):
    """Goes back to a step; nothing that was done before it changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the steps of the open project."""
        self.model = StepRows()
        super().__init__(session, "撤销记录", self.model, (Wide(10.5), Wide(6, 34), Wide(0), Wide(5)), parent)
        self.go_button = self.add_button("撤销到此处(&U)")
        self.go_button.clicked.connect(self._go)
        self.rows.setSelectionMode(self.rows.SelectionMode.SingleSelection)
        self.rows.activated.connect(self._go)
        self.rows.selectionModel().selectionChanged.connect(self._allow)
        self.look()

    def read(self) -> Job:
        """Begin to read the steps."""
        return read_steps(self.session, self._show)

    def _show(self, steps: Sequence[ListedStep]) -> None:
        self.model.show(steps)
        self.hint.say(_HOW if steps else _NONE)
        first = next((row for row, step in enumerate(steps) if step.away > 0), 0)
        if steps:
            self.rows.selectRow(first)
            self.rows.setFocus()
        self._allow()

    def _away(self) -> int:
        index = self.rows.currentIndex()
        return int(index.data(AWAY)) if index.isValid() and self.rows.selectionModel().hasSelection() else 0

    def _allow(self) -> None:
        away = self._away()
        words = (
            f"重做到此处（{-away} 步）(&U)"
            if away < 0
            else f"撤销到此处（{away} 步）(&U)"
            if away
            else "撤销到此处(&U)"
        )
        self.go_button.setText(words)
        self.go_button.setEnabled(self.session.may_write and away != 0)

    def _go(self) -> None:
        away = self._away()
        if away and self.session.may_write:
            self.follow(go_back(self.session, away))
