"""工作进度: what runs, what waits, how what ended in this session ended, and a button that stops what is selected."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.job_rows import JOB, EndedRows, JobRows
from ui.views.rows import Rows, Wide

_NOTHING = "现在没有正在进行的工作。"
_HOW = "导出按先后一个一个做；还要多久，算得出来才写。"


class JobPanel(QDialog):
    """Stays beside the work; one is made when it is asked for first, and shown again."""

    def __init__(self, going: JobRows, ended: EndedRows, parent: QWidget | None = None) -> None:
        """Show the work that is followed."""
        super().__init__(parent)
        self.setWindowTitle("工作进度")
        self.going, self.ended = going, ended
        self.rows = Rows(going, (Wide(0), Wide(16), Wide(6, 34), Wide(8)))
        self.rows.setAccessibleName("正在进行和排队的工作")
        self.log = Rows(ended, (Wide(6), Wide(10), Wide(0), Wide(7, 34)))
        self.log.setAccessibleName("本次打开以来做完的工作")
        self.hint, self.detail = Sentence(_NOTHING, "hint"), Sentence("", "hint")
        self.stop_button = QPushButton("停止选中的(&T)")
        self.close_button = QPushButton("关闭")
        self._lay_out()
        going.moved.connect(self._tell)
        self.rows.selectionModel().selectionChanged.connect(self._tell)
        self.log.selectionModel().selectionChanged.connect(self._detail)
        self.stop_button.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.close)
        self.close_button.setDefault(True)
        open_size(self, 56, 30)
        self._tell()

    def _lay_out(self) -> None:
        above, below = QWidget(), QWidget()
        upper, lower = QVBoxLayout(above), QVBoxLayout(below)
        upper.addWidget(self.rows, 1)
        upper.addWidget(self.hint)
        lower.addWidget(QLabel("做完的（从打开程序算起）"))
        lower.addWidget(self.log, 1)
        lower.addWidget(self.detail)
        for inner in (upper, lower):
            inner.setContentsMargins(0, 0, 0, 0)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(above)
        halves.addWidget(below)
        halves.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.addWidget(self.stop_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(halves, 1)
        layout.addLayout(foot)

    def _selected(self) -> list[Job]:
        found = [index.data(JOB) for index in self.rows.selectionModel().selectedRows()]
        return [job for job in found if isinstance(job, Job)]

    def _tell(self) -> None:
        self.hint.say(_HOW if self.going.going else _NOTHING)
        self.stop_button.setEnabled(any(not job.stopping for job in self._selected()))

    def _detail(self) -> None:
        index = self.log.currentIndex().siblingAtColumn(2)
        self.detail.say(str(index.data() or ""))

    def _stop(self) -> None:
        for job in self._selected():
            job.cancel()
        self._tell()
