"""排序方式: what a click on a column's head does, for the keyboard: in the menu 查看 and in the menus of lists."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.models.ordering import Ordering
from ui.offering import offered

if TYPE_CHECKING:  # loaded with the first list
    from ui.views.rows import Heads

TITLE = "排序方式"
_NONE = "这一页没有可以排序的列表"
_OWN = "原来的次序"
_UP, _DOWN = "升序", "降序"


class SortMenu(QMenu):
    """Is made anew each time that it is opened, for the list that is meant then."""

    def __init__(self, title: str, heads: Callable[[], Heads | None], parent: QWidget) -> None:
        """Sort the list whose heads are told."""
        super().__init__(title, parent)
        self._heads = heads
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer the columns that there are now."""
        self.clear()
        heads = self._heads()
        if heads is None or not heads.sorts:
            self.addAction(_NONE).setEnabled(False)
            return
        now = heads.ordering
        columns = QActionGroup(self)
        for column, name in heads.names:
            by = Ordering(column, now.descending if now else False)
            self._offer(columns, name, chosen=now is not None and now.column == column, do=partial(heads.sort_by, by))
        self.addSeparator()
        ways = QActionGroup(self)
        for name, descending in ((_UP, False), (_DOWN, True)):
            by = Ordering(now.column, descending) if now else None
            action = self._offer(
                ways, name, chosen=now is not None and now.descending is descending, do=partial(heads.sort_by, by)
            )
            action.setEnabled(now is not None)
        self.addSeparator()
        own = self._offer(columns, _OWN, chosen=now is None, do=partial(heads.sort_by, None))
        own.setToolTip(heads.about_order)

    def _offer(self, group: QActionGroup, name: str, *, chosen: bool, do: Callable[[], object]) -> QAction:
        action = offered(name.replace("&", "&&"), self, do)
        self.addAction(action)
        action.setCheckable(True)
        action.setChecked(chosen)
        group.addAction(action)
        return action


def sort_action(heads: Heads, view: QWidget) -> QAction:
    """Return what offers the columns of a list in its own menu."""
    action = QAction(TITLE, view)
    action.setMenu(SortMenu(TITLE, lambda: heads, view))
    return action


def offer_sorting(heads: Heads, view: QWidget) -> None:
    """Offer sorting behind all else in the menu of a list; one without a menu gets it."""
    match view.contextMenuPolicy():
        case Qt.ContextMenuPolicy.DefaultContextMenu:
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        case Qt.ContextMenuPolicy.ActionsContextMenu:
            separator = QAction(view)
            separator.setSeparator(True)
            view.addAction(separator)
        case _:
            return
    view.addAction(sort_action(heads, view))
