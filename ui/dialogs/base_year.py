"""调整评审基准年: what another year would do, before it is made so."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.check.base_year import EARLIEST, LATEST, BaseYearPlan, plan_base_year
from evidence.errors import DossierError
from evidence.journal import Action
from evidence.wording import editions as edition_words
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.year_rows import Column, YearRows
from ui.session import Session


class BaseYear(QDialog):
    """Shows at each year what it would open and close; changes nothing before 调整 is pressed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Begin with the year that holds."""
        super().__init__(parent)
        self._session = session
        self._known = session.moment.snapshot.project.base_year
        self._plan: BaseYearPlan | None = None
        self._asked = 0  # for a plan, and not answered yet
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("调整评审基准年")
        self.year = QSpinBox()
        self.year.setRange(EARLIEST, LATEST)
        self.year.setValue(self._known)
        self.year.setSuffix(" 年")
        self.said = Sentence(role="title")
        self.fault = Sentence(role="fault")
        self.rows = YearRows(self)
        self.view = _table(self.rows)
        self.apply_button = QPushButton("调整(&A)")
        self.close_button = QPushButton("取消")
        self._lay_out()
        self.year.valueChanged.connect(self._ask)
        self.apply_button.clicked.connect(self._apply)
        self.close_button.clicked.connect(self.reject)
        self.apply_button.setDefault(True)
        open_size(self, 60, 32)
        self._ask()

    def _lay_out(self) -> None:
        label = QLabel("评审基准年(&Y)")
        label.setBuddy(self.year)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.year)
        top.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.apply_button)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(Sentence(f"现在是 {self._known} 年。近三年、近两年、最近一年都从评审基准年往回数。", "hint"))
        layout.addWidget(self.said)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)

    def _ask(self) -> None:
        """Plan for the year that is written; what was planned before is no longer what is shown."""
        self._plan = None
        self._asked += 1
        self.apply_button.setEnabled(False)
        snapshot, year = self._session.moment.snapshot, self.year.value()
        job = self._session.jobs.run("comparing", lambda _: plan_base_year(snapshot, year), self._planned)
        job.failed.connect(self._failed)

    def _planned(self, plan: BaseYearPlan) -> None:
        self._asked -= 1
        if self._asked:
            return
        self._plan = plan
        opens = sum(row.opens for row in plan.rows)
        self.rows.show(plan.rows)
        self.said.say(edition_words.base_year_effect(plan.project.base_year, opens, len(plan.rows) - opens))
        self.said.setVisible(plan.project.base_year != self._known)
        self.apply_button.setEnabled(plan.project.base_year != self._known)

    def _apply(self) -> None:
        if (plan := self._plan) is not None:
            self.apply_button.setEnabled(False)
            job = self._session.criteria.edit_project(Action.EDIT_PROJECT, plan.project)
            job.succeeded.connect(self.accept)
            job.failed.connect(self._failed)

    def _failed(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))


def _table(rows: YearRows) -> QTreeView:
    view = QTreeView()
    view.setModel(rows)
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAlternatingRowColors(True)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setAccessibleName("调整后有变化的应备材料")
    header = view.header()
    header.setStretchLastSection(False)
    for column in Column:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(Column.SLOT, QHeaderView.ResizeMode.Stretch)
    return view
