"""The head of a table with a drop-down over each column: what the column is for."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView, QWidget

from evidence.scheme.grid import column_letters
from evidence.scheme.roles import Role
from evidence.wording import tables as table_words

_MOST_VISIBLE = 16  # uses that a list shows without scrolling, on a screen of 512


class RoleBox(QComboBox):
    """The uses that a column may have, in the clerks' words."""

    entered = Signal()

    def __init__(self, column: int, parent: QWidget) -> None:
        """Offer all uses for a column."""
        super().__init__(parent)
        for code, word in table_words.ROLES.items():
            self.addItem(word, code)
            self.setItemData(self.count() - 1, table_words.ROLE_HINTS.get(code), Qt.ItemDataRole.ToolTipRole)
        self.setMaxVisibleItems(_MOST_VISIBLE)
        self.setAccessibleName(f"{column_letters(column)} 栏用途")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def role(self) -> Role:
        """The use that is shown."""
        return Role(self.currentData())

    def show_role(self, role: Role) -> None:
        """Show a use."""
        self.setCurrentIndex(self.findData(role.value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the table: a use must not change while somebody scrolls over it."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came here."""
        super().focusInEvent(event)
        self.entered.emit()


class RoleHeader(QHeaderView):
    """Letters and headings of the columns, and below each the drop-down of its use."""

    role_chosen = Signal(int, object)  # column, Role

    def __init__(self, table: QTableView) -> None:
        """Belong to a table, which must take it by `setHorizontalHeader`."""
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.boxes: list[RoleBox] = []
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionResized.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def show_roles(self, roles: Sequence[Role]) -> None:
        """Show what each column is taken for."""
        while len(self.boxes) > len(roles):
            self.boxes.pop().deleteLater()
        for column in range(len(self.boxes), len(roles)):
            self.boxes.append(self._box(column))
        for box, role in zip(self.boxes, roles, strict=True):
            box.show_role(role)
        self.updateGeometries()

    def sizeHint(self) -> QSize:
        """Leave room for the drop-downs."""
        size = super().sizeHint()
        return QSize(size.width(), size.height() + self._box_height())

    def updateGeometries(self) -> None:
        """Keep the drop-downs below the headings."""
        self.setViewportMargins(0, 0, 0, self._box_height())
        super().updateGeometries()
        self._place()

    def _box(self, column: int) -> RoleBox:
        box = RoleBox(column, self)

        def choose() -> None:
            self.role_chosen.emit(column, box.role)

        def reveal() -> None:
            self._reveal(column)

        box.activated.connect(choose)
        box.entered.connect(reveal)
        box.show()
        return box

    def _box_height(self) -> int:
        return self.boxes[0].sizeHint().height() if self.boxes else 0

    def _place(self) -> None:
        height = self._box_height()
        for column, box in enumerate(self.boxes):
            left = self.sectionViewportPosition(column)
            box.setGeometry(left, self.height() - height, self.sectionSize(column), height)

    def _reveal(self, column: int) -> None:
        """Scroll a column's drop-down into sight."""
        bar = self._table.horizontalScrollBar()
        left = self.sectionPosition(column)
        right = left + self.sectionSize(column)
        if left < bar.value():
            bar.setValue(left)
        elif right > bar.value() + self.viewport().width():
            bar.setValue(right - self.viewport().width())
