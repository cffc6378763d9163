"""The menu 整改: problems and their ledger."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.ledger_deeds import Deed
from ui.models.ledger_lines import Which
from ui.offering_menu import OfferingMenu
from ui.session import Session


class LedgerMenu(OfferingMenu):
    """Leads to the views of the ledger, and offers what needs no problem to be selected."""

    view_wanted = Signal(object)  # Which
    deed_wanted = Signal(object)  # Deed

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Open dialogs over `parent`."""
        super().__init__("整改(&Z)", session, parent)
        self.enter_action = self.offer("登记问题(&N)…", lambda: self.deed_wanted.emit(Deed.ENTER))
        self.import_action = self.offer("导入问题(&I)…", lambda: self.deed_wanted.emit(Deed.IMPORT))
        self.save_action = self.offer("导出台账(&E)…", lambda: self.deed_wanted.emit(Deed.SAVE))
        self.addSeparator()
        for which, key in zip(Which, "DWMA", strict=True):
            self.offer(f"{which}(&{key})", lambda wanted=which: self.view_wanted.emit(wanted))
