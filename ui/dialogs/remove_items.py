"""删除评价内容: what goes, and where the papers under it go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from evidence.criteria import SchemeEdit
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import Criterion, CriterionId
from evidence.scheme.editing import removed
from evidence.snapshot import Snapshot
from ui.dialogs.ahead import Ahead, Named
from ui.dialogs.choice import Choice, labelled
from ui.dialogs.sizing import open_size
from ui.dialogs.step_dialog import StepDialog, Wanted
from ui.models.criteria_tree import name_of
from ui.session import Session

_TO_TRAY = "退回待整理"


class RemoveItems(StepDialog):
    """Asks before criteria are taken out with all below them."""

    def __init__(self, session: Session, ones: Sequence[Criterion], parent: QWidget | None = None) -> None:
        """Ask about these criteria of the open project."""
        super().__init__(session, "删除", "删除(&D)", parent)
        self._gone = [one.id for one in ones]
        self._snapshot = session.moment.snapshot
        going = set(self._gone)
        staying = [
            leaf
            for leaf in self._snapshot.items
            if leaf.id not in going and not any(above.id in going for above in self._snapshot.chain(leaf))
        ]
        heirs: dict[CriterionId | None, str] = {None: _TO_TRAY, **{leaf.id: name_of(leaf) for leaf in staying}}
        self.heir = Choice(heirs)
        self.ahead = Ahead()
        self.content.addWidget(Named("选中的评价内容", [name_of(one) for one in ones]))
        self.content.addLayout(labelled("已归的佐证材料转到(&H)", self.heir.box))
        self.content.addWidget(self.ahead)
        self.content.addStretch(1)
        self.heir.box.currentIndexChanged.connect(self._look_ahead)
        self._look_ahead()
        open_size(self, 44, 18)

    def wanted(self) -> Wanted:
        """Return the step."""
        return Action.REMOVE_ITEMS, self._edit

    def _edit(self, snapshot: Snapshot) -> SchemeEdit:
        return removed(snapshot, self._gone, self.heir.value())

    def _look_ahead(self) -> None:
        try:
            self.ahead.show_edit(self._snapshot, self._edit(self._snapshot))
        except RequestError as error:
            self.ahead.show_refusal(error)
