"""导入通讯录: a contact list out of a file or pasted, with whom each entry means, before anything is taken over."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.errors import DossierError
from evidence.progress import Report
from evidence.scheme.contact_list import Listed, read_contact_file, read_contact_text
from evidence.scheme.contact_plan import Match, plan_contacts
from evidence.scheme.roster import Roster
from ui.dialogs.picking import pick_file
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.contact_rows import Column, ContactRows
from ui.session import Session
from ui.theme import em
from ui.views.choice import Choice
from ui.views.rows import Rows, Wide

_KINDS = "通讯录 (*.xlsx *.xls *.et *.docx *.csv *.txt)"
_PASTE = "县教委 张三 13800001111\n双河镇 李四 023-58123456"
_HINT = "“对应单位”可以双击改选；通讯录里空着的栏不改动原来的内容。"


class ContactImport(QDialog):
    """Shows what a list would change; tells the plan once it is agreed to."""

    planned = Signal(object)  # tuple[Planned, ...]

    def __init__(self, session: Session, roster: Roster, parent: QWidget) -> None:
        """Ask for a list for these units."""
        super().__init__(parent)
        self._session, self._roster = session, roster
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("导入通讯录")
        self.file_button = QPushButton("选择文件(&F)…")
        self.pasted = QPlainTextEdit()
        self.pasted.setPlaceholderText(_PASTE)
        self.pasted.setTabChangesFocus(True)
        self.pasted.setFixedHeight(round(5.5 * em(self)))
        self.model = ContactRows(roster, self)
        self.rows = Rows(self.model, (Wide(12), Wide(10), Wide(11), Wide(0), Wide(7, 52)))
        self.rows.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setItemDelegateForColumn(Column.UNIT, Choice(self.model.offered, self))
        self.rows.setAccessibleName("通讯录")
        self.counts = Sentence()
        self.fault = Sentence(role="fault")
        self.ok_button = QPushButton("导入(&A)")
        self.cancel_button = QPushButton("取消")
        self._lay_out()
        self.file_button.clicked.connect(lambda: pick_file(self, "选择通讯录", _KINDS, self.read))
        self.pasted.textChanged.connect(self._read_pasted)
        self.model.changed.connect(self._count)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._count()
        open_size(self, 70, 38)

    def read(self, path: Path) -> None:
        """Read a list from a file."""
        self.file_button.setEnabled(False)

        def work(_: Report) -> tuple[Listed, ...]:
            return read_contact_file(path)

        job = self._session.jobs.run("reading_contacts", work, self._show)
        job.failed.connect(self._refused)
        job.crashed.connect(lambda: self.file_button.setEnabled(True))

    def accept(self) -> None:
        """Tell the plan."""
        self.planned.emit(self.model.plan)
        super().accept()

    def _lay_out(self) -> None:
        size = em(self)
        label = QLabel("或把名单粘贴到这里，一行一个单位(&P)")
        label.setBuddy(self.pasted)
        head = QHBoxLayout()
        head.addWidget(self.file_button)
        head.addWidget(label, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.counts, 1)
        foot.addWidget(self.ok_button)
        foot.addWidget(self.cancel_button)
        for button in (self.file_button, self.ok_button, self.cancel_button):
            button.setAutoDefault(False)  # Enter belongs to the table
        layout = QVBoxLayout(self)
        layout.setSpacing(size // 2)
        layout.addLayout(head)
        layout.addWidget(self.pasted)
        layout.addWidget(self.rows, 1)
        layout.addWidget(Sentence(_HINT, "hint"))
        layout.addWidget(self.fault)
        layout.addLayout(foot)

    def _read_pasted(self) -> None:
        text = self.pasted.toPlainText()
        try:
            self._show(read_contact_text(text) if text.strip() else ())
        except DossierError as error:
            self._refused(error)

    def _show(self, entries: Sequence[Listed]) -> None:
        self.file_button.setEnabled(True)
        self.fault.say("")
        self.model.show(plan_contacts(self._roster, entries))

    def _refused(self, error: DossierError) -> None:
        self._show(())
        self.fault.say(wording.sentence(error))

    def _count(self) -> None:
        counts = {match: sum(planned.match is match for planned in self.model.plan) for match in Match}
        taken = counts[Match.KNOWN] + counts[Match.NEW]
        self.ok_button.setEnabled(taken > 0)
        said = f"共 {len(self.model.plan)} 个：名单里已有 {counts[Match.KNOWN]} 个，新单位 {counts[Match.NEW]} 个"
        if counts[Match.UNCLEAR]:
            said += f"；{counts[Match.UNCLEAR]} 个不明，请选对应单位，不选的不导入"
        self.counts.say(f"{said}。" if self.model.plan else "还没有读到单位。")
