"""The pages of the desk that are made late: 缺项, 疑点, 总览 and 整改."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.late_page import LatePage
from ui.ledger_offers import Deed, Which
from ui.views.tight_tabs import TightTabs

if TYPE_CHECKING:
    from evidence.findings import FindingId
    from evidence.snapshot import Changes
    from ui.desk import Desk
    from ui.ledger_actions import LedgerActions
    from ui.ledger_menu import LedgerMenu
    from ui.session import Session
    from ui.views.doubt_pane import DoubtPane
    from ui.views.gap_pane import GapPane
    from ui.views.ledger_pane import LedgerPane
    from ui.views.overview_pane import OverviewPane


class LateGaps(LatePage["GapPane"]):
    """缺项."""

    check_wanted = Signal()  # 送审前检查

    def show_flaws(self) -> None:
        """Show what is 需完善."""
        from ui.views.gap_pane import Kind

        pane = self.make()
        self._desk.tabs.setCurrentWidget(pane)
        pane.show_kind(Kind.FLAW)

    def _new(self) -> GapPane:
        from ui.views.gap_pane import GapPane

        return GapPane()

    def _connect(self, pane: GapPane) -> None:
        from ui.gap_actions import GapActions

        pane.check_wanted.connect(self.check_wanted)
        GapActions(self._session, pane, self._desk)

    def _show(self, pane: GapPane, changes: Changes | None) -> None:
        pane.show_moment(self._session.moment, changes)

    def _allow(self, pane: GapPane, *, allowed: bool) -> None:
        pane.rectify.setEnabled(allowed)


class LateDoubts(LatePage["DoubtPane"]):
    """疑点."""

    def _new(self) -> DoubtPane:
        from ui.views.doubt_pane import DoubtPane

        return DoubtPane()

    def _connect(self, pane: DoubtPane) -> None:
        from ui.doubt_actions import DoubtActions

        DoubtActions(self._session, pane, self._desk)

    def _show(self, pane: DoubtPane, changes: Changes | None) -> None:
        pane.show_moment(self._session.moment, changes)

    def _allow(self, pane: DoubtPane, *, allowed: bool) -> None:
        pane.allow(allowed=allowed)


class LateOverview(LatePage["OverviewPane"]):
    """总览."""

    def _new(self) -> OverviewPane:
        from ui.views.overview_pane import OverviewPane

        return OverviewPane(self._session)

    def _connect(self, pane: OverviewPane) -> None:
        from ui.overview_actions import OverviewActions

        OverviewActions(self._session, pane, self._desk)

    def _show(self, pane: OverviewPane, changes: Changes | None) -> None:
        pane.show_moment(self._session.moment, changes)


class LateLedger(LatePage["LedgerPane"]):
    """整改, which follows the session by itself."""

    _actions: LedgerActions | None = None

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

    def _new(self) -> LedgerPane:
        from ui.views.ledger_pane import LedgerPane

        return LedgerPane(self._session)

    def _connect(self, pane: LedgerPane) -> None:
        from ui.ledger_actions import LedgerActions

        self._actions = LedgerActions(self._session, pane, self._desk)

    def _show(self, pane: LedgerPane, changes: Changes | None) -> None:
        """Leave it to the page's own actions."""

    def _allow(self, pane: LedgerPane, *, allowed: bool) -> None:
        pane.allow(allowed=allowed)


def late_pages(session: Session, desk: Desk) -> tuple[LateGaps, LateDoubts, LateOverview, LateLedger]:
    """Return the four, each made a turn of the window after the one before; their titles tell how much there is."""
    TightTabs(desk.tabs)
    gaps = LateGaps(session, desk)
    doubts = LateDoubts(session, desk, gaps)
    overview = LateOverview(session, desk, doubts)
    return gaps, doubts, overview, LateLedger(session, desk, overview)
