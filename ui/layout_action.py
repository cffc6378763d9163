"""版式 as an action for a menu."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.session import Session


class LayoutAction(QAction):
    """Shows how documents look, and by what names they go."""

    def __init__(self, session: Session, over: QWidget) -> None:
        """Open the dialog over a widget."""
        super().__init__("版式(&L)…", over)
        self._session, self._over = session, over
        self.setToolTip("字体、行距、页边距，封面题名、落款和印章名称")
        self.triggered.connect(self._show)

    def _show(self) -> None:
        from ui.dialogs.page_layout import PageLayout

        PageLayout(self._session, self._over).open()
