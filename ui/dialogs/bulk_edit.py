"""批量修改: what several items are to have alike; only what is ticked changes."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.journal import Action
from evidence.model import Criterion, Scope, Slot
from evidence.scheme import typed
from evidence.scheme.editing import edited
from ui.dialogs.choice import Choice
from ui.dialogs.item_fields import RULES, unit_field
from ui.dialogs.many_field import ManyField
from ui.dialogs.sizing import open_size, scrolled
from ui.dialogs.step_dialog import StepDialog, Wanted
from ui.labels import Sentence
from ui.session import Session
from ui.theme import em

Change = Callable[[Criterion], Criterion]
_HINT = "勾选要改的，没有勾的保持原样。"
_KEY = {True: "是", False: "否"}


class BulkEdit(StepDialog):
    """Each field behind a box to tick; says how many items would change."""

    def __init__(self, session: Session, ones: Sequence[Criterion], parent: QWidget | None = None) -> None:
        """Ask about these criteria of the open project."""
        super().__init__(session, f"批量修改 {len(ones)} 项", "修改(&G)", parent)
        self._ones = tuple(ones)
        units = tuple(unit.name for unit in session.moment.snapshot.project.units)
        self.lead = unit_field(units)
        self.support = ManyField("责任单位", units)
        self.person, self.due, self.ways = QLineEdit(), QLineEdit(), QLineEdit()
        self.due.setPlaceholderText("如：2024-01-31，或 每季度末")
        self.key, self.rule = Choice(_KEY), Choice(RULES)
        self.years, self.scope = Choice(wording.YEARS), Choice(wording.OWED_BY)
        self.owners = ManyField("指定的部门", units)
        self.count = Sentence(role="title")
        self.boxes: dict[str, QCheckBox] = {}
        self._changes: list[tuple[QCheckBox, Change]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(em(self))
        self.content.addWidget(Sentence(_HINT, "hint"))
        self._rows()
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.content.addWidget(scrolled(self._grid), 1)
        self.content.addWidget(self.count)
        self._count()
        open_size(self, 48, 26)

    def wanted(self) -> Wanted | None:
        """Return the step, if anything would change."""
        changed = self._changed()
        return (Action.EDIT_ITEMS, lambda snapshot: edited(snapshot, changed)) if changed else None

    def _rows(self) -> None:
        self._row("牵头单位(&L)", self.lead, lambda c: replace(c, lead_unit=typed.words(self.lead.text())))
        self._row("责任单位(&U)", self.support, lambda c: replace(c, support_units=self.support.names()))
        self._row("责任人、电话(&P)", self.person, lambda c: replace(c, person=typed.words(self.person.text())))
        self._row("完成时限(&D)", self.due, lambda c: replace(c, due=typed.due(self.due.text())))
        self._row("评价方式(&W)", self.ways, lambda c: replace(c, ways=typed.words(self.ways.text())))
        self._row("关键项(&K)", self.key.box, lambda c: replace(c, key=self.key.value()))
        self._row("计分方式(&J)", self.rule.box, lambda c: replace(c, rule=self.rule.value()))
        self._row("应备材料的年度(&N)", self.years.box, lambda c: _slots(c, self._with_years))
        self._row("应备材料由谁报送(&B)", self.scope.box, lambda c: _slots(c, self._with_owners))
        row = self._grid.rowCount()
        beside = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(QLabel("指定的部门", alignment=beside), row, 0)
        self._grid.addWidget(self.owners, row, 1)
        self.owners.edited.connect(self._count)

    def _row(self, text: str, field: QWidget, change: Change) -> None:
        box = QCheckBox(text)
        field.setAccessibleName(text.partition("(&")[0])
        field.setEnabled(False)
        row = self._grid.rowCount()
        self._grid.addWidget(box, row, 0)
        self._grid.addWidget(field, row, 1)
        self.boxes[text.partition("(&")[0]] = box
        self._changes.append((box, change))
        box.toggled.connect(field.setEnabled)
        box.toggled.connect(self._count)
        if isinstance(field, ManyField):
            field.edited.connect(self._count)
        elif isinstance(field, QLineEdit):
            field.textChanged.connect(self._count)
        else:
            for choice in (self.key, self.rule, self.years, self.scope):
                if choice.box is field:
                    choice.box.currentIndexChanged.connect(self._count)

    def _with_years(self, slot: Slot) -> Slot:
        return replace(slot, years=self.years.value())

    def _with_owners(self, slot: Slot) -> Slot:
        scope = self.scope.value()
        return replace(slot, scope=scope, owners=self.owners.names() if scope is Scope.EACH_DEPARTMENT else ())

    def _changed(self) -> tuple[Criterion, ...]:
        """Return those that would be different; raise `RequestError` for what cannot be."""
        found: list[Criterion] = []
        for one in self._ones:
            changed = one
            for box, change in self._changes:
                changed = change(changed) if box.isChecked() else changed
            if changed != one:
                found.append(changed)
        return tuple(found)

    def _count(self) -> None:
        chosen = self.scope.box.isEnabled() and self.scope.value() is Scope.EACH_DEPARTMENT
        self.owners.setEnabled(chosen)
        self.fault.say("")
        try:
            changed = len(self._changed())
        except DossierError as error:
            self.fault.say(wording.sentence(error))
            changed = 0
        self.count.say(f"选中 {len(self._ones)} 项，将修改 {changed} 项。")
        self.ok_button.setEnabled(changed > 0)


def _slots(criterion: Criterion, change: Callable[[Slot], Slot]) -> Criterion:
    return replace(criterion, required=tuple(map(change, criterion.required)))
