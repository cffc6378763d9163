"""Lists and trees whose columns make room for one another when the pane is narrow; they can be moved and remembered."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QEvent, QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTreeView, QWidget

from ui import theme
from ui.layouts import Columns

_ROW_EM = 1.75
_BRANCH = 12  # pixels that the arrow of a branch takes


@dataclass(frozen=True, slots=True)
class Wide:
    """How a column shares the pane: its width in characters, and from which width of the pane on it is shown.

    A `width_em` of 0 takes what the others leave.
    """

    width_em: float
    from_em: float = 0


class Heads:
    """The heads of a list: how its columns share the room, and how the clerk has laid them out."""

    def __init__(self, view: QAbstractItemView, header: QHeaderView, columns: Sequence[Wide]) -> None:
        """Lay the columns out as at first."""
        self._view, self._header, self._columns = view, header, tuple(columns)
        self._em = theme.em(view)
        self._widths_em = [column.width_em for column in columns]
        header.setSectionsMovable(True)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(columns):
            stretch = QHeaderView.ResizeMode.Stretch if column.width_em == 0 else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(number, stretch)
        self.lay_out(None)
        header.sectionResized.connect(self._note)

    @property
    def columns(self) -> Columns:
        """How the columns are laid out now."""
        order = tuple(self._header.logicalIndex(at) for at in range(len(self._columns)))
        return Columns(tuple(round(width, 2) for width in self._widths_em), order)

    def lay_out(self, wanted: Columns | None) -> None:
        """Lay the columns out as they were once, or as at first where that does not fit."""
        count = len(self._columns)
        usual = Columns(tuple(column.width_em for column in self._columns), tuple(range(count)))
        chosen = wanted if wanted is not None and wanted.fits(count) else usual
        self._header.setMinimumSectionSize(self._em)
        for at, column in enumerate(self._columns):
            if column.width_em:
                self._widths_em[at] = chosen.widths_em[at] or column.width_em
                self._header.resizeSection(at, round(self._widths_em[at] * self._em))
        for place, at in enumerate(chosen.order):
            self._header.moveSection(self._header.visualIndex(at), place)

    def follow_text(self) -> bool:
        """Follow the size of the text; return whether it is another."""
        size = theme.em(self._view)
        if size == self._em:
            return False
        kept, self._em = self.columns, size
        self.lay_out(kept)
        self.make_room()
        return True

    def make_room(self) -> None:
        """Hide the columns that there is no room for."""
        wide_em = self._view.viewport().width() / self._em
        for number, column in enumerate(self._columns):
            self._header.setSectionHidden(number, wide_em < column.from_em)

    def _note(self, at: int, _: int, size: int) -> None:
        if size and self._columns[at].width_em and round(self._widths_em[at] * self._em) != size:
            self._widths_em[at] = size / self._em  # a column that is hidden keeps its width


class Tree(QTreeView):
    """A tree of rows of one height."""

    def __init__(self, model: QAbstractItemModel, columns: Sequence[Wide], parent: QWidget | None = None) -> None:
        """Show `model`, which must have as many columns as `columns` names."""
        super().__init__(parent)
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self._indent()
        _dress(self)
        self.header().setFirstSectionMovable(False)  # the branches stand in it
        self.heads = Heads(self, self.header(), columns)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.heads.follow_text():
            self._indent()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the columns that there is no room for."""
        self.heads.make_room()
        super().resizeEvent(event)

    def _indent(self) -> None:
        self.setIndentation(max(_BRANCH, 2 * theme.em(self) // 3))


class Rows(QTableView):
    """A flat list. No tree: one of those asks each of its rows for its flags when the current one goes."""

    def __init__(self, model: QAbstractTableModel, columns: Sequence[Wide], parent: QWidget | None = None) -> None:
        """Show `model`, which must have as many columns as `columns` names."""
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        heights = self.verticalHeader()
        heights.hide()
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setDefaultSectionSize(round(_ROW_EM * theme.em(self)))
        self.horizontalHeader().setHighlightSections(False)
        _dress(self)
        self.heads = Heads(self, self.horizontalHeader(), columns)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.heads.follow_text():
            self.verticalHeader().setDefaultSectionSize(round(_ROW_EM * theme.em(self)))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go to the first or last row with Home and End: a table would go to the first or last cell of the row."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the columns that there is no room for."""
        self.heads.make_room()
        super().resizeEvent(event)


def _dress(view: QAbstractItemView) -> None:
    view.setAlternatingRowColors(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
