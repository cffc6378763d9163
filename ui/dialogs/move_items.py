"""移动评价内容: below which group, and before which of what stands there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from evidence.journal import Action
from evidence.model import Criterion, CriterionId
from evidence.scheme.editing import moved
from ui.dialogs.ahead import Named
from ui.dialogs.choice import Choice, form
from ui.dialogs.sizing import open_size
from ui.dialogs.step_dialog import StepDialog, Wanted
from ui.models.criteria_tree import name_of
from ui.session import Session

_TOP = "（最上一级）"
_LAST = "（排在最后）"


class MoveItems(StepDialog):
    """Asks where criteria are to stand."""

    def __init__(self, session: Session, ones: Sequence[Criterion], parent: QWidget | None = None) -> None:
        """Ask about these criteria of the open project."""
        super().__init__(session, "移动", "移动(&V)", parent)
        self._going = [one.id for one in ones]
        self._snapshot = session.moment.snapshot
        leaves = {leaf.id for leaf in self._snapshot.items}
        groups = [criterion for criterion in self._snapshot.criteria if criterion.id not in leaves]
        above: dict[CriterionId | None, str] = {None: _TOP}
        above |= {g.id: "　" * len(self._snapshot.chain(g)) + name_of(g) for g in groups if g.id not in self._going}
        self.above = Choice(above)
        if ones[0].parent in above:
            self.above.choose(ones[0].parent)
        self.before: Choice[CriterionId | None] = Choice({None: _LAST})
        self.content.addWidget(Named("选中的评价内容", [name_of(one) for one in ones]))
        self.content.addLayout(form(("移到哪个类别下面(&U)", self.above.box), ("排在哪一项前面(&B)", self.before.box)))
        self.content.addStretch(1)
        self.above.box.currentIndexChanged.connect(self._list)
        self._list()
        open_size(self, 46, 16)

    def wanted(self) -> Wanted:
        """Return the step."""
        above, before = self.above.value(), self.before.value()
        return Action.MOVE_ITEMS, lambda snapshot: moved(snapshot, self._going, above, before)

    def _list(self) -> None:
        """Offer what stands below the chosen group."""
        above = self.above.value()
        there = [c for c in self._snapshot.criteria if c.parent == above and c.id not in self._going]
        self.before.offer({None: _LAST, **{criterion.id: name_of(criterion) for criterion in there}})
