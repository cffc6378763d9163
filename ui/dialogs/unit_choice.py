"""报送单位: the units of the project to choose from; another one may be typed."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from evidence.intake import typed
from ui.theme import em
from ui.views.fields import offer

_WIDTH_EM = 14


class UnitChoice(QComboBox):
    """Tells of a unit once it is chosen, or typed and left or ended with Enter."""

    chosen = Signal(str)  # empty: unknown

    def __init__(self, names: Iterable[str]) -> None:
        """Offer units by their names."""
        super().__init__(editable=True)
        units = list(names)
        self._known = ""
        self._typed = QLineEdit()
        self._typed.setPlaceholderText("不明")
        self.setLineEdit(self._typed)
        self.addItems(units)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumWidth(_WIDTH_EM * em(self))
        offer(self._typed, units)
        self.setCurrentIndex(-1)
        self.activated.connect(self._tell)
        self._typed.editingFinished.connect(self._tell)

    def show_unit(self, unit: str | None) -> None:
        """Show what is known."""
        self._known = unit or ""
        self.setCurrentIndex(self.findText(self._known))
        self._typed.setText(self._known)

    def let_be(self) -> None:
        """Take what was typed for nothing."""
        self._typed.setText(self._known)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter: it ends the unit, not the dialog."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls: nobody chooses a unit by it."""
        event.ignore()

    def _tell(self) -> None:
        unit = typed.plain(self._typed.text())
        if unit != self._known:
            self._known = unit
            self.chosen.emit(unit)
