"""One arrival: who brought it, its files with what became of them, newer versions to be decided on, the receipt."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.deliveries import BatchFile, BatchView, Replacement
from evidence.errors import DossierError
from evidence.export import phrases
from evidence.export.receipt_phrases import counts, file_name, received
from evidence.model import BatchId
from evidence.wording import receiving as words
from evidence.wording.titles import in_marks
from ui.dialogs.delivery_form import DeliveryForm
from ui.dialogs.discarding import ask, ask_to_discard
from ui.dialogs.picking import pick_new_file
from ui.dialogs.returned_page import ReturnedPage
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.batch_files import FILE, BatchFiles
from ui.session import Session
from ui.showing import show_file
from ui.theme import em
from ui.there import while_there
from ui.views.rows import Rows, Wide

_RECEIPTS = ("Word 文档 (*.docx)", "Excel 表格 (*.xlsx)")
_WIDTHS = (Wide(4), Wide(16), Wide(0), Wide(14, 46), Wide(20, 60))


class BatchDialog(QDialog):
    """Shows one batch as it is now; each button does one step."""

    def __init__(self, session: Session, batch: BatchId, parent: QWidget | None = None) -> None:
        """Show a batch of the project that is open."""
        super().__init__(parent)
        self._session, self._batch = session, batch
        self._view: BatchView | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("收件登记")
        self.form = DeliveryForm(session)
        self.save_button = QPushButton("保存登记(&S)")
        self.recorded, self.sums, self.fault = Sentence("", "hint"), Sentence(), Sentence("", "fault")
        self.model = BatchFiles()
        self.model.setParent(self)
        self.rows = Rows(self.model, _WIDTHS)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setAccessibleName("这一批的文件")
        self.left_out = QListWidget()
        self.left_out.setAccessibleName("上次有本次无")
        self.left_out.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.returned = ReturnedPage(session)
        self.tabs = QTabWidget(documentMode=True)
        self.replace_button = QPushButton("确认换件(&R)…")
        self.keep_button = QPushButton("两件都留(&B)")
        self.all_button = QPushButton()
        self.receipt_button = QPushButton("回执(&P)…")
        self.close_button = QPushButton("关闭")
        self._lay_out()
        self._connect()
        open_size(self, 80, 42)
        self._allow()
        self._read()

    def reject(self) -> None:
        """Close, after asking where something was typed and not saved."""
        if self._view is not None and self.form.differs(self._view.batch.delivery):
            ask_to_discard(self, super().reject)
        else:
            super().reject()

    def save_receipt(self, path: Path) -> None:
        """Write the receipt and open it."""
        if self._view is not None:
            self._follow(self._session.receiving.save_receipt(self._view, path, self._saved))

    def _saved(self, path: Path) -> None:
        self.fault.say("")
        self.sums.say(wording.phrase("receipt_saved", path=str(path)))
        show_file(path)

    def _lay_out(self) -> None:
        self.tabs.addTab(self.rows, "文件")
        self.tabs.addTab(self.left_out, "上次有本次无")
        self.tabs.addTab(self.returned, "对照欠缺")
        decide, bottom = QHBoxLayout(), QHBoxLayout()
        decide.addWidget(self.recorded, 1)
        decide.addWidget(self.save_button)
        for button in (self.replace_button, self.keep_button, self.all_button):
            bottom.addWidget(button)
        bottom.addStretch(1)
        for button in (self.receipt_button, self.close_button):
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(self.form)
        layout.addLayout(decide)
        layout.addWidget(self.sums)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.fault)
        layout.addLayout(bottom)
        for button in (
            self.save_button, self.replace_button, self.keep_button, self.all_button,
            self.receipt_button, self.close_button,
        ):  # fmt: skip
            button.setAutoDefault(False)  # Enter belongs to the fields

    def _connect(self) -> None:
        self.form.changed.connect(self._allow)
        self.rows.selectionModel().currentChanged.connect(self._allow)
        self.save_button.clicked.connect(self._save)
        self.replace_button.clicked.connect(self._plan)
        self.keep_button.clicked.connect(self._keep)
        self.all_button.clicked.connect(self._ask_all)
        self.receipt_button.clicked.connect(self._ask_receipt)
        self.returned.looked.connect(self._tell_missing)
        self.returned.working.connect(self._follow)
        self.close_button.clicked.connect(self.reject)
        self._session.changed.connect(self._read)

    def _read(self) -> None:
        if self._session.is_open:
            self._session.receiving.view(self._batch, self._show).failed.connect(self._gone)

    def _show(self, view: BatchView) -> None:
        snapshot, row = self._session.moment.snapshot, max(self.rows.currentIndex().row(), 0)
        typed = self._view is not None and self.form.differs(self._view.batch.delivery)
        self._view = view
        self.setWindowTitle(f"收件登记　{view.batch.name}　{view.batch.source}")
        if not typed:  # what is being typed stays
            self.form.show_delivery(view.batch.delivery)
        at = view.batch.arrived_at
        self.recorded.say(f"{received(view.batch)}　登记：{at:%Y-%m-%d %H:%M}　经办人：{view.batch.who}")
        self.sums.say("\n".join(counts(view)))
        self.model.show(view, snapshot)
        self.rows.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))
        self.left_out.clear()
        self.left_out.addItems([phrases.title_of(piece, snapshot) for piece in view.left_out])
        self.tabs.setTabText(0, f"文件（{len(view.batch.files)}）")
        self.tabs.setTabText(1, f"上次有本次无（{len(view.left_out)}）")
        self.returned.look(view.batch)
        self._allow()

    def _tell_missing(self, missing: int) -> None:
        self.tabs.setTabText(2, f"对照欠缺（还欠 {missing} 项）")

    def _gone(self, error: DossierError) -> None:
        """Close where the arrival was taken back meanwhile."""
        self._session.refuse(error)
        self.done(QDialog.DialogCode.Rejected)

    def _allow(self) -> None:
        file = self._file()
        for button in (self.replace_button, self.keep_button):
            button.setEnabled(file is not None and file.proposed)
        newer = self._newer()
        self.all_button.setText(f"全部换件（{newer} 件）(&A)…")
        self.all_button.setVisible(newer > 1)
        self.save_button.setEnabled(self._view is not None and self.form.differs(self._view.batch.delivery))
        self.receipt_button.setEnabled(self._view is not None)

    def _file(self) -> BatchFile | None:
        return self.rows.currentIndex().data(FILE)

    def _save(self) -> None:
        try:
            delivery = self.form.delivery()
        except DossierError as error:
            self._refused(error)
            return
        if self._view is not None:
            self._view = None  # the form is shown anew as it was saved
            self._follow(self._session.receiving.correct(self._batch, delivery))

    def _plan(self) -> None:
        file = self._file()
        if file is None or file.piece is None or file.earlier is None:
            return
        old, new = file.earlier, file.piece

        def go_on() -> None:
            self._follow(self._session.receiving.replace(old, new, None))

        def confirm(change: Replacement) -> None:
            snapshot = self._session.moment.snapshot
            title = phrases.title_of(snapshot.piece_by_id[old], snapshot)
            lines = [wording.phrase("replace_ask", title=in_marks(title)), *words.changed(change)]
            ask(self, "\n".join(lines), "换件", "先不换", go_on)

        self._follow(self._session.receiving.plan(old, new, while_there(self, confirm)))

    def _newer(self) -> int:
        return sum(file.proposed for file in self._view.batch.files) if self._view else 0

    def _ask_all(self) -> None:
        def go_on() -> None:
            self._follow(self._session.receiving.replace_versions(self._batch))

        ask(self, wording.phrase("replace_ask_all", count=self._newer()), "全部换件", "先不换", go_on)

    def _keep(self) -> None:
        file = self._file()
        if file is not None:
            self._follow(self._session.receiving.keep_both(file.id))

    def _ask_receipt(self) -> None:
        if self._view is not None:
            start = self._session.moment.path.parent / f"{file_name(self._view.batch)}.docx"
            pick_new_file(self, "回执存到哪里", start, _RECEIPTS, self.save_receipt)

    def _follow(self, job: Job) -> None:
        self.fault.say("")
        job.failed.connect(self._refused)

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))
