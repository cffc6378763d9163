"""What one unit was asked when, and what came after, the last first."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from evidence.export import chase_phrases
from evidence.model import State
from ui import theme
from ui.labels import tip
from ui.models.flat import Index, ListModel

if TYPE_CHECKING:
    from evidence.check.owing import After


class Column(IntEnum):
    """What is shown of a chase."""

    STEP = 0
    SENT = 1
    DEADLINE = 2
    WHO = 3
    OUTCOME = 4


_HEADINGS: dict[int, str] = {
    Column.STEP: "催报",
    Column.SENT: "发出",
    Column.DEADLINE: "限期",
    Column.WHO: "经办",
    Column.OUTCOME: "所催和此后",
}


class ChaseRows(ListModel["After"]):
    """The record of one unit."""

    headings = _HEADINGS

    def show(self, told: Sequence[After]) -> None:
        """Show these, the last first."""
        self._list(reversed(told))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        after, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _told(after, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(_told(after, Column.OUTCOME), *chase_phrases.left(after))
            case Qt.ItemDataRole.ForegroundRole if column is Column.SENT and after.chase.sent_at is None:
                return theme.state_colour(State.PARTIAL, QApplication.palette())
            case _:
                return None


def _told(after: After, column: Column) -> str:
    chase = after.chase
    match column:
        case Column.STEP:
            return chase.step
        case Column.SENT:
            return chase_phrases.sent_on(after)
        case Column.DEADLINE:
            return chase.deadline.isoformat() if chase.deadline else "未定"
        case Column.WHO:
            return chase.sent_by or chase.who
        case Column.OUTCOME:
            return chase_phrases.outcome(after) or chase_phrases.asked(after)
