"""A list or tree of rows whose columns make room for one another when the pane is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from ui import theme


@dataclass(frozen=True, slots=True)
class Wide:
    """How a column shares the pane: its width in characters, and from which width of the pane on it is shown.

    A `width_em` of 0 takes what the others leave.
    """

    width_em: float
    from_em: float = 0


class Rows(QTreeView):
    """Rows of one height, whole rows selected; a flat list if the model has one level."""

    def __init__(self, model: QAbstractItemModel, columns: Sequence[Wide], parent: QWidget | None = None) -> None:
        """Show `model`, which must have as many columns as `columns` names."""
        super().__init__(parent)
        self.setModel(model)
        self._columns = tuple(columns)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIndentation(theme.em(self))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(theme.em(self))
        for number, column in enumerate(self._columns):
            stretch = QHeaderView.ResizeMode.Stretch if column.width_em == 0 else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(number, stretch)
            if column.width_em:
                self.setColumnWidth(number, round(column.width_em * theme.em(self)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the columns that there is no room for."""
        wide_em = self.viewport().width() / theme.em(self)
        for number, column in enumerate(self._columns):
            self.setColumnHidden(number, wide_em < column.from_em)
        super().resizeEvent(event)
