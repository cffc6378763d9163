"""What a contact list would do, unit by unit; whom an entry means can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from evidence.model import State, UnitId
from evidence.scheme.contact_plan import Match, Planned
from evidence.scheme.roster import Roster
from evidence.wording import units as unit_words
from ui import theme
from ui.labels import tip
from ui.models.flat import FlatModel, Index

Meaning = UnitId | Match  # a unit, or what else becomes of an entry

_ORDER = (Match.UNCLEAR, Match.NEW, Match.KNOWN, Match.LEFT_OUT)
UNCLEAR = "请选择"
LEFT_OUT = "不导入"


class Column(IntEnum):
    """What is shown of an entry."""

    NAME = 0
    UNIT = 1
    CONTACT = 2
    PHONE = 3
    NOTE = 4


_HEADINGS: dict[int, str] = {
    Column.NAME: "通讯录里的单位",
    Column.UNIT: "对应单位",
    Column.CONTACT: "联络员",
    Column.PHONE: "电话",
    Column.NOTE: "备注",
}


class ContactRows(FlatModel):
    """Shows a plan and lets a person decide what an entry means."""

    headings = _HEADINGS

    changed = Signal()

    def __init__(self, roster: Roster, parent: QObject | None = None) -> None:
        """Show nothing yet; `roster` is the list that the plan is for."""
        super().__init__(parent)
        self._roster = roster
        self._plan: list[Planned] = []

    @property
    def plan(self) -> tuple[Planned, ...]:
        """What is to be done."""
        return tuple(self._plan)

    def show(self, plan: Sequence[Planned]) -> None:
        """Show another plan, first what a person has to decide."""
        self.beginResetModel()
        self._plan = sorted(plan, key=lambda planned: _ORDER.index(planned.match))
        self.endResetModel()
        self.changed.emit()

    def offered(self, index: Index) -> list[tuple[str, Meaning]]:
        """Return what an entry may mean: nothing of the list, if no unit has its name, or a unit, likely ones first."""
        planned = self._plan[index.row()]
        names = {unit.id: unit.name for unit in self._roster.units}
        likely = [key for key in (*planned.likely, *([planned.unit] if planned.unit else [])) if key in names]
        ordered = dict.fromkeys([*likely, *names])
        is_free = self._roster.namesake(planned.entry.name) is None
        new: list[tuple[str, Meaning]] = [(_new(planned), Match.NEW)] if is_free else []
        return [*new, (LEFT_OUT, Match.LEFT_OUT), *((names[key], key) for key in ordered)]

    def count(self) -> int:
        """Return how many entries there are."""
        return len(self._plan)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let it be changed whom an entry means."""
        editable = index.isValid() and index.column() == Column.UNIT
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        planned, column = self._plan[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(planned, column)
            case Qt.ItemDataRole.EditRole if column is Column.UNIT:
                return planned.unit or planned.match
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._text(planned, column)) or None
            case Qt.ItemDataRole.ForegroundRole if column is Column.UNIT and planned.match is not Match.KNOWN:
                state = State.MISSING if planned.match is Match.UNCLEAR else State.PARTIAL
                return theme.state_colour(state, QApplication.palette())
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what an entry means."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or value is None:
            return False
        planned = self._plan[index.row()]
        if isinstance(value, Match):
            decided = replace(planned, match=value, unit=None)
        else:
            decided = replace(planned, match=Match.KNOWN, unit=UnitId(str(value)))
        self._plan[index.row()] = decided
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), Column.NOTE))
        self.changed.emit()
        return True

    def _text(self, planned: Planned, column: Column) -> str:
        unit = self._roster.unit(planned.unit) if planned.unit else None
        entry = planned.entry
        match column:
            case Column.NAME:
                return entry.name
            case Column.UNIT:
                return unit.name if unit else _meaning(planned)
            case Column.CONTACT:
                return _becomes(entry.contact, unit and unit.contact)
            case Column.PHONE:
                return _becomes(entry.phone, unit and unit.phone)
            case Column.NOTE:
                return _becomes(entry.note, unit and unit.note)


def _meaning(planned: Planned) -> str:
    match planned.match:
        case Match.NEW:
            return _new(planned)
        case Match.LEFT_OUT:
            return LEFT_OUT
        case Match.UNCLEAR | Match.KNOWN:
            return UNCLEAR


def _new(planned: Planned) -> str:
    return f"新单位（{unit_words.KINDS[planned.kind]}）"


def _becomes(new: str | None, old: str | None) -> str:
    """Return what a field becomes, with what it was if that goes."""
    if new is None:
        return old or ""
    return f"{new}（原 {old}）" if old and old != new else new
