"""The arrivals as a table, the last one first."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt

from evidence.deliveries import Batch
from ui.models.flat import Index, ListModel

BATCH = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What is told of a batch."""

    NAME = 0
    DAY = 1
    UNIT = 2
    SENDER = 3
    CHANNEL = 4
    SOURCE = 5
    COUNT = 6
    USABLE = 7
    UNUSABLE = 8
    UNDECIDED = 9


_NUMBERS = frozenset({Column.COUNT, Column.USABLE, Column.UNUSABLE, Column.UNDECIDED})
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


_HEADINGS: dict[int, str] = {
    Column.NAME: "编号",
    Column.DAY: "收件日期",
    Column.UNIT: "报送单位",
    Column.SENDER: "交件人",
    Column.CHANNEL: "渠道",
    Column.SOURCE: "来源",
    Column.COUNT: "文件",
    Column.USABLE: "可用",
    Column.UNUSABLE: "不能用",
    Column.UNDECIDED: "待换件",
}


class BatchRows(ListModel[Batch]):
    """Shows all batches of a project."""

    headings = _HEADINGS
    sorts = True

    def show(self, batches: Sequence[Batch]) -> None:
        """Show these batches."""
        self._list(reversed(batches))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, or its batch."""
        if not index.isValid():
            return None
        batch, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(batch, column)
            case Qt.ItemDataRole.ToolTipRole:
                recorded = f"登记：{batch.arrived_at:%Y-%m-%d %H:%M}　{batch.who}"
                return recorded if column is Column.DAY else _text(batch, column) or None
            case Qt.ItemDataRole.TextAlignmentRole if column in _NUMBERS:
                return _RIGHT
            case int() if role == BATCH:
                return batch
            case _:
                return None


def _text(batch: Batch, column: Column) -> str:
    undecided = sum(file.proposed for file in batch.files)
    return {
        Column.NAME: batch.name,
        Column.DAY: batch.received_on.isoformat(),
        Column.UNIT: batch.delivery.unit or "",
        Column.SENDER: batch.delivery.sender or "",
        Column.CHANNEL: batch.delivery.channel or "",
        Column.SOURCE: batch.source,
        Column.COUNT: str(batch.count),
        Column.USABLE: str(batch.usable),
        Column.UNUSABLE: str(batch.count - batch.usable),
        Column.UNDECIDED: str(undecided or ""),
    }[column]
