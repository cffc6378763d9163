"""The chosen item: what it asks for, the papers filed under it, and taking them out or elsewhere."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.export import phrases, review_phrases
from evidence.model import Criterion, CriterionId, Filing, SlotId
from evidence.snapshot import Changes
from evidence.wording import parts
from ui.models.dragging import Dragged
from ui.models.item_papers import FILING, SLOT, ItemPapers
from ui.moment import Moment
from ui.sort_menu import sort_action
from ui.views.rows import Wide
from ui.views.running_on import RunningOn
from ui.views.wrapping import Wrapping

_WHOLE_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_ORDER = "点列标题排序各应备材料下的材料，再点一次恢复；只是看的次序，汇编印出来的次序不变"
_NOTHING = "从左边选一项评价内容，这里列出它的应备材料和已归的佐证材料。"


class ItemPane(QWidget):
    """Shows one item; tells which papers are selected and what is to become of them."""

    selected = Signal(object)  # tuple[PieceId, ...]
    taken_out = Signal(object)  # tuple[FilingId, ...]: to be unfiled
    file_wanted = Signal(object)  # Dragged: to be filed elsewhere, the clerk is to say where
    dropped = Signal(object, object, object, bool)  # Dragged, CriterionId, SlotId, whether it stays as well
    open_wanted = Signal(object)  # PieceId: its file is to be opened
    slots_selected = Signal(object)  # tuple[SlotId, ...]: the materials whose rows are selected

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._moment: Moment | None = None
        self._allowed = True
        self.criterion: CriterionId | None = None
        self.title = QLabel(_NOTHING)
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.more = QToolButton()
        self.more.setText("评分标准")
        self.more.setCheckable(True)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.model = ItemPapers(self)
        self.rows = RunningOn(self.model, (Wide(0), Wide(3.5, 20), Wide(10, 46), Wide(3, 40), Wide(3.5, 34), Wide(11)))
        self.rows.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.rows.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.rows.setAccessibleName("应备材料和佐证材料")
        self.rows.heads.let_sort(_ORDER)
        self._sorting = sort_action(self.rows.heads, self.rows)
        self.take_out = QAction("撤销归项", self, shortcut=QKeySequence(QKeySequence.StandardKey.Delete), enabled=False)
        self.file_elsewhere = QAction("改归到…", self, enabled=False)
        for action in (self.take_out, self.file_elsewhere):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        self._lay_out()
        self._connect()
        self._head()

    def show_moment(self, moment: Moment | None, changes: Changes | None) -> None:
        """Show the item as it is now; `changes` None: another project."""
        self._moment = moment
        if changes is None or (changes.scheme and moment is not None and not _is_item(self.criterion, moment)):
            self.show_item(None)
        elif changes.scheme or self.criterion in changes.criteria or self._lists_any(changes):
            self._refresh()

    def show_item(self, criterion: CriterionId | None) -> None:
        """Show another item, or none."""
        self.criterion = criterion
        self._refresh()
        self.rows.scrollToTop()

    def allow_writing(self, *, allowed: bool) -> None:
        """Let papers be filed and taken out, or be looked at only."""
        self._allowed = allowed
        self.rows.setAcceptDrops(allowed)
        self._tell()

    def choose_slot(self, slot: SlotId | None) -> None:
        """Select the row of a material."""
        index = self.model.index_of_slot(slot)
        self.rows.setCurrentIndex(index)
        self.rows.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def choose_papers(self, filings: tuple[Filing, ...]) -> None:
        """Select papers by their filings."""
        for number, index in enumerate(self.model.indexes_of(filings)):
            if number == 0:
                self.rows.setCurrentIndex(index)
            self.rows.selectionModel().select(index, _WHOLE_ROW)

    def filings(self) -> tuple[Filing, ...]:
        """Return the filings of the selected papers."""
        found = [index.data(FILING) for index in self.rows.selectionModel().selectedRows()]
        return tuple(filing for filing in found if isinstance(filing, Filing))

    def slots(self) -> tuple[SlotId, ...]:
        """Return the materials whose own rows are selected."""
        rows = self.rows.selectionModel().selectedRows()
        found = [index.data(SLOT) for index in rows if index.data(FILING) is None]
        return tuple(SlotId(slot) for slot in found if slot is not None)

    def offer(self, actions: Sequence[QAction]) -> None:
        """Offer what can be done with materials, beside what can be done with papers."""
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            self._buttons.addWidget(button)
            self.rows.addAction(action)
        self._offered = tuple(actions)

    def offer_in_menu(self, action: QAction) -> None:
        """Offer something rare that can be done with papers, behind all else in their menu."""
        self._rare.append(action)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        buttons = self._buttons = Wrapping()
        for action in (self.take_out, self.file_elsewhere):
            button = QToolButton()
            button.setDefaultAction(action)
            buttons.addWidget(button)
        buttons.add_stretch()
        self._offered: tuple[QAction, ...] = ()
        self._rare: list[QAction] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.about)
        layout.addWidget(self.rows, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.more.toggled.connect(self.about.setVisible)
        self.rows.selectionModel().selectionChanged.connect(self._tell)
        self.rows.doubleClicked.connect(self._open)
        self.rows.customContextMenuRequested.connect(self._menu)
        self.take_out.triggered.connect(lambda: self.taken_out.emit(tuple(f.id for f in self.filings())))
        self.file_elsewhere.triggered.connect(self._ask_where)
        self.model.dropped.connect(self._drop)

    def _refresh(self) -> None:
        kept, slots, bar = self.filings(), self.slots(), self.rows.verticalScrollBar().value()
        self.model.show(self._moment, self.criterion)
        self.rows.expandAll()
        self._head()
        if kept:
            self.choose_papers(kept)
        for slot in slots:
            self.rows.selectionModel().select(self.model.index_of_slot(slot), _WHOLE_ROW)
        self.rows.verticalScrollBar().setValue(bar)
        self._tell()

    def _head(self) -> None:
        criterion = self._moment.snapshot.by_id[self.criterion] if self._moment and self.criterion else None
        self.more.setVisible(criterion is not None)
        self.about.setVisible(criterion is not None and self.more.isChecked())
        if criterion is None or self._moment is None:
            self.title.setText(_NOTHING)
            return
        points = "" if criterion.points is None else f"　{criterion.points:g}分"
        gaps = self._moment.gaps.get(criterion.id)
        state = parts.BEYOND if gaps is None else wording.STATES[gaps.state]
        work = "" if gaps is None else f"　{review_phrases.work(self._moment.snapshot, criterion)}"
        name = " ".join(phrases.item_name(criterion).split())
        self.title.setText(f"{criterion.code}　{name}{phrases.mark(criterion)}{points}　{state}{work}")
        self.about.setText(_about(criterion))

    def _lists_any(self, changes: Changes) -> bool:
        if self._moment is None or self.criterion is None:
            return False
        filed = self._moment.snapshot.filed_under.get(self.criterion, ())
        return any(filing.piece in changes.pieces for filing in filed)

    def _tell(self) -> None:
        filings = self.filings()
        self.take_out.setEnabled(self._allowed and bool(filings))
        self.file_elsewhere.setEnabled(self._allowed and bool(filings))
        self.selected.emit(tuple(dict.fromkeys(filing.piece for filing in filings)))
        self.slots_selected.emit(self.slots())

    def _open(self, index: QModelIndex) -> None:
        filing = index.data(FILING)
        if isinstance(filing, Filing):
            self.open_wanted.emit(filing.piece)

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions([self.take_out, self.file_elsewhere, *self._offered])
        menu.addSeparator()
        menu.addActions(self._rare)
        menu.addSeparator()
        menu.addAction(self._sorting)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.rows.viewport().mapToGlobal(where))

    def _ask_where(self) -> None:
        filings = self.filings()
        self.file_wanted.emit(Dragged(tuple(f.piece for f in filings), tuple(f.id for f in filings)))

    def _drop(self, dragged: Dragged, slot: SlotId, stays: bool) -> None:
        self.dropped.emit(dragged, self.criterion, slot, stays)


def _is_item(criterion: CriterionId | None, moment: Moment) -> bool:
    return any(item.id == criterion for item in moment.snapshot.items)


def _about(criterion: Criterion) -> str:
    """Return what the scheme says of an item, a line each."""
    return "\n".join(label + " ".join(text.split()) for label, text in phrases.item_facts(criterion))
