"""收件结果: what became of the files of one arrival, with secret ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QHeaderView, QPushButton, QTreeView, QVBoxLayout, QWidget

from evidence import wording
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.taken_files import Column, TakenFiles, is_secret, is_trouble
from ui.session import Moment
from ui.theme import em

if TYPE_CHECKING:
    from evidence.workspace import TakenIn


class TakenInDialog(QDialog):
    """Tells what was taken, what was not and why."""

    def __init__(self, taken: TakenIn, moment: Moment, parent: QWidget | None = None) -> None:
        """Show the arrival; `moment` is the project after it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("收件结果")
        secret = sum(map(is_secret, taken.files))
        trouble = sum(map(is_trouble, taken.files))
        self.warning = Sentence(wording.phrase("taken_secret", count=secret) if secret else "", "fault")
        sums = wording.taken_sums(taken.counts, len(taken.filed), taken.left_in_tray)
        self.sums = Sentence(f"{wording.phrase('taken_stopped')}{sums}" if taken.stopped else sums)
        self.only_trouble = QCheckBox(f"只看有问题的（{trouble} 个）(&P)")
        self.only_trouble.setEnabled(0 < trouble < len(taken.files))
        self.model = TakenFiles(taken.files, moment.snapshot)
        self.model.setParent(self)
        self.files = QTreeView()
        self.close_button = QPushButton("知道了(&K)")
        self._lay_out()
        self.only_trouble.toggled.connect(self.model.show_only_trouble)
        self.close_button.clicked.connect(self.accept)
        open_size(self, 76, 40)

    def _lay_out(self) -> None:
        size = em(self)
        self.files.setModel(self.model)
        self.files.setRootIsDecorated(False)
        self.files.setUniformRowHeights(True)
        self.files.setAlternatingRowColors(True)
        self.files.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.files.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in ((Column.STATE, 5), (Column.SOURCE, 22), (Column.SUGGESTED, 6)):
            self.files.setColumnWidth(column, width * size)
        self.close_button.setDefault(True)
        bottom = QHBoxLayout()
        bottom.addWidget(self.only_trouble)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(size // 2)
        layout.addWidget(self.warning)
        layout.addWidget(self.sums)
        layout.addWidget(self.files, 1)
        layout.addLayout(bottom)
