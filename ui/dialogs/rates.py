"""满意度和知晓率: what surveys found, round by round, what that shows and what it cannot show."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from evidence import wording
from evidence.rates import Survey
from evidence.wording import rates as words
from ui.dialogs.rate_form import RateForm, ThresholdForm
from ui.dialogs.rate_import import RateImport
from ui.dialogs.register import EXCEL, WORD, EditedRegister
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.text_rows import TextRow
from ui.print_action import PrintButton
from ui.rate_work import Rates, read_rates, save_rates, write_rates
from ui.session import Session
from ui.theme import em
from ui.views.rows import Wide

_WIDTHS = (
    Wide(6),
    Wide(7.4),
    Wide(6, 70),
    Wide(4.8),
    Wide(3.6),
    Wide(4.2),
    Wide(4.2),
    Wide(7.8),
    Wide(4.4, 58),
    Wide(0),
    Wide(4.2, 52),
    Wide(6, 56),
)
_NONE = "还没有登记测评情况。点“登记”填写一轮，或用“导入”读取测评单位的表格。"


class RatesDialog(EditedRegister[Survey]):
    """Lists each rate of each round, above what they show together."""

    kept_as = words.TITLE
    kinds = (WORD, EXCEL)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the rates of the project that is open."""
        self._rates = Rates((), (), (), ())
        super().__init__(session, "满意度和知晓率", words.HEADS[1:], _WIDTHS, parent)
        self.rows.setAccessibleName("测评情况")
        self.told = QPlainTextEdit(readOnly=True)
        self.told.setAccessibleName("说明什么")
        self.told.setTabChangesFocus(True)
        self.told.setFixedHeight(round(8.5 * em(self)))
        self.limits = Sentence("", "hint")
        self.limits_button = QPushButton("合格线(&L)…")
        self.limits_button.clicked.connect(lambda: ThresholdForm(session, self._rates.thresholds, self).open())
        printing = PrintButton(session, self.windowTitle(), self.rows)
        left = (self.add_button, self.edit_button, self.remove_button, self.limits_button)
        right = (printing, self.import_button, self.save_button, self.close_button)
        self.stack(self.rows, self.told, self.limits, high=self.rows, left=left, right=right)
        open_size(self, 84, 40)
        self.allow()
        self.follow()

    def read(self) -> Job:
        """Read what is known."""
        return read_rates(self._session, self._show)

    def save(self, path: Path) -> Job:
        """Write what is known, and what it shows."""
        return save_rates(self._session, path, self.opened)

    def known(self) -> tuple[Survey, ...]:
        """Return all rates."""
        return self._rates.surveys

    def form(self, one: Survey | None) -> QDialog:
        """Ask for the rates of a round."""
        return RateForm(self._session, self.known(), one, self)

    def table(self) -> QDialog:
        """Ask for a table of rates."""
        return RateImport(self._session, self.known(), self)

    def remove(self, gone: Sequence[Survey]) -> Job:
        """Remove rates."""
        return write_rates(self._session, (), [one.id for one in gone])

    def allow(self) -> None:
        """Let be said what is enough, where anything can be written."""
        super().allow()
        self.limits_button.setEnabled(self._session.may_write)

    def _show(self, rates: Rates) -> None:
        self._rates = rates
        self.fault.say("")
        self.model.show([TextRow(row.survey, row.texts[1:], about=row.shows) for row in rates.rows])
        self.told.setPlainText("\n".join(rates.summary) or _NONE)
        limits = "；".join(map(words.threshold, rates.thresholds)) or wording.phrase("rate_thresholds_none")
        self.limits.say(limits)
        self.allow()


def open_rates(session: Session, over: QWidget) -> None:
    """Show the rates of the open project over a window."""
    RatesDialog(session, over).open()
