"""对照欠缺: one arrival beside what its unit owes, as a page of its dialog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence.deliveries import Batch
from ui.dialogs.picking import pick_new_file
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.returned_rows import ReturnedRows
from ui.returning_work import hold_against_debts, save_returned
from ui.session import Session
from ui.showing import show_file
from ui.theme import em
from ui.views.rows import Rows, Wide

if TYPE_CHECKING:  # not needed before somebody looks at an arrival
    from evidence.check.returned import Returned

_KINDS = ("Word 文档 (*.docx)", "Excel 表格 (*.xlsx)")


class ReturnedPage(QWidget):
    """Looks anew whenever its batch is shown anew."""

    looked = Signal(int)  # how much is still missing
    working = Signal(object)  # a Job that may be refused

    def __init__(self, session: Session) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self._batch: Batch | None = None
        self._found: Returned | None = None
        self.sums = Sentence()
        self.model = ReturnedRows(self)
        self.rows = Rows(self.model, (Wide(4.5), Wide(6), Wide(22), Wide(0)))
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setAccessibleName("对照欠缺")
        self.save_button = QPushButton("补报对照单(&D)…")
        self.save_button.setAutoDefault(False)
        self.save_button.setEnabled(False)
        top = QHBoxLayout()
        top.addWidget(self.sums, 1)
        top.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.setContentsMargins(0, em(self) // 2, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.rows, 1)
        self.save_button.clicked.connect(self._ask)

    def look(self, batch: Batch) -> None:
        """Hold a batch against what its unit owes now."""
        self._batch = batch
        hold_against_debts(self._session, batch, self._show)

    def save(self, path: Path) -> None:
        """Write what is shown and open it."""
        if self._batch is not None and self._found is not None:
            job: Job = save_returned(self._session, path, self._batch, self._found, self._open)
            self.working.emit(job)

    def _open(self, path: Path) -> None:
        show_file(path)

    def _show(self, found: Returned) -> None:
        from evidence.export.returned_file import answers, sums

        self._found = found
        told = answers(self._batch) if self._batch else []
        self.sums.say("\n".join([sums(found), *(f"单位填写的说明：{line}" for line in told)]))
        self.model.show(found)
        self.save_button.setEnabled(True)
        self.looked.emit(len(found.missing))

    def _ask(self) -> None:
        from evidence.export.returned_file import file_name

        if self._batch is not None and self._found is not None:
            start = self._session.moment.path.parent / f"{file_name(self._batch, self._found.unit)}.docx"
            pick_new_file(self, "补报对照单存到哪里", start, _KINDS, self.save)
