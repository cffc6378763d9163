"""换版: another table in the place of the one in use, after a look at all that it changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.criteria import leaves_of
from evidence.errors import DossierError
from evidence.journal import Action
from evidence.model import SchemeReading
from evidence.scheme.edition import Decisions, EditionPlan, Preview
from ui.dialogs.edition_review import EditionReview
from ui.dialogs.picking import pick_file
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.scheme_tables import OpenedScheme
from ui.session import Session

_HINT = "请选新版细则表。下一步先比对：列出改了什么、已归项的材料到哪里，看过以后再换。"
_KINDS = "评价细则表 (*.xlsx *.xls *.docx *.csv)"


class NewEdition(QDialog):
    """Reads a table, shows what it changes, and puts it in the place of the one in use."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Ask for the table first."""
        super().__init__(parent)
        self._session = session
        self._reading: SchemeReading | None = None
        self._preview: Preview | None = None
        self._plan: EditionPlan | None = None
        self._asked = 0  # for a plan, and not answered yet
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("换版")
        self.table = QLineEdit()
        self.browse_button = QPushButton("选择文件(&S)…")
        self.said = Sentence(_HINT)
        self.fault = Sentence(role="fault")
        self.notices = QListWidget()
        self.notices.setWordWrap(True)
        self.notices.setAccessibleName("读表时要核对的地方")
        self.review = EditionReview()
        self.back_button = QPushButton("上一步(&B)")
        self.compare_button = QPushButton("比对(&C)")
        self.apply_button = QPushButton("换版(&A)")
        self.close_button = QPushButton("取消")
        self._pages = QStackedWidget()
        self._lay_out()
        self.browse_button.clicked.connect(lambda: pick_file(self, "选择新版细则表", _KINDS, self._picked))
        self.table.textChanged.connect(self._forget)
        self.compare_button.clicked.connect(self._read)
        self.back_button.clicked.connect(lambda: self._turn(0))
        self.apply_button.clicked.connect(self._apply)
        self.close_button.clicked.connect(self.reject)
        self.review.decided.connect(self._decided)
        open_size(self, 84, 44)
        self._turn(0)

    def _lay_out(self) -> None:
        label = QLabel("新细则表(&F)")
        label.setBuddy(self.table)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.table, 1)
        row.addWidget(self.browse_button)
        first = QWidget()
        layout = QVBoxLayout(first)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.said)
        layout.addWidget(self.notices, 1)
        layout.addStretch()
        self._pages.addWidget(first)
        self._pages.addWidget(self.review)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.back_button, self.compare_button, self.apply_button, self.close_button):
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self.fault)
        whole.addLayout(buttons)

    def _picked(self, table: Path) -> None:
        self.table.setText(str(table))
        self._read()

    def _forget(self) -> None:
        """Let go of what was read from another file."""
        self._reading = self._preview = self._plan = None
        self.said.say(_HINT)
        self.fault.say("")
        self.notices.clear()
        self._rest()

    def _read(self) -> None:
        if self._reading is not None:
            self._compare(self._reading)
            return
        self._forget()
        self.said.say("正在读取…")
        self._follow(self._session.schemes.open(Path(self.table.text().strip()), self._was_opened))

    def _was_opened(self, opened: OpenedScheme) -> None:
        choice = opened.before or opened.guess
        self._follow(self._session.schemes.read(opened.file, choice, lambda outcome: self._was_read(outcome.scheme)))

    def _was_read(self, reading: SchemeReading) -> None:
        """Go on to the comparison, unless there is something to be checked in the table first."""
        self._reading = reading
        edition = f"（{reading.facts.edition}）" if reading.facts.edition else ""
        self.said.say(f"{reading.facts.title}{edition}，评价内容 {len(leaves_of(reading.items))} 项。")
        for notice in reading.warnings:
            self.notices.addItem(f"{notice.where}　{wording.notice(notice)}")
        if reading.warnings:
            self.said.say(f"{self.said.text()}有 {len(reading.warnings)} 处请核对，核对后再按“比对”。")
            self._rest()
        else:
            self._compare(reading)

    def _compare(self, reading: SchemeReading) -> None:
        self._follow(self._session.preview_edition(reading, self._compared))

    def _compared(self, preview: Preview) -> None:
        self._preview = preview
        self.review.show_preview(preview)
        self._turn(1)
        self._decided({})

    def _decided(self, decisions: Decisions) -> None:
        """Plan anew; what was planned before is no longer what is shown."""
        if (preview := self._preview) is not None:
            self._plan = None
            self._asked += 1
            self._follow(self._session.jobs.run("comparing", lambda _: preview.plan(decisions), self._planned))

    def _planned(self, plan: EditionPlan) -> None:
        self._asked -= 1
        if self._asked == 0:
            self._plan = plan
            self.review.show_plan(plan)
            self._rest()

    def _apply(self) -> None:
        if (plan := self._plan) is None:
            return
        job = self._session.edit_scheme(Action.NEW_EDITION, lambda _: plan.edit)
        self._follow(job)
        job.succeeded.connect(self.accept)

    def _follow(self, job: Job) -> None:
        """Wait for a job's end; say why it did nothing."""
        for button in (self.compare_button, self.apply_button):
            button.setEnabled(False)
        job.failed.connect(self._failed)
        job.crashed.connect(self._crashed)

    def _failed(self, error: DossierError) -> None:
        self._asked = 0
        self.said.say("")
        self.fault.say(wording.sentence(error))
        self._rest()

    def _crashed(self) -> None:
        self._asked = 0
        self.said.say("")
        self._rest()

    def _turn(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.fault.say("")
        self._rest()
        (self.review.view if page else self.table).setFocus()

    def _rest(self) -> None:
        at_review = self._pages.currentIndex() == 1
        self.notices.setVisible(self.notices.count() > 0)
        self.back_button.setVisible(at_review)
        self.apply_button.setVisible(at_review)
        self.apply_button.setEnabled(self._plan is not None)
        self.compare_button.setVisible(not at_review)
        self.compare_button.setEnabled(bool(self.table.text().strip()))
        (self.apply_button if at_review else self.compare_button).setDefault(True)
