"""查找: papers and problems of 整改台账 found while one types, and gone to."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from evidence.deliveries import Batch
from evidence.export import phrases
from evidence.filing import offices
from evidence.kinds import KINDS
from evidence.queries import Found, Hit, HitOrder, ProblemHit, ProblemsFound, Query, Whereabouts
from evidence.wording import searching as words
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.hits import HIT, Hits
from ui.models.ordering import Ordering
from ui.orders import orders_over
from ui.print_action import PrintButton
from ui.session import Session
from ui.theme import em
from ui.views.hit_list import HitList

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_HOW = (
    "材料找题名、文号、单位、文件名和正文，整改问题找台账号、内容、点位和单位，一个字也能找。"
    "空格隔开：都要有　-词：不要　加引号：连在一起"
)
_KEYS = "回车或双击：转到　↑↓：选择　Esc：关闭"
_OTHERS = "　Ctrl+Tab：{}"
_PAPERS, _PROBLEMS = "材料", "整改问题"
_LOOKING = "正在查找…"
_EVERYTHING = ("全部单位", "全部年度", "全部种类", "全部评价内容", "归项与否", "全部批次")  # what is not narrowed


class SearchDialog(QDialog):
    """Finds papers and problems of the open project; the desk goes to the one that is chosen."""

    chosen = Signal(object)  # PieceId
    problem_chosen = Signal(object)  # FindingId

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show no paper yet."""
        super().__init__(parent)
        self._session = session
        self.setWindowTitle("查找")
        self.text = QLineEdit(placeholderText="输入要找的字")
        self.text.setClearButtonEnabled(True)
        self.text.setAccessibleName("要找的字")
        self.unit, self.year, self.kind = _choice("报送单位"), _choice("年度"), _choice("材料种类")
        self.item, self.whereabouts, self.batch = _choice("评价内容"), _choice("归项情况"), _choice("收件批次")
        self._choices = (self.unit, self.year, self.kind, self.item, self.whereabouts, self.batch)
        self.of_papers = (self.kind, self.whereabouts, self.batch)
        self.kinds = QTabBar(drawBase=False, expanding=False, usesScrollButtons=False)
        self.kinds.setAccessibleName("看材料还是整改问题")
        self.kinds.addTab(_PAPERS)
        self.kinds.addTab(_PROBLEMS)
        self.order = QComboBox()
        self.order.setAccessibleName("排序方式")
        self.order.setToolTip("找到的按什么次序排；按年度、日期时新的在前")
        for order, name in words.ORDERS.items():
            self.order.addItem(name, order)
        self.model, self.problems = Hits(), Hits()
        for model in (self.model, self.problems):
            model.setParent(self)
        self.rows, self.problem_rows = HitList(self.model), HitList(self.problems)
        self.rows.setAccessibleName("找到的材料")
        self.problem_rows.setAccessibleName("找到的整改问题")
        self.lists = QStackedWidget()
        self._problems_preferred = False  # by the clerk, who turned to them
        self.hint = Sentence(_HOW, "hint")
        self.go = QPushButton("转到(&G)")
        self.close_button = QPushButton("关闭")
        for choice, everything in zip(self._choices, _EVERYTHING, strict=True):
            choice.addItem(everything, None)
        self._lay_out()
        self._connect()
        open_size(self, 64, 36)

    def begin(self) -> None:
        """Let the clerk type; what was found last is still there."""
        self._offer()
        orders = orders_over(self)
        kept = orders.of(self.windowTitle()) if orders else None
        with QSignalBlocker(self.order):
            self.order.setCurrentIndex(kept.column if kept and kept.column < self.order.count() else 0)
        self._ask()
        self.show()
        self.activateWindow()
        self.text.setFocus()
        self.text.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the clerk types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ARROWS:
            self._shown.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def done(self, result: int) -> None:
        """Close; what was asked is not answered any more, and nothing is marked unless a paper is gone to."""
        self._session.searching.forget()
        if self._session.viewing.words:
            self._session.viewing.mark("")
        super().done(result)

    def _lay_out(self) -> None:
        narrowing = QHBoxLayout()
        for choice in self._choices:
            narrowing.addWidget(choice, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.hint, 1)
        self.print_button = PrintButton(self._session, "查找结果", lambda: self._shown, self.text.text)
        bottom.addWidget(self.print_button)
        bottom.addWidget(self.go)
        bottom.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(self.text)
        layout.addLayout(narrowing)
        heads = QHBoxLayout()
        heads.addWidget(self.kinds)
        heads.addStretch(1)
        heads.addWidget(self.order)
        layout.addLayout(heads)
        for rows in (self.rows, self.problem_rows):
            self.lists.addWidget(rows)
        layout.addWidget(self.lists, 1)
        layout.addLayout(bottom)
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.close_button.setAutoDefault(False)
        self.text.installEventFilter(self)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._ask)
        for choice in self._choices:
            choice.currentIndexChanged.connect(self._ask)
        self.order.currentIndexChanged.connect(self._reorder)
        self.model.more_wanted.connect(self._ask_more)
        self.problems.more_wanted.connect(self._ask_more_problems)
        self.go.clicked.connect(self._go)
        for rows in (self.rows, self.problem_rows):
            rows.doubleClicked.connect(self._go)
            rows.selectionModel().currentChanged.connect(self._allow)
        self.kinds.tabBarClicked.connect(self._turn_to)
        self.kinds.currentChanged.connect(self._show_kind)
        QShortcut(QKeySequence("Ctrl+Tab"), self, self._turn)
        self.close_button.clicked.connect(self.reject)
        self._session.searching.answered.connect(self._show)
        self._session.searching.problems_answered.connect(self._show_problems)
        self._session.ledger.read.connect(self._follow)
        self._session.searching.refused.connect(self._refuse)
        self._session.changed.connect(self._follow)
        self._session.opened.connect(self._forget)
        self._session.closed.connect(self.reject)

    def _reorder(self) -> None:
        """Remember the order, and look in it."""
        orders, at = orders_over(self), self.order.currentIndex()
        if orders is not None:
            orders.note(self.windowTitle(), Ordering(at) if at else None)
        self._ask()

    def _query(self) -> Query:
        """Return what a paper must be besides the words."""
        return Query(
            unit=self.unit.currentData(),
            year=self.year.currentData(),
            kind=self.kind.currentData(),
            item=self.item.currentData(),
            whereabouts=self.whereabouts.currentData(),
            batch=self.batch.currentData(),
            order=HitOrder(self.order.currentData()),
        )

    def _ask(self) -> None:
        if not self.text.text().strip() and self._query().asks_nothing:
            self._session.searching.forget()
            self._fill(Found(0, ()), 0)
            self._fill_problems(ProblemsFound(0, ()), 0)
            self._tell_counts()
            self.hint.say(_HOW)
        elif self._session.is_open:
            if not self.model.rowCount() and not self.problems.rowCount():
                self.hint.say(_LOOKING)
            self._session.searching.ask(self.text.text(), self._query())

    def _ask_more(self, first: int) -> None:
        self._session.searching.ask_more(self.text.text(), self._query(), first)

    def _ask_more_problems(self, first: int) -> None:
        self._session.searching.ask_more_problems(self.text.text(), self._query(), first)

    def _show(self, found: Found, first: int) -> None:
        if self._session.is_open:
            self._fill(found, first)
            self._tell_counts()

    def _show_problems(self, found: ProblemsFound, first: int) -> None:
        if self._session.is_open:
            self._fill_problems(found, first)
            self._tell_counts()

    def _refuse(self, sentence: str) -> None:
        self._fill(Found(0, ()), 0)
        self._fill_problems(ProblemsFound(0, ()), 0)
        self._tell_counts()
        self.hint.say(sentence)

    def _fill(self, found: Found, first: int) -> None:
        self._fill_list(self.rows, self.model, found, first)

    def _fill_problems(self, found: ProblemsFound, first: int) -> None:
        self._fill_list(self.problem_rows, self.problems, found, first)

    def _fill_list(self, rows: HitList, model: Hits, found: Found | ProblemsFound, first: int) -> None:
        before = rows.currentIndex().data(HIT)
        model.show(found, first, self._session.moment.snapshot)
        if first == 0:
            keys = [_key(hit) for hit in found.hits]
            row = keys.index(_key(before)) if before and _key(before) in keys else 0
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            rows.selectionModel().setCurrentIndex(model.index(row, 0), flags)

    @property
    def _shown(self) -> HitList:
        return self.problem_rows if self.kinds.currentIndex() else self.rows

    def _tell_counts(self) -> None:
        """Say how much was found of each; what the clerk wants to see is shown, or else what there is."""
        papers, problems = self.model.found, self.problems.found
        for number, (name, count) in enumerate(((_PAPERS, papers), (_PROBLEMS, problems))):
            self.kinds.setTabText(number, f"{name}（{count}）" if count else name)
        self.kinds.setCurrentIndex(int(bool(problems) if self._problems_preferred else bool(problems and not papers)))
        self._tell()

    def _tell(self) -> None:
        of_problems = self._shown is self.problem_rows
        count = self.problems.found if of_problems else self.model.found
        other = self.model.found if of_problems else self.problems.found
        told = words.problems_found(count) if of_problems else words.found(Found(count, ()), count)
        keys = _KEYS if count else ""
        keys += _OTHERS.format(_PAPERS if of_problems else _PROBLEMS) if other else ""
        self.hint.say(f"{told}{keys}")
        self.print_button.setEnabled(count > 0)
        self._allow()

    def _show_kind(self, number: int) -> None:
        self.lists.setCurrentIndex(number)
        for choice in self.of_papers:
            choice.setEnabled(not number)
            choice.setToolTip("只用来找材料" if number else "")
        self._tell()

    def _turn_to(self, number: int) -> None:
        if number >= 0:
            self._problems_preferred = bool(number)

    def _turn(self) -> None:
        """Turn to the other list."""
        self._turn_to(1 - self.kinds.currentIndex())
        self.kinds.setCurrentIndex(int(self._problems_preferred))

    def _follow(self) -> None:
        if self.isVisible():
            self._offer()
            self._ask()

    def _forget(self) -> None:
        """Begin anew in another project."""
        self._problems_preferred = False
        for choice in self._choices:
            choice.setCurrentIndex(0)
        self.text.clear()

    def _allow(self) -> None:
        self.go.setEnabled(self._current() is not None)

    def _current(self) -> Hit | ProblemHit | None:
        return cast("Hit | ProblemHit | None", self._shown.currentIndex().data(HIT))

    def _go(self) -> None:
        hit = self._current()
        if isinstance(hit, ProblemHit):
            self.accept()
            self.problem_chosen.emit(hit.finding)
        elif hit is not None:
            self.accept()
            self._session.viewing.mark(self.text.text(), hit.piece.id)
            self.chosen.emit(hit.piece.id)

    def _offer(self) -> None:
        """Offer what there is to choose among."""
        snapshot = self._session.moment.snapshot
        there = set(offices(snapshot).values())
        units = [unit.name for unit in snapshot.project.units if unit.name in there]
        units += sorted(there.difference(units))
        years = sorted({piece.facts.year for piece in snapshot.pieces if piece.facts.year}, reverse=True)
        kinds = {piece.facts.kind for piece in snapshot.pieces}
        every_unit, every_year, every_kind, every_item, anywhere, every_batch = _EVERYTHING
        _fill(self.unit, every_unit, [(unit, unit) for unit in units])
        _fill(self.year, every_year, [(f"{year}年", year) for year in years])
        _fill(self.kind, every_kind, [(kind, kind) for kind in KINDS if kind in kinds])
        items = [(f"{item.code}　{' '.join(phrases.item_name(item).split())}", item.id) for item in snapshot.criteria]
        _fill(self.item, every_item, items)
        _fill(self.whereabouts, anywhere, [(words.WHEREABOUTS[one], one) for one in Whereabouts])
        if self.batch.count() == 0:
            _fill(self.batch, every_batch, ())
        self._session.receiving.batches(self._offer_batches)

    def _offer_batches(self, batches: Sequence[Batch]) -> None:
        told = [(f"{one.name}　{one.delivery.unit or one.source}", one.id) for one in reversed(batches)]
        _fill(self.batch, _EVERYTHING[-1], told)


def _key(hit: Hit | ProblemHit) -> str:
    return hit.finding if isinstance(hit, ProblemHit) else hit.piece.id


def _choice(name: str) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(6)
    choice.setMaxVisibleItems(20)
    return choice


def _fill(choice: QComboBox, everything: str, offered: Sequence[tuple[str, object]]) -> None:
    """Offer these in a drop-down, and keep what is chosen if it is still among them; a change of choice is told."""
    kept = choice.currentData()
    values = [value for _, value in offered]
    blocked = choice.blockSignals(True)
    choice.clear()
    choice.addItem(everything, None)
    for text, value in offered:
        choice.addItem(text, value)
    choice.setCurrentIndex(values.index(kept) + 1 if kept in values else 0)
    choice.blockSignals(blocked)
    if kept is not None and kept not in values:
        choice.currentIndexChanged.emit(0)
