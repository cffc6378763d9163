"""The materials of one item while they are edited, a row each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import IntEnum

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtWidgets import QApplication

from evidence import wording
from evidence.errors import RequestError
from evidence.export import phrases
from evidence.model import Scope, Slot, SlotId, State
from evidence.scheme import typed
from ui import theme
from ui.labels import tip
from ui.models.flat import FlatModel, Index

Change = Callable[[Slot], Slot]


class Column(IntEnum):
    """What is shown of a material."""

    NAME = 0
    KINDS = 1
    STAGE = 2
    YEARS = 3
    COUNT = 4
    OWNERS = 5
    STATE = 6


HEADINGS: dict[int, str] = {
    Column.NAME: "应备材料",
    Column.KINDS: "种类",
    Column.STAGE: "环节",
    Column.YEARS: "年度",
    Column.COUNT: "份数",
    Column.OWNERS: "由谁报送",
    Column.STATE: "情况",
}
_IN_PLACE = frozenset({Column.NAME, Column.COUNT})


class SlotRows(FlatModel):
    """The materials in their order; nothing is written before the dialog is answered."""

    headings = HEADINGS

    def __init__(self, slots: Sequence[Slot], filed: Mapping[SlotId, int], parent: QObject | None = None) -> None:
        """Begin with these materials; `filed` counts the papers that lie in each."""
        super().__init__(parent)
        self.slots = list(slots)
        self.filed = filed

    def count(self) -> int:
        """Return how many materials there are."""
        return len(self.slots)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let name and count be typed in their cells."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in _IN_PLACE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        slot, column = self.slots[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(slot, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._text(slot, column))
            case Qt.ItemDataRole.ForegroundRole if column == Column.STATE or slot.waived:
                state = State.NOT_APPLICABLE if slot.waived else State.PARTIAL if slot.proposed else State.COMPLETE
                return theme.state_colour(state, QApplication.palette())
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed in a cell, if it can be that."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = " ".join(str(value).split())
        slot = self.slots[index.row()]
        try:
            slot = replace(slot, name=text) if index.column() == Column.NAME else replace(slot, count=typed.count(text))
        except RequestError:
            return False
        self.change([index.row()], lambda _: slot)
        return True

    def change(self, rows: Collection[int], change: Change) -> None:
        """Change materials alike."""
        for row in rows:
            self.slots[row] = change(self.slots[row])
        self._tell(rows)

    def insert(self, row: int, slot: Slot) -> None:
        """Put a material before a row."""
        self.beginInsertRows(QModelIndex(), row, row)
        self.slots.insert(row, slot)
        self.endInsertRows()

    def remove(self, rows: Collection[int]) -> None:
        """Take materials out."""
        for row in sorted(rows, reverse=True):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self.slots[row]
            self.endRemoveRows()
        self._tell(range(len(self.slots)))

    def move(self, rows: Collection[int], *, up: bool) -> None:
        """Move materials by one place, together."""
        step = -1 if up else 1
        for row in sorted(rows, reverse=not up):
            to = row + step
            if not 0 <= to < len(self.slots) or (to in rows and not self._moves(to, rows, step)):
                continue
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to if up else to + 1)
            self.slots.insert(to, self.slots.pop(row))
            self.endMoveRows()

    def _moves(self, row: int, rows: Collection[int], step: int) -> bool:
        """Tell whether a row that is to move has room for it."""
        while row in rows:
            row += step
        return 0 <= row < len(self.slots)

    def _tell(self, rows: Collection[int]) -> None:
        """Tell that rows changed, and what others say of those that they stand for."""
        if rows and self.slots:
            last = self.index(len(self.slots) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _text(self, slot: Slot, column: Column) -> str:
        match column:
            case Column.NAME:
                return slot.name
            case Column.KINDS:
                return "、".join(slot.kinds) or "不限"
            case Column.STAGE:
                return slot.stage or "不限"
            case Column.YEARS:
                return wording.YEARS[slot.years]
            case Column.COUNT:
                return str(slot.count)
            case Column.OWNERS:
                owners = "、".join(slot.owners) if slot.scope is Scope.EACH_DEPARTMENT else ""
                return owners or wording.OWED_BY[slot.scope]
            case Column.STATE:
                filed = self.filed.get(slot.id, 0)
                return "；".join(
                    filter(
                        None,
                        (
                            phrases.not_applicable(slot.waived) if slot.waived else "",
                            wording.phrase("proposed_state") if slot.proposed else "",
                            self._alternatives(slot),
                            f"已归 {filed} 件" if filed else "",
                        ),
                    )
                )

    def _alternatives(self, slot: Slot) -> str:
        names = phrases.alternatives(slot, self.slots)
        return f"与{names}任交其一" if names else ""
