"""A field for several names: typed with completion, or ticked in a list."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence.names import searchable
from evidence.scheme.typed import names
from ui.dialogs.sizing import open_size

_BETWEEN = "、"


class ManyField(QWidget):
    """Names between 、; `edited` tells that the clerk changed them."""

    edited = Signal()

    def __init__(self, what: str, choice: Sequence[str], parent: QWidget | None = None) -> None:
        """Offer a choice of `what`; other names may be typed too."""
        super().__init__(parent)
        self._what = what
        self._choice = tuple(choice)
        self.line = QLineEdit()
        self.line.setAccessibleName(what)
        self.pick = QToolButton()
        self.pick.setText("选…")
        self.pick.setToolTip(f"从名单里勾选{what}（Alt+↓）")
        self.pick.setAccessibleName(f"选{what}")
        key = QShortcut(QKeySequence("Alt+Down"), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.ask)
        self.pick.setEnabled(bool(self._choice))
        self.setFocusProxy(self.line)
        self._completer = QCompleter(self)
        self._completer.setModel(QStringListModel(list(self._choice), self._completer))
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setWidget(self.line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.pick)
        self.line.textEdited.connect(self._complete)
        self._completer.activated.connect(self._take)
        self.pick.clicked.connect(self.ask)

    def names(self) -> tuple[str, ...]:
        """Return the names, each once."""
        return names(self.line.text())

    def show_names(self, shown: Sequence[str]) -> None:
        """Show names."""
        self.line.setText(_BETWEEN.join(shown))
        self.line.setCursorPosition(0)

    def ask(self) -> None:
        """Let the clerk tick names in a list."""
        if not self._choice:
            return
        dialog = PickMany(self._what, self._choice, self.names(), self)

        def take() -> None:
            self.show_names(dialog.picked())
            self.edited.emit()

        dialog.accepted.connect(take)
        dialog.open()

    def _complete(self) -> None:
        self.edited.emit()
        begun = self.line.text()[: self.line.cursorPosition()].rpartition(_BETWEEN)[2].strip()
        self._completer.setCompletionPrefix(begun)
        popup = self._completer.popup()
        if begun and self.line.hasFocus() and self._completer.completionCount() and begun not in self._choice:
            self._completer.complete()
        else:
            popup.hide()

    def _take(self, name: str) -> None:
        """Put a name in the place of what was begun before the cursor."""
        at = self.line.cursorPosition()
        before, after = self.line.text()[:at], self.line.text()[at:]
        kept = before[: before.rfind(_BETWEEN) + 1]
        self.line.setText(kept + name + after)
        self.line.setCursorPosition(len(kept + name))
        self.edited.emit()


class PickMany(QDialog):
    """A list to tick names in, narrowed by what is typed."""

    def __init__(self, what: str, choice: Sequence[str], ticked: Sequence[str], parent: QWidget | None = None) -> None:
        """Offer the choice, with what is ticked already; ticked names that are not in it come first."""
        super().__init__(parent)
        self.setWindowTitle(f"选{what}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QLineEdit(placeholderText="筛选")
        self.text.setAccessibleName("筛选")
        self.text.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(what)
        for name in dict.fromkeys([*(name for name in ticked if name not in choice), *choice]):
            item = QListWidgetItem(name, self.list)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        every = self.buttons.addButton("全选(&A)", QDialogButtonBox.ButtonRole.ResetRole)  # at the other end
        none = self.buttons.addButton("全不选(&N)", QDialogButtonBox.ButtonRole.ResetRole)
        layout = QVBoxLayout(self)
        for widget in (self.text, self.list, self.buttons):
            layout.addWidget(widget)
        self.text.textChanged.connect(self._narrow)
        every.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        none.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        open_size(self, 24, 24)
        self.list.setFocus()

    def picked(self) -> tuple[str, ...]:
        """Return what is ticked, in the list's order."""
        return tuple(item.text() for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _narrow(self) -> None:
        words = searchable(self.text.text()).split()
        for item in self._items():
            item.setHidden(not all(word in searchable(item.text()) for word in words))

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)
