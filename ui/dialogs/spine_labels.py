"""盒脊标签: asks on what paper and for how wide a spine the labels of boxes are to be made."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.boxes import SPINE_WIDTHS_MM, Paper
from ui.dialogs.choice import Choice, form
from ui.dialogs.sizing import open_size
from ui.labels import Sentence

_ABOUT = "按实际尺寸印，剪下来贴在盒脊上：题名、要点、内容号、年度、盒号。打印时选“实际大小”，不要“适合页面”。"
_BY_SHEETS = "按盒里的张数定"


class SpineLabelsDialog(QDialog):
    """Offers the labels of these boxes."""

    asked = Signal(object, object)  # Paper; the width in mm, None: as their sheets need

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        """Ask about the labels of so many boxes."""
        super().__init__(parent)
        self.setWindowTitle(f"{wording.phrase('labels_title')}（{count} 个盒）")
        self.paper = Choice({paper: f"{paper} 纸（标签高 {paper.label_mm} 毫米）" for paper in Paper}, whole=True)
        widths: dict[int | None, str] = {None: _BY_SHEETS} | {width: f"{width} 毫米" for width in SPINE_WIDTHS_MM}
        self.width_choice = Choice(widths, whole=True)
        self.save_button = QPushButton("存为 Word(&S)…")
        self.save_button.setDefault(True)
        cancel = QPushButton("取消")
        self.save_button.clicked.connect(self._ask)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        buttons.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.addWidget(Sentence(_ABOUT, "hint"))
        layout.addLayout(form(("纸张(&A)", self.paper.box), ("盒脊宽(&W)", self.width_choice.box)))
        layout.addStretch(1)
        layout.addLayout(buttons)
        open_size(self, 34, 14)

    def _ask(self) -> None:
        self.asked.emit(self.paper.value(), self.width_choice.value())
        self.accept()
