"""Tabs that stand closer together where their titles would not all be seen."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTabWidget

_FITS = (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.FontChange)  # the second after a title changed
_EDGES_PX = 4  # of a tab, beside its title and the room left and right of it
_AIRY_PX = 8  # left and right of a title, as the program's style has it
_LEAST_PX = 1


class TightTabs(QObject):
    """Takes the room that is lacking from between the titles of some tabs, as far as there is any."""

    def __init__(self, tabs: QTabWidget) -> None:
        """Follow the tabs' size and titles."""
        super().__init__(tabs)
        self._tabs, self._beside = tabs, _AIRY_PX
        tabs.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again whether all titles are seen."""
        if event.type() in _FITS:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        bar, count = self._tabs.tabBar(), self._tabs.count()
        if not count:
            return
        metrics = bar.fontMetrics()
        titles = sum(metrics.horizontalAdvance(bar.tabText(number)) for number in range(count))
        beside = (self._tabs.width() - titles - count * _EDGES_PX) // (2 * count)
        beside = max(_LEAST_PX, min(_AIRY_PX, beside))
        if beside != self._beside:
            self._beside = beside
            bar.setStyleSheet("" if beside == _AIRY_PX else f"QTabBar::tab {{ padding: 4px {beside}px; }}")
