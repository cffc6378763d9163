"""待整理: find papers, confirm where they belong, by mouse or by key."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence.model import Piece, PieceId
from evidence.snapshot import Changes
from ui.models.dragging import Dragged
from ui.models.tray import PIECE, Tray
from ui.session import Moment
from ui.views.rows import Rows, Wide

_EMPTY = "没有待整理的材料。把文件或文件夹拖进窗口即可收件。"
_HELP = "回车：按建议确认归项　输入编号：归到别处　也可拖到左边的评价内容上"


class TrayPane(QWidget):
    """Lists what is filed nowhere yet; tells what is selected and what is to be filed where."""

    selected = Signal(object)  # tuple[PieceId, ...]
    accepted = Signal(object)  # tuple[PieceId, ...]: each to be filed where it is proposed first
    file_wanted = Signal(object, str)  # Dragged to be filed where the clerk says, and what was typed of it already
    open_wanted = Signal(object)  # PieceId: its file is to be opened

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._moment: Moment | None = None
        self.text = QLineEdit(placeholderText="查找：题名、文号、单位、文件名、建议的编号")
        self.text.setClearButtonEnabled(True)
        self.model = Tray(self)
        self.rows = _TrayRows(self.model, (Wide(0), Wide(13, 20), Wide(7, 34), Wide(3.5, 28), Wide(6, 44)))
        self.rows.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.rows.setAccessibleName("待整理")
        self.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.accept = QAction("确认归项", self, enabled=False)
        self.accept.setToolTip("把选中的材料按建议归项（回车）")
        self.file_to = QAction("归到…", self, enabled=False, shortcut=QKeySequence("Ctrl+Return"))
        self.file_to.setToolTip("把选中的材料归到指定的评价内容（直接输入编号，或 Ctrl+回车）")
        self.file_to.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.file_to)
        self.hint = QLabel(_EMPTY)
        self.hint.setProperty("role", "hint")
        self.hint.setWordWrap(True)
        self._lay_out()
        self.text.textChanged.connect(self._list)
        self.text.returnPressed.connect(self.rows.setFocus)
        self.rows.selectionModel().selectionChanged.connect(self._tell)
        self.rows.doubleClicked.connect(self._open)
        self.rows.typed.connect(self._ask_where)
        self.rows.confirmed.connect(self.accept.trigger)
        self.accept.triggered.connect(lambda: self.accepted.emit(self.pieces()))
        self.file_to.triggered.connect(lambda: self._ask_where(""))

    def show_moment(self, moment: Moment, changes: Changes | None) -> None:
        """Show a project that was opened (`changes` None), or what changed in it."""
        self._moment = moment
        if changes is None or changes.scheme:
            if changes is None:
                self.text.clear()
            self.model.forget()
            self._list()
            return
        row = min((index.row() for index in self.rows.selectionModel().selectedRows()), default=0)
        self.model.follow(moment, changes.pieces)
        if not self.rows.selectionModel().hasSelection() and self.model.rowCount():
            self._select(min(row, self.model.rowCount() - 1))  # the one after those that went
        self._tell()

    def pieces(self) -> tuple[PieceId, ...]:
        """Return the selected pieces, topmost first."""
        rows = sorted(self.rows.selectionModel().selectedRows(), key=QModelIndex.row)
        found = [index.data(PIECE) for index in rows]
        return tuple(piece.id for piece in found if isinstance(piece, Piece))

    def choose(self, piece: PieceId) -> None:
        """Select a piece, even if it is filtered away."""
        if self.model.row_of(piece) is None:
            self.text.clear()
        row = self.model.row_of(piece)
        if row is not None:
            self._select(row)

    def offer_in_menu(self, action: QAction) -> None:
        """Offer something rare that can be done with papers, behind all else in their menu."""
        separator = QAction(self)
        separator.setSeparator(True)
        self.rows.addActions([self.accept, self.file_to, separator, action])

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for action in (self.accept, self.file_to):
            button = QToolButton()
            button.setDefaultAction(action)
            buttons.addWidget(button)
        buttons.addWidget(self.hint, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self.text)
        layout.addWidget(self.rows, 1)
        layout.addLayout(buttons)

    def _list(self) -> None:
        if self._moment is not None:
            self.model.show(self._moment, self.text.text())
            if self.model.rowCount():
                self._select(0)
            self._tell()

    def _select(self, row: int) -> None:
        index = self.model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.rows.selectionModel().setCurrentIndex(index, flags)
        self.rows.scrollTo(index)

    def _tell(self) -> None:
        pieces = self.pieces()
        suggestions = self._moment.snapshot.suggestions if self._moment else {}
        self.accept.setEnabled(any(piece in suggestions for piece in pieces))
        self.file_to.setEnabled(bool(pieces))
        waiting = len(self._moment.tray) if self._moment else 0
        many = f"已选 {len(pieces)} 件　" if len(pieces) > 1 else ""
        if waiting and not self.model.rowCount():
            self.hint.setText(f"待整理的 {waiting} 件里没有“{self.text.text().strip()}”；清空上面的查找就能看到全部。")
        else:
            self.hint.setText(many + _HELP if waiting else _EMPTY)
        self.selected.emit(pieces)

    def _ask_where(self, typed: str) -> None:
        pieces = self.pieces()
        if pieces:
            self.file_wanted.emit(Dragged(pieces, ()), typed)

    def _open(self, index: QModelIndex) -> None:
        piece = index.data(PIECE)
        if isinstance(piece, Piece):
            self.open_wanted.emit(piece.id)


class _TrayRows(Rows):
    """Rows on which Enter confirms and typing begins a code; the field above finds what is looked for."""

    typed = Signal(str)
    confirmed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Confirm with Enter, begin a code with a letter or digit."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            if not event.isAutoRepeat():  # a key held down confirms one paper, not all that follow
                self.confirmed.emit()
        elif event.text().isalnum() and not held:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
