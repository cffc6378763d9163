"""Lists and trees whose columns make room for one another when the pane is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTreeView, QWidget

from ui import theme


@dataclass(frozen=True, slots=True)
class Wide:
    """How a column shares the pane: its width in characters, and from which width of the pane on it is shown.

    A `width_em` of 0 takes what the others leave.
    """

    width_em: float
    from_em: float = 0


class Tree(QTreeView):
    """A tree of rows of one height."""

    def __init__(self, model: QAbstractItemModel, columns: Sequence[Wide], parent: QWidget | None = None) -> None:
        """Show `model`, which must have as many columns as `columns` names."""
        super().__init__(parent)
        self.setModel(model)
        self._columns = tuple(columns)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setIndentation(theme.em(self))
        _dress(self, self.header(), self._columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the columns that there is no room for."""
        _make_room(self, self.header(), self._columns)
        super().resizeEvent(event)


class Rows(QTableView):
    """A flat list. No tree: one of those asks each of its rows for its flags when the current one goes."""

    def __init__(self, model: QAbstractTableModel, columns: Sequence[Wide], parent: QWidget | None = None) -> None:
        """Show `model`, which must have as many columns as `columns` names."""
        super().__init__(parent)
        self.setModel(model)
        self._columns = tuple(columns)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        heights = self.verticalHeader()
        heights.hide()
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setDefaultSectionSize(round(1.75 * theme.em(self)))
        self.horizontalHeader().setHighlightSections(False)
        _dress(self, self.horizontalHeader(), self._columns)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go to the first or last row with Home and End: a table would go to the first or last cell of the row."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the columns that there is no room for."""
        _make_room(self, self.horizontalHeader(), self._columns)
        super().resizeEvent(event)


def _dress(view: QAbstractItemView, header: QHeaderView, columns: Sequence[Wide]) -> None:
    view.setAlternatingRowColors(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    header.setSectionsMovable(False)
    header.setStretchLastSection(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setMinimumSectionSize(theme.em(view))
    for number, column in enumerate(columns):
        stretch = QHeaderView.ResizeMode.Stretch if column.width_em == 0 else QHeaderView.ResizeMode.Interactive
        header.setSectionResizeMode(number, stretch)
        if column.width_em:
            header.resizeSection(number, round(column.width_em * theme.em(view)))


def _make_room(view: QAbstractItemView, header: QHeaderView, columns: Sequence[Wide]) -> None:
    wide_em = view.viewport().width() / theme.em(view)
    for number, column in enumerate(columns):
        header.setSectionHidden(number, wide_em < column.from_em)
