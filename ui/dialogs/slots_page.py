"""The materials that an item asks for: a table, and below it the fields of what is selected there."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from evidence.model import Scope, Slot, SlotId, new_id
from evidence.scheme import typed
from evidence.scheme.parts import blank_slot
from ui import theme
from ui.dialogs.slot_form import SlotForm
from ui.models.slot_rows import Change, SlotRows
from ui.views.rows import Rows, Wide

_HINT = "选几行可以一起改；F2 在表中改名称、份数"
_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class SlotsPage(QWidget):
    """Edits the materials of one item, several at once."""

    def __init__(
        self, slots: Sequence[Slot], filed: Mapping[SlotId, int], units: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """Begin with these materials; `filed` counts the papers that lie in each."""
        super().__init__(parent)
        self.model = SlotRows(slots, filed, self)
        widths = (Wide(0), Wide(8, 40), Wide(3.5, 46), Wide(6), Wide(3), Wide(9.5), Wide(11, 52))
        self.rows = Rows(self.model, widths)
        self.rows.setAccessibleName("应备材料")
        self.rows.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.form = SlotForm(units)
        self.add_button = self._button("新增(&A)", self.add)
        self.copy_button = self._button("复制(&O)", self.copy)
        self.remove_button = self._button("移去(&E)", self.ask_removal)
        self.up_button = self._button("上移(&G)", lambda: self.shift(up=True))
        self.down_button = self._button("下移(&V)", lambda: self.shift(up=False))
        self._lay_out()
        for keys, do in (
            ("Alt+Up", lambda: self.shift(up=True)),
            ("Alt+Down", lambda: self.shift(up=False)),
            ("Delete", self.ask_removal),
            ("Insert", self.add),
        ):
            key = QShortcut(QKeySequence(keys), self.rows)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(do)
        self.rows.selectionModel().selectionChanged.connect(self._show)
        self.model.dataChanged.connect(self._show_unless_typing)
        self.form.changed.connect(self._change)
        self.select([0] if slots else [])
        self._show()

    def slots(self) -> tuple[Slot, ...]:
        """Return the materials as they stand now; raise `RequestError` for a kind or a day that there is not."""
        return tuple(
            replace(
                slot,
                kinds=typed.kinds(slot.kinds),
                owners=slot.owners if slot.scope is Scope.EACH_DEPARTMENT else (),
                due=typed.due(slot.due or ""),
            )
            for slot in self.model.slots
        )

    def select(self, rows: Collection[int]) -> None:
        """Select rows, the first of them as the current one."""
        selection = self.rows.selectionModel()
        selection.clear()
        for number, row in enumerate(sorted(rows)):
            index = self.model.index(row, 0)
            if number == 0:
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.rows.scrollTo(index)
            selection.select(index, _ROW)

    def selected(self) -> list[int]:
        """Return the selected rows, from the top."""
        return sorted(index.row() for index in self.rows.selectionModel().selectedRows())

    def add(self) -> None:
        """Add a material after the selected ones, and let its name be typed."""
        self._put(blank_slot(""))
        self.form.name.setFocus()

    def copy(self) -> None:
        """Add a material like the selected one."""
        selected = self.selected()
        if selected:
            like = self.model.slots[selected[-1]]
            self._put(replace(like, id=SlotId(new_id()), name=f"{like.name}（副本）"))
            self.form.name.setFocus()
            self.form.name.selectAll()

    def ask_removal(self) -> None:
        """Take the selected materials out; ask before if papers lie in them."""
        rows = self.selected()
        filed = sum(self.model.filed.get(self.model.slots[row].id, 0) for row in rows)
        if not rows or not filed:
            self._remove(rows)
            return
        names = "、".join(f"“{self.model.slots[row].name}”" for row in rows)
        box = QMessageBox(QMessageBox.Icon.Question, "移去应备材料", f"移去应备材料{names}吗？", parent=self)
        box.setInformativeText(f"其中已归 {filed} 件。这些材料仍归在本项下，列在“没有对应应备材料的”里。")
        go = box.addButton("移去", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go.clicked.connect(lambda: self._remove(rows))
        box.open()

    def shift(self, *, up: bool) -> None:
        """Move the selected materials by one place."""
        self.model.move(self.selected(), up=up)
        self._show()

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)

        def act() -> None:
            do()

        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.add_button, self.copy_button, self.remove_button, self.up_button, self.down_button):
            buttons.addWidget(button)
        hint = QLabel(_HINT)  # of one line: a text that wraps would keep the table above from giving room
        hint.setProperty("role", "hint")
        buttons.addWidget(hint, 1)
        self.rows.setMinimumHeight(7 * theme.em(self))
        layout = QVBoxLayout(self)
        layout.addWidget(self.rows, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.form)

    def _put(self, slot: Slot) -> None:
        row = max(self.selected(), default=len(self.model.slots) - 1) + 1
        self.model.insert(row, slot)
        self.select([row])

    def _remove(self, rows: Sequence[int]) -> None:
        self.model.remove(rows)
        if rows and self.model.slots:
            self.select([min(rows[0], len(self.model.slots) - 1)])
        self._show()

    def _change(self, change: Change) -> None:
        self.model.change(self.selected(), change)

    def _show_unless_typing(self) -> None:
        if not self.form.is_typed_in():
            self._show()

    def _show(self) -> None:
        rows = self.selected()
        self.form.show_slots([self.model.slots[row] for row in rows])
        for button in (self.copy_button, self.remove_button, self.up_button, self.down_button):
            button.setEnabled(bool(rows))
