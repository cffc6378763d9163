"""满意度和知晓率: what surveys found, round by round, what that shows and what it cannot show."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.rates import Survey
from evidence.wording import rates as words
from ui.dialogs.picking import pick_new_file
from ui.dialogs.rate_form import RateForm, ThresholdForm
from ui.dialogs.rate_import import RateImport
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.text_rows import KEY, TextRow, TextRows
from ui.print_action import PrintButton
from ui.rate_work import Rates, read_rates, save_rates, write_rates
from ui.session import Session
from ui.theme import em
from ui.views.rows import Rows, Wide

_KINDS = ["Word 文件 (*.docx)", "Excel 表格 (*.xlsx)"]
_WIDTHS = (
    Wide(6),
    Wide(8),
    Wide(6, 52),
    Wide(5),
    Wide(4),
    Wide(4.4),
    Wide(4.4),
    Wide(8),
    Wide(4.5, 58),
    Wide(0),
    Wide(4.4, 66),
    Wide(7, 72),
)
_NONE = "还没有登记测评情况。点“登记”填写一轮，或用“导入”读取测评单位的表格。"


class RatesDialog(QDialog):
    """Stays open beside the window, and follows what changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the rates of the project that is open."""
        super().__init__(parent)
        self._session = session
        self._known = Rates((), (), (), ())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("满意度和知晓率")
        self.model = TextRows(words.HEADS[1:], self)
        self.rows = Rows(self.model, _WIDTHS)
        self.rows.setAccessibleName("测评情况")
        self.told = QPlainTextEdit(readOnly=True)
        self.told.setAccessibleName("说明什么")
        self.told.setTabChangesFocus(True)
        self.told.setFixedHeight(round(8.5 * em(self)))
        self.limits, self.fault = Sentence("", "hint"), Sentence("", "fault")
        self.add_button = QPushButton("登记(&N)…")
        self.edit_button = QPushButton("修改(&E)…")
        self.remove_button = QPushButton("删除(&D)")
        self.limits_button = QPushButton("合格线(&L)…")
        self.import_button = QPushButton("导入(&I)…")
        self.save_button = QPushButton("另存(&S)…")
        self.close_button = QPushButton("关闭")
        self._lay_out()
        self._connect()
        open_size(self, 84, 40)
        self._allow()
        self._read()

    def save_as(self, path: Path) -> None:
        """Keep what is known as a file, and open it."""
        save_rates(self._session, path, self._saved).failed.connect(self._refused)

    def _buttons(self) -> tuple[QPushButton, ...]:
        left = (self.add_button, self.edit_button, self.remove_button, self.limits_button)
        return (*left, self.import_button, self.save_button, self.close_button)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        for button in self._buttons():
            button.setAutoDefault(False)
            if button is self.import_button:
                foot.addStretch(1)
                foot.addWidget(PrintButton(self._session, self.windowTitle(), self.rows))
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.told)
        for widget in (self.limits, self.fault):
            layout.addWidget(widget)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.rows.selectionModel().selectionChanged.connect(self._allow)
        self.rows.activated.connect(self._edit)
        self.add_button.clicked.connect(lambda: RateForm(self._session, self._known.surveys, None, self).open())
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        self.limits_button.clicked.connect(lambda: ThresholdForm(self._session, self._known.thresholds, self).open())
        self.import_button.clicked.connect(lambda: RateImport(self._session, self._known.surveys, self).open())
        self.save_button.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.reject)
        self._session.changed.connect(self._read)
        self._session.reach.changed.connect(self._allow)
        self._session.closed.connect(self.reject)

    def _read(self) -> None:
        read_rates(self._session, self._show).failed.connect(self._refused)

    def _show(self, rates: Rates) -> None:
        self._known = rates
        self.fault.say("")
        self.model.show([TextRow(row.survey, row.texts[1:], about=row.shows) for row in rates.rows])
        self.told.setPlainText("\n".join(rates.summary) or _NONE)
        limits = "；".join(map(words.threshold, rates.thresholds)) or wording.phrase("rate_thresholds_none")
        self.limits.say(limits)
        self._allow()

    def _allow(self) -> None:
        chosen = len(self.rows.selectionModel().selectedRows())
        writes = self._session.may_write
        for button in (self.add_button, self.limits_button, self.import_button):
            button.setEnabled(writes)
        self.edit_button.setEnabled(writes and chosen == 1)
        self.remove_button.setEnabled(writes and chosen > 0)
        self.save_button.setEnabled(self.model.rowCount() > 0)

    def _chosen(self) -> list[Survey]:
        keys = {index.data(KEY) for index in self.rows.selectionModel().selectedRows()}
        return [one for one in self._known.surveys if one.id in keys]

    def _edit(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            RateForm(self._session, self._known.surveys, chosen[0], self).open()

    def _remove(self) -> None:
        gone = [one.id for one in self._chosen()]
        write_rates(self._session, (), gone).failed.connect(self._refused)

    def _ask_file(self) -> None:
        name = f"{words.TITLE}.docx"
        pick_new_file(self, "测评情况存为", self._session.moment.path.parent / name, _KINDS, self.save_as)

    def _saved(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))


def open_rates(session: Session, over: QWidget) -> None:
    """Show the rates of the open project over a window."""
    RatesDialog(session, over).open()
