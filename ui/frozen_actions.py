"""What can be done with 定稿留底, as actions for menus and buttons: keep the project as it is, and compare."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.session import Session


class FrozenAction(QAction):
    """Shows what was kept, and keeps the project as it is."""

    def __init__(self, session: Session, over: QWidget) -> None:
        """Open the dialog over a widget."""
        super().__init__("定稿留底(&L)…", over)
        self._session, self._over = session, over
        self.setIconText("定稿留底…")
        self.setToolTip("把项目现在的样子按名称留存，供以后比较")
        self.triggered.connect(self._show)

    def _show(self) -> None:
        from ui.dialogs.frozen import FrozenDialog

        FrozenDialog(self._session, self._over).open()


class CompareAction(QAction):
    """Compares what was kept with now, or with another project."""

    def __init__(self, session: Session, over: QWidget) -> None:
        """Open the dialog over a widget."""
        super().__init__("与留底或去年比较(&B)…", over)
        self._session, self._over = session, over
        self.setIconText("与留底或去年比较…")
        self.setToolTip("与留底、现在或另一个项目（如去年的）比较：新增、减少、变更、仍有效")
        self.triggered.connect(self._show)

    def _show(self) -> None:
        from ui.dialogs.compare_frozen import CompareDialog

        CompareDialog(self._session, self._over).open()
