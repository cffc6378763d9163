"""整改台账 as a table: one model for all views, which follows small changes row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtWidgets import QApplication

from evidence.findings import FindingState, Severity
from evidence.model import State
from ui import theme
from ui.labels import tip
from ui.models.flat import FlatModel, Index
from ui.models.headings import heading_look
from ui.models.ledger_lines import Heading, Line, Row, overdue_days
from ui.models.ordering import Key, in_order_below, key_of

LINES = Qt.ItemDataRole.UserRole  # tuple[Line, ...]: of a problem's row its own, of a heading those below it
IS_HEADING = Qt.ItemDataRole.UserRole + 1
_MOST_STEPS = 60  # rows taken away or put in one by one; beyond, showing the list anew is faster
_COLOURS = {
    FindingState.UNASSIGNED: State.MISSING,
    FindingState.UNDERWAY: State.PARTIAL,
    FindingState.TO_CHECK: State.PARTIAL,
    FindingState.CLOSED: State.COMPLETE,
    FindingState.REBOUND: State.MISSING,
}


class Column(IntEnum):
    """What is told of a problem."""

    NUMBER = 0
    SOURCE = 1
    FOUND = 2
    WHERE = 3
    SAID = 4
    SEVERITY = 5
    UNIT = 6
    DEADLINE = 7
    STATE = 8
    REBOUNDS = 9


class LedgerRows(FlatModel):
    """A flat list, under headings where the view has them."""

    headings = {  # noqa: RUF012
        Column.NUMBER: "序号",
        Column.SOURCE: "来源",
        Column.FOUND: "发现日期",
        Column.WHERE: "点位或内容号",
        Column.SAID: "问题",
        Column.SEVERITY: "程度",
        Column.UNIT: "责任单位",
        Column.DEADLINE: "时限",
        Column.STATE: "状态",
        Column.REBOUNDS: "反弹",
    }

    sorts = True

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._own: Sequence[Row] = ()  # in the view's own order
        self._rows: list[Row] = []
        self._day = date.min
        self._keys: dict[str, tuple[Line, Key]] = {}  # by which problems are put in order, by the column that is chosen

    def show(self, rows: Sequence[Row], day: date) -> None:
        """Show other rows in the place of all; overdue is what is so on `day`."""
        self.beginResetModel()
        self._own, self._day = rows, day
        self._rows = self._ordered(rows)
        self.endResetModel()

    def follow(self, rows: Sequence[Row], day: date) -> None:
        """Show what became of the rows, one by one if little changed, so that selection and place are kept."""
        own, rows = rows, self._ordered(rows)
        there, wanted = [row.key for row in self._rows], [row.key for row in rows]
        keep, known = set(wanted), set(there)
        gone = [number for number, key in enumerate(there) if key not in keep]
        reordered = [key for key in there if key in keep] != [key for key in wanted if key in known]
        steps = len(gone) + sum(key not in known for key in wanted)
        if steps > _MOST_STEPS or reordered or day != self._day:
            self.show(own, day)
            return
        self._own = own
        for number in reversed(gone):
            self.beginRemoveRows(QModelIndex(), number, number)
            del self._rows[number]
            self.endRemoveRows()
        for number, row in enumerate(rows):
            if number == len(self._rows) or self._rows[number].key != row.key:
                self.beginInsertRows(QModelIndex(), number, number)
                self._rows.insert(number, row)
                self.endInsertRows()
        before, self._rows = self._rows, list(rows)
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old is not new and old != new:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))

    def count(self) -> int:
        """Return how many rows there are, headings included."""
        return len(self._rows)

    def own_lines(self) -> tuple[Line, ...]:
        """Return the problems that are listed in the order of the ledger, whatever the list is sorted by."""
        return tuple(row for row in self._own if isinstance(row, Line))

    def _known(self) -> Sequence[object]:
        return [row.key for row in self._rows]

    def _arrange(self) -> None:
        self._keys.clear()
        self._rows = self._ordered(self._own)

    def _ordered(self, rows: Sequence[Row]) -> list[Row]:
        there = {row.key for row in rows}
        for gone in self._keys.keys() - there:  # nothing is kept of a problem that is listed no more
            del self._keys[gone]
        return in_order_below(rows, lambda row: isinstance(row, Heading), self._key, self.ordering)

    def _key(self, row: Row) -> Key:
        if isinstance(row, Heading) or self.ordering is None:
            return ()
        known = self._keys.get(row.key)
        if known is None or known[0] is not row:
            known = self._keys[row.key] = row, key_of(_by(row, Column(self.ordering.column)))
        return known[1]

    def headings_at(self) -> list[int]:
        """Return the rows of headings."""
        return [number for number, row in enumerate(self._rows) if isinstance(row, Heading)]

    def rows_of(self, keys: Iterable[str]) -> list[int]:
        """Return the rows of problems and headings by their keys, topmost first, as far as they are listed."""
        wanted = set(keys)
        return [number for number, row in enumerate(self._rows) if row.key in wanted]

    def first_line(self, number: int) -> int | None:
        """Return the first row from this one on that is a problem's, or the last one before it."""
        at = [number for number, row in enumerate(self._rows) if isinstance(row, Line)]
        return next((row for row in at if row >= number), at[-1] if at else None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == IS_HEADING:
            return isinstance(row, Heading)
        if role == LINES:
            return row.lines if isinstance(row, Heading) else (row,)
        if isinstance(row, Heading):
            return _heading(row, index.column(), role)
        return self._line(row, Column(index.column()), role)

    def _line(self, line: Line, column: Column, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return told(line, column, self._day)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(line.said if column is Column.SAID else told(line, column, self._day))
            case Qt.ItemDataRole.ForegroundRole:
                colour = self._colour(line, column)
                return None if colour is None else theme.state_colour(colour, QApplication.palette())
            case Qt.ItemDataRole.TextAlignmentRole if column is Column.REBOUNDS:
                return Qt.AlignmentFlag.AlignCenter
            case _:
                return None

    def _colour(self, line: Line, column: Column) -> State | None:
        match column:
            case Column.DEADLINE if line.stand.overdue(self._day):
                return State.MISSING
            case Column.STATE:
                return _COLOURS[line.stand.state]
            case Column.SEVERITY if line.finding.severity is Severity.SEVERE:
                return State.MISSING
            case _:
                return None


def _by(line: Line, column: Column) -> object:
    """Return what a problem is put in order by."""
    match column:
        case Column.FOUND:
            return line.finding.found_on
        case Column.DEADLINE:
            return line.stand.deadline
        case Column.SEVERITY:
            return list(Severity).index(line.finding.severity)
        case Column.STATE:
            return list(FindingState).index(line.stand.state)
        case _:
            return told(line, column, date.min)


def told(line: Line, column: Column, day: date) -> str:
    """Return what a column tells of a problem on `day`."""
    finding, stand = line.finding, line.stand
    match column:
        case Column.NUMBER:
            return str(finding.number)
        case Column.SOURCE:
            return finding.source
        case Column.FOUND:
            return short_day(finding.found_on, day)
        case Column.WHERE:
            return line.where
        case Column.SAID:
            return line.said
        case Column.SEVERITY:
            return finding.severity
        case Column.UNIT:
            return stand.unit
        case Column.DEADLINE:
            late = overdue_days(line, day)
            until = short_day(stand.deadline, day) if stand.deadline else ""
            return f"{until} 逾期{late}天" if late else until
        case Column.STATE:
            return stand.state
        case Column.REBOUNDS:
            return str(stand.rebounds) if stand.rebounds else ""


def short_day(told_day: date, day: date) -> str:
    """Return a day without its year where that is the one of `day`."""
    return f"{told_day:%m-%d}" if told_day.year == day.year else told_day.isoformat()


def _heading(heading: Heading, column: int, role: int) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole if column == Column.NUMBER:
            late = f"，逾期 {heading.overdue}" if heading.overdue else ""
            return f"{heading.name}（{len(heading.lines)}{late}）"
        case _:
            return heading_look(role)
