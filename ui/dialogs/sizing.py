"""How large a dialog opens: as its content likes, within a small screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme import em

# Of the screen without its task bar; leaves room for the window's frame on 911 × 512 (1366 × 768 at 150 %).
_WIDTH_SHARE = 0.94
_HEIGHT_SHARE = 0.86


def open_size(dialog: QWidget, width_em: int, height_em: int) -> None:
    """Give a dialog this many characters, or what its screen has."""
    room = dialog.screen().availableGeometry()
    size = em(dialog)
    dialog.resize(
        min(width_em * size, round(room.width() * _WIDTH_SHARE)),
        min(height_em * size, round(room.height() * _HEIGHT_SHARE)),
    )


def grow(dialog: QWidget) -> None:
    """Give a dialog the height that its sentences need now, within its screen; it never shrinks."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        most = round(dialog.screen().availableGeometry().height() * _HEIGHT_SHARE)
        needed = max(layout.totalHeightForWidth(dialog.width()), layout.totalSizeHint().height())
        dialog.resize(dialog.width(), min(most, max(dialog.height(), needed)))
