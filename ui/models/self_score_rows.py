"""自评打分 as a table that is filled in place: what each item may lose, what is given and why, what is supposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum, StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from evidence import wording
from evidence.check.gaps import ItemGaps
from evidence.check.impact import Impact
from evidence.check.score import score, what_if
from evidence.check.self_scores import given_points, is_scored, standing
from evidence.errors import DossierError, RequestError
from evidence.export import phrases
from evidence.intake import typed
from evidence.model import Criterion, CriterionId, State
from evidence.points import GivenScore, Score, Standing
from evidence.wording import scores as words
from ui import theme
from ui.labels import tip
from ui.models.flat import FlatModel, Index
from ui.moment import Moment

KEY = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What is shown of an item."""

    CODE = 0
    NAME = 1
    POINTS = 2
    STATE = 3
    IMPACT = 4
    GIVEN = 5
    REASON = 6
    BY = 7
    SUPPOSED = 8


class Order(StrEnum):
    """Which item stands first."""

    IMPACT = "按预计影响"
    CODE = "按编号"


class Which(StrEnum):
    """Which items are listed."""

    ALL = "全部"
    OPEN = "未打分"
    DOUBTFUL = "要复核"


_HEADINGS: dict[int, str] = {
    Column.CODE: "编号",
    Column.NAME: "评价内容",
    Column.POINTS: "分值",
    Column.STATE: "状态",
    Column.IMPACT: "预计影响",
    Column.GIVEN: "自评得分",
    Column.REASON: "扣分原因",
    Column.BY: "确认人",
    Column.SUPPOSED: "假设补齐",
}
_ABOUT = {
    Column.IMPACT: "材料不齐可能失去的分，按现有缺项和计分方式推算；加分项是还可能加的分",
    Column.GIVEN: "会议研究确定的得分，0 到分值之间；删去即清除",
    Column.SUPPOSED: "勾选后看看材料补齐可得多少分，不改动任何内容",
}
_CENTRED = frozenset({Column.POINTS, Column.IMPACT, Column.GIVEN})
_EDITED = frozenset({Column.GIVEN, Column.REASON})


