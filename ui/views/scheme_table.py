"""A criteria table as it stands in its file, with the use of each column above it and the header to be set."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from evidence.scheme.columns import Columns
from evidence.scheme.grid import Grid, Position
from evidence.scheme.rows import RowKind
from ui.models.table_grid import TableGrid
from ui.theme import em
from ui.views.role_header import RoleHeader

_HEIGHT_EM = 1.9
_NARROWEST_EM, _WIDEST_EM = 9, 18
_MEASURED_ROWS = 60


class SchemeTable(QTableView):
    """Shows one table; the clerk says what its columns are and which rows name them."""

    role_chosen = Signal(int, object)  # column, Role
    header_chosen = Signal(object)  # range of rows, counted from 0; an empty one is where a table without begins

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.grid = TableGrid()
        self.setModel(self.grid)
        self.roles = RoleHeader(self)
        self.setHorizontalHeader(self.roles)
        self.roles.role_chosen.connect(self.role_chosen)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        heights = self.verticalHeader()
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setDefaultSectionSize(round(_HEIGHT_EM * em(self)))
        self._columns: Columns | None = None

    def show_grid(self, grid: Grid | None) -> None:
        """Show a table from its top."""
        self.clearSpans()
        self.grid.show(grid)
        self._columns = None
        for cell in self.grid.merged():
            rows = min(cell.rows, self.grid.rowCount() - cell.row)
            columns = min(cell.columns, self.grid.columnCount() - cell.column)
            if rows > 1 or columns > 1:
                self.setSpan(cell.row, cell.column, rows, columns)
        if grid is not None:
            self._fit_widths(grid)
        self.roles.show_roles(())

    def take(self, columns: Columns) -> None:
        """Show what the columns are taken for, and where the header is."""
        self._columns = columns
        self.grid.take(columns)
        self.roles.show_roles(columns.roles[: self.grid.columnCount()])

    def mark(self, kinds: Sequence[RowKind], problems: Iterable[tuple[Position, str]]) -> None:
        """Show what each row was read as, and which cells are to be checked."""
        self.grid.mark(kinds, problems)

    def go_to(self, row: int, column: int) -> None:
        """Bring a cell into sight and select it."""
        index = self.grid.index(min(row, self.grid.rowCount() - 1), column)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def header_actions(self, row: int) -> list[QAction]:
        """Return what may be said of a row and the header."""
        first = self._columns.first if self._columns else row
        choices = (
            ("设为表头行(&H)", range(row, row + 1), True),
            ("表头到这一行为止(&E)", range(first, row + 1), row > first),
            ("没有表头，从这一行读起(&N)", range(row, row), True),
        )
        actions: list[QAction] = []
        for text, rows, possible in choices:
            action = QAction(text, self)
            action.setEnabled(possible)
            action.triggered.connect(lambda _=False, rows=rows: self.header_chosen.emit(rows))
            actions.append(action)
        return actions

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to set the header by the row under the pointer, or the current one."""
        index = self.currentIndex() if event.reason() == event.Reason.Keyboard else self.indexAt(event.pos())
        if index.isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.header_actions(index.row()))
            menu.popup(event.globalPos())

    def _fit_widths(self, grid: Grid) -> None:
        """Give each column what its cells need, within limits."""
        for column in range(self.grid.columnCount()):
            rows = [row for row in range(min(len(grid.rows), _MEASURED_ROWS)) if len(grid.begun(row)) > 1]
            cells = [grid.rows[row][column] for row in rows if grid.rows[row][column].columns == 1]
            longest = max((len(line) for cell in cells for line in cell.text.splitlines()), default=0)
            self.setColumnWidth(column, em(self) * max(_NARROWEST_EM, min(_WIDEST_EM, longest + 1)))
