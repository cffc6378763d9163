"""An arrival beside what its unit owes, as a table: what is closed, what is wrong, what is still missing."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPalette

from evidence.model import State
from ui.models.flat import Index, ListModel
from ui.theme import state_colour

if TYPE_CHECKING:  # not needed before somebody looks at an arrival
    from evidence.check.returned import Returned


class Column(IntEnum):
    """What is told."""

    STATE = 0
    CODE = 1
    WHAT = 2
    WHY = 3


class _Row(Struct, frozen=True):
    state: State
    code: str
    what: str
    why: str


_HEADINGS: dict[int, str] = {
    Column.STATE: "情况",
    Column.CODE: "补报码",
    Column.WHAT: "文件或材料",
    Column.WHY: "说明",
}
_STATES = {State.PARTIAL: "有问题", State.COMPLETE: "补齐", State.MISSING: "还欠"}


class ReturnedRows(ListModel[_Row]):
    """What a clerk has to look at first: what is wrong, then what is closed, then what is missing."""

    headings = _HEADINGS

    def show(self, found: Returned) -> None:
        """Show an arrival."""
        from evidence.export.returned_file import closed_rows, missing_rows, wrong_rows

        wrong = [_Row(State.PARTIAL, code, file, why) for file, code, why in wrong_rows(found)]
        closed = [
            _Row(State.COMPLETE, code, f"{item}　{material}　{year}", f"{files}（{way}）")
            for code, item, material, year, files, way in closed_rows(found)
        ]
        missing = [
            _Row(State.MISSING, code, f"{item}　{material}　{year}", _lacking(papers, due))
            for code, item, material, year, papers, due in missing_rows(found)
        ]
        self._list([*wrong, *closed, *missing])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return _text(row, column) or None
            case Qt.ItemDataRole.ForegroundRole if column is Column.STATE:
                return QBrush(state_colour(row.state, QPalette()))
            case _:
                return None


def _lacking(papers: str, due: str) -> str:
    return f"差 {papers} 件" + (f"，完成时限：{due}" if due else "")


def _text(row: _Row, column: Column) -> str:
    match column:
        case Column.STATE:
            return _STATES[row.state]
        case Column.CODE:
            return row.code
        case Column.WHAT:
            return row.what
        case Column.WHY:
            return row.why
