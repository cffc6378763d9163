"""What was isolated and what still lies where, a row a place."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt

from evidence.isolated import Copy, Isolated
from evidence.wording import secrecy as words
from ui.labels import tip
from ui.models.flat import Index, ListModel

COPY = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What is told of a place."""

    LABEL = 0
    NAME = 1
    PLACE = 2
    STATE = 3


_HEADINGS: dict[int, str] = {
    Column.LABEL: "隔离件",
    Column.NAME: "编号",
    Column.PLACE: "还在哪里，怎么办",
    Column.STATE: "处理",
}


class IsolatedRows(ListModel[tuple[Isolated, Copy]]):
    """Shows the places of all records, what is not looked after yet first within each."""

    headings = _HEADINGS

    def show(self, records: Sequence[Isolated]) -> None:
        """Show these records."""
        self._list(
            (record, copy)
            for record in records
            for copy in sorted(record.copies, key=lambda copy: copy.done_at is not None)
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, or its place."""
        if not index.isValid():
            return None
        record, copy = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(record, copy, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                at = f"{record.isolated_at:%Y-%m-%d %H:%M} 由 {record.who} 隔离"
                return tip(words.copy(copy.kind, copy.place), words.state(copy), at, f"SHA-256 {record.sha256}")
            case int() if role == COPY:
                return copy
            case _:
                return None


def _text(record: Isolated, copy: Copy, column: Column) -> str:
    return {
        Column.LABEL: words.label(record.number),
        Column.NAME: copy.name,
        Column.PLACE: words.copy(copy.kind, copy.place),
        Column.STATE: words.state(copy),
    }[column]
