"""查阅登记: what examiners asked to see and to have added; kept as Word or Excel for what follows the visit."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from evidence import wording
from evidence.visits import Request
from evidence.wording import visits as words
from ui.dialogs.register import EXCEL, WORD, Register
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.visit_rows import REQUEST, VisitRows
from ui.print_action import PrintButton
from ui.session import Session
from ui.views.rows import Rows, Wide
from ui.visit_work import read_requests, save_requests, strike

_HOW = "在“现场查阅”（F11）里登记。删错了的，用撤销退回。"


class VisitsDialog(Register):
    """Lists the wishes; the last one stands first."""

    kept_as = words.TITLE
    kinds = (WORD, EXCEL)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the register of the open project."""
        super().__init__(session, "查阅登记", parent)
        self.model = VisitRows(self)
        self.rows = Rows(self.model, (Wide(7), Wide(6), Wide(5), Wide(0), Wide(16, 50), Wide(7, 60)))
        self.rows.setAccessibleName("查阅登记")
        self.hint = Sentence(_HOW, "hint")
        self.strike_button = QPushButton("删除(&D)")
        right = (PrintButton(session, words.TITLE, self.rows), self.save_button, self.close_button)
        self.stack(self.rows, self.hint, high=self.rows, left=(self.strike_button,), right=right)
        self.close_button.setDefault(True)
        self.strike_button.clicked.connect(self._strike)
        self.rows.selectionModel().selectionChanged.connect(self.allow)
        open_size(self, 66, 28)
        self.follow()

    def read(self) -> Job:
        """Read what was written down."""
        return read_requests(self._session, self._show)

    def save(self, path: Path) -> Job:
        """Write the register."""
        return save_requests(self._session, path, self.opened)

    def allow(self) -> None:
        """Offer what can be done with the wishes that are chosen."""
        chosen = bool(self.rows.selectionModel().selectedRows())
        self.strike_button.setEnabled(self._session.may_write and chosen)
        self.save_button.setEnabled(self.model.rowCount() > 0)

    def _show(self, requests: Sequence[Request]) -> None:
        self.fault.say("")
        self.model.show(requests)
        self.hint.say(_HOW if requests else f"{wording.phrase('visit_none')}{_HOW}")
        self.allow()

    def _strike(self) -> None:
        wishes = [index.data(REQUEST) for index in self.rows.selectionModel().selectedRows()]
        strike(self._session, wishes).failed.connect(self.refused)
