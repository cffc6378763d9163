"""What the clerk does about doubts: goes to their papers, puts them aside, takes them up again."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence.complaints import Doubt, DoubtKey
from ui.models.doubt_rows import Line
from ui.session import Session
from ui.views.doubt_pane import DoubtPane

if TYPE_CHECKING:
    from ui.desk import Desk

_NAME = "疑点"


class DoubtActions(QObject):
    """Connects the list of doubts with the desk and the session."""

    def __init__(self, session: Session, pane: DoubtPane, desk: Desk) -> None:
        """Follow the session's project; dialogs open over the desk."""
        super().__init__(desk)
        self._session, self._pane, self._desk = session, pane, desk
        pane.wanted.connect(session.doubts.look)
        pane.counted.connect(self._count)
        pane.chosen.connect(self._go)
        pane.dismiss_wanted.connect(self._ask_why)
        pane.take_up_wanted.connect(self._take_up)
        session.doubts.found.connect(pane.show_doubts)

    def _count(self, count: int) -> None:
        tabs = self._desk.tabs
        tabs.setTabText(tabs.indexOf(self._pane), f"{_NAME}（{count}）" if count else _NAME)

    def _go(self, doubt: Doubt) -> None:
        """Go to the doubt's paper in its item, else to the item."""
        places = self._session.moment.places
        filings = [filing for piece in doubt.pieces for filing in places.get(piece, ())]
        here = [filing for filing in filings if doubt.criterion in (None, filing.criterion)]
        if here:
            self._desk.go_to_filing(here[0])
        elif doubt.criterion is not None and doubt.criterion in self._session.moment.gaps:
            self._desk.go_to_item(doubt.criterion)

    def _ask_why(self, lines: tuple[Line, ...]) -> None:
        from ui.dialogs.dismiss import DismissDialog

        if lines:
            DismissDialog(self._session, lines, self._desk).open()

    def _take_up(self, keys: tuple[DoubtKey, ...]) -> None:
        self._session.doubts.take_up(keys).failed.connect(self._session.refuse)
