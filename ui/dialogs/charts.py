"""整改图表: the charts of the ledger, one a tab, each to be copied as a picture."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.export.charts import Chart, described
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.paper_work import read_charts
from ui.session import Session
from ui.theme import em

_WIDTH_MM = 165.0
_DPI = 96
_WAIT = "正在画图……"
_NONE = "整改台账里还没有可以画成图表的问题。"
_COPIED = "图已复制，可以直接粘贴到 WPS、Word 或微信。"


class ChartsDialog(QDialog):
    """Draws them anew whenever the ledger changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the charts of the open project as it is today."""
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("整改图表")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("图表")
        self.said, self.fault = Sentence(_WAIT), Sentence(role="fault")
        self.copy_button = QPushButton("复制这幅图(&C)")
        self.close_button = QPushButton("关闭")
        self._lay_out()
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.reject)
        self.tabs.currentChanged.connect(self._hush)
        session.changed.connect(self._read)
        session.closed.connect(self.reject)
        open_size(self, 60, 34)
        self._read()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.copy_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        self.close_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(self.tabs, 1)
        for widget in (self.said, self.fault):
            layout.addWidget(widget)
        layout.addLayout(foot)
        self.copy_button.setEnabled(False)

    def _read(self) -> None:
        scale = self.devicePixelRatioF()
        read_charts(self._session, _WIDTH_MM, round(_DPI * scale), self._show).failed.connect(self._refused)

    def _show(self, charts: Sequence[tuple[Chart, bytes]]) -> None:
        at = max(0, self.tabs.currentIndex())
        self.tabs.clear()
        for chart, png in charts:
            self.tabs.addTab(self._page(chart, png), chart.title)
        self.tabs.setCurrentIndex(min(at, len(charts) - 1))
        self.tabs.setVisible(bool(charts))
        self.copy_button.setEnabled(bool(charts))
        self.fault.say("")
        self.said.say("" if charts else _NONE)

    def _page(self, chart: Chart, png: bytes) -> QScrollArea:
        picture = QPixmap()
        picture.loadFromData(png)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        label = QLabel()
        label.setPixmap(picture)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setStyleSheet("background: white")
        label.setAccessibleName(chart.title)
        label.setAccessibleDescription(described(chart))
        page = QScrollArea()
        page.setWidget(label)
        page.setWidgetResizable(True)
        return page

    def _copy(self) -> None:
        page = self.tabs.currentWidget()
        label = page.widget() if isinstance(page, QScrollArea) else None
        if isinstance(label, QLabel):
            QGuiApplication.clipboard().setPixmap(label.pixmap())
            self.said.say(_COPIED)

    def _hush(self) -> None:
        self.said.say("")

    def _refused(self, error: DossierError) -> None:
        self.said.say("")
        self.fault.say(wording.sentence(error))
