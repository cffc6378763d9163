"""Items of two schemes that go together or might, a pair a row, each to be ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from evidence.criteria import Counterparts
from evidence.model import Criterion
from ui.labels import tip
from ui.models.flat import FlatModel, Index


class Column(IntEnum):
    """What is shown of a pair."""

    HERE_CODE = 0
    HERE = 1
    THERE_CODE = 2
    THERE = 3
    STATE = 4


_HEADINGS: dict[int, str] = {
    Column.HERE_CODE: "本套",
    Column.HERE: "评价内容",
    Column.THERE_CODE: "另一套",
    Column.THERE: "评价内容",
    Column.STATE: "情况",
}


class PairRow(Struct, frozen=True):
    """Two items; `confidence` (0–1) of one that is proposed, None of one that goes together or was added by hand."""

    here: Criterion
    there: Criterion
    together: bool  # in the project as it is
    confidence: float | None = None

    @property
    def pair(self) -> Counterparts:
        """The two as they are recorded."""
        return Counterparts(self.here.id, self.there.id)


class PairRows(FlatModel):
    """Holds what is ticked until it is saved."""

    headings = _HEADINGS

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold nothing."""
        super().__init__(parent)
        self._rows: list[PairRow] = []
        self._chosen: set[Counterparts] = set()

    def show(self, rows: Iterable[PairRow]) -> None:
        """Show pairs anew; those that go together are ticked."""
        self.beginResetModel()
        self._rows = list(rows)
        self._chosen = {row.pair for row in self._rows if row.together}
        self.endResetModel()
        self.ticked.emit()

    def add(self, row: PairRow) -> int:
        """Add a pair at the top, ticked, or tick it where it stands; return its row."""
        known = next((at for at, other in enumerate(self._rows) if other.pair == row.pair), None)
        if known is None:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._rows.insert(0, row)
            self.endInsertRows()
        self.tick([row.pair], on=True)
        return known or 0

    def tick(self, pairs: Iterable[Counterparts], *, on: bool) -> None:
        """Tick pairs, or take their ticks away."""
        self._chosen = self._chosen | set(pairs) if on else self._chosen - set(pairs)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, Column.STATE))
        self.ticked.emit()

    @property
    def proposed(self) -> Sequence[Counterparts]:
        """The pairs that are proposed."""
        return [row.pair for row in self._rows if row.confidence is not None]

    @property
    def together(self) -> list[Counterparts]:
        """The pairs that are ticked and do not go together yet."""
        return [row.pair for row in self._rows if row.pair in self._chosen and not row.together]

    @property
    def apart(self) -> list[Counterparts]:
        """The pairs that go together and are no longer ticked."""
        return [row.pair for row in self._rows if row.together and row.pair not in self._chosen]

    def count(self) -> int:
        """Return how many pairs there are."""
        return len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.HERE_CODE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what is shown."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(_words(row.here if column in (Column.HERE_CODE, Column.HERE) else row.there))
            case Qt.ItemDataRole.CheckStateRole if column is Column.HERE_CODE:
                return Qt.CheckState.Checked if row.pair in self._chosen else Qt.CheckState.Unchecked
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Take a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != Column.HERE_CODE:
            return False
        self.tick([self._rows[index.row()].pair], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _text(self, row: PairRow, column: Column) -> str:
        match column:
            case Column.HERE_CODE:
                return row.here.code
            case Column.HERE:
                return _words(row.here)
            case Column.THERE_CODE:
                return row.there.code
            case Column.THERE:
                return _words(row.there)
            case Column.STATE:
                return self._state(row)

    def _state(self, row: PairRow) -> str:
        chosen = row.pair in self._chosen
        if row.together:
            return "已对应" if chosen else "将取消"
        if chosen:
            return "将对应"
        return "" if row.confidence is None else f"建议，把握 {row.confidence:.0%}"


def _words(item: Criterion) -> str:
    return " ".join((item.text or item.title or "").split())
