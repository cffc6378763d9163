"""收件登记: what arrived when, from whom, and how much of it can be used."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.deliveries import Batch
from evidence.model import BatchId
from ui.dialogs.batch import BatchDialog
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.batch_rows import BATCH, BatchRows
from ui.print_action import PrintButton
from ui.session import Session
from ui.theme import em
from ui.views.rows import Rows, Wide

_WIDTHS = (
    Wide(7.5), Wide(6.5), Wide(9), Wide(5, 52), Wide(4, 52), Wide(0), Wide(3.2), Wide(3.2), Wide(4), Wide(4),
)  # fmt: skip


class BatchesDialog(QDialog):
    """Lists the arrivals; each opens as a dialog of its own."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the arrivals of the project that is open."""
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("收件登记")
        self.model = BatchRows()
        self.model.setParent(self)
        self.rows = Rows(self.model, _WIDTHS)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setAccessibleName("收件批次")
        self.sums = Sentence("", "hint")
        self.open_button = QPushButton("打开(&O)…")
        self.close_button = QPushButton("关闭")
        bottom = QHBoxLayout()
        bottom.addWidget(self.sums, 1)
        bottom.addWidget(PrintButton(session, "收件登记", self.rows))
        bottom.addWidget(self.open_button)
        bottom.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(self.rows, 1)
        layout.addLayout(bottom)
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self.open_batch)
        self.rows.doubleClicked.connect(self.open_batch)
        self.close_button.clicked.connect(self.accept)
        session.changed.connect(self._read)
        open_size(self, 80, 36)
        self._read()

    def open_batch(self) -> None:
        """Open the chosen batch."""
        batch = self._chosen()
        if batch is not None:
            BatchDialog(self._session, batch.id, self).open()

    def _read(self) -> None:
        if self._session.is_open:
            self._session.receiving.batches(self._show).failed.connect(self._session.refuse)

    def _show(self, batches: Sequence[Batch]) -> None:
        chosen = self._chosen()
        self.model.show(batches)
        self._choose(chosen.id if chosen else None)
        files, usable = sum(one.count for one in batches), sum(one.usable for one in batches)
        told = f"共 {len(batches)} 批，{files} 个文件，可用 {usable} 个。双击打开一批。"
        self.sums.say(told if batches else wording.phrase("batches_none"))
        self.open_button.setEnabled(bool(batches))

    def _chosen(self) -> Batch | None:
        return self.rows.currentIndex().data(BATCH)

    def _choose(self, key: BatchId | None) -> None:
        rows = [row for row in range(self.model.rowCount()) if self.model.index(row, 0).data(BATCH).id == key]
        self.rows.setCurrentIndex(self.model.index(rows[0] if rows else 0, 0))
