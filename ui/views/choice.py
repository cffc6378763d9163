"""A cell that is changed by a drop-down."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex


class Choice(QStyledItemDelegate):
    """Offers words for values; what is chosen is taken at once."""

    def __init__(self, offered: Callable[[Index], Iterable[tuple[str, object]]], parent: QObject) -> None:
        """Offer the words and values that `offered` names for a cell."""
        super().__init__(parent)
        self._offered = offered

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the drop-down."""
        box = QComboBox(parent)
        box.addItems([word for word, _ in self._offered(index)])

        def take() -> None:
            self.commitData.emit(box)
            self.closeEditor.emit(box)

        box.activated.connect(take)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value that is."""
        if isinstance(editor, QComboBox):
            now = index.data(Qt.ItemDataRole.EditRole)
            values = [value for _, value in self._offered(index)]
            editor.setCurrentIndex(values.index(now) if now in values else -1)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the value that was chosen."""
        if isinstance(editor, QComboBox) and editor.currentIndex() >= 0:
            # Not out of the drop-down's own data: Qt makes plain text of enums.
            values = [value for _, value in self._offered(index)]
            model.setData(index, values[editor.currentIndex()], Qt.ItemDataRole.EditRole)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep the drop-down while its own list is open."""
        if isinstance(editor, QComboBox) and event.type() == QEvent.Type.FocusOut and editor.view().isVisible():
            return False
        return super().eventFilter(editor, event)
