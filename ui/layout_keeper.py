"""Lays the window out as the clerk had it when the project was open last, and remembers how it is left."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QMainWindow, QSplitter, QWidget

from ui.layouts import Layout, LayoutMemory, UntilTheEnd, brought_back
from ui.moment import Moment
from ui.orders import Orders
from ui.session import Session

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.views.rows import Heads

_BY = "by "  # before the name of a list in `Layout.orders`: it is sorted by a column


class LayoutKeeper(QObject):
    """Belongs to a window; what was kept and no longer makes sense is as at first, without a word."""

    laid_out = Signal()

    def __init__(self, session: Session, window: QMainWindow) -> None:
        """Remember until the program ends, unless another memory is given."""
        super().__init__(window)
        self._session, self._window = session, window
        self.memory: LayoutMemory = UntilTheEnd()
        self._parts: _Parts | None = None
        self._project: Path | None = None  # that is laid out
        self._orders = Orders(window)
        session.closed.connect(self._keep)

    def place_window(self, project: Path) -> None:
        """Put the window where it was when a project was left."""
        self._place(self.memory.load(project))

    def follow(self, desk: Desk) -> None:
        """Lay a desk out each time that a project is opened; the desk hears of it first."""
        self._parts = _Parts(desk)
        self._session.opened.connect(self._lay_out)

    def reset(self) -> None:
        """Lay everything out as at first, and stay where one is."""
        if self._parts is not None:
            self._parts.lay_out(Layout())
            self._orders.begin({})
            self.laid_out.emit()

    def _lay_out(self) -> None:
        path = self._session.moment.path
        if self._parts is None or self._project == path:
            return
        self._project = path
        layout = self.memory.load(path)
        self._place(layout)
        self._parts.lay_out(layout)
        by = {name.removeprefix(_BY): way for name, way in layout.orders.items() if name.startswith(_BY)}
        self._orders.begin(by)
        self._parts.go_back(layout, self._session.moment)
        self.laid_out.emit()

    def _place(self, layout: Layout) -> None:
        if layout.window is None:
            return
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        where = brought_back(QRect(*layout.window), screens)
        if self._window.normalGeometry() != where:
            self._window.setGeometry(where)
        if layout.maximized:
            self._window.showMaximized()

    def _keep(self) -> None:
        if self._parts is None or self._project is None:
            return
        where = self._window.normalGeometry()
        if not where.isValid():
            where = self._window.geometry()
        window = (where.x(), where.y(), where.width(), where.height())
        layout = self._parts.layout(window, maximized=self._window.isMaximized())
        orders = {**layout.orders, **{f"{_BY}{name}": way for name, way in self._orders.written.items()}}
        self.memory.keep(self._project, replace(layout, orders=orders))
        self._project = None


class _Parts:
    """What of a desk is laid out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._splits = {"desk": _Split(desk), "paper": _Split(desk.right)}
        self._panes: dict[str, QWidget] = {
            "item": desk.item,
            "tray": desk.tray,
        }
        self._lists: dict[str, Heads] = {
            "criteria": desk.criteria.tree.heads,
            "item": desk.item.rows.heads,
            "tray": desk.tray.rows.heads,
        }
        self._orders: dict[str, QComboBox] = {"tray": desk.tray.grouping}
        self._last = Layout()
        for name, page in desk.late.items():
            page.made.connect(partial(self._take_in, name))

    def _take_in(self, name: str) -> None:
        """Lay a page out that is made later than the others."""
        desk, last = self._desk, self._last
        self._panes[name] = desk.late[name].make()
        if name == "gaps":
            self._lists[name], self._orders[name] = desk.gaps.rows.heads, desk.gaps.order
            self._order(name, last)
        elif name == "doubts":
            self._lists[name] = desk.doubts.rows.heads
        elif name == "ledger":
            self._lists[name], self._splits[name] = desk.ledger.rows.heads, _Split(desk.ledger.split)
            desk.ledger.share_out()
            self._splits[name].share(last.sizes.get(name, ()))
        if name in self._lists:
            self._lists[name].lay_out(last.columns.get(name))

    def layout(self, window: tuple[int, int, int, int], *, maximized: bool) -> Layout:
        """Return how it is now."""
        for page in self._desk.late.values():
            page.make()  # or how it was left would be forgotten
        shown = self._desk.tabs.currentWidget()
        return Layout(
            window,
            maximized,
            {name: split.sizes for name, split in self._splits.items()},
            self._desk.hidden,
            {name: heads.columns for name, heads in self._lists.items()},
            {name: box.currentText() for name, box in self._orders.items()},
            next((name for name, pane in self._panes.items() if pane is shown), ""),
            self._desk.item.criterion or "",
            self._paper(),
        )

    def lay_out(self, layout: Layout) -> None:
        """Lay it out."""
        self._last = layout
        self._desk.hide_parts(layout.hidden)
        self._desk.share_out()
        if "ledger" in self._panes:
            self._desk.ledger.share_out()
        for name, split in self._splits.items():
            split.share(layout.sizes.get(name, ()))
        for name, heads in self._lists.items():
            heads.lay_out(layout.columns.get(name))
        for name in self._orders:
            self._order(name, layout)

    def _order(self, name: str, layout: Layout) -> None:
        box = self._orders[name]
        at = max(0, box.findText(layout.orders.get(name, "")))
        if at != box.currentIndex():
            box.setCurrentIndex(at)
            box.activated.emit(at)

    def go_back(self, layout: Layout, moment: Moment) -> None:
        """Show what was looked at last, if that is still there."""
        from evidence.model import CriterionId, PieceId

        desk, paper = self._desk, PieceId(layout.paper)
        if layout.item in {item.id for item in moment.snapshot.items}:
            desk.criteria.choose(CriterionId(layout.item))
            there = (filing for filing in moment.places.get(paper, ()) if filing.criterion == layout.item)
            desk.item.choose_papers(tuple(there)[:1])
        if layout.pane in desk.late:
            desk.late[layout.pane].make()
        if (pane := self._panes.get(layout.pane)) is not None:
            desk.show_tab(desk.tabs.indexOf(pane))
        if pane is desk.tray and paper:
            desk.tray.choose(paper)

    def _paper(self) -> str:
        desk = self._desk
        if desk.tabs.currentWidget() is desk.tray:
            return next(iter(desk.tray.pieces()), "")
        return next((filing.piece for filing in desk.item.filings()), "")


