"""A tree in which a long name runs on into the empty cells beside it, where it would else be cut."""
# PySide6's stubs leave the types of some arguments open, and the fields of options out.
# pyright: reportUnknownMemberType=false, reportAttributeAccessIssue=false, reportUnknownVariableType=false

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.views.rows import Tree


class RunningOn(Tree):
    """The names stand in the first column."""

    def drawRow(
        self, painter: QPainter, options: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row, and its name once more where it needs more than its cell and gets it."""
        super().drawRow(painter, options, index)
        name = index.sibling(index.row(), 0)
        place = self.name_place(name)
        if place.width() <= self.visualRect(name).width():
            return
        from PySide6.QtWidgets import QStyle  # with all that a style can draw: the first page seen is painted sooner

        alternate = QStyleOptionViewItem.ViewItemFeature.Alternate
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = place
        if self.selectionModel().isSelected(name):
            option.state |= QStyle.StateFlag.State_Selected
        if options.features & alternate:
            option.features |= alternate
        palette = self.palette()
        painter.fillRect(place, palette.alternateBase() if options.features & alternate else palette.base())
        self.itemDelegateForIndex(name).paint(painter, option, name)

    def name_place(self, name: QModelIndex | QPersistentModelIndex) -> QRect:
        """Return where a name is drawn: in its cell, and in those behind it that have nothing to show."""
        place, header = self.visualRect(name), self.header()
        if self.sizeHintForIndex(name).width() <= place.width():
            return place
        for at in range(1, header.count()):
            column = header.logicalIndex(at)
            cell = name.sibling(name.row(), column)
            if header.isSectionHidden(column):
                continue
            if cell.data():
                break
            place.setRight(self.visualRect(cell).right())
        return place
