"""A criteria table beside the tree that is read from it: what each column is can be seen and changed."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QSplitter, QVBoxLayout, QWidget

from evidence import wording
from evidence.model import CriterionId
from evidence.scheme.columns import Choice, Columns
from evidence.scheme.grid import Grid, Position
from evidence.scheme.layout import with_header
from evidence.scheme.reading import Outcome
from evidence.scheme.roles import Role
from ui.dialogs.table_bar import TableBar
from ui.labels import Sentence
from ui.models.table_grid import MARK, MOST_COLUMNS, MOST_ROWS
from ui.scheme_tables import OpenedScheme
from ui.views.read_tree import ReadTree
from ui.views.scheme_table import SchemeTable

_MORE = f"表格较大，这里只显示前 {MOST_ROWS} 行、{MOST_COLUMNS} 栏，读取的是全部。"


class SchemeDesk(QWidget):
    """Shows an open file and what came of it; tells how it is to be read when somebody changes that."""

    choice_changed = Signal(object)  # a Choice

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.bar = TableBar()
        self.table = SchemeTable()
        self.table.setAccessibleName("原表")
        self.tree = ReadTree()
        self.tree.setAccessibleName("读出的评价内容")
        self.notices = QListWidget()
        self.notices.setAccessibleName("读表时的提示")
        self.notices.setWordWrap(True)
        self.notices.setAlternatingRowColors(True)
        self._notice_title = Sentence(role="title")
        self.more = Sentence(role="hint")
        self._opened: OpenedScheme | None = None
        self._choice: Choice = ()
        self._outcome: Outcome | None = None
        self._sheet = 0
        self._lay_out()
        self.bar.sheet_chosen.connect(self._show_sheet)
        self.bar.read_chosen.connect(self._choose_read)
        self.bar.header_chosen.connect(self._choose_header)
        self.bar.guess_wanted.connect(self._go_back_to_guess)
        self.table.header_chosen.connect(self._choose_header)
        self.table.role_chosen.connect(self._choose_role)
        self.tree.chosen.connect(self._go_to_criterion)
        self.notices.currentRowChanged.connect(self._go_to_notice)
        self.show_file(None, ())

    def show_file(self, opened: OpenedScheme | None, choice: Choice) -> None:
        """Show a file that was just opened, or none; what it comes to follows."""
        self._opened, self._choice = opened, choice
        self.take(None)
        grids = opened.file.grids if opened else ()
        self.bar.setVisible(bool(grids))
        self.bar.show_sheets([grid.name for grid in grids])
        self.table.setVisible(bool(grids))
        if grids:
            self._show_sheet(next((at for at, columns in enumerate(choice) if columns.is_read), 0))
        else:
            self.table.show_grid(None)
            self.more.say("")

    def take(self, outcome: Outcome | None) -> None:
        """Show what the file came to, or that it came to nothing; what is in sight stays there."""
        self._outcome = None  # while the lists change, nothing in them is looked at
        self.tree.show_reading(outcome.scheme if outcome else None)
        self.notices.clear()
        warnings = outcome.scheme.warnings if outcome else ()
        for warning in warnings:
            self.notices.addItem(f"{warning.where}\n{wording.notice(warning)}")
        self._outcome = outcome
        self._notice_title.say(f"请核对（{len(warnings)} 处，表中行号前有“{MARK}”）")
        self._beside.setVisible(bool(warnings))
        if self._opened is not None:
            self._mark()

    def go_to(self, place: str) -> None:
        """Bring a cell of the file into sight, or a sheet."""
        names = [grid.name for grid in self._opened.file.grids] if self._opened else []
        sheet = place.sheet if isinstance(place, Position) else place
        if sheet in names and names[self._sheet] != sheet:
            self._show_sheet(names.index(sheet))
        if isinstance(place, Position):
            self.table.go_to(place.row, place.column)

    @property
    def _grid(self) -> Grid:
        assert self._opened is not None  # noqa: S101 — asked only while a file is shown
        return self._opened.file.grids[self._sheet]

    def _lay_out(self) -> None:
        notices = QVBoxLayout()
        notices.setContentsMargins(0, 0, 0, 0)
        notices.addWidget(self._notice_title)
        notices.addWidget(self.notices)
        self._beside = QWidget()
        self._beside.setLayout(notices)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.tree)
        right.addWidget(self._beside)
        splitter = QSplitter()
        splitter.addWidget(self.table)
        splitter.addWidget(right)
        for side in (splitter, right):
            side.setSizes([300, 200])
            side.setStretchFactor(0, 3)
            side.setStretchFactor(1, 2)
            side.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.bar)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.more)

    def _show_sheet(self, sheet: int) -> None:
        self._sheet = sheet
        self.table.show_grid(self._grid)
        is_cut = len(self._grid.rows) > MOST_ROWS or len(self._grid.rows[0]) > MOST_COLUMNS
        self.more.say(_MORE if is_cut else "")
        self._show_columns()
        self._mark()

    def _show_columns(self) -> None:
        assert self._opened is not None  # noqa: S101 — asked only while a file is shown
        columns = self._choice[self._sheet]
        is_guess = self._choice == self._opened.guess
        self.table.take(columns)
        self.bar.show_columns(self._sheet, columns, len(self._grid.rows), is_guess=is_guess)

    def _mark(self) -> None:
        """Mark the rows of the table with what they were read as."""
        warnings = self._outcome.scheme.warnings if self._outcome else ()
        problems = [
            (warning.where, wording.notice(warning))
            for warning in warnings
            if isinstance(warning.where, Position) and warning.where.sheet == self._grid.name
        ]
        self.table.mark(self._outcome.kinds[self._sheet] if self._outcome else (), problems)

    def _choose_role(self, column: int, role: Role) -> None:
        self._change(self._choice[self._sheet].with_role(column, role))

    def _choose_header(self, rows: range) -> None:
        self._change(with_header(self._grid, self._choice[self._sheet], rows))

    def _choose_read(self, is_read: bool) -> None:
        self._change(replace(self._choice[self._sheet], is_read=is_read))

    def _change(self, columns: Columns) -> None:
        """Read the sheet in sight in another way."""
        if columns != self._choice[self._sheet]:
            self._choice = (*self._choice[: self._sheet], columns, *self._choice[self._sheet + 1 :])
            self._show_columns()
            self.choice_changed.emit(self._choice)

    def _go_back_to_guess(self) -> None:
        if self._opened is not None:
            self._choice = self._opened.guess
            self._show_columns()
            self.choice_changed.emit(self._choice)

    def _go_to_criterion(self, criterion: CriterionId) -> None:
        if self._outcome is not None:
            self.go_to(self._outcome.places[criterion])

    def _go_to_notice(self, row: int) -> None:
        if self._outcome is not None and row >= 0:
            self.go_to(self._outcome.scheme.warnings[row].where)
