"""A few pages of the dossier as they would be printed, one at a time."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QTabBar, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from evidence.export.sample_pages import Sample
    from evidence.export.template import Template

_NAMES = ("封面", "目录", "内容页")
_NONE = "没有可看的版面"
_LEAST_PX = 200
_AROUND_PX = 6


class SampleView(QWidget):
    """Shows the page of a tab as wide as there is room."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.shown: tuple[Template, Sample] | None = None
        self.tabs = QTabBar(drawBase=False)
        for name in _NAMES:
            self.tabs.addTab(name)
        self.page = QLabel(_NONE, alignment=Qt.AlignmentFlag.AlignCenter)
        self.area = QScrollArea()
        self.area.setWidget(self.page)
        self.area.setWidgetResizable(True)
        self.area.setBackgroundRole(QPalette.ColorRole.Mid)  # a page is white paper on it
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addWidget(self.area, 1)
        self.tabs.currentChanged.connect(self._draw)

    def show_sample(self, shown: tuple[Template, Sample] | None) -> None:
        """Show pages made with a template, or none."""
        self.shown = shown
        self._draw()

    def replaced(self) -> tuple[str, ...]:
        """Return, as sentences, which fonts this PC does not have."""
        from ui.page_drawing import missing_faces

        missing = missing_faces(self.shown[0]) if self.shown else ()
        if not missing:
            return ()
        return (f"本机没有装：{'、'.join(missing)}。在本机看和打印时用相近的字体代替，装了的电脑上照原样。",)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page as wide as there is room now."""
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self.shown is None:
            self.page.setPixmap(QPixmap())
            self.page.setText(_NONE)
            return
        from ui.page_drawing import page_image

        template, sample = self.shown
        page = (sample.cover, sample.directory, sample.item)[self.tabs.currentIndex()]
        width = max(_LEAST_PX, self.area.viewport().width() - 2 * _AROUND_PX)
        self.page.setPixmap(QPixmap.fromImage(page_image(page, template, width, self.devicePixelRatioF())))
