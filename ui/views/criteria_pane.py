"""The criteria with their states: choose an item, narrow the list, drop papers on an item."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from evidence.check.score import totals
from evidence.check.work_states import to_be_seen_again, work_of
from evidence.model import Criterion, CriterionId, Mode, State
from evidence.names import searchable
from evidence.reviews import Work
from evidence.snapshot import Changes, Snapshot
from evidence.wording import parts, reviews
from evidence.wording.chasing import share
from ui.models.criteria_tree import CRITERION, CriteriaTree
from ui.moment import Moment
from ui.views.rows import Tree, Wide
from ui.views.why_button import beside

_WHOLE_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class Kind(StrEnum):
    """Which items are listed."""

    ALL = "全部"
    OPEN = "未齐全"
    MISSING = "缺"
    PARTIAL = "不齐"
    COMPLETE = "齐全"
    NOT_APPLICABLE = "不涉及"
    KEY = "关键项"
    VETO = "否决项"
    NOT_STARTED = reviews.WORK[Work.NOT_STARTED]
    COLLECTING = reviews.WORK[Work.COLLECTING]
    TO_REVIEW = reviews.WORK[Work.TO_REVIEW]
    DONE = reviews.WORK[Work.DONE]
    AGAIN = reviews.AGAIN
    BEYOND = parts.BEYOND  # offered where there are such


_WORK = {Kind(words): work for work, words in reviews.WORK.items()}


class CriteriaPane(QWidget):
    """The tree of criteria with its filter; tells which item is chosen and what was dropped on one."""

    chosen = Signal(object)  # CriterionId of an item
    selection_changed = Signal()
    scheme_chosen = Signal(object)  # SchemeId of another scheme of the project
    dropped = Signal(object, object, bool)  # Dragged, CriterionId, whether it stays where it came from as well

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._moment: Moment | None = None
        self._chosen: CriterionId | None = None
        self.scheme = QComboBox()
        self.scheme.setToolTip("现在所看的是哪一套细则")
        self.scheme.setAccessibleName("细则")
        self.scheme.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.text = QLineEdit(placeholderText="筛选：编号、名称、单位")
        self.text.setAccessibleName("筛选")
        self.text.setClearButtonEnabled(True)
        self.kind = QComboBox()
        self.kind.addItems([kind for kind in Kind if kind is not Kind.BEYOND])
        self.kind.setToolTip("只看哪些评价内容")
        self.model = CriteriaTree(self)
        self.tree = Tree(self.model, (Wide(0), Wide(4.5, 12), Wide(4.5, 24), Wide(4.5, 30)))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.tree.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.tree.setAutoExpandDelay(500)
        self.tree.setAccessibleName("评价内容")
        self.sums = QLabel()
        self.sums.setProperty("role", "hint")
        self.sums.setWordWrap(True)
        self._lay_out()
        self.scheme.activated.connect(self._choose_scheme)
        self.text.textChanged.connect(self._list)
        self.kind.currentIndexChanged.connect(self._list)
        self.tree.selectionModel().currentChanged.connect(self._choose)
        self.tree.selectionModel().selectionChanged.connect(self._tell_selection)
        self.model.modelReset.connect(self.selection_changed)
        self.model.dropped.connect(self.dropped)

    def show_moment(self, moment: Moment, changes: Changes | None) -> None:
        """Show a project that was opened (`changes` None), or what changed in it."""
        self._moment = moment
        if changes is None or changes.scheme:
            self._list_schemes(moment)
            self._offer_beyond(moment)
        if self._chosen not in moment.snapshot.by_id:
            self._chosen = None
        if changes is None:
            self._chosen = None
            self.text.clear()
            self.kind.setCurrentIndex(0)
            self._list()
        elif changes.scheme:
            self._list_again()
        else:
            self.model.follow(moment, changes.criteria)
        self._sum_up()

    def choose(self, criterion: CriterionId) -> None:
        """Make an item the chosen one, even if it is filtered away."""
        if not self.model.index_of(criterion).isValid():
            self.text.clear()
            self.kind.setCurrentIndex(0)
        index = self.model.index_of(criterion)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)

    def selected(self) -> tuple[CriterionId, ...]:
        """Return the selected criteria, in the scheme's order."""
        if self._moment is None:
            return ()
        found = {index.data(CRITERION).id for index in self.tree.selectionModel().selectedRows()}
        return tuple(criterion.id for criterion in self._moment.snapshot.criteria if criterion.id in found)

    def offer(self, actions: Sequence[QAction | None]) -> None:
        """Offer what can be done with the selected criteria; None stands between groups of actions."""
        for action in actions:
            line = QAction(self.tree)
            line.setSeparator(True)
            self.tree.addAction(action or line)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self.text, 1)
        filters.addWidget(self.kind)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(self.scheme)
        layout.addLayout(filters)
        layout.addWidget(self.tree, 1)
        layout.addLayout(beside(self.sums, "到位率"))

    def _list(self) -> None:
        if self._moment is None:
            return
        self.model.show(self._moment, _filter(self.text.text(), Kind(self.kind.currentText()), self._moment.snapshot))
        self.tree.expandAll()
        if self._chosen is not None and self.model.index_of(self._chosen).isValid():
            self.tree.setCurrentIndex(self.model.index_of(self._chosen))

    def _tell_selection(self) -> None:
        self.selection_changed.emit()

    def _list_again(self) -> None:
        """List what the criteria are now; what was selected, closed and in sight stays so."""
        selected = {index.data(CRITERION).id for index in self.tree.selectionModel().selectedRows()}
        closed = [key for key in self.model.groups() if not self.tree.isExpanded(self.model.index_of(key))]
        bar = self.tree.verticalScrollBar().value()
        self._list()
        for key in closed:
            self.tree.collapse(self.model.index_of(key))
        for key in selected:
            self.tree.selectionModel().select(self.model.index_of(key), _WHOLE_ROW)
        self.tree.verticalScrollBar().setValue(bar)

    def _list_schemes(self, moment: Moment) -> None:
        """Offer the project's schemes where there are several, the one worked on chosen."""
        snapshot = moment.snapshot
        self.scheme.clear()
        self.scheme.addItem(snapshot.scheme.title, snapshot.scheme_id)
        for other in snapshot.others:
            self.scheme.addItem(other.facts.title, other.id)
        self.scheme.setVisible(bool(snapshot.others))

    def _offer_beyond(self, moment: Moment) -> None:
        """Offer the items that are not asked of the office, where there are any."""
        at = self.kind.findText(Kind.BEYOND)
        if moment.snapshot.leaves == moment.snapshot.items:
            self.kind.removeItem(at)
        elif at < 0:
            self.kind.addItem(Kind.BEYOND)

    def _choose_scheme(self, index: int) -> None:
        scheme = self.scheme.itemData(index)
        if self._moment is not None and scheme != self._moment.snapshot.scheme_id:
            self.scheme_chosen.emit(scheme)

    def _sum_up(self) -> None:
        if self._moment is None:
            return
        sums = totals(tuple(self._moment.gaps.values()))
        snapshot = self._moment.snapshot
        own = snapshot.project.mode is Mode.OWN
        counted = f"{sums.items}" if own else f"承担 {sums.items}/{len(snapshot.items)}"
        self.sums.setText(
            f"{counted} 项：齐全 {sums.complete}，不齐 {sums.partial}，缺 {sums.missing}；"
            f"到位率 {share(sums.per_mille)}"
        )

    def _choose(self, index: QModelIndex) -> None:
        criterion = index.data(CRITERION)
        is_item = bool(self.model.flags(index) & Qt.ItemFlag.ItemIsDropEnabled)
        if isinstance(criterion, Criterion) and is_item and criterion.id != self._chosen:
            self._chosen = criterion.id
            self.chosen.emit(criterion.id)


