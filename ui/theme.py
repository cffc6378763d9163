"""How the window looks: the font, sizes that follow it, and colours that follow the system's palette."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from evidence.model import State

# The first that the system has; all of them hold the characters of Chinese place names.
FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
STANDARD_PT = 10.0
LARGE_PT = 12.0

_ON_LIGHT = {
    State.COMPLETE: QColor("#1f7a3d"),
    State.PARTIAL: QColor("#9a5b00"),
    State.MISSING: QColor("#b3261e"),
    State.NOT_APPLICABLE: QColor("#5f6368"),
}
_ON_DARK = {
    State.COMPLETE: QColor("#7fd99a"),
    State.PARTIAL: QColor("#f0b860"),
    State.MISSING: QColor("#ff9d94"),
    State.NOT_APPLICABLE: QColor("#b0b3b8"),
}
_SHEET = """
QToolBar { border: none; padding: 2px; spacing: 4px; }
QToolBar QToolButton { padding: 4px 8px; }
QToolBar[role="small"] { padding: 0; spacing: 2px; }
QToolBar[role="small"] QToolButton { padding: 2px 5px; }
QTreeView { alternate-background-color: palette(alternate-base); }
QTreeView::item { padding: 2px 0; }
QHeaderView::section { padding: 3px 6px; }
QLabel[role="title"] { font-weight: bold; }
QPushButton[role="link"] { text-align: left; border: none; padding: 3px 4px; }
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { background: palette(midlight); }
QSplitter::handle { background: palette(midlight); }
QSplitter::handle:horizontal { width: 3px; }
"""


def dress(application: QApplication, size_pt: float = STANDARD_PT) -> None:
    """Give the program its style, font and text size."""
    application.setStyle("Fusion")
    font = QFont()
    font.setFamilies([*FAMILIES, font.family()])
    font.setPointSizeF(size_pt)
    application.setFont(font)
    palette = application.palette()
    quiet = palette.placeholderText().color().name(QColor.NameFormat.HexArgb)  # a sheet's palette() does not know it
    fault = state_colour(State.MISSING, palette).name()
    colours = f'QLabel[role="hint"] {{ color: {quiet}; }} QLabel[role="fault"] {{ color: {fault}; }}'
    application.setStyleSheet(_SHEET + colours)


def em(widget: QWidget) -> int:
    """Return the width of a Chinese character in a widget's font, in pixels."""
    return QFontMetrics(widget.font()).horizontalAdvance("备")


def state_colour(state: State, palette: QPalette) -> QColor:
    """Return the colour of a state's word, readable on the palette's base."""
    dark = palette.base().color().lightness() < 128
    return (_ON_DARK if dark else _ON_LIGHT)[state]


def mark_colour(palette: QPalette) -> QColor:
    """Return the colour behind words that were looked for, to be laid thinly over the palette's base."""
    return palette.color(QPalette.ColorRole.Highlight)
