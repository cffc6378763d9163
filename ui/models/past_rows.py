"""Three lists of what was done: the bin, what became of a piece, the steps that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt

from evidence import wording
from evidence.binned import Binned
from evidence.past import PastEvent
from ui.labels import tip
from ui.models.flat import Index, ListModel
from ui.past_work import ListedStep

PIECE = Qt.ItemDataRole.UserRole
AWAY = Qt.ItemDataRole.UserRole


class BinColumn(IntEnum):
    """What is told of a piece in the bin."""

    TITLE = 0
    UNIT = 1
    PLACES = 2
    WHO = 3
    AT = 4
    WHY = 5


class BinRows(ListModel[Binned]):
    """What lies in the bin, what came last first."""

    headings = {  # noqa: RUF012
        BinColumn.TITLE: "题名",
        BinColumn.UNIT: "报送单位",
        BinColumn.PLACES: "原来在",
        BinColumn.WHO: "移入人",
        BinColumn.AT: "移入时间",
        BinColumn.WHY: "原因",
    }

    sorts = True

    def show(self, there: Sequence[Binned]) -> None:
        """Show these."""
        self._list(there)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _of_bin(one, BinColumn(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return tip(one.title or "", one.places, one.why or "")
            case _ if role == PIECE:
                return one.piece
            case _:
                return None


def _of_bin(one: Binned, column: BinColumn) -> str:
    match column:
        case BinColumn.TITLE:
            return one.title or "（无题名）"
        case BinColumn.UNIT:
            return one.unit or ""
        case BinColumn.PLACES:
            return one.places or wording.phrase("bin_tray")
        case BinColumn.WHO:
            return one.who
        case BinColumn.AT:
            return f"{one.at:%Y-%m-%d %H:%M}"
        case BinColumn.WHY:
            return one.why or ""


class PastRows(ListModel[PastEvent]):
    """What became of a piece, the first event first."""

    headings = {0: "时间", 1: "谁", 2: "做了什么"}  # noqa: RUF012

    def show(self, events: Sequence[PastEvent]) -> None:
        """Show these."""
        self._list(events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        event = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (f"{event.at:%Y-%m-%d %H:%M}", event.who, "；".join(event.told))[index.column()]
        return tip(*event.told) if role == Qt.ItemDataRole.ToolTipRole else None


class StepRows(ListModel[ListedStep]):
    """The steps: what was taken back above what stands, the last first."""

    headings = {0: "时间", 1: "谁", 2: "做了什么", 3: "现在"}  # noqa: RUF012

    def show(self, steps: Sequence[ListedStep]) -> None:
        """Show these."""
        self._list(steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        step = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                stands = "已办" if step.away > 0 else "已撤销"
                return (f"{step.at:%Y-%m-%d %H:%M}", step.who, step.text, stands)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return tip(step.text)
            case _ if role == AWAY:
                return step.away
            case _:
                return None
