"""Why papers with personal data go into the package: one line beside the named confirmation of a 送审版."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from evidence.export.personal import personal_of
from evidence.intake import typed
from evidence.snapshot import Snapshot

_LEFT_OUT = "不写理由的，这些材料的文件不放入电子版资料"
_MOST_NAMED = 12


class PersonalReason(QWidget):
    """Asks for a reason; nothing is asked where no paper of the dossier holds personal data."""

    def __init__(self, snapshot: Snapshot, left_out: str = _LEFT_OUT) -> None:
        """Ask about the papers of a project; `left_out` says what comes of it without a reason."""
        super().__init__()
        self.labels = personal_of(snapshot, "").labels
        self.edit = QLineEdit()
        self.edit.setMaxLength(80)
        self.edit.setPlaceholderText(left_out)
        label = QLabel(f"有 {len(self.labels)} 件含个人信息，放入的理由(&G)")
        label.setBuddy(self.edit)
        label.setToolTip("\n".join([*self.labels[:_MOST_NAMED], *(["……"] if len(self.labels) > _MOST_NAMED else [])]))
        layout = QHBoxLayout(self)
        margins = layout.contentsMargins()
        layout.setContentsMargins(margins.left(), 0, margins.right(), 0)  # in line with what stands below
        layout.addWidget(label)
        layout.addWidget(self.edit, 1)

    def text(self) -> str:
        """Return the reason; empty where none is given."""
        return typed.plain(self.edit.text()) if self.labels else ""
