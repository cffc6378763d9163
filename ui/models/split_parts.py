"""拆件: the parts that a scan is cut into, with titles that can be typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal

from evidence.export import phrases
from ui.cutting import Part
from ui.models.flat import FlatModel, Index

PAGES, TITLE = 0, 1
HEADINGS: dict[int, str] = {PAGES: "页码", TITLE: "题名"}


class SplitParts(FlatModel):
    """A row a part."""

    titled = Signal(int, str)  # the first page of a part, and what was typed for its title

    headings = HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._read: Sequence[str | None] = ()

    def show(self, parts: tuple[Part, ...], read: Sequence[str | None]) -> None:
        """Show parts; `read` is what a part that begins on each page says its title is."""
        self.beginResetModel()
        self._parts, self._read = parts, read
        self.endResetModel()

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._parts)

    def part(self, row: int) -> Part:
        """Return the part of a row."""
        return self._parts[row]

    def row_of(self, page: int) -> int:
        """Return the row of the part that has a page."""
        return max(row for row, part in enumerate(self._parts) if part.first <= page)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let titles be typed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() == TITLE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        part = self._parts[index.row()]
        title = part.typed or self._read[part.first - 1] or ""
        if index.column() == PAGES and role == Qt.ItemDataRole.DisplayRole:
            return str(part.first) if part.first == part.last else f"{part.first}—{part.last}"
        if index.column() == TITLE and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return title or phrases.heading("untitled")
        return title if index.column() == TITLE and role == Qt.ItemDataRole.EditRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; whoever keeps the cuts shows it."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() != TITLE:
            return False
        self.titled.emit(self._parts[index.row()].first, str(value).strip())
        return True
