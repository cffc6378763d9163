"""How rows look that head those below them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication


def heading_look(role: int) -> object:
    """Return what a cell of a heading has under a role of looks, None under any other."""
    match role:
        case Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        case Qt.ItemDataRole.BackgroundRole:
            return QApplication.palette().brush(QPalette.ColorRole.Window)
        case _:
            return None
