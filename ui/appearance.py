"""How the window looks, chosen by the clerk and followed at once by all that is shown."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.theme import Look, Shade


class Appearance(QObject):
    """Belongs to the program; follows the system where the clerk wants that."""

    chosen = Signal(object)  # Look: to be remembered

    def __init__(self, look: Look | None = None, parent: QObject | None = None) -> None:
        """Know a look; nothing changes yet."""
        super().__init__(parent)
        self.look = look or Look()
        self._application = cast("QApplication", QApplication.instance())
        self._dressing = False
        self._application.styleHints().colorSchemeChanged.connect(self._follow_system)

    def dress(self) -> None:
        """Make the program look so."""
        self._dressing = True
        theme.dress(self._application, self.look)
        self._dressing = False

    def choose(self, look: Look) -> None:
        """Make the program look so from now on."""
        if look != self.look:
            self.look = look
            self.dress()
            self.chosen.emit(look)

    def _follow_system(self) -> None:
        if self.look.shade is Shade.SYSTEM and not self._dressing:
            self.dress()
