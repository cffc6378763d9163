"""不涉及: why materials are not asked for, or that they are again."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace
from PySide6.QtWidgets import QLineEdit, QWidget

from evidence.criteria import SchemeEdit
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import Criterion, SlotId
from evidence.scheme.editing import edited
from evidence.snapshot import Snapshot
from ui.dialogs.choice import labelled
from ui.dialogs.sizing import open_size
from ui.dialogs.step_dialog import StepDialog, Wanted
from ui.labels import Sentence
from ui.session import Session

_HINT = "标为不涉及的材料不算应备件。原因只在内部工作版里显示，不进送审版。"
_AGAIN = "把原因清空再确定，就恢复为要报送。"
_EACH = "填写的原因写到选中的每一份；不填就各自保持原样。"


class Waive(StepDialog):
    """Asks for the reason; materials that have one are asked for again without it."""

    def __init__(
        self, session: Session, item: Criterion, slots: Collection[SlotId], parent: QWidget | None = None
    ) -> None:
        """Ask about materials of one item."""
        super().__init__(session, "不涉及", "确定(&O)", parent)
        self._item = item
        self._slots = set(slots)
        chosen = [slot for slot in item.required if slot.id in self._slots]
        self._reasons = {slot.waived or "" for slot in chosen}
        differ = len(self._reasons) > 1
        self.reason = QLineEdit("" if differ else next(iter(self._reasons), ""))
        self.reason.setPlaceholderText("（各不相同）" if differ else "如：本县没有屠宰企业")
        self.content.addWidget(Sentence("\n".join(slot.name for slot in chosen)))
        self.content.addLayout(labelled("原因(&R)", self.reason))
        self.content.addWidget(Sentence(_HINT + (_EACH if differ else _AGAIN if self.reason.text() else ""), "hint"))
        self.content.addStretch(1)
        open_size(self, 40, 14)

    def wanted(self) -> Wanted | None:
        """Return the step; where the reasons differ, there is none before one is typed."""
        reason = " ".join(self.reason.text().split()) or None
        if reason is None and len(self._reasons) > 1:
            return None
        if reason is None and self._reasons == {""}:
            raise RequestError("reason_missing")

        def edit(snapshot: Snapshot) -> SchemeEdit:
            item = snapshot.by_id[self._item.id]
            slots = (replace(slot, waived=reason) if slot.id in self._slots else slot for slot in item.required)
            return edited(snapshot, [replace(item, required=tuple(slots))])

        return Action.EDIT_SLOTS, edit
