"""What the window offers of backups: to make them and to go back to one, and how it stands, at its foot."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from ui.session import Session
from ui.views.backup_label import BackupLabel


class BackupActions(QObject):
    """Belongs to a window; each dialog is loaded when it is asked for."""

    restored = Signal(Path)  # a project that came out of a backup

    def __init__(self, session: Session, home: Path, over: QMainWindow) -> None:
        """Open dialogs over a window; a project that comes back is proposed to lie below `home`."""
        super().__init__(over)
        self._session, self._home, self._over = session, home, over
        self.back_up = QAction("备份(&B)…", over, enabled=False)
        self.back_up.setToolTip("把项目备份到另一块盘或 U 盘")
        self.back_up.triggered.connect(self._ask_back_up)
        self.restore = QAction("从备份恢复(&R)…", over)
        self.restore.setToolTip("从备份盘恢复一个项目，放到新的文件夹")
        self.restore.triggered.connect(self._ask_restore)
        self.label = BackupLabel(session, over)
        over.statusBar().addPermanentWidget(self.label)
        session.opened.connect(lambda: self.back_up.setEnabled(True))
        session.closed.connect(lambda: self.back_up.setEnabled(False))

    @property
    def in_menu(self) -> tuple[QAction | None, ...]:
        """What the menu 项目 offers, between two lines."""
        return (None, self.back_up, self.restore, None)

    def _ask_back_up(self) -> None:
        from ui.dialogs.backup import BackupDialog

        BackupDialog(self._session, self._over).open()

    def _ask_restore(self) -> None:
        from ui.dialogs.restore import RestoreDialog

        dialog = RestoreDialog(self._session, self._home, self._over)
        dialog.restored.connect(self.restored)
        dialog.open()
