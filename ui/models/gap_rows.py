"""缺项: what is missing, material by material, year by year, unit by unit, and what is there and does not count."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from evidence import wording
from evidence.check.defects import Defect
from evidence.check.waiting import waiting_for
from evidence.export import phrases
from evidence.model import State
from evidence.wording import scores as words
from evidence.wording.titles import in_marks
from ui import theme
from ui.labels import tip
from ui.models.flat import Index, ListModel
from ui.models.ordering import BY
from ui.moment import Moment

if TYPE_CHECKING:
    from evidence.check.gaps import ItemGaps, Requirement

GAP = Qt.ItemDataRole.UserRole


class Gap(Struct, frozen=True):
    """One row: a requirement that is not met, or a piece filed for it that falls short of what is asked."""

    item: ItemGaps
    row: Requirement
    defect: Defect | None
    impact: float | None = None  # points that it may cost by itself, or of a bonus keep from being gained; None: a flaw


class Order(StrEnum):
    """Which gap stands first."""

    SCHEME = "按细则次序"
    IMPACT = "按预计影响"


class Column(IntEnum):
    """What is shown of a gap."""

    CODE = 0
    SLOT = 1
    YEAR = 2
    UNIT = 3
    COUNT = 4
    IMPACT = 5
    STATE = 6


HEADINGS: dict[int, str] = {
    Column.CODE: "内容号",
    Column.SLOT: "应备材料",
    Column.YEAR: "年度",
    Column.UNIT: "报送单位",
    Column.COUNT: "现有/应有",
    Column.IMPACT: "预计影响",
    Column.STATE: "情况",
}


class GapRows(ListModel[Gap]):
    """A flat list in the scheme's order unless another is chosen; filtering makes it anew."""

    headings = HEADINGS
    sorts = True

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._moment: Moment | None = None

    def show(self, moment: Moment, gaps: Iterable[Gap]) -> None:
        """Show these gaps."""
        self._moment = moment
        self._list(gaps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid() or self._moment is None:
            return None
        gap, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(gap, column)
            case Qt.ItemDataRole.ToolTipRole if column == Column.IMPACT:
                return None if gap.impact is None else tip(*words.row_impact(gap.item.criterion, gap.impact))
            case Qt.ItemDataRole.TextAlignmentRole if column == Column.IMPACT:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.ToolTipRole:
                text = phrases.item_name(gap.item.criterion) if column == Column.CODE else self._text(gap, column)
                return tip(text)
            case Qt.ItemDataRole.ForegroundRole if column == Column.STATE:
                state = State.PARTIAL if gap.defect else gap.row.state
                return theme.state_colour(state, QApplication.palette())
            case _ if role == BY and column == Column.IMPACT:
                return _points(gap)
            case _ if role == GAP:
                return gap
            case _:
                return None

    def _text(self, gap: Gap, column: Column) -> str:
        criterion, row = gap.item.criterion, gap.row
        match column:
            case Column.CODE:
                return criterion.code + phrases.mark(criterion)
            case Column.SLOT:
                return phrases.material(row.slot, criterion)
            case Column.YEAR:
                return str(row.year or phrases.heading("any_year"))
            case Column.UNIT:
                return row.unit or phrases.scope(row.slot.scope)
            case Column.COUNT:
                return f"{len(row.have)}/{row.needed}"
            case Column.IMPACT:
                return "" if gap.impact is None else words.impact(criterion, gap.impact)
            case Column.STATE if gap.defect and self._moment:
                title = phrases.title_of(gap.defect.piece, self._moment.snapshot)
                return f"{phrases.shortfall(gap.defect)}：{in_marks(title)}"
            case Column.STATE:
                waiting = waiting_for((row,), self._moment.waiting) if self._moment else 0
                lying = f"，{wording.phrase('waiting', count=waiting)}" if waiting else ""
                return wording.STATES[row.state] + lying


def gaps_of(moment: Moment, order: Order = Order.SCHEME) -> list[Gap]:
    """Return all gaps of a project, each piece that does not count after the requirement it was filed for."""
    from evidence.check.impact import Impact

    found: list[Gap] = []
    for item in moment.gaps.values():
        if not item.state.is_open:
            continue
        impact = Impact(item)
        for row in item.required:
            if row.state.is_open:
                points = impact.gain((row,)) if item.criterion.bonus else impact.row_cost(row)
                found.append(Gap(item, row, None, points))
                found += (Gap(item, row, defect, points) for defect in row.defects)
    return sorted(found, key=_gravity) if order is Order.IMPACT else found


def flaws_of(moment: Moment) -> Iterable[Gap]:
    """Return what should still be put right of pieces that count."""
    for item in moment.gaps.values():
        for row in item.counted:
            yield from (Gap(item, row, flaw) for flaw in row.flaws)


def _points(gap: Gap) -> float | None:
    """Return what a gap is put in order by: a veto below all points that may be lost, a bonus above."""
    criterion = gap.item.criterion
    if gap.impact is None:
        return None
    return -math.inf if criterion.veto else gap.impact if criterion.bonus else -gap.impact


def _gravity(gap: Gap) -> tuple[bool, bool, float, bool]:
    """Put a veto first, a bonus last, between them what may cost most; of what costs the same, the key items."""
    criterion = gap.item.criterion
    return not criterion.veto, criterion.bonus, -(gap.impact or 0.0), not criterion.key
