"""How many photographs share a page of an export."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from evidence.boxes import Boxes, PerPage
from ui.labels import Sentence

_HINT = "同一项的照片合排，扫描件仍一页一张。"
_FIXED = "已有盒定号，不能改；要改请先在“分盒和定号”里重新打开。"


class PhotoChoice(QWidget):
    """Asks for one of the layouts there are; what is printed (定号) cannot be laid out otherwise."""

    chosen = Signal(PerPage)

    def __init__(self, boxes: Boxes) -> None:
        """Show what the project keeps."""
        super().__init__()
        self.box = QComboBox()
        for most in PerPage:
            self.box.addItem(f"{most} 张", most)
        self.box.currentIndexChanged.connect(lambda: self.chosen.emit(self.value))
        self.hint = Sentence(role="hint")
        label = QLabel("每页照片(&P)")
        label.setBuddy(self.box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self.box)
        layout.addWidget(self.hint, 1)
        self.show_kept(boxes)

    def show_kept(self, boxes: Boxes) -> None:
        """Show what the project keeps; nobody chose that."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self.box.findData(boxes.rules.photos))
        self.box.setEnabled(not boxes.fixed)
        self.hint.say(_FIXED if boxes.fixed else _HINT)

    @property
    def value(self) -> PerPage:
        """How many are chosen."""
        return PerPage(self.box.currentData())
