"""What the menu 整改 offers to be made of the ledger: its papers, and its charts."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.offering_menu import OfferingMenu
from ui.session import Session


def offer_papers(menu: OfferingMenu, session: Session, over: QWidget) -> tuple[QAction, QAction]:
    """Add the papers and the charts to a menu; their dialogs open over `over`."""
    papers = menu.offer("整改文书(&F)…", lambda: open_papers(session, over))
    return papers, menu.offer("整改图表(&T)…", lambda: open_charts(session, over))


def open_papers(session: Session, over: QWidget) -> None:
    """Offer to make a paper about 整改."""
    from ui.dialogs.papers import PapersDialog

    PapersDialog(session, over).open()


def open_charts(session: Session, over: QWidget) -> None:
    """Show the charts of the ledger."""
    from ui.dialogs.charts import ChartsDialog

    ChartsDialog(session, over).open()
