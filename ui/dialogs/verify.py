"""核对电子版资料: whether every file of a package is as its manifest says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from evidence.wording import packing
from ui.dialogs.picking import pick_file, pick_folder
from ui.dialogs.sizing import open_size
from ui.dialogs.working import WorkingDialog
from ui.labels import Sentence
from ui.session import Session
from ui.verifying import verify

if TYPE_CHECKING:
    from evidence.export.verifying import Verified

_HINT = "请选“电子版资料”文件夹或它的压缩包，U 盘上的也可以。核对只读取，不改动任何文件。"


class VerifyDialog(WorkingDialog):
    """Checks a package that is given, and any other that the user chooses."""

    when_stopped = "已按您的要求停止，没有核对完。"

    def __init__(self, session: Session, package: Path | None, parent: QWidget | None = None) -> None:
        """Check `package` at once, or ask for one."""
        super().__init__(session, "核对电子版资料", parent)
        self.folder = QLineEdit(str(package or ""))
        self.browse_button = QPushButton("浏览(&R)…")
        self.zip_button = QPushButton("压缩包(&Z)…")
        self.start_button = QPushButton("开始核对(&V)")
        self.said = Sentence(_HINT, "title")
        self.beside = Sentence(role="hint")
        self.faults = QListWidget()
        self.faults.setAccessibleName("不一致的文件")
        self.faults.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.faults.setAlternatingRowColors(True)
        self._lay_out()
        self.start_button.clicked.connect(self._start)
        self.browse_button.clicked.connect(
            lambda: pick_folder(self, "选择电子版资料文件夹", Path(self.folder.text()), self._picked)
        )
        self.zip_button.clicked.connect(
            lambda: pick_file(self, "选择电子版资料的压缩包", "压缩包 (*.zip)", self._picked)
        )
        self.folder.textChanged.connect(self._changed)
        open_size(self, 54, 28)
        self.rest()
        if package is not None:
            self._start()

    def _lay_out(self) -> None:
        label = QLabel("电子版资料(&D)")
        label.setBuddy(self.folder)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.folder, 1)
        top.addWidget(self.browse_button)
        top.addWidget(self.zip_button)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.start_button, self.progress.stop_button, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.said)
        layout.addWidget(self.fault)
        layout.addWidget(self.faults, 1)
        layout.addWidget(self.beside)
        layout.addWidget(self.progress, 1)
        layout.addStretch()
        layout.addLayout(buttons)

    def _start(self) -> None:
        self._changed()
        self.follow(verify(self._session, Path(self.folder.text().strip()), self._show_result))

    def _show_result(self, found: Verified) -> None:
        sentence = packing.verified(found.count, len(found.faults))
        self.said.say("" if found.faults else sentence)
        self.fault.say(sentence if found.faults else "")
        self.beside.say(packing.beside(found.beside))
        for fault in found.faults:
            text = packing.fault(fault.code, fault.path)
            self.faults.addItem(text)
            self.faults.item(self.faults.count() - 1).setToolTip(text)

    def _picked(self, folder: Path) -> None:
        self.folder.setText(str(folder))
        self._start()

    def _changed(self) -> None:
        """Forget what was found in another folder."""
        self.said.say("" if self.folder.text().strip() else _HINT)
        self.fault.say("")
        self.beside.say("")
        self.faults.clear()
        self.rest()

    def rest(self) -> None:
        """Show what was found, and let another package be chosen."""
        super().rest()
        working = self.progress.running
        self.faults.setVisible(not working and self.faults.count() > 0)
        self.folder.setEnabled(not working)
        self.browse_button.setEnabled(not working)
        self.zip_button.setEnabled(not working)
        self.start_button.setVisible(not working)
        self.start_button.setEnabled(bool(self.folder.text().strip()))
        (self.progress.stop_button if working else self.start_button).setDefault(True)
