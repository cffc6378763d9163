"""导出单独文件 as an action for menus."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.session import Session


class DocumentAction(QAction):
    """Asks for one document, of all or of a part."""

    def __init__(self, session: Session, over: QWidget) -> None:
        """Open the dialog over a widget."""
        super().__init__("导出单独文件(&D)…", over)
        self._session, self._over = session, over
        self.setToolTip("总目录、卷内目录、自评打分表、自评报告、备考表等，可只要一项、一个单位或一个年度的")
        self.triggered.connect(self._ask)

    def _ask(self) -> None:
        from ui.dialogs.document import DocumentDialog

        DocumentDialog(self._session, self._over).open()
