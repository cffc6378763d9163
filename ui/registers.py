"""What else the menu 整改 offers: places, rates, duties, and the days that offices work."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.offering_menu import OfferingMenu
from ui.session import Session


def offer_registers(menu: OfferingMenu, session: Session, over: QWidget) -> None:
    """Add what opens each as a dialog of its own over a window, loaded when it is asked for."""

    def sites() -> None:
        from ui.dialogs.sites import open_sites

        open_sites(session, over)

    def rates() -> None:
        from ui.dialogs.rates import open_rates

        open_rates(session, over)

    def duties() -> None:
        from ui.dialogs.duties import open_duties

        open_duties(session, over)

    def holidays() -> None:
        from ui.dialogs.holidays import open_holidays

        open_holidays(session, over)

    menu.addSeparator()
    menu.offer("点位台账(&P)…", sites)
    menu.offer("满意度和知晓率(&R)…", rates)
    menu.offer("责任落实(&T)…", duties)
    menu.offer("放假安排(&H)…", holidays)
