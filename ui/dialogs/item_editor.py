"""修改评价内容: one item or group of the scheme, its words and the materials that it asks for, saved as one step."""

from __future__ import annotations

from collections.abc import Callable, Collection

from msgspec.structs import replace
from PySide6.QtWidgets import QTabWidget, QWidget

from evidence.criteria import SchemeEdit
from evidence.journal import Action
from evidence.model import Criterion, SlotId
from evidence.scheme.editing import edited
from evidence.snapshot import Snapshot
from ui.dialogs.item_fields import ItemFields
from ui.dialogs.sizing import open_size, scrolled
from ui.dialogs.slots_page import SlotsPage
from ui.dialogs.step_dialog import StepDialog, Wanted
from ui.labels import Sentence
from ui.session import Session


class ItemEditor(StepDialog):
    """Shows all that can be said of one criterion; a group has no materials."""

    def __init__(
        self,
        session: Session,
        criterion: Criterion,
        parent: QWidget | None = None,
        *,
        new: Callable[[Snapshot, Criterion], SchemeEdit] | None = None,
        told: str = "",
    ) -> None:
        """Edit a criterion of the open project, or with `new` one that is to be put into it; `told` stands above."""
        super().__init__(session, f"修改 {criterion.code}" if new is None else "新增", "保存(&S)", parent)
        self._criterion = criterion
        self._new = new
        snapshot = session.moment.snapshot
        units = tuple(unit.name for unit in snapshot.project.units)
        self.fields = ItemFields(criterion, units)
        filed: dict[SlotId, int] = {}
        for filing in snapshot.filed_under.get(criterion.id, ()):
            if filing.slot is not None:
                filed[filing.slot] = filed.get(filing.slot, 0) + 1
        self.slots = SlotsPage(criterion.required, filed, units)
        self.tabs = QTabWidget()
        self.tabs.addTab(scrolled(self.fields), "评价内容(&1)")
        if criterion in snapshot.items:
            self.tabs.addTab(scrolled(self.slots), "应备材料(&2)")
        self.told = Sentence(told, "hint")
        self.content.addWidget(self.told)
        self.content.addWidget(self.tabs)
        open_size(self, 74, 46)

    def show_slots(self, slots: Collection[SlotId]) -> None:
        """Begin with the materials, these selected."""
        self.tabs.setCurrentIndex(1)
        if slots:
            self.slots.select([row for row, slot in enumerate(self.slots.model.slots) if slot.id in slots])
        self.slots.rows.setFocus()

    def wanted(self) -> Wanted | None:
        """Return the step: what was typed, if anything is different now."""
        read = replace(self.fields.read(self._criterion), required=self.slots.slots())
        if self._new is not None:
            new = self._new
            return Action.ADD_ITEM, lambda snapshot: new(snapshot, read)
        if read == self._criterion:
            return None
        only_slots = replace(read, required=self._criterion.required) == self._criterion
        return Action.EDIT_SLOTS if only_slots else Action.EDIT_ITEMS, lambda snapshot: edited(snapshot, [read])
