"""整改: one ledger in four views, narrowed by filters, with what can be done about the problems that are selected."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence.findings import FindingState, Source
from evidence.names import natural_key, searchable
from evidence.snapshot import Changes
from ui import theme
from ui.labels import Sentence
from ui.ledger_deeds import DeedActions, next_deed
from ui.ledger_offers import Deed, Which
from ui.models.ledger_lines import Ledger, Line, Wanted, counts, rows_of
from ui.models.ledger_rows import LINES, Column, LedgerRows
from ui.moment import Moment
from ui.session import Session
from ui.views.finding_detail import FindingDetail
from ui.views.head_buttons import HeadButtons
from ui.views.rows import Rows, Wide
from ui.views.why_button import WhyButton

_ALL_UNITS, _ALL_STATES, _ALL_SOURCES = "全部单位", "全部状态", "全部来源"
_READING = "正在读整改台账…"
_EMPTY = "整改台账里还没有问题。"
_HOW_TODAY = "按 Insert 登记。"
_HOW_TO_ENTER = "按 Insert 登记，或从 Excel 导入；缺项、疑点也可以转为整改问题。"
_NONE_SHOWN = {
    Which.TODAY: "今天还没有登记问题。",
    Which.WEEK: "本周没有到期、逾期或待派发的问题。",
    Which.MONTH: "没有待复查和要回头看的问题。",
    Which.ALL: "",
}
_FILTERED = "筛选之后没有问题；清空上面的筛选就能看到全部。"
_ORDER = "点列标题排序，再点一次恢复；只是看的次序，导出的台账和文书里次序不变"
_TYPED_MS = 80  # keys that follow one another so fast are one wish
_WIDTHS = (
    Wide(3.2), Wide(5.5, 50), Wide(5.2, 58), Wide(8, 28), Wide(0),
    Wide(3, 46), Wide(7, 38), Wide(9), Wide(4.2), Wide(3, 52),
)  # fmt: skip


class LedgerPane(QWidget):
    """Lists the problems; tells what the clerk wants to do about which."""

    wanted = Signal(object, object)  # Deed, tuple[Line, ...]
    counted = Signal(int)  # how many are overdue
    item_wanted = Signal(object)  # CriterionId
    paper_wanted = Signal(object)  # PieceId

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show nothing yet of the session's project."""
        super().__init__(parent)
        self._session = session
        self._moment: Moment | None = None
        self._ledger: Ledger | None = None
        self._stale = False
        self.views = QTabBar(drawBase=False, expanding=False)
        self.views.setAccessibleName("看哪些问题")
        for which in Which:
            self.views.addTab(which)
        self.text = QLineEdit(placeholderText="筛选：问题、点位、编号、单位、发现人")
        self.text.setAccessibleName("筛选")
        self.text.setClearButtonEnabled(True)
        self.unit, self.state, self.source = (QComboBox() for _ in range(3))
        for box, name, words in (
            (self.unit, "责任单位", [_ALL_UNITS]),
            (self.state, "状态", [_ALL_STATES, *FindingState]),
            (self.source, "来源", [_ALL_SOURCES, *Source]),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(5)
            box.addItems(words)
        self.overdue = QCheckBox("只看逾期")
        self.model = LedgerRows(self)
        self.rows = Rows(self.model, _WIDTHS)
        self.rows.setAccessibleName("整改台账")
        self.rows.heads.let_sort(_ORDER)
        self.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.detail = FindingDetail(session.pieces.pictures)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.hint = Sentence(role="hint")
        self.deeds = DeedActions(self)
        self.rows.addActions(list(self.deeds.in_menu))
        self.head = HeadButtons(self.deeds.at_head, "登记和导入导出")
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._lay_out()
        self._connect()

    @property
    def which(self) -> Which:
        """The view that is shown."""
        return list(Which)[self.views.currentIndex()]

    @property
    def settling(self) -> bool:
        """Whether what was typed is still to be looked for."""
        return self._typed.isActive()

    def show_view(self, which: Which) -> None:
        """Show another view."""
        self.views.setCurrentIndex(list(Which).index(which))

    def show_moment(self, moment: Moment, changes: Changes | None) -> None:
        """Follow the project; one that was opened (`changes` None) has its ledger still to be read."""
        self._moment = moment
        if changes is None:
            self._ledger = None
            with QSignalBlocker(self.text), QSignalBlocker(self.overdue), QSignalBlocker(self.views):
                self.text.clear()
                self.overdue.setChecked(False)
                self.views.setCurrentIndex(0)
            self.model.show((), self._today())
            self._tell()
        elif changes.pieces:
            self._detail()  # photographs come and go

    def show_ledger(self, ledger: Ledger) -> None:
        """Show what was read, as soon as the pane is seen."""
        self._ledger = ledger
        self.counted.emit(sum(line.stand.overdue(self._today()) for line in ledger.lines))
        self._stale = not self.isVisible()
        if not self._stale:
            self._refresh()

    def select(self, keys: frozenset[str]) -> None:
        """Select problems and show the first, in 全部台账 without a filter if what is listed lacks one of them."""
        if len(self.model.rows_of(keys)) < len(keys):
            narrowing = (self.text, self.unit, self.state, self.source, self.overdue, self.views)
            blockers = [QSignalBlocker(widget) for widget in narrowing]
            self.text.clear()
            for box in (self.unit, self.state, self.source):
                box.setCurrentIndex(0)
            self.overdue.setChecked(False)
            self.show_view(Which.ALL)
            del blockers
            self._list()
        rows = self.model.rows_of(keys)
        self._choose(rows)
        if rows:
            self.rows.scrollTo(self.model.index(rows[0], 0))

    def selected(self) -> tuple[Line, ...]:
        """Return the selected problems, topmost first; a heading stands for all that is below it."""
        rows = sorted(self.rows.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple({line.key: line for index in rows for line in index.data(LINES)}.values())

    def listed(self) -> tuple[Line, ...]:
        """Return the problems that are listed, in the order of the ledger however the list is sorted."""
        return self.model.own_lines()

    def allow(self, *, allowed: bool) -> None:
        """Let the clerk do things, or look only."""
        self.deeds.allowed = allowed
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the list up to date; a day may have passed."""
        if self._ledger is not None:
            self._refresh()
        super().showEvent(event)

    def share_out(self) -> None:
        """Share the room between the list and what is told of a problem as at first."""
        size = theme.em(self)
        self.split.setSizes([60 * size, 22 * size])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the views their room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.head.fit(self.width() - self.views.sizeHint().width() - theme.em(self))

    def _today(self) -> date:
        return self._session.setup.clock().date()

    def _lay_out(self) -> None:
        head, filters, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.views)
        head.addStretch(1)
        head.addWidget(self.head)
        filters.addWidget(self.text, 1)
        for box in (self.unit, self.state, self.source, self.overdue):
            filters.addWidget(box)
        filters.addWidget(WhyButton("逾期"))
        for action in self.deeds.at_foot:
            foot.addWidget(_button(action))
        foot.addStretch(1)
        self.split.addWidget(self.rows)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 1)
        self.split.setChildrenCollapsible(False)
        self.share_out()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(filters)
        layout.addWidget(self.split, 1)
        layout.addWidget(self.hint)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.views.currentChanged.connect(self._list)
        self.text.textChanged.connect(self._typed.start)
        self.text.returnPressed.connect(self._go_to_rows)
        self._typed.timeout.connect(self._list)
        for box in (self.unit, self.state, self.source):
            box.currentIndexChanged.connect(self._list)
        self.overdue.toggled.connect(self._list)
        self.rows.selectionModel().selectionChanged.connect(self._tell)
        self.rows.activated.connect(self._do_next)
        self.deeds.chosen.connect(self._do)
        self.detail.item_wanted.connect(self.item_wanted)
        self.detail.paper_wanted.connect(self.paper_wanted)

    def _go_to_rows(self) -> None:
        self._list()
        self.rows.setFocus()

    def _refresh(self) -> None:
        """Show what became of the ledger, with the rows that are selected kept."""
        self._stale = False
        if self._ledger is None:
            return
        lines, day = self._ledger.lines, self._today()
        chosen = self.unit.currentText()
        units = sorted({line.stand.unit for line in lines if line.stand.unit}, key=natural_key)
        with QSignalBlocker(self.unit):
            self.unit.clear()
            self.unit.addItems([_ALL_UNITS, *units])
            self.unit.setCurrentIndex(max(0, self.unit.findText(chosen)))
        for number, (which, count) in enumerate(counts(lines, day).items()):
            self.views.setTabText(number, f"{which}（{count}）" if count else which)
        self._fit()
        layout = self.layout()
        if layout is not None:
            layout.activate()  # or titles that grew would be painted once into the room that they had before
        self._list(anew=False)

    def _list(self, _: object = None, *, anew: bool = True) -> None:
        """Make the list: another one, or what became of the one that is shown."""
        self._typed.stop()
        if self._ledger is None:
            return
        kept, current = {line.key for line in self.selected()}, self.rows.currentIndex().row()
        day = self._today()
        rows = rows_of(self._ledger.lines, self._wanted(), day)
        (self.model.show if anew else self.model.follow)(rows, day)
        self.rows.clearSpans()
        for number in self.model.headings_at():
            self.rows.setSpan(number, Column.NUMBER, 1, len(Column))
        found = self.model.rows_of(kept)
        if not found and (first := self.model.first_line(max(0, current))) is not None:
            found = [first]
        if {line.key for line in self.selected()} != kept or not kept:
            self._choose(found)
        self._tell()

    def _wanted(self) -> Wanted:
        return Wanted(
            self.which,
            tuple(searchable(self.text.text()).split()),
            self.unit.currentText() if self.unit.currentIndex() > 0 else None,
            FindingState(self.state.currentText()) if self.state.currentIndex() > 0 else None,
            Source(self.source.currentText()) if self.source.currentIndex() > 0 else None,
            self.overdue.isChecked(),
        )

    def _choose(self, rows: list[int]) -> None:
        selection, flag = self.rows.selectionModel(), QItemSelectionModel.SelectionFlag
        wanted = QItemSelection()
        for row in rows:
            wanted.select(self.model.index(row, 0), self.model.index(row, len(Column) - 1))
        if rows:
            selection.setCurrentIndex(self.model.index(rows[0], 0), flag.NoUpdate)
        selection.select(wanted, flag.ClearAndSelect)

    def _tell(self) -> None:
        self.deeds.offer(self.selected())
        self._detail()
        if self._ledger is None:
            self.hint.say(_READING)
        elif not self._ledger.lines:
            self._say(_EMPTY, _HOW_TO_ENTER)
        elif not self.model.count():
            bare, today = self._wanted() == Wanted(self.which), self.which is Which.TODAY
            self._say(_NONE_SHOWN[self.which] if bare else _FILTERED, _HOW_TODAY if bare and today else "")
        else:
            self.hint.say("")

    def _say(self, sentence: str, how: str) -> None:
        self.hint.say(sentence + how if self._session.may_write else sentence)

    def _detail(self) -> None:
        snapshot = self._moment.snapshot if self._moment else None
        self.detail.show_lines(self.selected(), snapshot, self._today())

    def _do(self, deed: Deed) -> None:
        self.wanted.emit(deed, self.deeds.for_deed(deed, self.selected()))

    def _do_next(self) -> None:
        """Do what the state of the selected problems asks for next."""
        lines = self.selected()
        deed = next_deed(lines[0].stand.state) if lines else None
        if deed is not None and self.deeds.may(deed):
            self._do(deed)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    return button
