"""承担范围: which items of an upper level's table are the office's part, ticked by hand or by the units they name."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evidence.check.part import Named, names_in, owed_by
from evidence.model import CriterionId
from evidence.wording import parts
from ui.dialogs.discarding import ask_to_discard
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence, tip
from ui.models.criteria_tree import name_of
from ui.session import Session
from ui.theme import em

_KEY = Qt.ItemDataRole.UserRole
_HINT = "勾选本单位承担的评价内容。没有勾的不查缺项、不计分、不导出；编号都照上级的细则。"
_UNITS_HINT = "按表里写的牵头、责任单位勾选："
_TICKED, _CLEAR = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PartDialog(JobDialog):
    """The items with boxes to tick, beside the units that the table names; saved as one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the part of the scheme worked on."""
        super().__init__(session, "承担范围", "保存(&S)", parent)
        self._snapshot = session.moment.snapshot
        self._nodes: dict[CriterionId, QTreeWidgetItem] = {}
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName("评价内容")
        self.units = QListWidget()
        self.units.setAccessibleName("单位")
        self.led_only = QCheckBox("只算牵头单位(&L)")
        self.take = QPushButton("只勾这些单位的(&T)")
        self.sums = Sentence(role="title")
        self._fill_tree()
        self._fill_units()
        self._lay_out()
        self.tree.itemChanged.connect(self._sum_up)
        self.units.itemChanged.connect(self._allow_taking)
        self.take.clicked.connect(self._tick_by_units)
        self._sum_up()
        self._allow_taking()
        open_size(self, 84, 40)

    def start(self) -> Job | None:
        """Save what is ticked."""
        ticked = self.ticked()
        return None if ticked == self._snapshot.asked else self._session.parts.choose(ticked)

    def reject(self) -> None:
        """Close, after asking where something was changed."""
        if self._busy:
            return
        if self.ticked() == self._snapshot.asked:
            super().reject()
        else:
            ask_to_discard(self, super().reject)

    def ticked(self) -> frozenset[CriterionId]:
        """Return the items that are ticked."""
        return frozenset(i.id for i in self._snapshot.items if self._nodes[i.id].checkState(0) == _TICKED)

    def tick(self, item: CriterionId, *, on: bool) -> None:
        """Tick an item or all below a group, or clear it."""
        self._nodes[item].setCheckState(0, _TICKED if on else _CLEAR)

    def _fill_tree(self) -> None:
        items = {item.id for item in self._snapshot.items}
        for criterion in self._snapshot.criteria:
            node = QTreeWidgetItem([name_of(criterion)])
            node.setToolTip(0, tip(name_of(criterion)))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            if criterion.parent is None:
                self.tree.addTopLevelItem(node)
            else:
                self._nodes[criterion.parent].addChild(node)
            if criterion.id in items:
                node.setCheckState(0, _TICKED if criterion.id in self._snapshot.asked else _CLEAR)
            else:
                flags |= Qt.ItemFlag.ItemIsAutoTristate
            node.setFlags(flags)
            self._nodes[criterion.id] = node
        self.tree.expandAll()

    def _fill_units(self) -> None:
        for named in names_in(self._snapshot.items):
            line = QListWidgetItem(_line(named))
            line.setData(_KEY, named.name)
            line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(_CLEAR)
            self.units.addItem(line)

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.tree, 1)
        left.addWidget(self.sums)
        label = QLabel(_UNITS_HINT)
        label.setBuddy(self.units)
        for widget in (label, self.units, self.led_only, self.take):
            right.addWidget(widget)
        both = QHBoxLayout()
        both.setSpacing(em(self))
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        self.content.addWidget(Sentence(f"{parts.mode(self._snapshot.project)}　{self._snapshot.scheme.title}"))
        self.content.addWidget(Sentence(_HINT, "hint"))
        self.content.addLayout(both, 1)

    def _chosen_units(self) -> list[str]:
        lines = [self.units.item(row) for row in range(self.units.count())]
        return [line.data(_KEY) for line in lines if line.checkState() == _TICKED]

    def _tick_by_units(self) -> None:
        """Tick what the chosen units owe, and nothing else."""
        owed = set(owed_by(self._snapshot.items, self._chosen_units(), led_only=self.led_only.isChecked()))
        for item in self._snapshot.items:
            self.tick(item.id, on=item.id in owed)

    def _allow_taking(self) -> None:
        self.take.setEnabled(bool(self._chosen_units()))

    def _sum_up(self) -> None:
        ticked = self.ticked()
        points = sum(item.points or 0 for item in self._snapshot.items if item.id in ticked and not item.bonus)
        worth = f"，合计 {points:g} 分（不含加分）" if points else ""
        self.sums.say(f"承担 {len(ticked)} 项{worth}；细则共 {len(self._snapshot.items)} 项。")
        self.ok_button.setEnabled(bool(ticked))


def _line(named: Named) -> str:
    told = (f"牵头 {named.led} 项" if named.led else "", f"责任 {named.supported} 项" if named.supported else "")
    return f"{named.name}（{'，'.join(filter(None, told))}）"
