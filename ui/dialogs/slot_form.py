"""The fields of the selected materials; what is changed in one is changed in all of them."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from evidence import wording
from evidence.kinds import KINDS
from evidence.model import Scope, Slot, Stage
from ui.dialogs.choice import Choice
from ui.dialogs.many_field import ManyField
from ui.labels import label_of
from ui.models.slot_rows import Change
from ui.theme import em

# What tables ask of a paper's form, most frequent first.
_DEMANDS = ("有文号", "盖章", "有签字", "照片有说明", "注明时间地点", "附名单", "附资质", "隐去个人信息")
_STAGES: dict[Stage | None, str] = {None: "不限", **{stage: stage.value for stage in Stage}}
_MARKS: dict[str | None, str] = {None: "单独要求", "甲": "甲组", "乙": "乙组", "丙": "丙组", "丁": "丁组"}
_REASON = "写明原因，如：本县没有屠宰企业"
_DIFFERENT = "（各不相同）"


class SlotForm(QWidget):
    """Shows one material, or what several have in common."""

    changed = Signal(object)  # Change: to be made to each of the materials that are shown

    def __init__(self, units: Sequence[str], parent: QWidget | None = None) -> None:
        """Show nothing; owners are chosen from the units."""
        super().__init__(parent)
        self._showing = False
        self.name = QLineEdit()
        self.kinds = ManyField("材料种类", KINDS)
        self.stage = Choice(_STAGES, _DIFFERENT)
        self.years = Choice(wording.YEARS, _DIFFERENT)
        self.count = QSpinBox()
        self.count.setRange(0, 999)
        self.count.setSpecialValueText(_DIFFERENT)
        self.must = ManyField("要求", _DEMANDS)
        self.scope = Choice(wording.OWED_BY, _DIFFERENT, whole=True)
        self.owners = ManyField("指定的部门", units)
        self.mark = Choice(_MARKS, _DIFFERENT)
        self.mark.box.setToolTip("标为同一组的材料，交其中一份就算齐")
        self.due = QLineEdit()
        self.paper = QCheckBox("可用纸质备查件(&Z)")
        self.proposed = QCheckBox("待确认（建议应备）(&Q)")
        self.waived = QCheckBox("不涉及(&X)")
        self.reason = QLineEdit()
        self._lay_out()
        self._connect()

    def show_slots(self, slots: Sequence[Slot]) -> None:
        """Show materials; a field in which they differ says so."""
        self.setEnabled(bool(slots))
        self._showing = True
        _say(self.name, {slot.name for slot in slots}, "")
        _say(self.reason, {slot.waived or "" for slot in slots}, _REASON)
        _say(self.due, {slot.due or "" for slot in slots}, "随评价内容")
        self.stage.show_values({slot.stage for slot in slots})
        self.years.show_values({slot.years for slot in slots})
        self.scope.show_values({slot.scope for slot in slots})
        self.mark.show_values({slot.alternative for slot in slots})
        _list(self.kinds, {slot.kinds for slot in slots}, "不限")
        _list(self.must, {slot.must for slot in slots}, "没有")
        _list(self.owners, {slot.owners for slot in slots}, "从名单里选")
        counts = {slot.count for slot in slots}
        self.count.setValue(counts.pop() if len(counts) == 1 else 0)
        _tick(self.paper, {slot.paper_allowed for slot in slots})
        _tick(self.proposed, {slot.proposed for slot in slots})
        _tick(self.waived, {slot.waived is not None for slot in slots})
        self._showing = False
        self._allow()

    def is_typed_in(self) -> bool:
        """Tell whether something is being typed here."""
        focused = QApplication.focusWidget()
        return isinstance(focused, QLineEdit | QAbstractSpinBox) and self.isAncestorOf(focused)

    def _connect(self) -> None:
        self.name.textEdited.connect(self._take_name)
        self.kinds.edited.connect(self._take_kinds)
        self.must.edited.connect(self._take_must)
        self.owners.edited.connect(self._take_owners)
        self.stage.box.activated.connect(self._take_stage)
        self.years.box.activated.connect(self._take_years)
        self.scope.box.activated.connect(self._take_scope)
        self.mark.box.activated.connect(self._take_mark)
        self.count.valueChanged.connect(self._take_count)
        self.paper.clicked.connect(self._take_paper)
        self.proposed.clicked.connect(self._take_proposed)
        self.waived.clicked.connect(self._take_waived)
        self.reason.textEdited.connect(self._take_reason)
        self.due.textEdited.connect(self._take_due)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self))
        grid.setVerticalSpacing(em(self) // 2)
        rows: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            (("名称(&M)", self.name), ("份数(&F)", self.count)),
            (("种类(&K)", self.kinds), ("环节(&H)", self.stage.box)),
            (("要求(&Y)", self.must), ("年度(&N)", self.years.box)),
            (("指定的部门(&D)", self.owners), ("由谁报送(&B)", self.scope.box)),
            (("不涉及原因(&R)", self.reason), ("任交其一(&J)", self.mark.box)),
        )
        for row, fields in enumerate(rows):
            for at, (text, field) in enumerate(fields):
                label = label_of(text, field)
                grid.addWidget(label, row, 2 * at)
                grid.addWidget(field, row, 2 * at + 1)
        for row, box in enumerate((self.paper, self.proposed)):
            grid.addWidget(box, row, 4)
        self._lay_out_due(grid)
        grid.addWidget(self.waived, 4, 4)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 1)

    def _lay_out_due(self, grid: QGridLayout) -> None:
        label = QLabel("完成时限(&T)")
        label.setBuddy(self.due)
        self.due.setAccessibleName("完成时限")
        self.due.setToolTip("如：2024-01-31；不填的随评价内容")
        grid.addWidget(label, 2, 4)
        grid.addWidget(self.due, 3, 4)

    def _tell(self, change: Change) -> None:
        if not self._showing:
            self.changed.emit(change)

    def _take_name(self, text: str) -> None:
        self._tell(lambda slot: replace(slot, name=text.strip()))

    def _take_paper(self, on: bool) -> None:
        self._tell(lambda slot: replace(slot, paper_allowed=on))

    def _take_proposed(self, on: bool) -> None:
        self._tell(lambda slot: replace(slot, proposed=on))

    def _take_reason(self, text: str) -> None:
        self._tell(lambda slot: replace(slot, waived=text.strip()))

    def _take_due(self, text: str) -> None:
        self._tell(lambda slot: replace(slot, due=text.strip() or None))

    def _take_kinds(self) -> None:
        kinds = self.kinds.names()
        self._tell(lambda slot: replace(slot, kinds=kinds))

    def _take_must(self) -> None:
        must = self.must.names()
        self._tell(lambda slot: replace(slot, must=must))

    def _take_owners(self) -> None:
        owners = self.owners.names()
        self._tell(lambda slot: replace(slot, owners=owners))

    def _take_stage(self) -> None:
        stage = self.stage.value()
        self._tell(lambda slot: replace(slot, stage=stage))

    def _take_years(self) -> None:
        years = self.years.value()
        self._tell(lambda slot: replace(slot, years=years))

    def _take_scope(self) -> None:
        scope = self.scope.value()
        self._tell(lambda slot: replace(slot, scope=scope))
        self._allow()

    def _take_mark(self) -> None:
        mark = self.mark.value()
        self._tell(lambda slot: replace(slot, alternative=mark))

    def _take_count(self, count: int) -> None:
        if count:
            self._tell(lambda slot: replace(slot, count=count))

    def _take_waived(self, on: bool) -> None:
        reason = self.reason.text().strip()
        self._tell(lambda slot: replace(slot, waived=reason if on else None))
        self._allow()
        if on:
            self.reason.setFocus()

    def _allow(self) -> None:
        """Let owners and a reason be given only where they mean something."""
        chosen = self.scope.box.currentIndex() >= 0 and self.scope.value() is Scope.EACH_DEPARTMENT
        self.owners.setEnabled(chosen)
        self.reason.setEnabled(self.waived.checkState() is not Qt.CheckState.Unchecked)


def _say(line: QLineEdit, texts: set[str], none: str) -> None:
    line.setPlaceholderText(_DIFFERENT if len(texts) > 1 else none)
    line.setText(next(iter(texts)) if len(texts) == 1 else "")
    line.setCursorPosition(0)


def _list(field: ManyField, lists: set[tuple[str, ...]], none: str) -> None:
    field.show_names(next(iter(lists)) if len(lists) == 1 else ())
    field.line.setPlaceholderText(none if len(lists) == 1 else _DIFFERENT)


def _tick(box: QCheckBox, states: set[bool]) -> None:
    box.setTristate(False)
    if len(states) > 1:
        box.setCheckState(Qt.CheckState.PartiallyChecked)
    else:
        box.setChecked(True in states)
