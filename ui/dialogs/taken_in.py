"""收件结果: what became of the files of one arrival, with secret ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QHeaderView, QPushButton, QTreeView, QVBoxLayout, QWidget

from evidence import wording
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.taken_files import Column, TakenFiles, is_secret, is_trouble
from ui.session import Session
from ui.theme import em

if TYPE_CHECKING:
    from evidence.workspace import TakenIn


class TakenInDialog(QDialog):
    """Tells what was taken, what was not and why."""

    def __init__(self, taken: TakenIn, session: Session, parent: QWidget | None = None) -> None:
        """Show the arrival to the project that is open."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("收件结果")
        self._session, self._batch = session, taken.batch
        secret = sum(map(is_secret, taken.files))
        trouble = sum(map(is_trouble, taken.files))
        self.warning = Sentence(wording.phrase("taken_secret", count=secret) if secret else "", "fault")
        sums = wording.taken_sums(taken.counts, len(taken.filed), taken.left_in_tray)
        self.sums = Sentence(f"{wording.phrase('taken_stopped')}{sums}" if taken.stopped else sums)
        self.only_trouble = QCheckBox(f"只看有问题的（{trouble} 个）(&P)")
        self.only_trouble.setEnabled(0 < trouble < len(taken.files))
        self.model = TakenFiles(taken.files, session.moment.snapshot)
        self.model.setParent(self)
        self.files = QTreeView()
        self.register_button = QPushButton("登记报送单位、回执(&R)…")
        self.register_button.setEnabled(taken.batch is not None)
        self.close_button = QPushButton("知道了(&K)")
        self._lay_out()
        self.only_trouble.toggled.connect(self.model.show_only_trouble)
        self.register_button.clicked.connect(self._register)
        self.close_button.clicked.connect(self.accept)
        open_size(self, 76, 40)

    def _register(self) -> None:
        """Say who brought the files, and make the receipt."""
        from ui.dialogs.batch import BatchDialog

        if self._batch is not None:
            BatchDialog(self._session, self._batch, self).open()

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
        bottom.addWidget(self.register_button)
        bottom.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(size // 2)
        layout.addWidget(self.warning)
        layout.addWidget(self.sums)
        layout.addWidget(self.files, 1)
        layout.addLayout(bottom)
