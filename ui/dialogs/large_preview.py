"""看大图: the pages of the selected paper in a window of their own, which follows the selection."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.dialogs.sizing import open_size
from ui.session import Session
from ui.views.preview import Preview, Use, offer_keys


class LargePreview(QDialog):
    """Stays open beside the main window, which keeps the keys."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("看大图")
        self.preview = Preview(session, use=Use.LARGE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.preview)
        open_size(self, 56, 48)
        session.closed.connect(self.close)
        for view in (self.preview.pages, self.preview.text, self.preview.strip):
            closing = QShortcut(QKeySequence("Space"), view)  # opened the window; presses buttons that have the keys
            closing.setContext(Qt.ShortcutContext.WidgetShortcut)
            closing.activated.connect(self.close)
        self.preview.pages.setFocus()
        offer_keys(self, lambda: self.preview)
