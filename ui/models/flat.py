"""A table without depth, as most lists of the window are: what all of their models say alike."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.ordering import BY, Key, Ordering, key_of, places_in_order

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class FlatModel(QAbstractTableModel):
    """Rows under one line of headings; no row has rows below it."""

    headings: ClassVar[Mapping[int, str]]  # by column, from 0
    sorts: ClassVar[bool] = False  # whether somebody may choose another order: in some lists the order means something

    def __init__(self, parent: QObject | None = None) -> None:
        """Have the rows in their own order."""
        super().__init__(parent)
        self.ordering: Ordering | None = None

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

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in order by a column; by -1 in their own. What is selected stays so."""
        there = self.sorts and 0 <= column < self.columnCount()
        wanted = Ordering(column, order is Qt.SortOrder.DescendingOrder) if there else None
        if wanted == self.ordering:
            return
        self.layoutAboutToBeChanged.emit()
        kept, before = self.persistentIndexList(), self._known()
        self.ordering = wanted
        self._arrange()
        at = {key: row for row, key in enumerate(self._known())}
        self.changePersistentIndexList(kept, [self.index(at[before[one.row()]], one.column()) for one in kept])
        self.layoutChanged.emit()

    def _known(self) -> Sequence[object]:
        """Return what each row is known by, as they stand; of a model that sorts."""
        raise NotImplementedError

    def _arrange(self) -> None:
        """Put the rows in the order that is chosen; of a model that sorts."""
        raise NotImplementedError


class ListModel(FlatModel, Generic[Row]):
    """A flat model of rows that are made anew whenever something changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._own: tuple[Row, ...] = ()  # in their own order
        self._rows: tuple[Row, ...] = ()

    def count(self) -> int:
        """Return how many rows are shown."""
        return len(self._rows)

    def _list(self, rows: Iterable[Row]) -> None:
        """Show these rows in the place of all others."""
        self.beginResetModel()
        self._own = tuple(rows)
        self._arrange()
        self.endResetModel()

    def _known(self) -> Sequence[object]:
        return [id(row) for row in self._rows]

    def _arrange(self) -> None:
        self._rows = self._own  # cells tell by what they are put in order
        if self.ordering is not None:
            column = self.ordering.column
            keys = [self._key(row, column) for row in range(len(self._own))]
            self._rows = tuple(self._own[at] for at in places_in_order(keys, self.ordering))

    def _key(self, row: int, column: int) -> Key:
        cell = self.index(row, column)
        by = self.data(cell, BY)
        return key_of(self.data(cell) if by is None else by)
