"""隔离记录: what was isolated, what still lies where, and what to do; each place is ticked in the name of a person."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.isolated import Copy, CopyKind, Isolated
from evidence.secrecy import Isolation
from evidence.wording import secrecy as words
from ui.dialogs.choice import labelled
from ui.dialogs.discarding import ask
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.isolated_rows import COPY, IsolatedRows
from ui.print_action import PrintButton
from ui.session import Session
from ui.theme import em
from ui.views.rows import Rows, Wide

_PURGE = "将删除项目文件夹内含有它的旧备份和以前导出的资料，另存一份新备份。删除后不能恢复。"
_DESTROY = (
    "将销毁 isolated 文件夹里隔离的文件，并删除项目内含有它的旧备份和导出的资料，不能恢复。保密工作机构同意了吗？"
)


class IsolatedDialog(QDialog):
    """Lists the places; what lies in the project's own folder can be removed at once."""

    def __init__(self, session: Session, parent: QWidget | None = None, done: Isolation | None = None) -> None:
        """Show the records of the open project, after an isolation with what comes next."""
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("隔离记录")
        self.next = Sentence(_what_next(done), "title")
        self.advice = Sentence("", "hint")
        self.fault = Sentence("", "fault")
        self.model = IsolatedRows()
        self.model.setParent(self)
        self.rows = Rows(self.model, (Wide(6), Wide(3.5, 50), Wide(0), Wide(17, 40)))
        self.rows.setAccessibleName("隔离件的去向")
        self.by = QLineEdit(session.moment.who)
        self.clear = QPushButton("登记为已处理(&D)")
        self.purge = QPushButton("清除项目内的副本(&C)…")
        self.destroy_files = QPushButton("销毁隔离的文件(&X)…")
        self.close_button = QPushButton("关闭")
        self.close_button.setDefault(True)
        self._lay_out()
        self.clear.clicked.connect(self._clear)
        self.purge.clicked.connect(lambda: self._ask(_PURGE, "清除", with_files=False))
        self.destroy_files.clicked.connect(lambda: self._ask(_DESTROY, "已同意，销毁", with_files=True))
        self.close_button.clicked.connect(self.accept)
        self.rows.selectionModel().selectionChanged.connect(self._allow)
        session.closed.connect(self.reject)
        open_size(self, 84, 36)
        session.secrecy.records(self._show).failed.connect(self._refused)

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        bottom.addLayout(labelled("由谁确认(&W)", self.by), 1)
        bottom.addWidget(PrintButton(self._session, self.windowTitle(), self.rows))
        for button in (self.clear, self.purge, self.destroy_files, self.close_button):
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(self.next)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.advice)
        layout.addWidget(self.fault)
        layout.addLayout(bottom)

    def _show(self, records: Sequence[Isolated]) -> None:
        self.fault.say("")
        self.model.show(records)
        self.advice.say(wording.phrase("isolated_advice" if records else "isolated_none_yet"))
        self._allow()

    def _allow(self) -> None:
        waiting = [self.model.index(row, 0).data(COPY) for row in range(self.model.rowCount())]
        kinds = {copy.kind for copy in waiting if copy.done_at is None and not Path(copy.place).is_absolute()}
        self.clear.setEnabled(bool(self._chosen()))
        self.purge.setEnabled(bool(kinds & {CopyKind.BACKUP, CopyKind.EXPORT}))
        self.destroy_files.setEnabled(CopyKind.FILE in kinds)

    def _chosen(self) -> list[Copy]:
        found = [index.data(COPY) for index in self.rows.selectionModel().selectedRows()]
        return [copy for copy in found if copy.done_at is None]

    def _clear(self) -> None:
        names = [copy.name for copy in self._chosen()]
        self._session.secrecy.clear(names, self.by.text(), self._show).failed.connect(self._refused)

    def _ask(self, sentence: str, yes: str, *, with_files: bool) -> None:
        def purge() -> None:
            job = self._session.secrecy.purge(self.by.text(), self._show, with_files=with_files)
            job.failed.connect(self._refused)

        ask(self, sentence, yes, "先不动", purge)

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))


def _what_next(done: Isolation | None) -> str:
    if done is None:
        return ""
    labels = "、".join(words.label(record.number) for record in done.records)
    said = wording.phrase("isolated_done", labels=labels)
    return said if done.trouble is None else said + wording.phrase("isolated_trouble", why=done.trouble)
