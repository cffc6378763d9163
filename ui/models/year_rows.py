"""What another 评审基准年 opens and closes, a material, year and unit a row."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from evidence.check.base_year import RowChange
from evidence.export import phrases
from evidence.model import State
from evidence.wording import editions as edition_words
from ui import theme
from ui.labels import tip
from ui.models.flat import Index, ListModel


class Column(IntEnum):
    """What is shown of a row."""

    EFFECT = 0
    CODE = 1
    SLOT = 2
    YEAR = 3
    UNIT = 4
    BEFORE = 5
    AFTER = 6


HEADINGS: dict[int, str] = {
    Column.EFFECT: "变化",
    Column.CODE: "内容号",
    Column.SLOT: "应备材料",
    Column.YEAR: "年度",
    Column.UNIT: "报送单位",
    Column.BEFORE: "原来",
    Column.AFTER: "调整后",
}


class YearRows(ListModel[RowChange]):
    """What opens first, then what closes, each in the scheme's order."""

    headings = HEADINGS

    def show(self, rows: Sequence[RowChange]) -> None:
        """Show these rows."""
        self._list(sorted(rows, key=lambda row: row.closes))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(phrases.item_name(row.criterion) if column == Column.CODE else _text(row, column))
            case Qt.ItemDataRole.ForegroundRole if column == Column.EFFECT:
                return theme.state_colour(State.MISSING if row.opens else State.COMPLETE, QApplication.palette())
            case _:
                return None


def _text(row: RowChange, column: Column) -> str:
    match column:
        case Column.EFFECT:
            return edition_words.row_effect(opens=row.opens)
        case Column.CODE:
            return row.criterion.code + phrases.mark(row.criterion)
        case Column.SLOT:
            return row.slot.name
        case Column.YEAR:
            return str(row.year or phrases.heading("any_year"))
        case Column.UNIT:
            return row.unit or phrases.scope(row.slot.scope)
        case Column.BEFORE:
            return edition_words.state(row.before)
        case Column.AFTER:
            return edition_words.state(row.after)
