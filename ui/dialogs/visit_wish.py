"""要求补充: what an examiner asks to have added, and who asks."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.dialogs.choice import labelled
from ui.dialogs.sizing import open_size
from ui.theme import em


class VisitWish(QDialog):
    """Asks in words; 登记 is offered once something is written."""

    written = Signal(str, str)  # what is to be added, who asks (may be empty)

    def __init__(self, item: str, examiner: str, parent: QWidget | None = None) -> None:
        """Ask about an item; `examiner` is who asked last."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("要求补充")
        self.said = QPlainTextEdit()
        self.said.setTabChangesFocus(True)
        self.said.setAccessibleName("要补充什么")
        self.examiner = QLineEdit(examiner)
        self.keep_button = QPushButton("登记(&O)")
        self.keep_button.setEnabled(False)
        self.cancel_button = QPushButton("取消")
        about = QLabel("要补充什么(&W)")
        about.setBuddy(self.said)
        foot = QHBoxLayout()
        foot.addLayout(labelled("评审人员(&E)", self.examiner), 1)
        for button in (self.keep_button, self.cancel_button):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        for widget in (QLabel(item), about, self.said):
            layout.addWidget(widget)
        layout.addLayout(foot)
        self.said.textChanged.connect(lambda: self.keep_button.setEnabled(bool(self.said.toPlainText().strip())))
        self.keep_button.clicked.connect(self._keep)
        self.cancel_button.clicked.connect(self.reject)
        open_size(self, 34, 16)

    def _keep(self) -> None:
        self.accept()
        self.written.emit(self.said.toPlainText(), self.examiner.text())
