"""Tabs that stand closer together where their titles would not all be seen."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTabWidget

_FITS = (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.FontChange)  # the second after a title changed
_EDGES_PX = 2  # of a tab, beside its title and the room left and right of it
_AIRY_PX, _LEAST_PX = 8, 1  # left and right of a title: as the program's style has it, and the least
_SMALLEST_PT = 9.0
_ROUNDED = 0.97  # glyphs of another size are wider or narrower by parts of a pixel


class TightTabs(QObject):
    """Takes the room that is lacking from between the titles of some tabs; large titles become smaller, too."""

    def __init__(self, tabs: QTabWidget) -> None:
        """Follow the tabs' size and titles."""
        super().__init__(tabs)
        self._tabs, self._style = tabs, ""
        tabs.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again whether all titles are seen."""
        if event.type() in _FITS and self._tabs.count():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        tabs, count = self._tabs, self._tabs.count()
        metrics, size_pt = tabs.fontMetrics(), tabs.font().pointSizeF()
        titles = sum(metrics.horizontalAdvance(tabs.tabText(number)) for number in range(count))
        room = tabs.width() - count * _EDGES_PX
        beside = max(_LEAST_PX, min(_AIRY_PX, (room - titles) // (2 * count)))
        style = "" if beside == _AIRY_PX else f"padding: 4px {beside}px;"
        share = _ROUNDED * (room - 2 * count * beside) / max(1, titles)
        smaller_pt = max(_SMALLEST_PT, size_pt * share)
        if share < _ROUNDED and smaller_pt < size_pt:
            style += f" font-size: {smaller_pt:.1f}pt;"
        if style != self._style:
            self._style = style
            tabs.tabBar().setStyleSheet(f"QTabBar::tab {{ {style} }}" if style else "")
