"""The menu 整改: problems and their ledger, papers about them, and the registers beside it."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.ledger_offers import Deed, Which
from ui.offering_menu import OfferingMenu
from ui.paper_menu import offer_papers
from ui.session import Session


class LedgerMenu(OfferingMenu):
    """Leads to the views of the ledger, and offers what needs no problem to be selected."""

    view_wanted = Signal(object)  # Which
    deed_wanted = Signal(object)  # Deed

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Open dialogs over `parent`."""
        super().__init__("整改(&Z)", session, parent)
        self.enter_action = self.offer("登记问题(&N)…", lambda: self.deed_wanted.emit(Deed.ENTER), writes=True)
        self.import_action = self.offer("导入问题(&I)…", lambda: self.deed_wanted.emit(Deed.IMPORT), writes=True)
        self.save_action = self.offer("导出台账(&E)…", lambda: self.deed_wanted.emit(Deed.SAVE))
        self.addSeparator()
        for which, key in zip(Which, "DWMA", strict=True):
            self.offer(f"{which}(&{key})", lambda wanted=which: self.view_wanted.emit(wanted))
        self.addSeparator()
        offer_papers(self, session, parent)
        self.addSeparator()
        self.offer("点位台账(&P)…", self._show_sites)
        self.offer("满意度和知晓率(&R)…", self._show_rates)
        self.offer("责任落实(&S)…", self._show_duties)
        self.offer("放假安排(&H)…", self._show_holidays)

    def _show_sites(self) -> None:
        from ui.dialogs.sites import open_sites

        open_sites(self._session, self._over)

    def _show_rates(self) -> None:
        from ui.dialogs.rates import open_rates

        open_rates(self._session, self._over)

    def _show_duties(self) -> None:
        from ui.dialogs.duties import open_duties

        open_duties(self._session, self._over)

    def _show_holidays(self) -> None:
        from ui.dialogs.holidays import open_holidays

        open_holidays(self._session, self._over)
