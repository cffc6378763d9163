"""A page of the desk that is made once the project is painted, or when it is asked for: nobody looks at it before."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.session import Session

if TYPE_CHECKING:
    from evidence.snapshot import Changes
    from ui.desk import Desk

Page = TypeVar("Page", bound=QWidget)


class LatePage(QObject, Generic[Page]):
    """Holds the page's place among the desk's; whoever asks for the page has it at once, as if it had been there."""

    made = Signal()

    def __init__(self, session: Session, desk: Desk, after: LatePage[Any] | None = None) -> None:
        """Keep an empty page for it, which is made in a turn of its own `after` another: the window goes on between."""
        super().__init__(desk)
        self._session, self._desk = session, desk
        self._allowed = True
        self.place = QWidget()  # which goes when the page comes
        self.pane: Page | None = None
        if after is None:
            session.settled.connect(self.make)
        else:
            after.made.connect(lambda: QTimer.singleShot(0, self, self.make))

    @property
    def here(self) -> QWidget:
        """What stands in its place."""
        return self.place if self.pane is None else self.pane

    def make(self) -> Page:
        """Return the page, which takes its place when it is asked for first."""
        if self.pane is None:
            pane, tabs = self._new(), self._desk.tabs
            at, seen = tabs.indexOf(self.place), tabs.currentWidget() is self.place
            self.pane = pane
            self._allow(pane, allowed=self._allowed)
            tabs.insertTab(at, pane, tabs.tabText(at))
            if seen:
                tabs.setCurrentWidget(pane)  # before its place goes: Qt would turn to the next page, and have that made
            tabs.removeTab(at + 1)
            self.place.deleteLater()
            self._connect(pane)
            if self._session.is_open:
                self._show(pane, None)
            self.made.emit()
        return self.pane

    def allow(self, *, allowed: bool) -> None:
        """Let the clerk do things, or look only."""
        self._allowed = allowed
        if self.pane is not None:
            self._allow(self.pane, allowed=allowed)

    def show_moment(self, changes: Changes | None) -> None:
        """Show a project that was opened (`changes` None), or what changed in it, if there is a page yet."""
        if self.pane is not None:
            self._show(self.pane, changes)

    def _new(self) -> Page:
        raise NotImplementedError

    def _connect(self, pane: Page) -> None:
        """Connect the page with the desk and the session."""
        raise NotImplementedError

    def _show(self, pane: Page, changes: Changes | None) -> None:
        raise NotImplementedError

    def _allow(self, pane: Page, *, allowed: bool) -> None:
        """Let the clerk look only, on a page on which something can be done."""
