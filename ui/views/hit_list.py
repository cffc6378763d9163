"""Hits of a search in two lines each: the title and where the paper lies, then the words where they stand."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evidence.queries import Hit, Marked, ProblemHit
from ui.models.hits import ABOUT, HIT, Hits

_ABOUT_SHARE = 0.45  # of a row, at most
_MARK_ALPHA = 90

Index = QModelIndex | QPersistentModelIndex


class _Option(Protocol):
    """What PySide6's stubs leave out of `QStyleOptionViewItem`."""

    rect: QRect
    font: QFont
    fontMetrics: QFontMetrics  # noqa: N815 — Qt's name
    palette: QPalette
    state: QStyle.StateFlag
    widget: QWidget | None
    text: str


class HitList(QListView):
    """A list of rows of one height; the arrow keys move in it."""

    def __init__(self, model: Hits, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_HitRow(self))
        self.setUniformItemSizes(True)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)


class _HitRow(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row of two lines."""
        metrics = cast("_Option", option).fontMetrics
        return QSize(10 * metrics.height(), 2 * metrics.height() + 3 * _gap(metrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a hit."""
        hit = index.data(HIT)
        if not isinstance(hit, Hit | ProblemHit):
            return
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        own = cast("_Option", whole)
        own.text = ""
        style = own.widget.style() if own.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, own.widget)
        palette, metrics, gap = own.palette, own.fontMetrics, _gap(own.fontMetrics)
        chosen = bool(own.state & QStyle.StateFlag.State_Selected)
        plain = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        quiet = plain if chosen else palette.color(QPalette.ColorRole.PlaceholderText)
        mark = QColor(plain if chosen else palette.color(QPalette.ColorRole.Highlight))
        mark.setAlpha(_MARK_ALPHA)
        room = own.rect.adjusted(2 * gap, gap, -2 * gap, -gap)
        first = QRect(room.left(), room.top(), room.width(), metrics.height())
        most = round(room.width() * _ABOUT_SHARE)
        about = metrics.elidedText(str(index.data(ABOUT)), Qt.TextElideMode.ElideMiddle, most)
        title = first.adjusted(0, 0, -metrics.horizontalAdvance(about) - 3 * gap, 0)
        painter.save()
        painter.setPen(quiet)
        painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, about)
        _draw(painter, title, hit.title, own.font, plain, mark)
        if hit.snippet is not None:
            _draw(painter, first.translated(0, metrics.height() + gap), hit.snippet, own.font, quiet, mark)
        painter.restore()


def _gap(metrics: QFontMetrics) -> int:
    """Return the space around lines, in pixels."""
    return max(2, metrics.height() // 5)


def _draw(painter: QPainter, room: QRect, marked: Marked, font: QFont, colour: QColor, mark: QColor) -> None:
    """Draw a line of text, cut off where it is too long, with its marks."""
    shown = QFontMetrics(font).elidedText(marked.text, Qt.TextElideMode.ElideRight, room.width())
    kept = len(shown) - 1 if shown != marked.text else len(shown)
    layout = QTextLayout(shown, font)
    options = QTextOption(Qt.AlignmentFlag.AlignLeft)
    options.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(options)
    layout.setFormats([_format(at, end, kept, mark) for at, end in _in_utf16(marked) if at < kept])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width())
    layout.endLayout()
    painter.setPen(colour)
    layout.draw(painter, QPointF(room.left(), room.top()))


def _format(start: int, end: int, kept: int, mark: QColor) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = start  # pyright: ignore[reportAttributeAccessIssue]
    found.length = min(end, kept) - start  # pyright: ignore[reportAttributeAccessIssue]
    looks = QTextCharFormat()
    looks.setBackground(mark)
    found.format = looks  # pyright: ignore[reportAttributeAccessIssue]
    return found


def _in_utf16(marked: Marked) -> list[tuple[int, int]]:
    """Return marks as Qt counts characters: those beyond the first plane are two."""
    if marked.text.isascii() or max(marked.text) <= "\uffff":
        return list(marked.marks)
    wide = [len(marked.text[:at].encode("utf-16-le")) // 2 for at in range(len(marked.text) + 1)]
    return [(wide[start], wide[end]) for start, end in marked.marks]
