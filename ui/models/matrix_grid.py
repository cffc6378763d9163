"""Items × columns: groups and their items as rows, a sign in each cell where something is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from evidence.check.matrix import Block, Cell, Line, Tally
from evidence.export import overview_phrases as words
from evidence.export import phrases
from ui.labels import shortened, tip
from ui.models.flat import Index
from ui.models.gap_rows import Gap

CELL = Qt.ItemDataRole.UserRole
GAP = Qt.ItemDataRole.UserRole + 1
ITEM = Qt.ItemDataRole.UserRole + 2
_MOST_TOLD = 4  # in the line below the table: column, state, two materials
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Head(Struct, frozen=True):
    """What stands over a column: its name in lines, in one piece, and what it comes to."""

    lines: tuple[str, ...]
    name: str
    sums: Tally


class MatrixGrid(QAbstractTableModel):
    """All rows at once; which are shown is chosen before, so that a count is never of hidden ones."""

    def __init__(self, parent: QObject | None = None, *, with_counts: bool) -> None:
        """Show nothing; cells are wide enough for counts or not."""
        super().__init__(parent)
        self._with_counts = with_counts
        self._heads: tuple[Head, ...] = ()
        self._rows: list[Block | Line] = []

    def show(self, heads: Sequence[Head], blocks: Iterable[Block]) -> None:
        """Show these groups with their items."""
        self.beginResetModel()
        self._heads = tuple(heads)
        self._rows = [row for block in blocks for row in (block, *block.lines)]
        self.endResetModel()

    @property
    def heads(self) -> tuple[Head, ...]:
        """What stands over the columns."""
        return self._heads

    def row_at(self, row: int) -> Block | Line:
        """Return what a row shows."""
        return self._rows[row]

    def row_of(self, item: str) -> int:
        """Return the row of an item, -1 if it is not shown."""
        shown = enumerate(self._rows)
        return next((at for at, row in shown if isinstance(row, Line) and row.item.criterion.id == item), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many groups and items are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(*self._told(row, column))
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case _ if role == CELL:
                return row.cells[column] if isinstance(row, Line) else None
            case _ if role == GAP:
                return _gap(row, column)
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands before a row or over a column."""
        if orientation is Qt.Orientation.Horizontal:
            head = self._heads[section]
            if role == Qt.ItemDataRole.ToolTipRole:
                return tip(head.name, words.tally_told(head.sums))
            return head.name if role == Qt.ItemDataRole.DisplayRole else None
        row = self._rows[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _name(row)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(_name(row))
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(_LEFT)
            case Qt.ItemDataRole.FontRole if isinstance(row, Block):
                font = QFont()
                font.setBold(True)
                return font
            case _ if role == ITEM:
                return row.item.criterion.id if isinstance(row, Line) else None
            case _:
                return None

    def told(self, index: Index) -> str:
        """Return in words how a cell stands."""
        name, *rest = self._told(self._rows[index.row()], index.column())
        return "　".join((shortened(name), *rest[:_MOST_TOLD]))

    def _text(self, row: Block | Line, column: int) -> str:
        if isinstance(row, Block):
            still_open = row.sums[column].open
            return str(still_open) if still_open else ""
        cell = row.cells[column]
        if cell is None:
            return ""
        return words.cell(cell) if self._with_counts else words.SIGNS[cell.state]

    def _told(self, row: Block | Line, column: int) -> tuple[str, ...]:
        head = self._heads[column].name
        if isinstance(row, Block):
            return (f"{_group(row)}　{head}", words.tally_told(row.sums[column]))
        cell = row.cells[column]
        name = f"{row.item.criterion.code} {phrases.item_name(row.item.criterion)}"
        return (name, head, words.cell_told(cell) if cell else words.NOT_ASKED, *_lacking(cell))


def _name(row: Block | Line) -> str:
    if isinstance(row, Block):
        return f"{_group(row)}（{len(row.lines)} 项）"
    criterion = row.item.criterion
    return f"{words.SIGNS[row.item.state]} {criterion.code}{phrases.mark(criterion)} {phrases.item_name(criterion)}"


def _group(block: Block) -> str:
    return phrases.item_name(block.group) if block.group else words.NO_GROUP


def _gap(row: Block | Line, column: int) -> Gap | None:
    """Return the place to mend: a paper that does not count, or the material that lacks some."""
    cell = row.cells[column] if isinstance(row, Line) else None
    if cell is None or isinstance(row, Block):
        return None
    first = cell.first
    defect = first.defects[0] if first.state.is_open and first.defects else None
    return Gap(row.item, first, defect)


def _lacking(cell: Cell | None) -> Iterable[str]:
    """Yield what is lacking, material by material."""
    for row in cell.rows if cell else ():
        if row.state.is_open:
            yield f"{row.slot.name} {row.met}/{row.needed}"