def _filter(text: str, kind: Kind, snapshot: Snapshot) -> Callable[[Criterion, State | None], bool]:
    words = searchable(text).split()
    work = _WORK.get(kind)

    def is_it(criterion: Criterion, state: State | None) -> bool:
        if work is not None:
            return state is not None and work_of(snapshot, criterion) is work
        if kind is Kind.AGAIN:
            return state is not None and to_be_seen_again(snapshot, criterion)
        return _is(kind, criterion, state)

    def passes(criterion: Criterion, state: State | None) -> bool:
        return is_it(criterion, state) and (not words or all(word in _searched(criterion) for word in words))

    return passes


def _is(kind: Kind, criterion: Criterion, state: State | None) -> bool:
    match kind:
        case Kind.OPEN:
            return state in (State.MISSING, State.PARTIAL)
        case Kind.MISSING:
            return state is State.MISSING
        case Kind.PARTIAL:
            return state is State.PARTIAL
        case Kind.COMPLETE:
            return state is State.COMPLETE
        case Kind.NOT_APPLICABLE:
            return state is State.NOT_APPLICABLE
        case Kind.KEY:
            return criterion.key and state is not None
        case Kind.VETO:
            return criterion.veto and state is not None
        case Kind.BEYOND:
            return state is None
        case _:
            return True


def _searched(criterion: Criterion) -> str:
    found = [criterion.code, criterion.title, criterion.text, criterion.lead_unit, *criterion.support_units]
    found += [slot.name for slot in criterion.required]
    return searchable("\n".join(filter(None, found)))