class SelfScoreRows(FlatModel):
    """Holds the scores as they are to be, until they are saved."""

    headings = _HEADINGS
    changed = Signal()  # what is typed, or supposed
    refused = Signal(str)  # why something that was typed cannot be

    def __init__(self, moment: Moment, parent: QObject | None = None) -> None:
        """Show the items of a project."""
        super().__init__(parent)
        self._order, self._which = Order.IMPACT, Which.ALL
        self._typed: dict[CriterionId, GivenScore | None] = {}  # None: cleared
        self._supposed: set[CriterionId] = set()
        self._moment = moment
        self._impacts: dict[CriterionId, Impact] = {}
        self._standings: dict[CriterionId, Standing] = {}
        self._shown: list[CriterionId] = []
        self.follow(moment)

    def follow(self, moment: Moment) -> None:
        """Show a project as it is now; what is typed stays."""
        self.beginResetModel()
        self._moment = moment
        self._impacts = {key: Impact(item) for key, item in moment.gaps.items()}
        self._standings = {key: standing(moment.snapshot, item.criterion) for key, item in moment.gaps.items()}
        self._typed = {key: given for key, given in self._typed.items() if key in moment.gaps}
        self._supposed &= moment.gaps.keys()
        self._shown = self._listed()
        self.endResetModel()
        self.changed.emit()

    def arrange(self, order: Order, which: Which) -> None:
        """Show items in another order, or other ones."""
        self.beginResetModel()
        self._order, self._which = order, which
        self._shown = self._listed()
        self.endResetModel()

    @property
    def moment(self) -> Moment:
        """The project that is shown."""
        return self._moment

    @property
    def given(self) -> dict[CriterionId, float]:
        """The points of each item as they are to be."""
        points = given_points(self._moment.snapshot)
        points |= {key: given.points for key, given in self._typed.items() if given is not None}
        return {key: value for key, value in points.items() if self._typed.get(key, True) is not None}

    @property
    def to_confirm(self) -> tuple[GivenScore, ...]:
        """The scores that were typed, or looked at again."""
        return tuple(given for given in self._typed.values() if given is not None)

    @property
    def cleared(self) -> tuple[CriterionId, ...]:
        """The items that are to have no score any more."""
        return tuple(key for key, given in self._typed.items() if given is None)

    @property
    def touched(self) -> bool:
        """Whether there is something to save."""
        return bool(self._typed)

    @property
    def forecast(self) -> Score:
        """What gaps may cost now."""
        return score(self._items())

    @property
    def supposed(self) -> tuple[int, Score]:
        """How many items are ticked, and what would be if they were complete."""
        return len(self._supposed), what_if(self._items(), self._supposed)

    def confirm_again(self, keys: Iterable[CriterionId]) -> int:
        """Let scores be confirmed as they stand; return how many have one."""
        found = [key for key in keys if key in self._moment.snapshot.scores and key not in self._typed]
        for key in found:
            known = self._moment.snapshot.scores[key]
            self._typed[key] = GivenScore(key, known.points, known.reason)
        self._tell()
        return len(found)

    def clear(self, keys: Iterable[CriterionId]) -> None:
        """Let items have no score."""
        for key in keys:
            self._take(key, None)
        self._tell()

    def suppose(self, keys: Iterable[CriterionId]) -> None:
        """Tick items as if they were complete; where all of them are ticked, take the ticks away."""
        wanted = {key for key in keys if self._moment.gaps[key].state.is_open}
        self._supposed = self._supposed - wanted if wanted <= self._supposed else self._supposed | wanted
        self._tell()

    def row_of(self, key: CriterionId) -> int | None:
        """Return where an item is shown, if it is."""
        return self._shown.index(key) if key in self._shown else None

    @property
    def first_to_score(self) -> int:
        """The row of the first item that can be scored, 0 where none can."""
        found = (row for row, key in enumerate(self._shown) if is_scored(self._moment.gaps[key].criterion))
        return next(found, 0)

    def wants_reason(self, key: CriterionId) -> bool:
        """Tell whether an item was given less than it has, and nobody wrote why."""
        item, given = self._moment.gaps[key].criterion, self._as_is_to_be(key)
        less = given is not None and given.points < (item.points or 0.0)
        return less and not item.bonus and given is not None and not given.reason

    def count(self) -> int:
        """Return how many items are shown."""
        return len(self._shown)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a heading, or what it means."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return _ABOUT.get(Column(section))
        return super().headerData(section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let points and reasons be typed where an item has points, and open items be ticked."""
        flags = super().flags(index)
        if not index.isValid():
            return flags
        item, column = self._item(index), Column(index.column())
        if column in _EDITED and is_scored(item.criterion):
            return flags | Qt.ItemFlag.ItemIsEditable
        if column is Column.SUPPOSED and item.state.is_open:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        item, column = self._item(index), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(item, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(item, column)
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(item, column)
            case Qt.ItemDataRole.TextAlignmentRole if column in _CENTRED:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.CheckStateRole if column is Column.SUPPOSED and item.state.is_open:
                ticked = item.criterion.id in self._supposed
                return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            case _ if role == KEY:
                return item.criterion.id
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take points, a reason or a tick."""
        if not index.isValid():
            return False
        key, column = self._shown[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.SUPPOSED:
            self.suppose([key])
            return True
        if role != Qt.ItemDataRole.EditRole or column not in _EDITED or value == self.data(index, role):
            return False
        try:
            self._type(key, column, str(value))
        except DossierError as error:
            self.refused.emit(wording.sentence(error))
            return False
        self._tell()
        return True

    def _type(self, key: CriterionId, column: Column, text: str) -> None:
        given, item = self._as_is_to_be(key), self._moment.gaps[key].criterion
        if column is Column.REASON:
            if given is None:
                raise RequestError("score_first", code=item.code)
            self._take(key, GivenScore(key, given.points, typed.plain(text) or None))
            return
        points, most = typed.score(text), item.points or 0.0
        if points is None:
            self._take(key, None)
        elif 0 <= points <= most:
            self._take(key, GivenScore(key, points, given.reason if given and points < most else None))
        else:
            raise RequestError("score_range", code=item.code, most=f"{most:g}", points=f"{points:g}")

    def _take(self, key: CriterionId, given: GivenScore | None) -> None:
        """Note what a score is to be; what is as it was is nothing to be confirmed."""
        known = self._moment.snapshot.scores.get(key)
        before = None if known is None else GivenScore(key, known.points, known.reason)
        if given == before:
            self._typed.pop(key, None)
        else:
            self._typed[key] = given

    def _as_is_to_be(self, key: CriterionId) -> GivenScore | None:
        if key in self._typed:
            return self._typed[key]
        known = self._moment.snapshot.scores.get(key)
        return None if known is None else GivenScore(key, known.points, known.reason)

    def _tell(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(Column) - 1))
        self.changed.emit()

    def _items(self) -> tuple[ItemGaps, ...]:
        return tuple(self._moment.gaps.values())

    def _item(self, index: Index) -> ItemGaps:
        return self._moment.gaps[self._shown[index.row()]]

    def _listed(self) -> list[CriterionId]:
        wanted: dict[Which, Callable[[CriterionId], bool]] = {
            Which.ALL: lambda _: True,
            Which.OPEN: lambda key: (
                is_scored(self._moment.gaps[key].criterion) and self._standings[key] is Standing.NONE
            ),
            Which.DOUBTFUL: lambda key: self._standings[key] in (Standing.STALE, Standing.TOO_HIGH),
        }
        found = [key for key in self._moment.gaps if wanted[self._which](key)]
        return sorted(found, key=self._gravity) if self._order is Order.IMPACT else found

    def _gravity(self, key: CriterionId) -> tuple[bool, float, float]:
        """Put what may cost most first: veto items with gaps, then points, then what may be gained."""
        item, impact = self._moment.gaps[key], self._impacts[key]
        return not (item.criterion.veto and item.state.is_open), -impact.loss, -impact.wanting

    def _text(self, item: ItemGaps, column: Column) -> str:
        criterion = item.criterion
        given = self._as_is_to_be(criterion.id)
        match column:
            case Column.CODE:
                return criterion.code + ("" if criterion.veto else phrases.mark(criterion))
            case Column.NAME:
                return phrases.item_name(criterion)
            case Column.POINTS:
                return _points(criterion)
            case Column.STATE:
                return wording.STATES[item.state]
            case Column.IMPACT:
                return words.impact(criterion, self._impacts[criterion.id].wanting) if item.state.is_open else ""
            case Column.GIVEN:
                return "" if given is None else words.number(given.points)
            case Column.REASON:
                return (given and given.reason) or ""
            case Column.BY:
                return self._by(criterion.id)
            case Column.SUPPOSED:
                return ""

    def _by(self, key: CriterionId) -> str:
        if key in self._typed:
            return "待保存"
        known = self._moment.snapshot.scores.get(key)
        if known is None:
            return ""
        return known.confirmed_by if self._standings[key] is Standing.HOLDS else f"请复核·{known.confirmed_by}"

    def _tip(self, item: ItemGaps, column: Column) -> str | None:
        known = self._moment.snapshot.scores.get(item.criterion.id)
        match column:
            case Column.BY if known is not None:
                when = f"{known.confirmed_by} {known.confirmed_at:%Y-%m-%d %H:%M}"
                return tip(when, words.STANDINGS[self._standings[item.criterion.id]])
            case Column.STATE:
                return tip(phrases.item_state(item)[1])
            case Column.POINTS | Column.IMPACT | Column.GIVEN:
                return tip(item.criterion.method or "") or None
            case _:
                return tip(self._text(item, column)) or None

    def _colour(self, item: ItemGaps, column: Column) -> object:
        palette = QApplication.palette()
        match column:
            case Column.STATE:
                return theme.state_colour(item.state, palette)
            case Column.BY if self._standings[item.criterion.id] in (Standing.STALE, Standing.TOO_HIGH):
                return theme.state_colour(State.PARTIAL, palette)
            case Column.IMPACT if item.criterion.veto and item.state.is_open:
                return theme.state_colour(State.MISSING, palette)
            case _:
                return None


def _points(criterion: Criterion) -> str:
    if criterion.points is None or criterion.veto:
        return phrases.heading("veto") if criterion.veto else ""
    points = words.number(criterion.points)
    return phrases.heading("bonus", points=points) if criterion.bonus else points
