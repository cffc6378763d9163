"""各单位: what each unit owes, what is there, and what lies unsorted from it, which nobody is ranked without."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt

from evidence.check.standing import Standings, UnitStanding
from evidence.export import overview_phrases as words
from ui.labels import tip
from ui.models.flat import Index, ListModel
from ui.models.ordering import BY

UNIT = Qt.ItemDataRole.UserRole
SHARE = Qt.ItemDataRole.UserRole + 1  # 0–1


class Column(IntEnum):
    """What is shown of a unit."""

    NAME = 0
    SHARE = 1
    MET = 2
    OPEN = 3
    UNSORTED = 4


_HEADINGS: dict[int, str] = {
    Column.NAME: "单位",
    Column.SHARE: "到位率",
    Column.MET: "已有/应备",
    Column.OPEN: "未齐",
    Column.UNSORTED: "已报待整理",
}


class StandingRows(ListModel[UnitStanding]):
    """Those that lack most first."""

    headings = _HEADINGS
    sorts = True

    def show(self, standings: Standings) -> None:
        """Show these units, and last what nobody known owes."""
        self._list([*standings.units, *([standings.of_nobody] if standings.of_nobody else [])])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(words.unit(row))
            case Qt.ItemDataRole.TextAlignmentRole if column >= Column.MET:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case _ if role == UNIT:
                return row.name
            case _ if role in (SHARE, BY) and column == Column.SHARE:
                return row.met / row.needed if row.needed else None
            case _:
                return None


def _text(row: UnitStanding, column: Column) -> str:
    match column:
        case Column.NAME:
            return row.name or words.NO_UNIT
        case Column.SHARE:
            return words.share(row.met, row.needed) if row.needed else ""
        case Column.MET:
            return f"{row.met}/{row.needed}" if row.needed else ""
        case Column.OPEN:
            return str(row.open_rows) if row.open_rows else ""
        case Column.UNSORTED:
            return str(row.unsorted)  # also 0: nobody is ranked without it
