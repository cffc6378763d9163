"""关键数据表: what the dossier must agree on, and the papers that say otherwise, one click from each."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from evidence.check.figures import Place, places_by_figure
from evidence.key_figures import KeyFigure, KeyFigureId
from ui.dialogs.key_figure import KeyFigureDialog
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.figure_rows import FIGURE, PLACE, FigurePlaces, FigureRows
from ui.print_action import PrintButton
from ui.session import Session
from ui.views.rows import Rows, Wide

_HINT = (
    "一数一源：每个关键数据只认一个数值、一个责任单位、一个出处。下面列出材料里的说法；"
    "只说一部分、阶段性、目标或其他年度的句子不比。回车或双击打开所在材料。"
)
_NONE = "还没有关键数据。点“新增”登记，如：食品抽检批次，2023 年，5230 批次，县市场监管局。"


class KeyFiguresDialog(QDialog):
    """Stays open beside the window, and follows what changes."""

    chosen = Signal(object)  # PieceId: a paper that is to be looked at

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the figures of the project that is open."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("关键数据表")
        self._session = session
        self.model, self.places_model = FigureRows(self), FigurePlaces(self)
        self.rows = Rows(self.model, (Wide(0), Wide(4), Wide(8), Wide(10), Wide(12, 54), Wide(13)))
        self.rows.setAccessibleName("关键数据")
        self.places = Rows(self.places_model, (Wide(5), Wide(6), Wide(14, 30), Wide(3), Wide(0)))
        self.places.setAccessibleName("材料中的说法")
        for rows in (self.rows, self.places):
            rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.add_button = QPushButton("新增(&N)…")
        self.edit_button = QPushButton("修改(&E)…")
        self.remove_button = QPushButton("删除(&D)")
        self.source_button = QPushButton("设为出处(&S)")
        self.close_button = QPushButton("关闭")
        self.hint = Sentence(_HINT, "hint")
        self._told: dict[KeyFigureId, tuple[Place, ...]] = {}
        self._lay_out()
        self._connect()
        self._show()
        open_size(self, 84, 40)

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.rows)
        both.addWidget(self.places)
        both.setChildrenCollapsible(False)
        buttons = QHBoxLayout()
        for button in (self.add_button, self.edit_button, self.remove_button, self.source_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(PrintButton(self._session, self.windowTitle(), self.rows))
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(both, 1)
        layout.addWidget(self.hint)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.rows.selectionModel().currentChanged.connect(self._show_places)
        self.places.selectionModel().currentChanged.connect(self._allow)
        self.rows.activated.connect(self._edit)
        self.places.activated.connect(self._go)
        self.add_button.clicked.connect(self._add)
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        self.source_button.clicked.connect(self._set_source)
        self.close_button.clicked.connect(self.close)
        for button in (self.add_button, self.edit_button, self.remove_button, self.source_button, self.close_button):
            button.setAutoDefault(False)
        self._session.changed.connect(self._show)
        self._session.reach.changed.connect(self._allow)
        self._session.closed.connect(self.close)

    def _show(self) -> None:
        snapshot = self._session.moment.snapshot
        here = self._figure()
        self._told = places_by_figure(snapshot)
        self.model.show(snapshot, [(figure, self._told[figure.id]) for figure in snapshot.key_figures])
        keys = [figure.id for figure in snapshot.key_figures]
        if keys:
            row = keys.index(here.id) if here is not None and here.id in keys else len(keys) - 1
            self.rows.setCurrentIndex(self.model.index(row, 0))
        self.hint.say(_HINT if keys else _NONE)
        self._show_places()

    def _show_places(self) -> None:
        figure = self._figure()
        places = self._told.get(figure.id, ()) if figure else ()
        self.places_model.show(self._session.moment.snapshot, places)
        self._allow()

    def _allow(self) -> None:
        figure, place = self._figure(), self._place()
        writes = self._session.may_write
        self.add_button.setEnabled(writes)
        self.edit_button.setEnabled(writes and figure is not None)
        self.remove_button.setEnabled(writes and figure is not None)
        self.source_button.setEnabled(writes and place is not None and place.agrees)

    def _figure(self) -> KeyFigure | None:
        found = self.rows.currentIndex().data(FIGURE)
        return found if isinstance(found, KeyFigure) else None

    def _place(self) -> Place | None:
        found = self.places.currentIndex().data(PLACE)
        return found if isinstance(found, Place) else None

    def _add(self) -> None:
        KeyFigureDialog(self._session, None, self).open()

    def _edit(self) -> None:
        if (figure := self._figure()) is not None:
            KeyFigureDialog(self._session, figure, self).open()

    def _remove(self) -> None:
        if (figure := self._figure()) is not None:
            self._session.figures.remove(figure.id).failed.connect(self._session.refuse)

    def _set_source(self) -> None:
        figure, place = self._figure(), self._place()
        if figure is not None and place is not None:
            job = self._session.figures.write(replace(figure, source=place.piece.id))
            job.failed.connect(self._session.refuse)

    def _go(self, index: QModelIndex) -> None:
        place = index.data(PLACE)
        if isinstance(place, Place):
            self.chosen.emit(place.piece.id)
