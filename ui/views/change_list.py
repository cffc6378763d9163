"""The list of what a change would do: whole rows, the words of one column taking what the others leave."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView


class ChangeList(QTreeView):
    """A flat list of changes."""

    def __init__(self, model: QAbstractItemModel, widest: int, name: str) -> None:
        """Show `model`, the column `widest` as wide as there is room; `name` is what a screen reader says."""
        super().__init__()
        self.setProperty("role", "changes")  # columns as narrow as their words, which would else run into each other
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAccessibleName(name)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
