"""The page 整改 of the desk, which is made once the project is painted: nobody looks at it before."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.ledger_offers import Deed, Which
from ui.session import Session

if TYPE_CHECKING:
    from evidence.findings import FindingId
    from ui.desk import Desk
    from ui.ledger_actions import LedgerActions
    from ui.ledger_menu import LedgerMenu
    from ui.views.ledger_pane import LedgerPane


class LateLedger(QObject):
    """Holds the page's place among the desk's; whoever asks for the page has it at once."""

    made = Signal()

    def __init__(self, session: Session, desk: Desk) -> None:
        """Keep an empty page for it."""
        super().__init__(desk)
        self._session, self._desk = session, desk
        self._allowed = True
        self.place = QWidget()
        self.pane: LedgerPane | None = None
        self._actions: LedgerActions | None = None
        session.settled.connect(self.make)

    @property
    def pages(self) -> tuple[QWidget, ...]:
        """What may stand in its place."""
        return (self.place,) if self.pane is None else (self.pane,)

    def make(self) -> LedgerPane:
        """Return the page, which takes its place when it is asked for first."""
        if self.pane is None:
            from ui.ledger_actions import LedgerActions
            from ui.views.ledger_pane import LedgerPane

            pane, tabs = LedgerPane(self._session), self._desk.tabs
            at, seen = tabs.indexOf(self.place), tabs.currentWidget() is self.place
            self.pane = pane
            pane.allow(allowed=self._allowed)
            tabs.insertTab(at, pane, tabs.tabText(at))
            tabs.removeTab(at + 1)
            if seen:
                tabs.setCurrentWidget(pane)
            self._actions = LedgerActions(self._session, pane, self._desk)
            self.made.emit()
        return self.pane

    def allow(self, *, allowed: bool) -> None:
        """Let the clerk do things, or look only."""
        self._allowed = allowed
        if self.pane is not None:
            self.pane.allow(allowed=allowed)

    def follow(self, menu: LedgerMenu) -> None:
        """Go where the menu leads, and do what it offers."""
        menu.view_wanted.connect(self._go)
        menu.deed_wanted.connect(self._begin)

    def go_to(self, finding: FindingId) -> None:
        """Show a problem in the ledger."""
        self.make()
        if self._actions is not None:
            self._actions.go_to(finding)

    def _go(self, which: Which) -> None:
        self.make()
        if self._actions is not None:
            self._actions.go(which)

    def _begin(self, deed: Deed) -> None:
        self.make()
        if self._actions is not None:
            self._actions.begin(deed)
