"""How many photographs share a page of an export."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from evidence.export.blocks import PerPage
from ui.labels import Sentence

_HINT = "照片按项合排，扫描件仍一页一张。"
_USUAL = PerPage.TWO


class PhotoChoice(QWidget):
    """Asks for one of the layouts there are."""

    def __init__(self) -> None:
        """Propose two."""
        super().__init__()
        self.box = QComboBox()
        for most in PerPage:
            self.box.addItem(f"{most} 张", most)
        self.box.setCurrentIndex(self.box.findData(_USUAL))
        label = QLabel("每页照片(&P)")
        label.setBuddy(self.box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self.box)
        layout.addWidget(Sentence(_HINT, "hint"), 1)

    @property
    def value(self) -> PerPage:
        """How many were chosen."""
        return PerPage(self.box.currentData())
