"""Two states compared, as a list: each item that differs, then its papers that do."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from evidence.check.frozen_compare import Change, Comparison, ItemChange, PieceChange
from evidence.export import frozen_phrases as words
from evidence.model import State
from ui import theme
from ui.labels import tip
from ui.models.flat import Index, ListModel

_COLOURS: dict[Change, State] = {
    Change.NEW: State.COMPLETE,
    Change.CHANGED: State.PARTIAL,
    Change.GONE: State.MISSING,
    Change.SAME: State.NOT_APPLICABLE,
}


class Column(IntEnum):
    """What is told of an item or a paper."""

    CODE = 0
    TITLE = 1
    CHANGE = 2
    DIFFERING = 3
    TERM = 4


_HEADINGS: dict[int, str] = {
    Column.CODE: "内容号",
    Column.TITLE: "评价内容、材料",
    Column.CHANGE: "变化",
    Column.DIFFERING: "变更的内容",
    Column.TERM: "有效期",
}


class ChangeRows(ListModel[tuple[ItemChange, PieceChange | None]]):
    """Items with what became of them; papers below."""

    headings = _HEADINGS

    def show(self, comparison: Comparison | None, *, with_same: bool) -> None:
        """Show what differs, and `with_same` what does not."""
        rows: list[tuple[ItemChange, PieceChange | None]] = []
        for item in comparison.items if comparison else ():
            if with_same or item.change is not Change.SAME:
                pieces = [one for one in item.pieces if with_same or one.change is not Change.SAME]
                rows += [(item, None), *((item, piece) for piece in pieces)]
        self._list(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        item, piece = self._rows[index.row()]
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _item_text(item, column) if piece is None else _piece_text(item, piece, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(_item_text(item, column) if piece is None else _piece_text(item, piece, column))
            case Qt.ItemDataRole.ForegroundRole if column == Column.CHANGE:
                change = item.change if piece is None else piece.change
                return theme.state_colour(_COLOURS[change], QApplication.palette())
            case Qt.ItemDataRole.FontRole if piece is None:
                font = QFont()
                font.setBold(True)
                return font
            case _:
                return None


def _item_text(item: ItemChange, column: Column) -> str:
    match column:
        case Column.CODE:
            return item.item.code
        case Column.TITLE:
            return item.item.title
        case Column.CHANGE:
            return words.item_change(item)
        case Column.DIFFERING | Column.TERM:
            return ""


def _piece_text(item: ItemChange, piece: PieceChange, column: Column) -> str:
    match column:
        case Column.CODE:
            return item.item.code
        case Column.TITLE:
            return f"　{words.title(piece.piece)}"
        case Column.CHANGE:
            return words.change(piece.change)
        case Column.DIFFERING:
            return words.differing(piece)
        case Column.TERM:
            return words.term(piece)
