"""Third step of a new project: its name, where it is kept, who works on it, and all that was said so far."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from evidence.intake import typed
from evidence.names import safe_name
from ui.dialogs.picking import pick_folder
from ui.labels import WHOLE_PATH, Sentence
from ui.theme import em


class KeepingPage(QWizardPage):
    """Asks for name, folder and 经办人, and shows what will be made."""

    def __init__(self, folder: Path, who: str) -> None:
        """Propose a folder, in which the project gets one of its own."""
        super().__init__()
        self.setTitle("第 3 步，共 3 步：保存与经办人")
        self._proposed = ""
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self.folder = QLineEdit(str(folder))
        self.browse_button = QPushButton("浏览(&R)…")
        self.who = QLineEdit(who)
        self.who.setMaxLength(40)
        self.path_label = Sentence(role="hint")
        self.fault = Sentence(role="fault")
        self._summary = QFormLayout()
        self._lay_out()
        for edit in (self.name, self.folder, self.who):
            edit.textChanged.connect(self._changed)
        self.browse_button.clicked.connect(
            lambda: pick_folder(self, "选择保存的文件夹", Path(self.folder.text()), self._picked)
        )
        self._changed()

    @property
    def path(self) -> Path:
        """The folder that the project will be."""
        return Path(self.folder.text().strip()) / safe_name(self.name.text())

    @property
    def who_name(self) -> str:
        """The name of who makes the project."""
        return typed.plain(self.who.text())

    def show_summary(self, lines: Sequence[tuple[str, str]], proposed_name: str) -> None:
        """Show what was said in the other steps; propose a name, unless the clerk wrote one."""
        if self.name.text() == self._proposed:
            self.name.setText(proposed_name)
        self._proposed = proposed_name
        while self._summary.rowCount():
            self._summary.removeRow(0)
        for label, text in lines:
            self._summary.addRow(label, Sentence(text))

    def isComplete(self) -> bool:
        """Ask for all three."""
        return not self._wanting() and bool(self.who_name)

    def _lay_out(self) -> None:
        folder = QHBoxLayout()
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.browse_button)
        form = QFormLayout()
        form.addRow("项目名称(&M)", self.name)
        where = QLabel("保存在(&D)")
        where.setBuddy(self.folder)
        form.addRow(where, folder)
        form.addRow("", self.path_label)
        form.addRow("经办人(&W)", self.who)
        form.addRow("", Sentence("写入办理记录，不需要密码。", "hint"))
        inner = QWidget()
        inner.setLayout(self._summary)
        self._summary.setContentsMargins(0, 0, 0, 0)
        self._summary.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em(self), 0, em(self), em(self) // 2)
        layout.addWidget(self.fault)
        layout.addLayout(form)
        layout.addWidget(Sentence("将建立的项目", "title"))
        layout.addWidget(scroll, 1)

    def _wanting(self) -> str:
        if not (self.name.text().strip() and self.folder.text().strip()):
            return "请填写项目名称和保存的文件夹。"
        return "" if self.path.is_absolute() else WHOLE_PATH

    def _picked(self, folder: Path) -> None:
        self.folder.setText(str(folder))

    def _changed(self) -> None:
        self.fault.say("")
        self.path_label.say(self._wanting() or f"项目文件夹：{self.path}")
        self.completeChanged.emit()
