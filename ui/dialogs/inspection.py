"""登记问题: one after the other as they are called out, by keyboard, with photographs."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.findings import Moment
from ui.dialogs.finding_form import FindingForm
from ui.dialogs.sizing import open_size
from ui.labels import Sentence, shortened
from ui.ledger_work import Pictures
from ui.models.ledger_lines import Ledger
from ui.session import Session
from ui.theme import em
from ui.views.photo_drop import PhotoDrop, files_of

_HOW = "回车登记一条，接着写下一条；来源、日期、地点、发现人留着。写了内容号的，照片同时归到那一项。"


class InspectionDialog(QDialog):
    """Stays open; each Enter writes a problem down."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Write problems of the open project down."""
        super().__init__(parent)
        self._session = session
        self._busy = False
        self._before = frozenset(session.ledger.ledger.by_id)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("登记问题")
        today = session.setup.clock().date()
        self.form = FindingForm(session.moment.snapshot, session.ledger.ledger, today)
        self.photos = PhotoDrop("现场")
        self.told, self.fault = Sentence(_HOW, "hint"), Sentence(role="fault")
        self.keep_button = QPushButton("登记(&S)")
        self.keep_button.setDefault(True)
        self.close_button = QPushButton("关闭")
        self.close_button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.keep_button, self.close_button):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        for widget in (self.form, self.photos, self.told, self.fault):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(foot)
        self.setAcceptDrops(True)
        self.form.entered.connect(self.keep)
        self.keep_button.clicked.connect(self.keep)
        self.close_button.clicked.connect(self.reject)
        session.ledger.read.connect(self._tell)
        session.closed.connect(self.reject)
        self.form.place.setFocus()
        open_size(self, 54, 26)

    def keep(self) -> None:
        """Write down what stands there, and begin the next."""
        if self._busy:
            return
        try:
            draft = self.form.draft()
        except DossierError as error:
            self._refused(error)
            return
        self.fault.say("")
        self._let_go_on(possible=False)
        job = self._session.ledger.enter(draft, Pictures(self.photos.files, Moment.BEFORE))
        job.shown.connect(self._kept)
        job.failed.connect(self._refused)
        job.crashed.connect(lambda: self._let_go_on(possible=True))
        job.cancelled.connect(lambda: self._let_go_on(possible=True))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take photographs anywhere."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.photos.dropEvent(event)

    def _kept(self) -> None:
        self._let_go_on(possible=True)
        self.photos.clear()
        self.form.begin_next()

    def _tell(self, ledger: Ledger) -> None:
        """Say what was written down until now, but for what was undone since."""
        there = [line for line in ledger.lines if line.finding.id not in self._before]
        if there:
            last = there[-1]
            self.told.say(f"已登记 {len(there)} 条，最后是第 {last.finding.number} 号：{shortened(last.said)}")
        else:
            self.told.say(_HOW)

    def _refused(self, error: DossierError) -> None:
        self._let_go_on(possible=True)
        self.fault.say(wording.sentence(error))

    def _let_go_on(self, *, possible: bool) -> None:
        self._busy = not possible
        self.keep_button.setEnabled(possible)
