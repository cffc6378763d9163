"""设置: all that is chosen once, in pages; what was changed is saved page by page, each as one step."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from evidence import wording
from evidence.errors import DossierError
from ui.dialogs.discarding import ask_to_discard
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.settings_page import SettingsPage
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.session import Session
from ui.theme import em


class Topic(StrEnum):
    """The pages, by what they are called."""

    OFFICE = "单位与落款"
    YEARS = "申报方式与年度"
    LAYOUT = "版式与字体"
    STEPS = "催报步骤"
    PEOPLE = "使用人"
    BACKUP = "备份位置"
    LOOK = "外观"


_OF_THE_PROJECT = frozenset({Topic.OFFICE, Topic.YEARS, Topic.LAYOUT, Topic.STEPS})


class SettingsDialog(JobDialog):
    """Shows the pages of the open project, or those of the PC alone while none is open."""

    def __init__(self, session: Session, topic: Topic, parent: QWidget | None = None) -> None:
        """Open at a topic; at the first page where that is about a project and none is open."""
        super().__init__(session, "设置", "保存(&S)", parent)
        self.pages = _pages(session)
        self._waiting: list[Topic] = []  # to be saved
        self._saving: Topic | None = None
        self.topics = QListWidget()
        self.topics.setAccessibleName("设置的类别")
        self.topics.setFixedWidth(9 * em(self))
        self._stack = QStackedWidget()
        for name, page in self.pages.items():
            self.topics.addItem(name.value)
            self._stack.addWidget(_scrolled(page))
            page.may_save_changed.connect(self._allow)
            page.failed.connect(self.fault.say)
        row = QHBoxLayout()
        row.setSpacing(em(self))
        row.addWidget(self.topics)
        row.addWidget(self._stack, 1)
        self.content.addLayout(row)
        self.topics.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.topics.currentRowChanged.connect(self._allow)
        self.topics.currentRowChanged.connect(self._tell_pages)
        session.reach.changed.connect(self._tell_pages)
        self.open_at(topic)
        self._tell_pages()
        open_size(self, 84, 44)

    @property
    def may_answer(self) -> bool:
        """Always: what is only about this PC can be saved."""
        return True

    @property
    def page(self) -> SettingsPage:
        """The page that is seen."""
        return list(self.pages.values())[self.topics.currentRow()]

    def open_at(self, topic: Topic) -> None:
        """Show a page."""
        at = list(self.pages).index(topic) if topic in self.pages else 0
        self.topics.setCurrentRow(at)

    def start(self) -> Job | None:
        """Begin to save the first of the pages that were changed; the others follow."""
        self._waiting = [topic for topic, page in self.pages.items() if page.is_changed()]
        return self._save_next()

    def reject(self) -> None:
        """Close, after asking where something was changed."""
        if self._busy:
            return
        if any(page.is_changed() for page in self.pages.values()):
            ask_to_discard(self, super().reject)
        else:
            super().reject()

    def _save_next(self) -> Job | None:
        while self._waiting:
            self._saving = self._waiting.pop(0)
            job = self.pages[self._saving].start()
            if job is not None:
                return job
        return None

    def _done(self) -> None:
        try:
            job = self._save_next()
        except DossierError as error:
            self._refused(error)
            return
        if job is None:
            super()._done()
            return
        self._follow(job)

    def _follow(self, job: Job) -> None:
        job.succeeded.connect(self._done)
        job.failed.connect(self._refused)
        job.crashed.connect(self._crashed)
        job.cancelled.connect(self._crashed)

    def _refused(self, error: DossierError) -> None:
        if self._saving is not None:
            self.open_at(self._saving)
        self._let_go_on(possible=True)
        self.fault.say(wording.sentence(error))

    def _allow(self) -> None:
        """Let be saved what can be, and say on the page what is in the way."""
        if not self._busy:
            self.ok_button.setEnabled(not any(page.unfit for page in self.pages.values()))
            self.fault.say(self.page.unfit)

    def _tell_pages(self) -> None:
        """Let pages about the project be changed only while it can be written."""
        writes = self._session.may_write or not self._session.is_open
        for at, topic in enumerate(self.pages):  # what is around a page: it turns itself on when it has been filled
            self._stack.widget(at).setEnabled(writes or topic not in _OF_THE_PROJECT)
        here = list(self.pages)[self.topics.currentRow()]
        self.only.say("" if writes or here not in _OF_THE_PROJECT else self._session.reach.sentence)

    def _let_go_on(self, *, possible: bool) -> None:
        super()._let_go_on(possible=possible)
        self.topics.setEnabled(possible)
        self._stack.setEnabled(possible)


def _pages(session: Session) -> dict[Topic, SettingsPage]:
    from ui.dialogs.look_page import LookPage
    from ui.dialogs.people_page import PeoplePage

    found: dict[Topic, SettingsPage] = {}
    if session.is_open:
        from ui.dialogs.backup_page import BackupPage
        from ui.dialogs.chase_steps import StepsPage
        from ui.dialogs.office_page import OfficePage
        from ui.dialogs.page_layout import LayoutPage
        from ui.dialogs.years_page import YearsPage

        office = OfficePage(session)
        found = {
            Topic.OFFICE: office,
            Topic.YEARS: YearsPage(session),
            Topic.LAYOUT: LayoutPage(session, office.names),
            Topic.STEPS: StepsPage(session),
            Topic.BACKUP: BackupPage(session),
        }
    if session.setup.people is not None:
        found[Topic.PEOPLE] = PeoplePage(session, session.setup.people)
    if session.setup.appearance is not None:
        found[Topic.LOOK] = LookPage(session, session.setup.appearance)
    return {topic: found[topic] for topic in Topic if topic in found}


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area


def ask_settings(session: Session, topic: Topic, parent: QWidget) -> SettingsDialog:
    """Open 设置 at a topic."""
    dialog = SettingsDialog(session, topic, parent)
    dialog.open()
    return dialog
