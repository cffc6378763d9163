"""The menu 收件: ways for papers to come in, and what came before."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.offering_menu import OfferingMenu
from ui.secrecy_actions import RecordsAction
from ui.session import Session


class ReceivingMenu(OfferingMenu):
    """Offers each way as a dialog of its own, loaded when it is asked for."""

    chosen = Signal(object)  # Sequence[Path]: files or folders to be taken in

    pasted = Signal()  # what is on the clipboard is to be taken in

    def __init__(self, session: Session, home: Path, parent: QWidget) -> None:
        """Open dialogs over `parent`; files are looked for below `home` first."""
        super().__init__("收件(&I)", session, parent)
        self._home = home
        self.add_folder = self.offer("收文件夹(&D)…", self._ask_folder, "Ctrl+D", writes=True)
        self.add_files = self.offer("收文件(&F)…", self._ask_files, "Ctrl+Shift+D", writes=True)
        self.paste = self.offer("粘贴截图或文件(&V)", self.pasted.emit, "Ctrl+V", writes=True)
        self.add_paper = self.offer("登记纸质备查件(&P)…", self._ask_paper, writes=True)
        self.addSeparator()
        self.offer("收件登记(&B)…", self._show_batches)
        self.offer("收件夹(&W)…", self._ask_watch, writes=True)
        self.offer("回收站(&Z)…", self._show_bin)
        self.isolated = RecordsAction(session, parent)
        self.addAction(self.isolated)

    def _ask_folder(self) -> None:
        self._ask("收件：选择文件夹", QFileDialog.FileMode.Directory)

    def _ask_files(self) -> None:
        self._ask("收件：选择文件（可以多选）", QFileDialog.FileMode.ExistingFiles)

    def _ask(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self._over, title, str(self._home))
        dialog.setFileMode(mode)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, mode is QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def answer(names: Sequence[str]) -> None:
            self.chosen.emit([Path(name) for name in names])

        dialog.filesSelected.connect(answer)
        dialog.open()

    def _ask_paper(self) -> None:
        from ui.dialogs.register_paper import RegisterPaper

        RegisterPaper(self._session, self._over).open()

    def _show_batches(self) -> None:
        from ui.dialogs.batches import BatchesDialog

        BatchesDialog(self._session, self._over).open()

    def _show_bin(self) -> None:
        from ui.dialogs.recycle_bin import RecycleBin

        RecycleBin(self._session, self._over).open()

    def _ask_watch(self) -> None:
        from ui.dialogs.watched_folder import WatchedFolder

        WatchedFolder(self._session, self._over).open()
