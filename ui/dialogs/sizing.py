"""How large a dialog opens: as its content likes, within a small screen, where fields may have to be scrolled."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from ui.theme import em

# Of the screen without its task bar; leaves room for the window's frame on 911 × 512 (1366 × 768 at 150 %).
_WIDTH_SHARE = 0.94
_HEIGHT_SHARE, _MOST_SHARE = 0.86, 0.92  # as it opens, and where its content needs more


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
        most = round(dialog.screen().availableGeometry().height() * _MOST_SHARE)
        needed = max(layout.totalHeightForWidth(dialog.width()), layout.totalSizeHint().height())
        dialog.resize(dialog.width(), min(most, max(dialog.height(), needed)))


class _Fields(QScrollArea):
    """Asks for room for all that is in it, and takes less."""

    def sizeHint(self) -> QSize:
        """Ask for as much as is in it."""
        page = self.widget()
        return page.sizeHint() if page else super().sizeHint()


def scrolled(fields: QWidget | QLayout) -> QScrollArea:
    """Return fields that can be scrolled where large text on a small screen leaves no room for all of them."""
    page = fields if isinstance(fields, QWidget) else QWidget()
    if isinstance(fields, QLayout):
        fields.setContentsMargins(0, 0, 0, 0)
        page.setLayout(fields)
    area = _Fields()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area
