"""A table of problems that is to be imported: what its columns say, and what its rows would do."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from evidence import wording
from evidence.model import State
from evidence.rectify.columns import Field, Sheet
from evidence.rectify.importing import Fate, PlannedRow
from evidence.scheme.headed import NOT_USED
from evidence.wording.findings import FATES
from ui import theme
from ui.labels import tip
from ui.models.flat import FlatModel, Index, ListModel

_COLOURS = {Fate.NEW: State.COMPLETE, Fate.KNOWN: State.NOT_APPLICABLE, Fate.UNREADABLE: State.MISSING}
_COLOURS[Fate.PASSED_OVER] = State.NOT_APPLICABLE
_NEEDED = Field.TEXT  # without it there is no problem; what else lacks can be told of all
_FIRST = (_NEEDED, Field.FOUND_ON, Field.PLACE, Field.UNIT, Field.PERSON, Field.DEADLINE)  # what most tables have
_NEVER = frozenset({Field.BEFORE, Field.AFTER})  # pictures in a table are not read


class UseColumn(IntEnum):
    """What is shown of a column of the table."""

    HEAD = 0
    USE = 1


class Uses(FlatModel):
    """The columns that have a heading, sheet by sheet; what each says can be changed."""

    headings = {UseColumn.HEAD: "表里的栏", UseColumn.USE: "作为"}  # noqa: RUF012
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self.sheets: tuple[Sheet, ...] = ()
        self._rows: list[tuple[int, int]] = []  # sheet and column

    def show(self, sheets: Sequence[Sheet]) -> None:
        """Show the columns of these tables."""
        self.beginResetModel()
        self.sheets = tuple(sheets)
        self._rows = [
            (number, column) for number, sheet in enumerate(sheets) for column, head in enumerate(sheet.heads) if head
        ]
        self.endResetModel()

    def count(self) -> int:
        """Return how many columns are shown."""
        return len(self._rows)

    def offered(self, _: Index) -> list[tuple[str, Field | None]]:
        """Return what a column may say."""
        fields = [*_FIRST, *(field for field in Field if field not in _NEVER and field not in _FIRST)]
        return [(NOT_USED, None), *((f"{field.value}{'＊' if field is _NEEDED else ''}", field) for field in fields)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let it be changed what a column says."""
        editable = index.isValid() and index.column() == UseColumn.USE
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        number, column = self._rows[index.row()]
        sheet = self.sheets[number]
        field = sheet.fields[column]
        match role:
            case Qt.ItemDataRole.DisplayRole if index.column() == UseColumn.USE:
                return field.value if field else NOT_USED
            case Qt.ItemDataRole.EditRole if index.column() == UseColumn.USE:
                return field
            case Qt.ItemDataRole.DisplayRole:
                return sheet.heads[column]
            case Qt.ItemDataRole.ToolTipRole:
                return tip(sheet.grid.name, sheet.heads[column])
            case Qt.ItemDataRole.ForegroundRole if index.column() == UseColumn.USE and field is None:
                return theme.state_colour(State.NOT_APPLICABLE, QApplication.palette())
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what a column says; no two say the same."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or not isinstance(value, Field | None):
            return False
        number, column = self._rows[index.row()]
        sheets = list(self.sheets)
        sheets[number] = sheets[number].with_field(column, value)
        self.sheets = tuple(sheets)
        self.dataChanged.emit(self.index(0, UseColumn.USE), self.index(self.count() - 1, UseColumn.USE))
        self.changed.emit()
        return True


class PlanColumn(IntEnum):
    """What is shown of a row of the table."""

    PLACE = 0
    FATE = 1
    TEXT = 2
    UNIT = 3
    NOTICES = 4


class PlanRows(ListModel[PlannedRow]):
    """What each row would do, and what is to be checked of it."""

    _tables = 0  # that the rows stand in

    headings = {  # noqa: RUF012
        PlanColumn.PLACE: "位置",
        PlanColumn.FATE: "结果",
        PlanColumn.TEXT: "问题",
        PlanColumn.UNIT: "责任单位",
        PlanColumn.NOTICES: "请核对",
    }

    def show(self, plan: Sequence[PlannedRow]) -> None:
        """Show another plan."""
        self._tables = len({row.place.rpartition("!")[0] for row in plan})
        self._list(plan)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], PlanColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._told(row, column)
            case Qt.ItemDataRole.ToolTipRole if column is PlanColumn.PLACE:
                return tip(row.place)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(*map(wording.notice, row.own_notices)) or tip(self._told(row, column))
            case Qt.ItemDataRole.ForegroundRole if column is PlanColumn.FATE:
                return theme.state_colour(_COLOURS[row.fate], QApplication.palette())
            case _:
                return None

    def _told(self, row: PlannedRow, column: PlanColumn) -> str:
        match column:
            case PlanColumn.PLACE:
                return row.place if self._tables > 1 else row.place.rpartition("!")[2]  # one table needs no name
            case PlanColumn.FATE:
                return FATES[row.fate].format(number=row.number)
            case PlanColumn.TEXT:
                return " ".join(row.text.split())
            case PlanColumn.UNIT:
                return row.unit
            case PlanColumn.NOTICES:
                return "".join(map(wording.notice, row.own_notices))
