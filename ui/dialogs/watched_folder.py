"""收件夹: which folder is watched, so that what is put there comes in by itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.picking import pick_folder
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session

_HINT = (
    "放进收件夹的文件，复制完以后自动收进“待整理”，原文件不动；共享文件夹也可以。什么也不自动归项。"
    "备检开着的时候才收；留空就是不用收件夹。"
)


class WatchedFolder(JobDialog):
    """Asks for the folder; an empty one means that none is watched."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show which folder is watched now."""
        super().__init__(session, "收件夹", "确定", parent)
        self.folder = QLineEdit(placeholderText="不用收件夹")
        known = session.watching.folder
        self.folder.setText(str(known) if known else "")
        browse = QPushButton("浏览(&R)…")
        browse.clicked.connect(
            lambda: pick_folder(self, "选择收件夹", Path(self.folder.text() or Path.home()), self._picked)
        )
        label = QLabel("收件夹(&W)")
        label.setBuddy(self.folder)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.folder, 1)
        line.addWidget(browse)
        self.content.addLayout(line)
        self.content.addWidget(Sentence(_HINT, "hint"))
        self.content.addStretch(1)
        open_size(self, 42, 10)

    def start(self) -> Job:
        """Watch the folder from now on."""
        text = self.folder.text().strip()
        return self._session.watching.choose(Path(text) if text else None)

    def _picked(self, folder: Path) -> None:
        self.folder.setText(str(folder))
