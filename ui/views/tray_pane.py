"""待整理: find papers, confirm where they belong, by mouse or by key."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence.deliveries import Batch
from evidence.model import PieceId
from evidence.snapshot import Changes
from ui.models.dragging import Dragged
from ui.models.tray import IS_HEADING, KEY, PIECES, Tray
from ui.models.tray_groups import GROUPINGS, Grouping
from ui.moment import Moment
from ui.views.proposal_line import ProposalLine
from ui.views.rows import ORDER_TOLD, Rows, Wide
from ui.views.wrapping import Wrapping

_EMPTY = "没有待整理的材料。"
_HOW_TO_FILL = "把文件或文件夹拖进窗口即可收件。"
_HELP = "回车按建议归项，1–5 选建议，0 输入编号，F2 更正，空格看大图"
_HELP_MANY = "回车各按建议归项，0 输入编号一起归"
_HELP_READING = "空格看大图"
_ORDER = f"{ORDER_TOLD}；分了组的在各组内排序，各组的次序不变"
_NUMBERS = "12345"  # as many as there are proposals


class TrayPane(QWidget):
    """Lists what is filed nowhere yet; tells what is selected and what is to be filed where."""

    selected = Signal(object)  # tuple[PieceId, ...]
    accepted = Signal(object)  # tuple[PieceId, ...]: each to be filed where it is proposed first
    picked = Signal(object, int)  # tuple[PieceId, ...]: a number was typed for them, of a proposal from 1
    batches_wanted = Signal()  # to be shown by `show_batches`
    edit_wanted = Signal()  # what is known of the selected paper is to be corrected
    preview_wanted = Signal()  # its pages are to be seen large, or no more
    file_wanted = Signal(object, str)  # Dragged to be filed where the clerk says, and what was typed of it already
    open_wanted = Signal(object)  # PieceId: its file is to be opened

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._moment: Moment | None = None
        self._may_write = True
        self._chosen = 0  # pieces
        self.text = QLineEdit(placeholderText="筛选：题名、文号、单位、文件名、建议的编号")
        self.text.setAccessibleName("筛选")
        self.text.setClearButtonEnabled(True)
        self.model = Tray(self)
        self.rows = _TrayRows(self.model, (Wide(0), Wide(13, 20), Wide(7, 34), Wide(3.5, 28), Wide(6, 44)))
        self.rows.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.rows.setAccessibleName("待整理")
        self.rows.heads.let_sort(_ORDER)
        self.grouping = QComboBox()
        self.grouping.setAccessibleName("分组")
        for grouping, words in GROUPINGS.items():
            self.grouping.addItem(words, grouping)
        self.model.group(Grouping(self.grouping.currentData()), {})
        self.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.accept = QAction("确认归项", self, enabled=False)
        self.accept.setToolTip("把选中的材料按建议归项（回车）")
        self.accept_certain = QAction("全部把握较大的", self, enabled=False, shortcut=QKeySequence("Ctrl+Shift+Return"))
        self.accept_certain.setToolTip("把列出的材料中建议归项把握较大的全部确认归项（Ctrl+Shift+回车），可以撤销")
        self.file_to = QAction("归到…", self, enabled=False, shortcut=QKeySequence("Ctrl+Return"))
        self.file_to.setToolTip("把选中的材料归到指定的评价内容（按 0 或 Ctrl+回车，再输入编号）")
        for action in (self.accept_certain, self.file_to):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        self.proposals = ProposalLine()
        self.hint = QLabel(_EMPTY)
        self.hint.setProperty("role", "hint")
        self.hint.setWordWrap(True)
        self._lay_out()
        self.text.textChanged.connect(self._list)
        self.grouping.activated.connect(self._regroup)
        self.text.returnPressed.connect(self.rows.setFocus)
        self.rows.selectionModel().selectionChanged.connect(self._tell)
        self.rows.doubleClicked.connect(self._open)
        self.rows.typed.connect(self._ask_where)
        self.rows.numbered.connect(self._pick)
        self.rows.edit_wanted.connect(self.edit_wanted)
        self.rows.preview_wanted.connect(self.preview_wanted)
        self.rows.confirmed.connect(self._confirm)
        self.accept_certain.triggered.connect(lambda: self.accepted.emit(self.model.certain()))
        self.accept.triggered.connect(self._confirm)
        self.file_to.triggered.connect(lambda: self._ask_where(""))

    def show_moment(self, moment: Moment, changes: Changes | None) -> None:
        """Show a project that was opened (`changes` None), or what changed in it."""
        before, self._moment = self._moment, moment
        if changes is None:
            self.text.clear()
            self.model.forget()
            self._list()
            return
        selected = self._selected_rows()
        row, of_heading = (selected[0].row(), bool(selected[0].data(IS_HEADING))) if selected else (0, False)
        keys = [str(index.data(KEY)) for index in selected]
        if changes.scheme:
            self.model.forget()
            self.model.show(moment, self.text.text())
        else:
            self.model.follow(moment, changes.pieces)
        back = self.model.rows_of(_taken_out(before, moment, changes)[:1])
        if back:
            self._select(*back)
        elif not self.rows.selectionModel().hasSelection() and self.model.rowCount():
            self._select_again(keys, row, of_heading=of_heading)
        self._tell()
        if changes.pieces and self._grouping is Grouping.BATCH:
            self.batches_wanted.emit()

    def show_batches(self, batches: Iterable[Batch]) -> None:
        """Group by these arrivals, if that is still wanted."""
        if self._grouping is Grouping.BATCH:
            came = {file.piece: batch for batch in reversed(tuple(batches)) for file in batch.files if file.piece}
            kept = self.pieces()
            self.model.group(Grouping.BATCH, came)
            self._keep(kept)

    def pieces(self) -> tuple[PieceId, ...]:
        """Return the selected pieces, topmost first; a heading stands for all that is below it."""
        return tuple(dict.fromkeys(PieceId(key) for index in self._selected_rows() for key in index.data(PIECES)))

    def choose(self, *pieces: PieceId) -> None:
        """Select pieces, even if they are filtered away; the first of them is looked at."""
        if any(self.model.row_of(piece) is None for piece in pieces):
            self.text.clear()
        rows = [row for piece in pieces if (row := self.model.row_of(piece)) is not None]
        if rows:
            self._select(*rows)

    def offer_in_menu(self, *actions: QAction) -> None:
        """Offer what is rarely done with papers, behind all else in their menu."""
        separator = QAction(self)
        separator.setSeparator(True)
        self.rows.addActions([self.accept, self.file_to, separator, *actions])

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.text, 1)
        top.addWidget(self.grouping)
        buttons = self._buttons = Wrapping()
        for action in (self.accept, self.accept_certain, self.file_to):
            button = QToolButton()
            button.setDefaultAction(action)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.proposals)
        layout.addWidget(self.rows, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.hint)

    def offer(self, actions: Iterable[QAction]) -> None:
        """Offer what else can be done with papers."""
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            self._buttons.addWidget(button)

    def _list(self) -> None:
        if self._moment is not None:
            self.model.show(self._moment, self.text.text())
            self._select_next(0)
            self._tell()

    @property
    def _grouping(self) -> Grouping:
        return Grouping(self.grouping.currentData())

    def _regroup(self) -> None:
        if self._grouping is Grouping.BATCH:
            self.batches_wanted.emit()
            return
        kept = self.pieces()
        self.model.group(self._grouping, {})
        self._keep(kept)

    def _keep(self, pieces: Iterable[PieceId]) -> None:
        """Select what was selected before the rows changed places: the first of it."""
        rows = (self.model.row_of(piece) for piece in pieces)
        self._select_next(next((row for row in rows if row is not None), 0))
        self._tell()

    def _selected_rows(self) -> list[QModelIndex]:
        """Return what is selected, topmost first."""
        return sorted(self.rows.selectionModel().selectedRows(), key=QModelIndex.row)

    def _select_again(self, keys: Iterable[str], row: int, *, of_heading: bool) -> None:
        """Select what was selected before the list was made anew, or what stands where that was."""
        rows = self.model.rows_of(keys)
        if rows:
            self._select(*rows)
        else:
            self._select_next(row, of_heading=of_heading)

    def _select_next(self, row: int, *, of_heading: bool = False) -> None:
        """Select what stands where other rows went: a paper after papers, a heading after a heading."""
        heading = of_heading and row < self.model.rowCount()
        found = row if heading else self.model.paper_from(row)
        if found is not None:
            self._select(found)

    def _select(self, row: int, *others: int) -> None:
        index = self.model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.rows.selectionModel().setCurrentIndex(index, flags)
        more = QItemSelection()
        for other in others:
            more.select(self.model.index(other, 0), self.model.index(other, 0))
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.rows.selectionModel().select(more, flags)
        self.rows.scrollTo(index)

    def _confirm(self) -> None:
        if self._may_write:
            self.accepted.emit(self.pieces())

    def allow_writing(self, *, allowed: bool) -> None:
        """Let the clerk look only, while nothing can be written."""
        self._may_write = allowed
        for action in (self.accept, self.accept_certain, self.file_to):
            action.setVisible(allowed)
        self.proposals.setEnabled(allowed)
        self._tell_keys()

    def _tell(self) -> None:
        pieces = self.pieces()
        suggestions = self._moment.snapshot.suggestions if self._moment else {}
        self.accept.setEnabled(any(piece in suggestions for piece in pieces))
        self.file_to.setEnabled(bool(pieces))
        certain = len(self.model.certain())
        self.accept_certain.setEnabled(bool(certain))
        self.accept_certain.setText(f"全部把握较大的（{certain}）" if certain else "全部把握较大的")
        self._chosen = len(pieces)
        self._tell_keys()
        self.selected.emit(pieces)

    def _tell_keys(self) -> None:
        waiting = len(self._moment.tray) if self._moment else 0
        many = self._chosen > 1
        helps = (_HELP_MANY if many else _HELP) if self._may_write else _HELP_READING
        keys = f"已选 {self._chosen} 件　{helps}" if many else helps
        if waiting and not self.model.rowCount():
            self.hint.setText(f"待整理的 {waiting} 件里没有“{self.text.text().strip()}”；清空上面的筛选就能看到全部。")
        else:
            empty = _EMPTY + _HOW_TO_FILL if self._may_write else _EMPTY
            self.hint.setText(keys if waiting else empty)

    def _ask_where(self, typed: str) -> None:
        pieces = self.pieces()
        if pieces:
            self.file_wanted.emit(Dragged(pieces, ()), typed)

    def _pick(self, number: int) -> None:
        pieces = self.pieces()
        if pieces:
            self.picked.emit(pieces, number)

    def _open(self, index: QModelIndex) -> None:
        if not index.data(IS_HEADING):
            (piece,) = index.data(PIECES)
            self.open_wanted.emit(piece)


def _taken_out(before: Moment | None, moment: Moment, changes: Changes) -> list[PieceId]:
    """Return what was filed and lies here again, the longest here first: it is to be filed elsewhere."""
    if before is None:
        return []
    return [piece.id for piece in moment.tray if piece.id in changes.pieces and piece.id in before.places]


class _TrayRows(Rows):
    """Rows that are filed by keys; the field above finds what is looked for."""

    typed = Signal(str)
    numbered = Signal(int)
    confirmed = Signal()
    edit_wanted = Signal()
    preview_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Confirm with Enter, choose a proposal by its number, begin a code with 0, a letter or another digit."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            if not event.isAutoRepeat():  # a key held down confirms one paper, not all that follow
                self.confirmed.emit()
        elif event.text() and event.text() in _NUMBERS and not held:
            if not event.isAutoRepeat():
                self.numbered.emit(int(event.text()))
        elif event.key() == Qt.Key.Key_F2 and not held:
            self.edit_wanted.emit()
        elif event.key() == Qt.Key.Key_Space and not held:
            self.preview_wanted.emit()
        elif event.text().isalnum() and not held:
            self.typed.emit(event.text().removeprefix("0"))
        else:
            super().keyPressEvent(event)
