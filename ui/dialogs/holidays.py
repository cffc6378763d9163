"""放假安排: the years whose holidays and make-up days are known; the next one is added when its notice is out."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.holidays import Stretch
from evidence.rectify.holiday_table import FIELDS, HEADS, read_holidays, table_rows
from evidence.scheme.headed import Chosen, HeadedTable
from evidence.wording import holidays as words
from ui.dialogs.headed_import import HeadedImport, Offered
from ui.dialogs.picking import pick_new_file
from ui.dialogs.sizing import open_size
from ui.holiday_work import Years, drop_year, read_years, save_holidays, take_holidays
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.text_rows import KEY, TextRow, TextRows
from ui.session import Session
from ui.theme import em
from ui.views.rows import Rows, Wide

_HINT = (
    "整改时限按工作日计算，照这里的放假和调休。没有登记的年份只除去周末。新一年的通知发布后："
    "“另存”为表格，照样加上这一年，再“导入”。"
)


class HolidayImport(HeadedImport):
    """Asks for a table of 放假安排."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show what a table says before it is taken."""
        self._told: tuple[Stretch, ...] = ()
        super().__init__(session, "导入放假安排", FIELDS, (*HEADS[:1], *HEADS[2:], HEADS[1]), parent)

    def read_table(self, path: Path, chosen: Chosen | None) -> tuple[HeadedTable, object]:
        """Read the days of a table."""
        return read_holidays(path, chosen)

    def offered(self, told: object) -> Offered:
        """Show each line of the table."""
        self._told = cast("tuple[Stretch, ...]", told)
        rows = [(year, *days, number) for year, number, *days in table_rows(self._told)]
        years = "、".join(map(str, sorted({one.year for one in self._told})))
        counts = wording.phrase("holiday_read", years=years, days=len(rows))
        return Offered(tuple(TextRow(at, row) for at, row in enumerate(rows)), counts, changes=True)

    def start(self) -> Job:
        """Keep the years that are not so yet."""
        return take_holidays(self._session, self._told)


class HolidaysDialog(QDialog):
    """Lists the years."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the years of the project that is open."""
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.TITLE)
        self.model = TextRows(words.HEADS, self)
        self.rows = Rows(self.model, (Wide(5), Wide(0), Wide(6), Wide(8), Wide(5)))
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setAccessibleName(words.TITLE)
        self.fault = Sentence("", "fault")
        self.import_button = QPushButton("导入(&I)…")
        self.save_button = QPushButton("另存(&S)…")
        self.remove_button = QPushButton("删除(&D)")
        self.close_button = QPushButton("关闭")
        foot = QHBoxLayout()
        for button in (self.import_button, self.save_button, self.remove_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        for widget in (self.rows, Sentence(_HINT, "hint"), self.fault):
            layout.addWidget(widget)
        layout.addLayout(foot)
        self._connect()
        open_size(self, 48, 24)
        self._allow()
        self._read()

    def save_as(self, path: Path) -> None:
        """Keep all years as a table, and open it."""
        save_holidays(self._session, path, self._saved).failed.connect(self._refused)

    def _connect(self) -> None:
        self.rows.selectionModel().selectionChanged.connect(self._allow)
        self.import_button.clicked.connect(lambda: HolidayImport(self._session, self).open())
        self.save_button.clicked.connect(self._ask_file)
        self.remove_button.clicked.connect(self._remove)
        self.close_button.clicked.connect(self.reject)
        self._session.changed.connect(self._read)
        self._session.reach.changed.connect(self._allow)
        self._session.closed.connect(self.reject)

    def _read(self) -> None:
        read_years(self._session, self._show).failed.connect(self._refused)

    def _show(self, years: Years) -> None:
        self.fault.say(words.unknown(years.unknown))
        self.model.show(
            [
                TextRow(
                    one.year if one.own else None,
                    (str(one.year), one.number, str(one.rest), str(one.work), words.OWN if one.own else words.SHIPPED),
                )
                for one in years.lines
            ]
        )
        self._allow()

    def _allow(self) -> None:
        writes = self._session.may_write
        self.import_button.setEnabled(writes)
        self.remove_button.setEnabled(writes and self._chosen() is not None)

    def _chosen(self) -> int | None:
        """Return the year of the office's own that is chosen."""
        found = (index.data(KEY) for index in self.rows.selectionModel().selectedRows())
        return next((year for year in found if isinstance(year, int)), None)

    def _remove(self) -> None:
        year = self._chosen()
        if year is not None:
            drop_year(self._session, year).failed.connect(self._refused)

    def _ask_file(self) -> None:
        start = self._session.moment.path.parent / f"{words.TITLE}.xlsx"
        pick_new_file(self, "放假安排存为", start, ["Excel 表格 (*.xlsx)"], self.save_as)

    def _saved(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))


def open_holidays(session: Session, over: QWidget) -> None:
    """Show the years over a window."""
    HolidaysDialog(session, over).open()
