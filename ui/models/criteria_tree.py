"""The criteria as a tree, with how far each is provided for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum

from msgspec import Struct, field
from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QApplication

from evidence import wording
from evidence.check.gaps import ItemGaps
from evidence.check.work_states import to_be_seen_again, work_of
from evidence.export import phrases, review_phrases
from evidence.model import Criterion, CriterionId, State
from evidence.reviews import Work
from evidence.wording import parts
from evidence.wording.reviews import AGAIN, WORK
from ui import theme
from ui.labels import tip
from ui.models.dragging import MIME_TYPE, unpack
from ui.moment import Moment

Index = QModelIndex | QPersistentModelIndex
CRITERION = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What the tree shows of a criterion."""

    NAME = 0
    STATE = 1
    COUNT = 2
    WORK = 3


HEADINGS = {Column.NAME: "评价内容", Column.STATE: "状态", Column.COUNT: "件数", Column.WORK: "工作"}


class _Node(Struct):
    criterion: Criterion
    parent: int | None
    row: int
    children: list[int] = field(default_factory=list[int])


class CriteriaTree(QAbstractItemModel):
    """Shows the criteria that pass a filter, with the groups above them; filtering makes the tree anew from a list."""

    dropped = Signal(object, object, bool)  # Dragged, CriterionId, whether it stays where it came from as well

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._moment: Moment | None = None
        self._nodes: list[_Node] = []
        self._top: list[int] = []
        self._at: dict[CriterionId, int] = {}
        self._below: dict[CriterionId, tuple[ItemGaps, ...]] = {}

    def show(self, moment: Moment, passes: Callable[[Criterion, State | None], bool] | None = None) -> None:
        """Show the items that pass, in the scheme's order; the state of one that is not asked of the office is None."""
        self.beginResetModel()
        self._moment = moment
        states = {key: gap.state for key, gap in moment.gaps.items()}
        leaves = [one for one in moment.snapshot.items if passes is None or passes(one, states.get(one.id))]
        wanted = {criterion.id for criterion in leaves}
        wanted.update(above.id for criterion in leaves for above in moment.snapshot.chain(criterion))
        self._nodes, self._top, self._at = [], [], {}
        for criterion in moment.snapshot.criteria:
            if criterion.id in wanted:
                self._append(criterion)
        self._count()
        self.endResetModel()

    def follow(self, moment: Moment, criteria: Iterable[CriterionId]) -> None:
        """Show what changed of these criteria and the groups above them, without changing what is listed."""
        self._moment = moment
        self._count()
        touched = {self._at[key] for key in criteria if key in self._at}
        for number in list(touched):
            parent = self._nodes[number].parent
            while parent is not None:
                touched.add(parent)
                parent = self._nodes[parent].parent
        for number in touched:
            node = self._nodes[number]
            first = self.createIndex(node.row, Column.STATE, number)
            self.dataChanged.emit(first, self.createIndex(node.row, Column.WORK, number))

    def index_of(self, criterion: CriterionId) -> QModelIndex:
        """Return where a criterion stands, nowhere if it is not listed."""
        number = self._at.get(criterion)
        return QModelIndex() if number is None else self.createIndex(self._nodes[number].row, 0, number)

    def groups(self) -> tuple[CriterionId, ...]:
        """Return the criteria that others are listed below."""
        return tuple(node.criterion.id for node in self._nodes if node.children)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """Return the index of a child."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._children(parent)[row])

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        """Return the index of the group above."""
        above = self._nodes[child.internalId()].parent if child.isValid() else None
        return QModelIndex() if above is None else self.createIndex(self._nodes[above].row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many children there are."""
        return 0 if parent.column() > 0 else len(self._children(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many columns there are."""
        return len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a heading."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[Column(section)]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let pieces be dropped on items."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self._nodes[index.internalId()].children:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        criterion = self._nodes[index.internalId()].criterion
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(criterion, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole if index.column() == Column.NAME:
                return tip(name_of(criterion))
            case Qt.ItemDataRole.ToolTipRole if self._moment and not self._nodes[index.internalId()].children:
                return tip(f"工作状态：{review_phrases.work(self._moment.snapshot, criterion)}")
            case Qt.ItemDataRole.ForegroundRole if not self._below[criterion.id]:
                return QApplication.palette().placeholderText()
            case Qt.ItemDataRole.ForegroundRole if index.column() == Column.STATE:
                return theme.state_colour(_state(self._below[criterion.id]), QApplication.palette())
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == Column.COUNT:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case _ if role == CRITERION:
                return criterion
            case _:
                return None

    def mimeTypes(self) -> list[str]:
        """Take pieces alone; files are taken in by the window."""
        return [MIME_TYPE]

    def supportedDropActions(self) -> Qt.DropAction:
        """Let pieces be moved, or filed here as well."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell whether pieces may be dropped here: on an item, not between two."""
        return data.hasFormat(MIME_TYPE) and row < 0 and bool(self.flags(parent) & Qt.ItemFlag.ItemIsDropEnabled)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell what was dropped where; what follows from it comes with the next moment."""
        dragged = unpack(data)
        if dragged is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        criterion = self._nodes[parent.internalId()].criterion
        self.dropped.emit(dragged, criterion.id, action == Qt.DropAction.CopyAction)
        return False  # the view takes nothing away by itself

    def _append(self, criterion: Criterion) -> None:
        number = len(self._nodes)
        above = None if criterion.parent is None else self._at[criterion.parent]
        siblings = self._top if above is None else self._nodes[above].children
        self._nodes.append(_Node(criterion, above, len(siblings)))
        siblings.append(number)
        self._at[criterion.id] = number

    def _count(self) -> None:
        """Gather for each criterion that is listed the listed items below it, or itself."""
        below: dict[CriterionId, list[ItemGaps]] = {node.criterion.id: [] for node in self._nodes}
        gaps = self._moment.gaps if self._moment else {}
        for number, node in enumerate(self._nodes):
            if node.children or node.criterion.id not in gaps:
                continue
            above: int | None = number
            while above is not None:
                below[self._nodes[above].criterion.id].append(gaps[node.criterion.id])
                above = self._nodes[above].parent
        self._below = {key: tuple(found) for key, found in below.items()}

    def _children(self, parent: Index) -> list[int]:
        return self._nodes[parent.internalId()].children if parent.isValid() else self._top

    def _work(self, criterion: Criterion) -> str:
        """Return how far the work on an item is; of a group, on how many items it is done."""
        if self._moment is None:
            return ""
        snapshot = self._moment.snapshot
        if criterion.id in self._moment.gaps:
            return AGAIN if to_be_seen_again(snapshot, criterion) else WORK[work_of(snapshot, criterion)]
        below = self._below[criterion.id]
        done = sum(work_of(snapshot, item.criterion) is Work.DONE for item in below)
        return f"{done}/{len(below)} 完" if done else ""

    def _text(self, criterion: Criterion, column: Column) -> str:
        below = self._below[criterion.id]
        match column:
            case Column.NAME:
                return name_of(criterion)
            case Column.STATE if not below:
                return parts.BEYOND
            case Column.STATE if criterion.id not in (self._moment.gaps if self._moment else {}):
                complete = sum(not item.state.is_open for item in below)
                return f"{complete}/{len(below)} 齐"
            case Column.STATE:
                return wording.STATES[_state(below)]
            case Column.WORK:
                return self._work(criterion)
            case Column.COUNT:
                needed = sum(row.needed for item in below for row in item.counted)
                return f"{sum(row.met for item in below for row in item.counted)}/{needed}" if needed else ""


def name_of(criterion: Criterion) -> str:
    """Return code and name in one line, with the marks of key, veto and bonus items."""
    marks = phrases.mark(criterion) + "（加分）" * criterion.bonus
    return f"{criterion.code}{marks}　{' '.join(phrases.item_name(criterion).split())}"


def _state(items: Iterable[ItemGaps]) -> State:
    """Return the state of one item, or what several come to."""
    states = {item.state for item in items}
    if len(states) == 1:
        return states.pop()
    return State.PARTIAL
