"""The tree that was read from a criteria table: groups with their items, points and materials."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from evidence.criteria import leaves_of
from evidence.export import phrases
from evidence.model import Criterion, CriterionId, SchemeReading
from ui.labels import tip

_KEY = Qt.ItemDataRole.UserRole
_HEADINGS = ("读出的评价内容", "项数", "分值", "材料")


class ReadTree(QTreeWidget):
    """Shows what was read; tells which criterion somebody looks at."""

    chosen = Signal(object)  # a CriterionId

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setHeaderItem(QTreeWidgetItem(list(_HEADINGS)))
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(_HEADINGS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._tell)

    def show_reading(self, reading: SchemeReading | None) -> None:
        """Show a reading in the place of the last, scrolled as that was."""
        top = self.verticalScrollBar().value()
        blocked = self.blockSignals(True)  # nobody looks at an item because it was taken away
        self.clear()
        if reading is not None:
            self._fill(reading)
        self.blockSignals(blocked)
        self.verticalScrollBar().setValue(top)

    def _fill(self, reading: SchemeReading) -> None:
        leaves, points = _sums(reading)
        nodes: dict[CriterionId, QTreeWidgetItem] = {}
        lowest = {leaf.id for leaf in leaves_of(reading.items)}
        for item in reading.items:
            is_group = item.id not in lowest
            worth = item.points if item.points is not None or not is_group else points.get(item.id)
            node = QTreeWidgetItem(
                [
                    marked_title(item),
                    str(leaves[item.id]) if is_group else "",
                    "" if worth is None else f"{worth:g}",
                    str(len(item.required)) if item.required else "",
                ]
            )
            node.setData(0, _KEY, item.id)
            node.setToolTip(0, tip(item.text or item.title or ""))
            for column in range(1, len(_HEADINGS)):
                node.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            nodes[item.id] = node
            if item.parent is None:
                self.addTopLevelItem(node)
            else:
                nodes[item.parent].addChild(node)
        self.expandAll()

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, _KEY))


def marked_title(criterion: Criterion) -> str:
    """Return a criterion's code and words, with what is special about it."""
    marks = phrases.mark(criterion) + "（加分）" * criterion.bonus
    return f"{criterion.code}　{marks}{criterion.title or criterion.text or ''}"


def _sums(reading: SchemeReading) -> tuple[Counter[CriterionId], dict[CriterionId, float]]:
    """Return how many items stand below each criterion, or itself, and the points that they make."""
    leaves: Counter[CriterionId] = Counter()
    points: dict[CriterionId, float] = {}
    for item in reversed(reading.items):  # children before their groups
        if item.id not in leaves:
            leaves[item.id] = 1
            if item.points is not None:
                points[item.id] = item.points
        if item.parent is not None:
            leaves[item.parent] += leaves[item.id]
            if item.id in points:
                points[item.parent] = round(points.get(item.parent, 0) + points[item.id], 4)
    return leaves, points
