"""Units that owe something, as a list: whom to ask, how much they owe, what lies unsorted, what was asked before."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from evidence.export import chase_phrases
from evidence.model import State
from evidence.names import searchable
from evidence.wording import units as unit_words
from ui import theme
from ui.labels import tip
from ui.models.flat import Index, ListModel

if TYPE_CHECKING:
    from evidence.check.owing import Owing

OWING = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What is shown of a unit."""

    UNIT = 0
    KIND = 1
    CONTACT = 2
    ITEMS = 3
    PIECES = 4
    GRAVE = 5
    WAITING = 6
    BEFORE = 7
    NEXT = 8


class Which(Enum):
    """Which units are listed."""

    ALL = "全部单位"
    DEPARTMENTS = "县直单位"
    TOWNSHIPS = "乡镇（街道）"
    GRAVE = "欠否决项、关键项的"
    WAITING = "有已报待整理的"
    NEVER = "还没有催过的"
    DRAFTED = "起草了没有发的"
    VISITS = "上门沟通的"
    SETTLED = "催过、已报齐的"


_HEADINGS: dict[int, str] = {
    Column.UNIT: "单位",
    Column.KIND: "类别",
    Column.CONTACT: "联络员、电话",
    Column.ITEMS: "欠项",
    Column.PIECES: "欠件",
    Column.GRAVE: "否决/关键",
    Column.WAITING: "待整理",
    Column.BEFORE: "已催",
    Column.NEXT: "建议下一步",
}
_TIPS: dict[int, str] = {
    Column.ITEMS: "在几项评价内容下欠材料",
    Column.PIECES: "一共欠几件材料",
    Column.GRAVE: "其中否决项、关键项有几项",
    Column.WAITING: "已报待整理几件：先整理，再催更准",
    Column.BEFORE: "登记为已发出的次数，上次哪一天、哪一步",
    Column.NEXT: "上次发出的下一步，或已经起草还没有发的；上门沟通的单位不发催报",
}
_COUNTS = frozenset({Column.ITEMS, Column.PIECES, Column.GRAVE, Column.WAITING})


class OwingRows(ListModel["Owing"]):
    """Departments first, then townships, each in the order of the clerk's list."""

    headings = _HEADINGS

    def show(self, units: Sequence[Owing], which: Which, text: str) -> None:
        """Show those of the units that are wanted."""
        words = searchable(text).split()
        wanted = (unit for unit in units if bool(unit.debts) is (which is not Which.SETTLED) and _is(unit, which))
        self._list(unit for unit in wanted if all(word in _searched(unit) for word in words))

    @property
    def shown(self) -> tuple[Owing, ...]:
        """The units that are listed."""
        return self._rows

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a heading, or what it means."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return tip(_TIPS[section]) if section in _TIPS else None
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        unit, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _told(unit, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(chase_phrases.summary(unit), *map(chase_phrases.debt, unit.debts[:_MOST_TOLD]))
            case Qt.ItemDataRole.TextAlignmentRole if column in _COUNTS:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.ForegroundRole if column is Column.WAITING and unit.waiting:
                return theme.state_colour(State.PARTIAL, QApplication.palette())
            case Qt.ItemDataRole.ForegroundRole if column is Column.GRAVE and unit.grave:
                return theme.state_colour(State.MISSING, QApplication.palette())
            case _ if role == OWING:
                return unit
            case _:
                return None


_MOST_TOLD = 12  # gaps in a tool tip


def _told(unit: Owing, column: Column) -> str:
    match column:
        case Column.UNIT:
            return unit.unit
        case Column.KIND:
            return unit_words.KINDS[unit.listed.kind] if unit.listed else "名单外"
        case Column.CONTACT:
            known = unit.listed
            return "　".join(text for text in (known.contact, known.phone) if text) if known else ""
        case Column.ITEMS:
            return str(unit.items)
        case Column.PIECES:
            return str(unit.lacking)
        case Column.GRAVE:
            return str(unit.grave or "")
        case Column.WAITING:
            return f"{len(unit.waiting)} 件" if unit.waiting else ""
        case Column.BEFORE:
            return chase_phrases.before_shortly(unit)
        case Column.NEXT:
            return chase_phrases.drafted(unit) or chase_phrases.proposed(unit)


def _is(unit: Owing, which: Which) -> bool:
    match which:
        case Which.ALL | Which.SETTLED:
            return True
        case Which.DEPARTMENTS:
            return not unit.is_township
        case Which.TOWNSHIPS:
            return unit.is_township
        case Which.GRAVE:
            return unit.grave > 0
        case Which.WAITING:
            return bool(unit.waiting)
        case Which.NEVER:
            return not unit.earlier
        case Which.DRAFTED:
            return unit.draft is not None
        case Which.VISITS:
            return unit.by_visit


def _searched(unit: Owing) -> str:
    known = unit.listed
    said = (unit.unit, *((known.contact, known.phone, *known.former) if known else ()))
    return searchable(" ".join(text for text in said if text))
