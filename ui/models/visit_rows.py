"""查阅登记 as a table, the last wish first."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt

from evidence.visits import Request
from evidence.wording.visits import WISHES
from ui.labels import tip
from ui.models.flat import Index, ListModel
from ui.models.ordering import BY

REQUEST = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What is told of a wish."""

    AT = 0
    CODE = 1
    WISH = 2
    PAPER = 3
    SAID = 4
    EXAMINER = 5


class VisitRows(ListModel[Request]):
    """Shows what was written down."""

    headings = {  # noqa: RUF012
        Column.AT: "时间",
        Column.CODE: "内容号",
        Column.WISH: "事项",
        Column.PAPER: "材料",
        Column.SAID: "要求",
        Column.EXAMINER: "评审人员",
    }

    sorts = True

    def show(self, requests: Sequence[Request]) -> None:
        """Show these."""
        self._list(reversed(requests))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _told(one, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return tip(f"{one.code}　{one.item}", one.paper, one.said)
            case _ if role == BY and index.column() == Column.AT:
                return one.at
            case _ if role == REQUEST:
                return one.id
            case _:
                return None


def _told(one: Request, column: Column) -> str:
    match column:
        case Column.AT:
            return f"{one.at:%m-%d %H:%M}"
        case Column.CODE:
            return one.code
        case Column.WISH:
            return WISHES[one.wish]
        case Column.PAPER:
            return one.paper
        case Column.SAID:
            return one.said
        case Column.EXAMINER:
            return one.examiner
