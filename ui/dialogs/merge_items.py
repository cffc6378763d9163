"""合并评价内容: into which of several the others go, and what it says then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from evidence.criteria import SchemeEdit
from evidence.errors import RequestError
from evidence.export import phrases
from evidence.journal import Action
from evidence.model import Criterion
from evidence.scheme.editing import merged
from evidence.scheme.parts import put_together
from evidence.snapshot import Snapshot
from ui.dialogs.ahead import Ahead
from ui.dialogs.choice import Choice, labelled
from ui.dialogs.sizing import open_size
from ui.dialogs.step_dialog import StepDialog, Wanted
from ui.models.criteria_tree import name_of
from ui.session import Session


class MergeItems(StepDialog):
    """Shows the whole before it is made; its words can be changed afterwards."""

    def __init__(self, session: Session, ones: Sequence[Criterion], parent: QWidget | None = None) -> None:
        """Ask about these items of the open project."""
        super().__init__(session, f"合并 {len(ones)} 项", "合并(&G)", parent)
        self._ones = list(ones)
        self._snapshot = session.moment.snapshot
        self.into = Choice({one.id: name_of(one) for one in ones})
        self.whole = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.ahead = Ahead()
        self.content.addLayout(labelled("合并到(&T)", self.into.box))
        label = QLabel("合并后(&W)")
        label.setBuddy(self.whole)
        self.content.addWidget(label)
        self.content.addWidget(self.whole, 1)
        self.content.addWidget(self.ahead)
        self.into.box.currentIndexChanged.connect(self._look_ahead)
        self._look_ahead()
        open_size(self, 52, 26)

    def wanted(self) -> Wanted:
        """Return the step."""
        return Action.MERGE_ITEMS, self._edit

    def _whole(self) -> Criterion:
        into = self.into.value()
        return put_together(sorted(self._ones, key=lambda one: one.id != into))

    def _edit(self, snapshot: Snapshot) -> SchemeEdit:
        return merged(snapshot, [one.id for one in self._ones], self._whole())

    def _look_ahead(self) -> None:
        whole = self._whole()
        lines = [f"{label}{text}" for label, text in phrases.item_facts(whole)]
        lines.append(f"应备材料：{'、'.join(slot.name for slot in whole.required) or '没有'}")
        self.whole.setPlainText("\n".join(lines))
        try:
            self.ahead.show_edit(self._snapshot, self._edit(self._snapshot))
        except RequestError as error:
            self.ahead.show_refusal(error)
