"""Units with what they owe, each with a tick."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal

from evidence.check.debts import Debt
from evidence.model import Piece
from ui.models.flat import Index, ListModel


class Column(IntEnum):
    """What is told of a unit."""

    UNIT = 0
    MATERIALS = 1
    PAPERS = 2
    WAITING = 3


_HEADINGS: dict[int, str] = {
    Column.UNIT: "单位",
    Column.MATERIALS: "欠几条",
    Column.PAPERS: "差几件",
    Column.WAITING: "已报待整理",
}


class UnitDebts(Struct, frozen=True):
    """A unit that owes something."""

    unit: str
    debts: tuple[Debt, ...]
    waiting: int  # papers of it that lie unsorted

    @property
    def papers(self) -> int:
        """How many papers are still to come."""
        return sum(debt.lacking for debt in self.debts)


class UnitDebtRows(ListModel[UnitDebts]):
    """The units in the order in which the scheme comes to them, ticked or not."""

    headings = _HEADINGS
    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Show none."""
        super().__init__(parent)
        self._off: set[str] = set()

    def show(self, owed: Mapping[str, Sequence[Debt]], waiting: Mapping[str, Sequence[Piece]]) -> None:
        """Show these units; one that was not ticked stays so."""
        self._list(UnitDebts(unit, tuple(debts), len(waiting.get(unit, ()))) for unit, debts in owed.items())

    @property
    def chosen(self) -> list[UnitDebts]:
        """The units that are ticked."""
        return [row for row in self._rows if row.unit not in self._off]

    def tick(self, rows: Iterable[int], *, on: bool) -> None:
        """Tick rows or take their ticks away."""
        for row in rows:
            (self._off.discard if on else self._off.add)(self._rows[row].unit)
        if self._rows:
            self.dataChanged.emit(self.index(0, Column.UNIT), self.index(len(self._rows) - 1, Column.UNIT))
        self.ticked.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.UNIT else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what is shown."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, column)
            case Qt.ItemDataRole.ToolTipRole if column is Column.WAITING and row.waiting:
                return "先把这些归项，欠的可能会少"
            case Qt.ItemDataRole.CheckStateRole if column is Column.UNIT:
                return Qt.CheckState.Unchecked if row.unit in self._off else Qt.CheckState.Checked
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Take a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != Column.UNIT:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


def _text(row: UnitDebts, column: Column) -> str:
    match column:
        case Column.UNIT:
            return row.unit
        case Column.MATERIALS:
            return f"{len(row.debts)} 条"
        case Column.PAPERS:
            return f"{row.papers} 件"
        case Column.WAITING:
            return f"{row.waiting} 件" if row.waiting else ""
