"""First step of a new project: its criteria table."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWizardPage

from ui.dialogs.scheme_chooser import SchemeChooser
from ui.session import Session
from ui.theme import em

_HINT = "请选本单位收到的评价细则表，或先用附带的演示版熟悉操作。"


class SchemePage(QWizardPage):
    """Goes on only with a table that could be read."""

    def __init__(self, session: Session) -> None:
        """Offer the tables that ship with the program, none of them chosen."""
        super().__init__()
        self.setTitle("第 1 步，共 3 步：评价细则")
        self.chooser = SchemeChooser(session, "评价细则表", _HINT)
        self.chooser.reading_changed.connect(self.completeChanged)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em(self), 0, em(self), em(self) // 2)
        layout.addWidget(self.chooser)

    def isComplete(self) -> bool:
        """Tell whether there is a table that was read."""
        return self.chooser.reading is not None