class _Split(QObject):
    """A splitter, of whose parts some may be hidden now."""

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(splitter)
        self._splitter = splitter
        self._pending = False  # not seen yet: it has no room to share
        splitter.installEventFilter(self)
        self._given: tuple[int, ...] = ()  # by the clerk; empty: as at first
        splitter.splitterMoved.connect(self._note)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How the room is shared, in pixels; empty where that is as at first."""
        pairs = zip(self._splitter.sizes(), self._given, strict=False)
        return tuple(now or was for now, was in pairs)

    def share(self, sizes: Sequence[int]) -> None:
        """Share the room; as at first where a part would have none."""
        fits = len(sizes) == self._splitter.count() and min(sizes) > 0
        self._given = tuple(sizes) if fits else ()
        self._pending = fits and not self._splitter.isVisible()
        if fits:
            self._splitter.setSizes(list(sizes))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the room once there is some."""
        if event.type() is QEvent.Type.Show and self._pending:
            self._pending = False
            QTimer.singleShot(0, self, self._share_given)  # what is hidden with its pane leaves it its room first
        return super().eventFilter(watched, event)

    def _share_given(self) -> None:
        if self._given:
            self._splitter.setSizes(list(self._given))

    def _note(self) -> None:
        parts = range(self._splitter.count())
        before = self._given or [self._splitter.widget(at).minimumSizeHint().width() for at in parts]
        self._given = tuple(now or was or 1 for now, was in zip(self._splitter.sizes(), before, strict=True))
