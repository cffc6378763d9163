"""The units as a table that is edited in place: names, kinds and contacts, with what each leads, supports and owes."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QObject, Qt, Signal

from evidence import wording
from evidence.errors import DossierError
from evidence.model import Approach, Unit, UnitId, UnitKind
from evidence.names import searchable
from evidence.scheme.contact_list import names_in
from evidence.scheme.roster import Roster
from evidence.wording import units as unit_words
from ui.labels import tip
from ui.models.flat import FlatModel, Index

KEY = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What is shown of a unit."""

    NAME = 0
    KIND = 1
    CONTACT = 2
    PHONE = 3
    APPROACH = 4
    NOTE = 5
    FORMER = 6
    LED = 7
    SUPPORTED = 8
    OWED = 9


_HEADINGS: dict[int, str] = {
    Column.NAME: "单位",
    Column.KIND: "类别",
    Column.CONTACT: "联络员",
    Column.PHONE: "电话",
    Column.APPROACH: "催报方式",
    Column.NOTE: "备注",
    Column.FORMER: "曾用名",
    Column.LED: "牵头",
    Column.SUPPORTED: "责任",
    Column.OWED: "应备",
}
_ABOUT = {
    Column.APPROACH: "上门沟通的单位（如县委办）不发催报，另列清单",
    Column.FORMER: "旧材料上写的是曾用名的，仍算这个单位的；多个用顿号分开",
    Column.LED: "牵头几项评价内容",
    Column.SUPPORTED: "在几项评价内容中为责任单位",
    Column.OWED: "要报送几份应备材料",
}


class UnitRows(FlatModel):
    """Holds the list while it is changed; tells what cannot be, and where a name would make one unit of two."""

    headings = _HEADINGS

    changed = Signal()
    refused = Signal(str)
    merge_wanted = Signal(object, object)  # UnitId, UnitId: the first was given the name of the second

    def __init__(self, roster: Roster, parent: QObject | None = None) -> None:
        """Show all units of a list."""
        super().__init__(parent)
        self._roster = roster
        self._words: list[str] = []
        self._shown = [unit.id for unit in roster.units]

    @property
    def roster(self) -> Roster:
        """The list as it is to be."""
        return self._roster

    def change(self, change: Callable[[Roster], Roster]) -> bool:
        """Change the list, or tell why that cannot be and return False."""
        try:
            after = change(self._roster)
        except DossierError as error:
            self.refused.emit(wording.sentence(error))
            return False
        same = [unit.id for unit in after.units] == [unit.id for unit in self._roster.units]
        if same:
            self._roster = after
            if self._shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(Column) - 1))
        else:
            self.beginResetModel()
            self._roster = after
            self._shown = self._found()
            self.endResetModel()
        self.changed.emit()
        return True

    def show_only(self, text: str) -> None:
        """Show the units in which all words of a text are found."""
        self.beginResetModel()
        self._words = searchable(text).split()
        self._shown = self._found()
        self.endResetModel()

    def row_of(self, key: UnitId) -> int | None:
        """Return where a unit is shown, if it is."""
        return self._shown.index(key) if key in self._shown else None

    def count(self) -> int:
        """Return how many units are shown."""
        return len(self._shown)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a heading, or what it means."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return _ABOUT.get(Column(section))
        return super().headerData(section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let all be edited but the counts."""
        editable = index.isValid() and index.column() < Column.LED
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        unit, column = self._roster.unit(self._shown[index.row()]), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(unit, column)
            case Qt.ItemDataRole.EditRole:
                return _chosen(unit, column) or self._text(unit, column)
            case Qt.ItemDataRole.ToolTipRole if column < Column.LED:
                return tip(self._text(unit, column)) or None
            case Qt.ItemDataRole.TextAlignmentRole if column >= Column.LED:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _ if role == KEY:
                return unit.id
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into a cell; a name that another unit has is asked about first."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or value == self.data(index, role):
            return False
        key, column = self._shown[index.row()], Column(index.column())
        if isinstance(value, UnitKind):
            return self.change(lambda roster: roster.of_kind(key, value))
        if isinstance(value, Approach):
            return self.change(lambda roster: roster.asked_by(key, value))
        text = str(value)
        if column is Column.NAME and (other := self._roster.namesake(text, key)) is not None:
            self.merge_wanted.emit(key, other.id)
            return False
        return self.change(lambda roster: _typed(roster, key, column, text))

    def _found(self) -> list[UnitId]:
        return [unit.id for unit in self._roster.units if all(word in _searched(unit) for word in self._words)]

    def _text(self, unit: Unit, column: Column) -> str:
        use = self._roster.uses[unit.id]
        match column:
            case Column.NAME:
                return unit.name
            case Column.KIND:
                return unit_words.KINDS[unit.kind]
            case Column.CONTACT:
                return unit.contact or ""
            case Column.PHONE:
                return unit.phone or ""
            case Column.APPROACH:
                return unit_words.APPROACHES[unit.approach]
            case Column.NOTE:
                return unit.note or ""
            case Column.FORMER:
                return "、".join(unit.former)
            case Column.LED:
                return str(use.led)
            case Column.SUPPORTED:
                return str(use.supported)
            case Column.OWED:
                return str(use.owed)


def _chosen(unit: Unit, column: Column) -> UnitKind | Approach | None:
    """Return what is chosen from a list in a column, None where a text is typed."""
    return {Column.KIND: unit.kind, Column.APPROACH: unit.approach}.get(column)


def _typed(roster: Roster, key: UnitId, column: Column, text: str) -> Roster:
    match column:
        case Column.NAME:
            return roster.renamed(key, text)
        case Column.CONTACT:
            return roster.told(key, contact=text)
        case Column.PHONE:
            return roster.told(key, phone=text)
        case Column.NOTE:
            return roster.told(key, note=text)
        case Column.FORMER:
            return roster.once_called(key, names_in(text))
        case Column.KIND | Column.APPROACH | Column.LED | Column.SUPPORTED | Column.OWED:
            return roster


def _searched(unit: Unit) -> str:
    said = (unit.name, unit_words.KINDS[unit.kind], unit.contact, unit.phone, unit.note, *unit.former)
    return searchable(" ".join(text for text in said if text))
