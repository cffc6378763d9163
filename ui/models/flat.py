"""A table without depth, as most lists of the window are: what all of their models say alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class FlatModel(QAbstractTableModel):
    """Rows under one line of headings; no row has rows below it."""

    headings: ClassVar[Mapping[int, str]]  # by column, from 0

    def count(self) -> int:
        """Return how many rows are shown."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a heading."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        return None


class ListModel(FlatModel, Generic[Row]):
    """A flat model of rows that are made anew whenever something changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def count(self) -> int:
        """Return how many rows are shown."""
        return len(self._rows)

    def _list(self, rows: Iterable[Row]) -> None:
        """Show these rows in the place of all others."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()
