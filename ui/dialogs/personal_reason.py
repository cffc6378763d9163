"""Why papers with personal data go into the package: one line beside the named confirmation of a 送审版."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from evidence.export.personal import personal_of
from evidence.intake import typed
from evidence.snapshot import Snapshot
from ui.labels import Sentence

_LEFT_OUT = "不写理由也可以导出：这些材料的文件不放入电子版资料，导出后会列出。"
_MOST_NAMED = 12


class PersonalReason(QWidget):
    """Asks for a reason; nothing is asked where no paper of the dossier holds personal data."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Ask about the papers of a project."""
        super().__init__()
        self.labels = personal_of(snapshot, "").labels
        self.edit = QLineEdit()
        self.edit.setMaxLength(80)
        self.edit.setPlaceholderText("如：评审组要求核对名册")
        label = QLabel(f"有 {len(self.labels)} 件材料含个人信息，放入电子版资料的理由(&G)")
        label.setBuddy(self.edit)
        label.setToolTip("\n".join([*self.labels[:_MOST_NAMED], *(["……"] if len(self.labels) > _MOST_NAMED else [])]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self.edit)
        layout.addWidget(Sentence(_LEFT_OUT, "hint"))

    def text(self) -> str:
        """Return the reason; empty where none is given."""
        return typed.plain(self.edit.text()) if self.labels else ""
