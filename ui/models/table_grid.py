"""A criteria table as it stands in its file, with what became of each row."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from evidence.model import State
from evidence.scheme.columns import BETWEEN_ROWS, Columns, headings
from evidence.scheme.grid import Cell, Grid, Position, column_letters
from evidence.scheme.roles import Role
from evidence.scheme.rows import RowKind
from evidence.wording import tables as table_words
from ui import theme
from ui.labels import tip

Index = QModelIndex | QPersistentModelIndex

MOST_ROWS = 2000
MOST_COLUMNS = 60
MARK = "！"  # beside the number of a row that is to be checked: colour alone tells nobody
_TINT = 40  # of 255
_HEADS = frozenset({RowKind.HEADER, RowKind.BAND})
_ASIDE = frozenset({RowKind.ABOVE, RowKind.NOTE, RowKind.TOTAL, RowKind.SUBTOTAL})


class TableGrid(QAbstractTableModel):
    """The first rows and columns of one table; a merged cell says what it says where it begins."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._grid: Grid | None = None
        self._roles: Sequence[Role] = ()
        self._headings: Sequence[str] = ()
        self._kinds: Sequence[RowKind] = ()
        self._problems: dict[int, list[str]] = {}  # by row
        self._faulty: set[tuple[int, int]] = set()

    def show(self, grid: Grid | None) -> None:
        """Show a table of which nothing is known yet, or none."""
        self.beginResetModel()
        self._grid = grid
        self._roles, self._headings, self._kinds, self._problems, self._faulty = (), (), (), {}, set()
        self.endResetModel()

    def take(self, columns: Columns) -> None:
        """Show how the columns are taken."""
        if self._grid is not None:
            self._roles, self._headings = columns.roles, headings(self._grid, columns)
            self._repaint()

    def mark(self, kinds: Sequence[RowKind], problems: Iterable[tuple[Position, str]]) -> None:
        """Show what each row was read as, and the cells that are to be checked with a sentence about each."""
        self._kinds, self._problems, self._faulty = kinds, {}, set()
        for place, sentence in problems:
            self._problems.setdefault(place.row, []).append(sentence)
            self._faulty.add((place.row, place.column))
        self._repaint()

    def merged(self) -> list[Cell]:
        """Return the cells that cover more than one position, as far as the table is shown."""
        rows = [row[: self.columnCount()] for row in self._grid.rows[: self.rowCount()]] if self._grid else []
        cells = dict.fromkeys(cell for row in rows for cell in row if cell.rows > 1 or cell.columns > 1)
        return list(cells)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many rows there are."""
        return min(len(self._grid.rows), MOST_ROWS) if self._grid and not parent.isValid() else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many columns there are."""
        return min(len(self._grid.rows[0]), MOST_COLUMNS) if self._grid and not parent.isValid() else 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's letter and heading, or a row's number and what it was read as."""
        sideways = orientation is Qt.Orientation.Horizontal
        match role:
            case Qt.ItemDataRole.DisplayRole if sideways:
                heading = self._headings[section] if section < len(self._headings) else ""
                lowest = heading.rpartition(BETWEEN_ROWS)[2]  # the others are in the tool tip
                return f"{column_letters(section)}　{lowest}"
            case Qt.ItemDataRole.DisplayRole:
                word = table_words.ROW_KINDS[self._kinds[section]] if section < len(self._kinds) else ""
                return f"{MARK if section in self._problems else ''}{section + 1} {word}".strip()
            case Qt.ItemDataRole.ToolTipRole if sideways and section < len(self._headings):
                return tip(self._headings[section])
            case Qt.ItemDataRole.ToolTipRole if not sideways:
                spot = self._grid.spots[section : section + 1] if self._grid else ()
                return tip(*spot, *self._problems.get(section, ()))
            case Qt.ItemDataRole.ForegroundRole if not sideways and section in self._problems:
                return theme.state_colour(State.MISSING, QApplication.palette())
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            case _:
                return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid() or self._grid is None:
            return None
        row, column = index.row(), index.column()
        cell = self._grid.rows[row][column]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(cell.text.split())
            case Qt.ItemDataRole.ToolTipRole:
                return tip(cell.text, *self._problems.get(row, ()))
            case Qt.ItemDataRole.FontRole if self._kind(row) in _HEADS:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.BackgroundRole:
                return self._background(cell, column)
            case Qt.ItemDataRole.ForegroundRole if self._is_aside(row, column):
                return QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            case _:
                return None

    def _kind(self, row: int) -> RowKind | None:
        return self._kinds[row] if row < len(self._kinds) else None

    def _is_aside(self, row: int, column: int) -> bool:
        """Tell whether nothing is read of a cell."""
        unused = column < len(self._roles) and self._roles[column] is Role.UNUSED
        return self._kind(row) in _ASIDE or (unused and self._kind(row) not in _HEADS)

    def _background(self, cell: Cell, column: int) -> QBrush | None:
        """Return a tint for the cells of a row that is to be checked, but not for one that it shares with others."""
        palette = QApplication.palette()
        row = cell.row
        if (row, column) in self._faulty or (row in self._problems and cell.rows == 1):
            tint = QColor(theme.state_colour(State.MISSING, palette))
            tint.setAlpha(_TINT)
            return QBrush(tint)
        return QBrush(palette.color(QPalette.ColorRole.Button)) if self._kind(row) in _HEADS else None

    def _repaint(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        if last.isValid():
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last.row())
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last.column())
