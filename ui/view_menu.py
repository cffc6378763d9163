"""The menu 查看: which list is looked at, and what of the window is shown."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.layouts import Part
from ui.offering_menu import OfferingMenu
from ui.session import Session
from ui.sort_menu import TITLE, SortMenu

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.layout_keeper import LayoutKeeper
    from ui.views.rows import Heads

_TABS = ("应备材料(&M)", "待整理(&T)", "缺项(&G)", "疑点(&D)", "总览(&O)", "整改(&Z)")
_PARTS = {Part.CRITERIA: "评价内容栏(&C)", Part.PAPER: "材料信息栏(&P)", Part.PAGES: "材料页面(&S)"}


class ViewMenu(OfferingMenu):
    """Shows and hides parts of the desk once there is one."""

    def __init__(self, session: Session, parent: QWidget, layouts: LayoutKeeper) -> None:
        """Offer nothing until a project is open."""
        super().__init__("查看(&V)", session, parent)
        self._desk: Desk | None = None
        for number, name in enumerate(_TABS):
            self.offer(name, partial(self._show_tab, number), f"Ctrl+{number + 1}")
        self.addSeparator()
        self.parts: dict[Part, QAction] = {}
        for part, name in _PARTS.items():
            action = self.offer(name, self._show_parts)
            action.setCheckable(True)
            action.setChecked(True)
            self.parts[part] = action
        self.addSeparator()
        self.sorting = SortMenu(f"{TITLE}(&L)", self._heads, parent)
        self.addMenu(self.sorting)
        self.reset = self.offer("恢复默认布局(&R)", layouts.reset)
        self.reset.setToolTip("各栏、各列恢复原来的宽度和顺序，隐藏的重新显示")
        layouts.laid_out.connect(self._tick)
        self.allow(allowed=False)

    def follow(self, desk: Desk) -> None:
        """Show and hide the parts of a desk."""
        self._desk = desk

    def _heads(self) -> Heads | None:
        """Return the heads of the list that is looked at."""
        from ui.print_action import shown_list
        from ui.views.rows import Rows, Tree

        view = shown_list(self._desk)[2] if self._desk is not None and self._session.is_open else None
        return view.heads if isinstance(view, Rows | Tree) else None

    def _show_tab(self, number: int) -> None:
        if self._desk is not None and self._session.is_open:
            self._desk.show_tab(number)

    def _show_parts(self) -> None:
        if self._desk is not None:
            self._desk.hide_parts(frozenset(part for part, action in self.parts.items() if not action.isChecked()))

    def _tick(self) -> None:
        if self._desk is not None:
            for part, action in self.parts.items():
                action.setChecked(part not in self._desk.hidden)
