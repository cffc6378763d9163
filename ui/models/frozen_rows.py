"""定稿留底 as a list: what was kept, when and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt

from evidence.frozen import Frozen
from ui.labels import tip
from ui.models.flat import Index, ListModel

NAME = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What is shown of a state."""

    NAME = 0
    AT = 1
    WHO = 2


_HEADINGS: dict[int, str] = {Column.NAME: "名称", Column.AT: "留底时间", Column.WHO: "经办人"}


class FrozenRows(ListModel[Frozen]):
    """The last one first."""

    headings = _HEADINGS

    def show(self, kept: Sequence[Frozen]) -> None:
        """Show these."""
        self._list(reversed(kept))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        told = (row.name, f"{row.at:%Y-%m-%d %H:%M}", row.who)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return told[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return tip(told[index.column()])
            case _ if role == NAME:
                return row.name
            case _:
                return None
