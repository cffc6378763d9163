"""Rows of texts under headings that are told when they are made: what tables show that nobody edits in place."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from evidence.model import State
from ui import theme
from ui.labels import tip
from ui.models.flat import Index, ListModel

KEY = Qt.ItemDataRole.UserRole


class TextRow(Struct, frozen=True):
    """One row: what it stands for, what each cell says, how good or bad that is, and what more is to be said of it."""

    key: object
    texts: tuple[str, ...]
    state: State | None = None
    about: str = ""


class TextRows(ListModel[TextRow]):
    """Shows the rows that it is given."""

    sorts = True

    def __init__(self, heads: Sequence[str], parent: QObject | None = None, *, state_at: int | None = None) -> None:
        """Show nothing yet under these headings; the colour of a row's state is its cell's at `state_at`, or all's."""
        super().__init__(parent)
        self._state_at = state_at
        self.heads = tuple(heads)

    def show(self, rows: Sequence[TextRow], heads: Sequence[str] | None = None) -> None:
        """Show these rows in the place of all others, under other headings if some are given."""
        if heads is None:
            self._list(rows)
            return
        self.beginResetModel()
        self.heads = tuple(heads)
        if self.ordering is not None and self.ordering.column >= len(heads):
            self.ordering = None
        self._own = tuple(rows)
        self._arrange()
        self.endResetModel()

    @property
    def rows(self) -> tuple[TextRow, ...]:
        """The rows as they stand."""
        return self._rows

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a heading."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.texts[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return tip(row.texts[index.column()], row.about) or None
            case Qt.ItemDataRole.ForegroundRole if row.state is not None and self._state_at in (None, index.column()):
                return _colour(row.state)
            case _ if role == KEY:
                return row.key
            case _:
                return None


def _colour(state: State) -> QColor:
    return theme.state_colour(state, QApplication.palette())
