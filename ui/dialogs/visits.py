"""查阅登记: what examiners asked to see and to have added; kept as Word or Excel for what follows the visit."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.visits import Request
from evidence.wording import visits as words
from ui.dialogs.picking import pick_new_file
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.visit_rows import REQUEST, VisitRows
from ui.print_action import PrintButton
from ui.session import Session
from ui.theme import em
from ui.views.rows import Rows, Wide
from ui.visit_work import read_requests, save_requests, strike

_KINDS = ["Word 文件 (*.docx)", "Excel 表格 (*.xlsx)"]
_HOW = "在“现场查阅”（F11）里登记。删错了的，用撤销退回。"


class VisitsDialog(QDialog):
    """Lists the wishes; the last one stands first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the register of the open project."""
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("查阅登记")
        self.model = VisitRows(self)
        self.rows = Rows(self.model, (Wide(7), Wide(6), Wide(5), Wide(0), Wide(16, 50), Wide(7, 60)))
        self.rows.setAccessibleName("查阅登记")
        self.hint, self.fault = Sentence(_HOW, "hint"), Sentence("", "fault")
        self.strike_button = QPushButton("删除(&D)")
        self.save_button = QPushButton("另存(&S)…")
        self.close_button = QPushButton("关闭")
        self._lay_out()
        self.strike_button.clicked.connect(self._strike)
        self.save_button.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.reject)
        self.rows.selectionModel().selectionChanged.connect(self._allow)
        session.changed.connect(self._read)
        session.closed.connect(self.reject)
        open_size(self, 66, 28)
        self._read()

    def save_as(self, path: Path) -> None:
        """Keep the register as a file, and open it."""
        save_requests(self._session, path, self._saved).failed.connect(self._refused)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.strike_button)
        foot.addStretch(1)
        foot.addWidget(PrintButton(self._session, words.TITLE, self.rows))
        for button in (self.save_button, self.close_button):
            foot.addWidget(button)
        self.close_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(self.rows, 1)
        for widget in (self.hint, self.fault):
            layout.addWidget(widget)
        layout.addLayout(foot)

    def _read(self) -> None:
        read_requests(self._session, self._show).failed.connect(self._refused)

    def _show(self, requests: Sequence[Request]) -> None:
        self.fault.say("")
        self.model.show(requests)
        self.hint.say(_HOW if requests else f"{wording.phrase('visit_none')}{_HOW}")
        self._allow()

    def _allow(self) -> None:
        self.strike_button.setEnabled(bool(self.rows.selectionModel().selectedRows()))
        self.save_button.setEnabled(self.model.rowCount() > 0)

    def _strike(self) -> None:
        wishes = [index.data(REQUEST) for index in self.rows.selectionModel().selectedRows()]
        strike(self._session, wishes).failed.connect(self._refused)

    def _ask_file(self) -> None:
        name = f"{words.TITLE}.docx"
        pick_new_file(self, "查阅登记表存为", self._session.moment.path.parent / name, _KINDS, self.save_as)

    def _saved(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))
