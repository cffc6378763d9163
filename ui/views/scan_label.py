"""A quiet strip at the foot of the window: how far the recognition of scans has come, and the button that pauses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from ui.session import Session

if TYPE_CHECKING:
    from evidence.store.scan_reading import ScanProgress


class ScanLabel(QWidget):
    """Hidden while nothing waits."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Follow the session."""
        super().__init__(parent, visible=False)
        self._work = session.recognising
        self.text = QLabel()
        self.pause = QToolButton(autoRaise=True)
        self.pause.setText("暂停")
        self.pause.setToolTip("暂停或继续识别扫描件和照片上的文字；不影响归项")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        layout.addWidget(self.pause)
        self.pause.clicked.connect(self._pause)
        self._work.progressed.connect(self._show)
        session.closed.connect(self.hide)
        session.reach.changed.connect(lambda: session.may_write or self.hide())
        self._seen: ScanProgress | None = None

    def _show(self, progress: ScanProgress) -> None:
        self._seen = progress
        words = "已暂停识别" if self._work.paused else "正在识别"
        self.text.setText(f"{words} {progress.done}/{progress.total} 页")
        self.pause.setText("继续" if self._work.paused else "暂停")
        self.setVisible(progress.done < progress.total)

    def _pause(self) -> None:
        self._work.pause(on=not self._work.paused)
        if self._seen is not None:
            self._show(self._seen)
