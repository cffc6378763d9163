"""放假安排: the years whose holidays and make-up days are known; the next one is added when its notice is out."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QAbstractItemView, QPushButton, QWidget

from evidence import wording
from evidence.holidays import Stretch
from evidence.rectify.holiday_table import FIELDS, HEADS, read_holidays, table_rows
from evidence.scheme.headed import Chosen, HeadedTable
from evidence.wording import holidays as words
from ui.dialogs.headed_import import HeadedImport, Offered
from ui.dialogs.register import EXCEL, Register
from ui.dialogs.sizing import open_size
from ui.holiday_work import Years, drop_year, read_years, save_holidays, take_holidays
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.text_rows import KEY, TextRow, TextRows
from ui.session import Session
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


class HolidaysDialog(Register):
    """Lists the years."""

    kept_as = words.TITLE
    kinds = (EXCEL,)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the years of the project that is open."""
        super().__init__(session, words.TITLE, parent)
        self.model = TextRows(words.HEADS, self)
        self.rows = Rows(self.model, (Wide(5), Wide(0), Wide(6), Wide(8), Wide(5)))
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setAccessibleName(words.TITLE)
        self.import_button = QPushButton("导入(&I)…")
        self.remove_button = QPushButton("删除(&D)")
        left = (self.import_button, self.save_button, self.remove_button)
        self.stack(self.rows, Sentence(_HINT, "hint"), high=self.rows, left=left, right=(self.close_button,))
        self.close_button.setDefault(True)
        self.rows.selectionModel().selectionChanged.connect(self.allow)
        self.import_button.clicked.connect(lambda: HolidayImport(session, self).open())
        self.remove_button.clicked.connect(self._remove)
        open_size(self, 48, 24)
        self.allow()
        self.follow()

    def read(self) -> Job:
        """Look which years are known."""
        return read_years(self._session, self._show)

    def save(self, path: Path) -> Job:
        """Write all years as a table."""
        return save_holidays(self._session, path, self.opened)

    def allow(self) -> None:
        """Let be removed what the office added."""
        writes = self._session.may_write
        self.import_button.setEnabled(writes)
        self.remove_button.setEnabled(writes and self._chosen() is not None)

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
        self.allow()

    def _chosen(self) -> int | None:
        """Return the year of the office's own that is chosen."""
        found = (index.data(KEY) for index in self.rows.selectionModel().selectedRows())
        return next((year for year in found if isinstance(year, int)), None)

    def _remove(self) -> None:
        year = self._chosen()
        if year is not None:
            drop_year(self._session, year).failed.connect(self.refused)


def open_holidays(session: Session, over: QWidget) -> None:
    """Show the years over a window."""
    HolidaysDialog(session, over).open()
