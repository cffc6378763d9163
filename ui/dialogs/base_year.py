"""调整评审基准年: what another year would do, before it is made so."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QWidget

from evidence.check.base_year import EARLIEST, LATEST, BaseYearPlan, plan_base_year
from evidence.journal import Action
from evidence.wording import editions as edition_words
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.year_rows import Column, YearRows
from ui.session import Session
from ui.views.change_list import ChangeList


class BaseYear(JobDialog):
    """Shows at each year what it would open and close; changes nothing before 调整 is pressed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Begin with the year that holds."""
        super().__init__(session, "调整评审基准年", "调整(&A)", parent)
        self._known = session.moment.snapshot.project.base_year
        self._plan: BaseYearPlan | None = None
        self.year = QSpinBox()
        self.year.setRange(EARLIEST, LATEST)
        self.year.setValue(self._known)
        self.year.setSuffix(" 年")
        self.said = Sentence(role="title")
        self.rows = YearRows(self)
        self.view = ChangeList(self.rows, Column.SLOT, "调整后有变化的应备材料")
        self._lay_out()
        self.year.valueChanged.connect(self._ask)
        open_size(self, 60, 32)
        self._ask()

    def start(self) -> Job | None:
        """Begin to make it so."""
        plan = self._plan
        return None if plan is None else self._session.criteria.edit_project(Action.EDIT_PROJECT, plan.project)

    def _lay_out(self) -> None:
        label = QLabel("评审基准年(&Y)")
        label.setBuddy(self.year)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.year)
        top.addStretch(1)
        self.content.addLayout(top)
        self.content.addWidget(
            Sentence(f"现在是 {self._known} 年。近三年、近两年、最近一年都从评审基准年往回数。", "hint")
        )
        self.content.addWidget(self.said)
        self.content.addWidget(self.view, 1)

    def _ask(self) -> None:
        """Plan for the year that is written; what was planned before is no longer what is shown."""
        self._plan = None
        self.fault.say("")
        self.ok_button.setEnabled(False)
        snapshot, year = self._session.moment.snapshot, self.year.value()
        job = self._session.jobs.run("comparing", lambda _: plan_base_year(snapshot, year), self._planned)
        job.failed.connect(self._refused)

    def _planned(self, plan: BaseYearPlan) -> None:
        if plan.project.base_year != self.year.value():
            return  # another plan is on its way
        self._plan = plan
        opens = sum(row.opens for row in plan.rows)
        self.rows.show(plan.rows)
        self.said.say(edition_words.base_year_effect(plan.project, opens, len(plan.rows) - opens))
        self.said.setVisible(plan.project.base_year != self._known)
        self._offer()

    def _offer(self) -> None:
        """Let the plan be applied that is shown, if it would change something."""
        self.ok_button.setEnabled(self._plan is not None and self._plan.project.base_year != self._known)

    def _let_go_on(self, *, possible: bool) -> None:
        super()._let_go_on(possible=possible)
        self.year.setEnabled(possible)  # what is being applied stays what is shown
        if possible:
            self._offer()
