"""单位和联络员: the list of units, changed in place and saved as one step."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from evidence.export import phrases
from evidence.journal import Action
from evidence.model import UnitId, UnitKind
from evidence.scheme.contact_plan import Planned, apply_contacts
from evidence.scheme.roster import Roster, roster_of
from evidence.wording import units as unit_words
from ui.dialogs.discarding import ask, ask_to_discard
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.picking import pick_new_file
from ui.dialogs.sizing import open_size
from ui.dialogs.unit_questions import MergeUnit, NewUnit
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.unit_rows import KEY, Column, UnitRows
from ui.print_action import PrintButton
from ui.saving import save_contacts
from ui.session import Session
from ui.theme import em
from ui.there import while_there
from ui.unit_record_work import offer_record
from ui.views.choice import Choice
from ui.views.rows import Rows, Wide

_HINT = "双击或按 F2 修改；改名后，评价内容和应备材料里的名称一起改，旧材料仍算这个单位的。"
_WIDTHS = (
    Wide(11),
    Wide(7.8),
    Wide(8.5),
    Wide(0),
    Wide(5.6, 46),
    Wide(6, 58),
    Wide(6, 52),
    Wide(3.2),
    Wide(3.2),
    Wide(3.2),
)


class UnitsDialog(JobDialog):
    """Shows the units as they are to be; nothing is changed in the project before it is saved."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the units of the project that is open."""
        super().__init__(session, "单位和联络员", "保存(&S)", parent)
        self.text = QLineEdit(placeholderText="查找：单位、联络员、电话")
        self.text.setClearButtonEnabled(True)
        self.text.setAccessibleName("查找单位")
        self.import_button = QPushButton("导入通讯录(&I)…")
        self.export_button = QPushButton("导出(&X)…")
        self.model = UnitRows(roster_of(session.moment.snapshot), self)
        self.rows = Rows(self.model, _WIDTHS)
        self.rows.setAccessibleName("单位")
        self.add_button = QPushButton("新增(&N)…")
        self.rename_button = QPushButton("改名(&R)")
        self.merge_button = QPushButton("并入(&M)…")
        self.remove_button = QPushButton("删除(&D)")
        self.up_button = QPushButton("上移(&U)")
        self.down_button = QPushButton("下移(&W)")
        self.count = Sentence(role="hint")
        self._prepare_rows()
        self._lay_out()
        self._connect()
        self._show_state()
        open_size(self, 84, 40)

    def start(self) -> Job | None:
        """Save the list as one step."""
        roster = self.model.roster
        if roster == roster_of(roster.before):
            return None
        return self._session.criteria.edit_project(Action.EDIT_UNITS, roster.project, roster.edit)

    def reject(self) -> None:
        """Close, after asking where something was changed."""
        if self._busy:
            return
        if self.model.roster == roster_of(self.model.roster.before):
            super().reject()
        else:
            ask_to_discard(self, super().reject)

    def take_in(self, plan: tuple[Planned, ...]) -> None:
        """Fill in what a contact list says."""
        self._change(lambda roster: apply_contacts(roster, plan))

    def save_as(self, path: Path) -> None:
        """Write the list as it is shown to a workbook."""

        def say(_: None) -> None:
            self._say(f"已另存到 {path}")

        job = save_contacts(self._session, path, self.model.roster.units, while_there(self, say))
        job.failed.connect(self._refused)

    def _prepare_rows(self) -> None:
        self.rows.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

        def kinds(_: QModelIndex | QPersistentModelIndex) -> list[tuple[str, object]]:
            return [(word, kind) for kind, word in unit_words.KINDS.items()]

        def approaches(_: QModelIndex | QPersistentModelIndex) -> list[tuple[str, object]]:
            return [(word, approach) for approach, word in unit_words.APPROACHES.items()]

        self.rows.setItemDelegateForColumn(Column.KIND, Choice(kinds, self))
        self.rows.setItemDelegateForColumn(Column.APPROACH, Choice(approaches, self))
        self.rows.setCurrentIndex(self.model.index(0, 0))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.text, 1)
        head.addWidget(self.import_button)
        head.addWidget(self.export_button)
        head.addWidget(PrintButton(self._session, "单位和联络员", self.rows, self.text.text))
        changes = QHBoxLayout()
        for button in (self.add_button, self.rename_button, self.merge_button, self.remove_button):
            changes.addWidget(button)
        changes.addStretch(1)
        changes.addWidget(self.up_button)
        changes.addWidget(self.down_button)
        self.content.setSpacing(em(self) // 2)
        self.content.addLayout(head)
        self.content.addWidget(self.rows, 1)
        self.content.addLayout(changes)
        self.content.addWidget(Sentence(_HINT, "hint"))
        self.content.addWidget(self.count)

    def _show_record(self) -> None:
        from ui.dialogs.unit_record import UnitRecordDialog

        UnitRecordDialog(self._session, self, self.rows.currentIndex().siblingAtColumn(Column.NAME).data()).open()

    def _connect(self) -> None:
        self.record = offer_record(self.rows, self._show_record)
        self.text.textChanged.connect(self._filter)
        self.text.returnPressed.connect(self.rows.setFocus)
        self.rows.selectionModel().currentChanged.connect(self._show_state)
        self.model.changed.connect(self._show_state)
        self.model.refused.connect(self.fault.say)
        self.model.merge_wanted.connect(self._ask_same)
        for button, work in (
            (self.import_button, self._ask_import),
            (self.export_button, self._ask_export),
            (self.add_button, self._ask_new),
            (self.rename_button, self._rename),
            (self.merge_button, self._ask_merge),
            (self.remove_button, self._remove),
            (self.up_button, lambda: self._move(-1)),
            (self.down_button, lambda: self._move(1)),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(work)
        for button in (self.ok_button, self.cancel_button):
            button.setDefault(False)  # Enter belongs to the table and its fields
            button.setAutoDefault(False)

    def _key(self) -> UnitId | None:
        return self.rows.currentIndex().data(KEY)

    def _change(self, change: Callable[[Roster], Roster], then: UnitId | None = None) -> bool:
        """Change the list and stand on a unit, or on the one that was stood on."""
        key = then or self._key()
        row = max(self.rows.currentIndex().row(), 0)
        self.fault.say("")
        done = self.model.change(change)
        at = self.model.row_of(key) if key is not None else None
        self._stand(min(row, self.model.rowCount() - 1) if at is None else at)
        return done

    def _stand(self, row: int) -> None:
        column = max(self.rows.currentIndex().column(), 0)
        self.rows.setCurrentIndex(self.model.index(row, column))
        self.rows.scrollTo(self.rows.currentIndex())

    def _filter(self, text: str) -> None:
        key = self._key()
        self.model.show_only(text)
        row = self.model.row_of(key) if key is not None else None
        self._stand(row or 0)
        self._show_state()

    def _ask_import(self) -> None:
        from ui.dialogs.contact_import import ContactImport

        dialog = ContactImport(self._session, self.model.roster, self)
        dialog.planned.connect(self.take_in)
        dialog.open()

    def _ask_export(self) -> None:
        start = Path.home() / f"{self._session.moment.snapshot.project.place or ''}单位和联络员.xlsx"
        pick_new_file(self, "导出单位和联络员", start, ["Excel 表格 (*.xlsx)"], self.save_as)

    def _ask_new(self) -> None:
        question = NewUnit(self)
        question.answered.connect(self._add)
        question.open()

    def _add(self, name: str, kind: UnitKind) -> None:
        if self._change(lambda roster: roster.added(name, kind)):
            self.text.clear()
            self._stand(self.model.row_of(self.model.roster.units[-1].id) or 0)

    def _rename(self) -> None:
        self.rows.edit(self.rows.currentIndex().siblingAtColumn(Column.NAME))

    def _ask_merge(self) -> None:
        key = self._key()
        if key is None:
            return
        roster = self.model.roster
        question = MergeUnit(roster.unit(key), [unit for unit in roster.units if unit.id != key], self)

        def merge(heir: UnitId) -> None:
            self._change(lambda roster: roster.merged(key, heir), heir)

        question.answered.connect(merge)
        question.open()

    def _ask_same(self, key: UnitId, other: UnitId) -> None:
        roster = self.model.roster
        gone, heir = roster.unit(key).name, roster.unit(other).name
        sentence = f"名单里已有“{heir}”。把“{gone}”并入它吗？写着“{gone}”的评价内容和应备材料都改为“{heir}”。"
        ask(self, sentence, "并入", "不改", lambda: self._change(lambda roster: roster.merged(key, other), other))

    def _remove(self) -> None:
        key = self._key()
        if key is None:
            return
        use = self.model.roster.uses[key]
        if use.named or not use.owed:
            self._change(lambda roster: roster.removed(key))
            return
        name = self.model.roster.unit(key).name
        sentence = f"删除“{name}”吗？要求各乡镇报送的 {use.owed} 份应备材料将不再向它要；已收的材料留在原处。"
        ask(self, sentence, "删除", "不删除", lambda: self._change(lambda roster: roster.removed(key)))

    def _move(self, by: int) -> None:
        """Put the unit before the one shown above it, or behind the one shown below."""
        key, row = self._key(), self.rows.currentIndex().row()
        other = self.model.index(row + by, 0).data(KEY)
        if key is None or other is None:
            return
        units = [unit.id for unit in self.model.roster.units]
        before = other if by < 0 else next(iter(units[units.index(other) + 1 :]), None)
        self._change(lambda roster: roster.moved(key, before), key)

    def _show_state(self) -> None:
        """Offer what can be done with the unit that is stood on, and count the list."""
        units, row = self.model.roster.units, self.rows.currentIndex().row()
        for button in (self.rename_button, self.merge_button, self.remove_button):
            button.setEnabled(row >= 0)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < self.model.rowCount() - 1)
        without = sum(unit.contact is None and unit.phone is None for unit in units)
        self.count.say(f"{phrases.unit_counts(units)}；{without} 个没有联络员和电话。")

    def _say(self, sentence: str) -> None:
        self.fault.say("")
        self.count.say(sentence)
