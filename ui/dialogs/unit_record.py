"""往来记录: what was asked of a unit when, what came when, why it did not count; the receipt is one click away."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.deliveries import BatchView
from evidence.errors import DossierError
from evidence.export.receipt_phrases import file_name as receipt_name
from evidence.export.unit_record_file import file_name, today
from evidence.filing import listed_units
from evidence.model import BatchId
from evidence.units import names_of, units_named
from evidence.wording.unit_records import phrase
from ui.dialogs.batch import BatchDialog
from ui.dialogs.choice import labelled
from ui.dialogs.picking import pick_new_file
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.unit_record_rows import BATCH, PIECE, UnitRecordRows
from ui.session import Session
from ui.showing import show_file
from ui.theme import em
from ui.unit_record_work import read_record, save_record
from ui.views.rows import Rows, Wide

if TYPE_CHECKING:
    from evidence.check.unit_record import UnitRecord

_KINDS = ("Word 文档 (*.docx)", "Excel 表格 (*.xlsx)")


class UnitRecordDialog(QDialog):
    """Shows the record of one unit as it is now; another is chosen by typing a part of its name."""

    paper_wanted = Signal(object)  # PieceId: to be gone to

    def __init__(self, session: Session, over: QWidget | None, unit: str | None = None) -> None:
        """Show the record of a unit of the project that is open, by any name it has; without one, of the first."""
        super().__init__(over)
        self._session = session
        self._record: UnitRecord | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("往来记录")
        self.unit = self._choice()
        self.today, self.fault = Sentence(), Sentence("", "fault")
        self.model = UnitRecordRows(self)
        self.rows = Rows(self.model, (Wide(9), Wide(0), Wide(24)))
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setAccessibleName("往来记录")
        self.receipt_button = QPushButton("回执(&R)…")
        self.batch_button = QPushButton("收件批次(&B)…")
        self.go_button = QPushButton("转到材料(&G)")
        self.save_button = QPushButton("另存(&S)…")
        self.close_button = QPushButton("关闭")
        self._lay_out()
        self._connect()
        self._choose(unit)
        open_size(self, 80, 34)

    def save_receipt(self, view: BatchView, path: Path) -> None:
        """Write the receipt of a batch and open it."""
        self._session.receiving.save_receipt(view, path, self._saved_receipt).failed.connect(self._refused)

    def save_as(self, path: Path) -> None:
        """Keep the record that is shown as a file, and open it."""
        if self._record is not None:
            save_record(self._session, self._record, path, self._saved_record).failed.connect(self._refused)

    def _choice(self) -> QComboBox:
        box = QComboBox()
        box.addItems(list(listed_units(self._session.moment.snapshot)))
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName("单位")
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setCompleter(completer)
        return box

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addLayout(labelled("单位(&U)", self.unit), 1)
        for button in (self.receipt_button, self.batch_button, self.go_button):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self.save_button, self.close_button):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addLayout(head)
        layout.addWidget(self.today)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.fault)
        layout.addLayout(foot)
        for button in (
            self.receipt_button, self.batch_button, self.go_button, self.save_button, self.close_button
        ):  # fmt: skip
            button.setAutoDefault(False)  # Enter belongs to the name

    def _connect(self) -> None:
        self.unit.currentIndexChanged.connect(self._read)
        self.rows.selectionModel().currentChanged.connect(self._allow)
        self.rows.doubleClicked.connect(self._open_batch)
        self.receipt_button.clicked.connect(self._ask_receipt)
        self.batch_button.clicked.connect(self._open_batch)
        self.go_button.clicked.connect(self._go)
        self.save_button.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.reject)
        self._session.changed.connect(self._read)

    def _choose(self, unit: str | None) -> None:
        names = names_of(self._session.moment.snapshot.project.units)
        known = [self.unit.itemText(row) for row in range(self.unit.count())]
        meant = [names.get(one, one) for one in units_named(unit, (*names, *known))] if unit else []
        found = next((one for one in (unit, *meant) if one in known), unit)
        self.unit.blockSignals(True)
        if found is not None and found not in known:
            self.unit.addItem(found)
        self.unit.setCurrentIndex(self.unit.findText(found) if found is not None else 0)
        self.unit.blockSignals(False)
        self._read()

    def _read(self) -> None:
        if self._session.is_open and self.unit.currentIndex() >= 0:
            unit = self.unit.itemText(self.unit.currentIndex())
            read_record(self._session, unit, self._show).failed.connect(self._refused)

    def _show(self, record: UnitRecord) -> None:
        self._record = record
        self.model.show(record, self._session.moment.snapshot)
        self.today.say(today(record) if record.entries else f"{today(record)}{phrase('none')}")
        self.rows.setCurrentIndex(self.model.index(self._last_arrival(), 0))
        self._allow()

    def _last_arrival(self) -> int:
        rows = range(self.model.rowCount())
        return next((row for row in rows if self.model.index(row, 0).data(BATCH) is not None), 0)

    def _allow(self) -> None:
        index = self.rows.currentIndex()
        for button in (self.receipt_button, self.batch_button):
            button.setEnabled(index.data(BATCH) is not None)
        self.go_button.setEnabled(index.data(PIECE) is not None)
        self.save_button.setEnabled(self._record is not None)

    def _ask_receipt(self) -> None:
        batch: BatchId | None = self.rows.currentIndex().data(BATCH)
        if batch is not None:
            self._session.receiving.view(batch, self._name_receipt).failed.connect(self._refused)

    def _name_receipt(self, view: BatchView) -> None:
        start = self._session.moment.path.parent / f"{receipt_name(view.batch)}.docx"
        pick_new_file(self, "回执存到哪里", start, _KINDS, partial(self.save_receipt, view))

    def _open_batch(self) -> None:
        batch: BatchId | None = self.rows.currentIndex().data(BATCH)
        if batch is not None:
            BatchDialog(self._session, batch, self).open()

    def _go(self) -> None:
        self.paper_wanted.emit(self.rows.currentIndex().data(PIECE))
        self.accept()

    def _ask_file(self) -> None:
        if self._record is not None:
            start = self._session.moment.path.parent / f"{file_name(self._record.unit)}.docx"
            pick_new_file(self, "往来记录另存为", start, _KINDS, self.save_as)

    def _saved_receipt(self, path: Path) -> None:
        self._saved(path, wording.phrase("receipt_saved", path=str(path)))

    def _saved_record(self, path: Path) -> None:
        self._saved(path, phrase("saved", path=str(path)))

    def _saved(self, path: Path, said: str) -> None:
        self.fault.say("")
        self.today.say(said)
        show_file(path)

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))
