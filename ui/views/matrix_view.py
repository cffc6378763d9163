"""A table of items × columns, its items and heads always in sight; a click on a cell goes where it is mended."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from evidence.check.matrix import Block, Cell
from ui import theme
from ui.models.gap_rows import Gap
from ui.models.matrix_grid import CELL, GAP, ITEM, MatrixGrid
from ui.views.painted import painted

_ITEM_EM, _LEAST_ITEM_EM, _MOST_ITEM_EM = 22, 16, 72  # width of the items
_WIDER, _WIDEST = 1.4, 2.5  # what columns take of what they need: before the items have all they can use, and after
TINT = 36  # of 255
_LINE_EM = 1.35
_CORNER = "未齐的项数"
_CENTRED = Qt.AlignmentFlag.AlignCenter
_MOST_CHARACTERS = 7  # of a name that stands upright


class MatrixView(QTableView):
    """Shows a grid; columns are all of one width, which leaves room for counts where cells have them."""

    chosen = Signal(object)  # Gap
    item_chosen = Signal(object)  # CriterionId

    def __init__(self, model: MatrixGrid, column_em: float, *, upright: bool, parent: QWidget | None = None) -> None:
        """Show `model` in columns of so many characters; `upright` lets heads stand on end."""
        super().__init__(parent)
        self._grid, self._column_em = model, column_em
        em = theme.em(self)
        self._corner = QLabel(_CORNER, self)
        self._corner.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._corner.setContentsMargins(0, 0, em // 2, em // 4)
        self.setHorizontalHeader(_Heads(model, upright=upright, parent=self))
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        items = self.verticalHeader()
        items.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._follow_text()
        items.setTextElideMode(Qt.TextElideMode.ElideRight)
        items.setHighlightSections(True)
        items.setSectionsClickable(True)
        items.sectionClicked.connect(self._choose_item)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._follow_text()
            self.share_width()

    def _follow_text(self) -> None:
        self.horizontalHeader().setMinimumSectionSize(theme.em(self))
        self.verticalHeader().setDefaultSectionSize(round(1.75 * theme.em(self)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        self.share_width()
        super().resizeEvent(event)

    def updateGeometries(self) -> None:
        """Say in the corner what the numbers below the heads are."""
        super().updateGeometries()
        items, heads = self.verticalHeader(), self.horizontalHeader()
        self._corner.setGeometry(items.x(), heads.y(), items.width(), heads.height())

    def share_width(self) -> None:
        """Give the columns what they need, then the items, then the columns more, then the items, then the columns."""
        em, count = theme.em(self), self._grid.columnCount()
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * self.frameWidth()
        item = max(_LEAST_ITEM_EM * em, min(_ITEM_EM * em, room - round(count * self._column_em * em)))
        column = round(self._column_em * em)
        if count:
            column = max(column, min(round(self._column_em * _WIDER * em), (room - item) // count))
            item = max(item, min(_MOST_ITEM_EM * em, room - count * column))
            column = max(column, min(round(self._column_em * _WIDEST * em), (room - item) // count))
        if self.verticalHeader().maximumWidth() != item:
            self.verticalHeader().setFixedWidth(item)
        self.horizontalHeader().setDefaultSectionSize(column)

    def place(self) -> tuple[str | None, int]:
        """Return which item and column the keyboard stands on."""
        index = self.currentIndex()
        if not index.isValid():
            return None, 0
        return self._grid.headerData(index.row(), Qt.Orientation.Vertical, ITEM), index.column()  # type: ignore[return-value]

    def go_back(self, place: tuple[str | None, int]) -> None:
        """Stand where one stood before the rows were shown anew, if that is there still."""
        item, column = place
        row = -1 if item is None else self._grid.row_of(item)
        if row >= 0 and column < self._grid.columnCount():
            self.setCurrentIndex(self._grid.index(row, column))

    def _choose(self, index: QModelIndex) -> None:
        gap = index.data(GAP)
        if isinstance(gap, Gap):
            self.chosen.emit(gap)

    def _choose_item(self, row: int) -> None:
        item = self._grid.headerData(row, Qt.Orientation.Vertical, ITEM)
        if item is not None:
            self.item_chosen.emit(item)


class _Cells(QStyledItemDelegate):
    """Paints a sign on the tint of its state; nothing else, for there are thousands."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell."""
        rect, palette, selected = painted(option)
        cell, text = index.data(CELL), index.data()
        painter.save()
        if selected:
            painter.fillRect(rect, palette.base())
        if isinstance(cell, Cell):
            colour = theme.state_colour(cell.state, palette)
            tint = QColor(colour)
            tint.setAlpha(TINT)
            painter.fillRect(rect, tint)
            painter.setPen(colour)
        elif isinstance(_row(index), Block):
            painter.fillRect(rect, palette.alternateBase())
            painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(rect, _CENTRED, text or "")
        if selected:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


def _row(index: QModelIndex | QPersistentModelIndex) -> object:
    model = index.model()
    return model.row_at(index.row()) if isinstance(model, MatrixGrid) else None


class _Heads(QHeaderView):
    """Heads of several lines, or standing on end, each with how many cells below it still lack something."""

    def __init__(self, grid: MatrixGrid, *, upright: bool, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid, self._upright = grid, upright
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """Return the room that the longest head takes."""
        most = max((len(self._lines(at)) for at in range(len(self._grid.heads))), default=1)
        height = round((most + 1) * self._line_height()) + theme.em(self) // 2
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Paint a head."""
        palette, head = self.palette(), self._grid.heads[logicalIndex]
        line = round(self._line_height())
        painter.save()
        painter.fillRect(rect, palette.button())
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
        top = rect.top() + theme.em(self) // 4
        for text in self._lines(logicalIndex):
            painter.drawText(QRect(rect.left(), top, rect.width(), line), _CENTRED, text)
            top += line
        if head.sums.open:
            font = QFont(painter.font())
            font.setBold(True)
            painter.setFont(font)
            foot = QRect(rect.left(), rect.bottom() - line - 1, rect.width(), line)
            painter.drawText(foot, _CENTRED, str(head.sums.open))
        painter.restore()

    def _lines(self, section: int) -> tuple[str, ...]:
        head = self._grid.heads[section]
        if not self._upright:
            return head.lines
        name = head.name if len(head.name) <= _MOST_CHARACTERS else f"{head.name[: _MOST_CHARACTERS - 1]}…"
        return tuple(name)

    def _line_height(self) -> float:
        return _LINE_EM * theme.em(self) if not self._upright else 1.15 * theme.em(self)
