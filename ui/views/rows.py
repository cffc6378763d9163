"""Lists and trees whose columns make room for one another when the pane is narrow; they can be moved and remembered."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTreeView, QWidget

from ui import theme
from ui.layouts import Columns
from ui.models.flat import FlatModel
from ui.models.ordering import Ordering
from ui.orders import Orders, orders_over

_ROW_EM = 1.75
_AROUND_EM = 1.0  # room on both sides of a text
_MOST = 0.9  # of the texts of a column: so many are to be read whole
_FAIR = 0.45  # of the room of two columns, the one that does not stretch
_BRANCH = 12  # pixels that the arrow of a branch takes


class Wide(Struct, frozen=True):
    """How a column shares the pane: its width in characters, and from which width of the pane on it is shown.

    A `width_em` of 0 takes what the others leave.
    """

    width_em: float
    from_em: float = 0


ORDER_TOLD = "点列标题排序：升序、降序，再点一次恢复原来的次序"


class Heads(QObject):
    """The heads of a list: how its columns share the room, and how the clerk has laid them out."""

    def __init__(self, view: QTableView | QTreeView, header: QHeaderView, columns: Sequence[Wide]) -> None:
        """Lay the columns out as at first."""
        super().__init__(view)
        self._view, self._header, self._columns = view, header, tuple(columns)
        self._em = theme.em(view)
        self._widths_em = [column.width_em for column in columns]
        self.sorts, self.about_order = False, ""
        self._orders: Orders | None = None
        self._shared: tuple[int, float, float] | None = None
        self._sharing = False
        self._began = False
        header.setSectionsMovable(True)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(columns):
            stretch = QHeaderView.ResizeMode.Stretch if column.width_em == 0 else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(number, stretch)
        self.lay_out(None)
        header.sectionResized.connect(self._note)

    def let_sort(self, about_order: str = ORDER_TOLD) -> None:
        """Let a click on a head sort the list, up, down, and in its own order again; `about_order` tells of that."""
        self.about_order = about_order
        self._header.viewport().setToolTip(about_order)
        if self.sorts:
            return
        self.sorts = True
        self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._header.setSortIndicatorClearable(True)
        self._view.setSortingEnabled(True)
        self._header.sortIndicatorChanged.connect(self._note_order)
        self._header.sectionCountChanged.connect(self._follow_columns)

    @property
    def ordering(self) -> Ordering | None:
        """By what the list is sorted; None: it has its own order."""
        column = self._header.sortIndicatorSection()
        down = self._header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return Ordering(column, down) if self.sorts and 0 <= column < self._header.count() else None

    def sort_by(self, ordering: Ordering | None) -> None:
        """Sort the list; by a column that there is not, as it is by itself."""
        if not self.sorts or (ordering is not None and ordering == self.ordering):
            return
        if ordering is None or ordering.column >= self._header.count():
            self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        way = Qt.SortOrder.DescendingOrder if ordering.descending else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(ordering.column, way)

    @property
    def names(self) -> list[tuple[int, str]]:
        """The columns with their headings, from left to right, those too that there is no room for now."""
        order = (self._header.logicalIndex(at) for at in range(self._header.count()))
        model = self._view.model()
        named = ((column, str(model.headerData(column, Qt.Orientation.Horizontal) or "")) for column in order)
        return [(column, name) for column, name in named if name]

    def begin(self) -> None:
        """Take up how the list was sorted in the project that is open, once it is seen first."""
        if not self.sorts or self._began:
            return
        self._began = True
        from ui.sort_menu import offer_sorting  # which offers what stands here

        offer_sorting(self, self._view)
        orders = orders_over(self._view)
        if orders is not None and self._view.accessibleName():
            self._orders = orders
            orders.begun.connect(self._take_up)
            self._take_up()

    def _take_up(self) -> None:
        if self._orders is not None:
            self.sort_by(self._orders.of(self._view.accessibleName()))

    def _follow_columns(self) -> None:
        """Leave no arrow behind of a column that has gone: another that comes in its place does not sort the list."""
        if self.ordering is None:
            self.sort_by(None)

    def _note_order(self) -> None:
        if self._orders is not None:
            self._orders.note(self._view.accessibleName(), self.ordering)

    @property
    def columns(self) -> Columns:
        """How the columns are laid out now."""
        order = tuple(self._header.logicalIndex(at) for at in range(len(self._columns)))
        return Columns(tuple(round(width, 2) for width in self._widths_em), order)

    def lay_out(self, wanted: Columns | None) -> None:
        """Lay the columns out as they were once, or as at first where that does not fit."""
        count = len(self._columns)
        usual = Columns(tuple(column.width_em for column in self._columns), tuple(range(count)))
        chosen = wanted if wanted is not None and wanted.fits(count) else usual
        self._header.setMinimumSectionSize(self._em)
        for at, column in enumerate(self._columns):
            if column.width_em:
                self._widths_em[at] = chosen.widths_em[at] or column.width_em
                self._header.resizeSection(at, round(self._widths_em[at] * self._em))
        for place, at in enumerate(chosen.order):
            self._header.moveSection(self._header.visualIndex(at), place)

    def follow_text(self) -> bool:
        """Follow the size of the text; return whether it is another."""
        size = theme.em(self._view)
        if size == self._em:
            return False
        kept, self._em = self.columns, size
        self.lay_out(kept)
        self.make_room()
        return True

    def make_room(self) -> None:
        """Hide the columns that there is no room for."""
        wide_em = self._view.viewport().width() / self._em
        for number, column in enumerate(self._columns):
            self._header.setSectionHidden(number, wide_em < column.from_em)
        self._share()

    def share(self, at: int, its: Iterable[str], stretched: Iterable[str]) -> None:
        """Give a column of the room that the stretching one has to spare, by most of the texts that stand in both.

        Where there is too little for both it has nearly half of it, and never less than at first; one that the clerk
        made wider or narrower stays so.
        """
        self._shared = at, self._wanted_em(its), self._wanted_em(stretched)
        self._share()

    def _share(self) -> None:
        if self._shared is None:
            return
        at, wants, other = self._shared
        usual = self._columns[at].width_em
        if self._header.isSectionHidden(at) or self._widths_em[at] != usual:
            return
        shown = [number for number in range(len(self._columns)) if not self._header.isSectionHidden(number)]
        taken = sum(self._widths_em[number] for number in shown if number != at)
        room = self._view.viewport().width() / self._em - taken
        fair = min(wants, max(room - other, _FAIR * room))
        self._sharing = True
        self._header.resizeSection(at, round(max(usual, fair) * self._em))
        self._sharing = False

    def _wanted_em(self, texts: Iterable[str]) -> float:
        widths = sorted(map(self._view.fontMetrics().horizontalAdvance, texts))
        return widths[int(_MOST * (len(widths) - 1))] / self._em + _AROUND_EM if widths else 0.0

    def _note(self, at: int, _: int, size: int) -> None:
        if self._sharing:
            return
        if size and self._columns[at].width_em and round(self._widths_em[at] * self._em) != size:
            self._widths_em[at] = size / self._em  # a column that is hidden keeps its width


class Tree(QTreeView):
    """A tree of rows of one height."""

    def __init__(self, model: QAbstractItemModel, columns: Sequence[Wide], parent: QWidget | None = None) -> None:
        """Show `model`, which must have as many columns as `columns` names."""
        super().__init__(parent)
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self._indent()
        _dress(self)
        self.header().setFirstSectionMovable(False)  # the branches stand in it
        self.heads = Heads(self, self.header(), columns)

    def showEvent(self, event: QShowEvent) -> None:
        """Be sorted as the clerk had it."""
        self.heads.begin()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.heads.follow_text():
            self._indent()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the columns that there is no room for."""
        self.heads.make_room()
        super().resizeEvent(event)

    def _indent(self) -> None:
        self.setIndentation(max(_BRANCH, 2 * theme.em(self) // 3))


class Rows(QTableView):
    """A flat list. No tree: one of those asks each of its rows for its flags when the current one goes."""

    def __init__(self, model: QAbstractTableModel, columns: Sequence[Wide], parent: QWidget | None = None) -> None:
        """Show `model`, which must have as many columns as `columns` names."""
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        heights = self.verticalHeader()
        heights.hide()
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setMinimumSectionSize(1)  # its own follows the text later: rows would stay as high as large text wants
        heights.setDefaultSectionSize(round(_ROW_EM * theme.em(self)))
        self.horizontalHeader().setHighlightSections(False)
        _dress(self)
        self.heads = Heads(self, self.horizontalHeader(), columns)
        if isinstance(model, FlatModel) and model.sorts:
            self.heads.let_sort()

    def showEvent(self, event: QShowEvent) -> None:
        """Be sorted as the clerk had it."""
        self.heads.begin()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.heads.follow_text():
            self.verticalHeader().setDefaultSectionSize(round(_ROW_EM * theme.em(self)))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go to the first or last row with Home and End: a table would go to the first or last cell of the row."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the columns that there is no room for."""
        self.heads.make_room()
        super().resizeEvent(event)


def _dress(view: QAbstractItemView) -> None:
    view.setAlternatingRowColors(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
