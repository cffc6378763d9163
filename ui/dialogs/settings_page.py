"""What all pages of 设置 have: whether something was changed, and how that is saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.jobs import Job
from ui.session import Session


class SettingsPage(QWidget):
    """A page that is saved on its own, as one step where it is about the project."""

    may_save_changed = Signal()
    failed = Signal(str)  # a sentence: what was asked for on the page was not done

    def __init__(self, session: Session) -> None:
        """Show what is so now."""
        super().__init__()
        self._session = session
        self.unfit = ""  # why the page cannot be saved as it is

    def is_changed(self) -> bool:
        """Tell whether there is something to save."""
        return False

    def start(self) -> Job | None:
        """Begin to save, None if that is done at once; raise `DossierError` for what makes no sense."""
        return None
