"""换版: another table in the place of the one in use, after a look at all that it changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.errors import DossierError
from evidence.journal import Action
from evidence.scheme.edition import Decisions, EditionPlan, Preview
from ui.dialogs.edition_review import EditionReview
from ui.dialogs.scheme_chooser import SchemeChooser
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session

_WANTED = "请选上级新发的细则表；附带的演示版只供熟悉操作。"
_HINT = "下一步先比对：列出改了什么、已归项的材料到哪里，看过以后再换。"


class NewEdition(QDialog):
    """Reads a table, shows what it changes, and puts it in the place of the one in use."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Ask for the table first."""
        super().__init__(parent)
        self._session = session
        self._preview: Preview | None = None
        self._plan: EditionPlan | None = None
        self._asked = 0  # for a plan, and not answered yet
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("换版")
        self.chooser = SchemeChooser(session, "新版细则表", _WANTED)
        self.fault = Sentence(role="fault")
        self.review = EditionReview()
        self.back_button = QPushButton("上一步(&B)")
        self.compare_button = QPushButton("比对(&C)")
        self.apply_button = QPushButton("换版(&A)")
        self.close_button = QPushButton("取消")
        self._pages = QStackedWidget()
        self._lay_out()
        self.chooser.reading_changed.connect(self._forget)
        self.compare_button.clicked.connect(self._compare)
        self.back_button.clicked.connect(lambda: self._turn(0))
        self.apply_button.clicked.connect(self._apply)
        self.close_button.clicked.connect(self.reject)
        self.review.decided.connect(self._decided)
        open_size(self, 84, 44)
        self._turn(0)

    def _lay_out(self) -> None:
        first = QWidget()
        layout = QVBoxLayout(first)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Sentence(_HINT, role="hint"))
        layout.addWidget(self.chooser, 1)
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

    def _forget(self) -> None:
        """Let go of what was compared: another table is chosen, or it is read in another way."""
        self._preview = self._plan = None
        self.fault.say("")
        self._rest()

    def _compare(self) -> None:
        if (reading := self.chooser.reading) is not None:
            self._follow(self._session.criteria.preview_edition(reading, self._compared))

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
        job = self._session.criteria.edit(Action.NEW_EDITION, lambda _: plan.edit)
        self._follow(job)
        job.succeeded.connect(self.chooser.keep_columns)
        job.succeeded.connect(self.accept)

    def _follow(self, job: Job) -> None:
        """Wait for a job's end; say why it did nothing."""
        for button in (self.compare_button, self.apply_button):
            button.setEnabled(False)
        job.failed.connect(self._failed)
        job.crashed.connect(self._crashed)

    def _failed(self, error: DossierError) -> None:
        self._asked = 0
        self.fault.say(wording.sentence(error))
        self._rest()

    def _crashed(self) -> None:
        self._asked = 0
        self._rest()

    def _turn(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.fault.say("")
        self._rest()
        (self.review.view if page else self.chooser.tables).setFocus()

    def _rest(self) -> None:
        at_review = self._pages.currentIndex() == 1
        self.back_button.setVisible(at_review)
        self.apply_button.setVisible(at_review)
        self.apply_button.setEnabled(self._plan is not None)
        self.compare_button.setVisible(not at_review)
        self.compare_button.setEnabled(self.chooser.reading is not None)
        (self.apply_button if at_review else self.compare_button).setDefault(True)
