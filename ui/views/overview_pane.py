"""总览: 概况, 年度矩阵 and 乡镇矩阵, made when the first one is seen, and each computed when it is seen."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from evidence.snapshot import Changes
from ui.frozen_actions import CompareAction, FrozenAction
from ui.moment import Moment
from ui.session import Session

if TYPE_CHECKING:
    from ui.views.matrix_page import MatrixPage
    from ui.views.summary_page import SummaryPage

_NAMES = ("概况", "年度矩阵", "乡镇矩阵")


class OverviewPane(QWidget):
    """Tells where the clerk wants to go from a figure or a cell."""

    chosen = Signal(object)  # Gap
    item_chosen = Signal(object)  # CriterionId
    step_wanted = Signal(object)  # NextStep
    unit_wanted = Signal(object)  # str
    record_wanted = Signal(object)  # str | None: what went to and fro with a unit
    date_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the session's project."""
        super().__init__(parent)
        self._session = session
        self._moment: Moment | None = None
        self._stale = set(_NAMES)
        self._reset = False  # whether another project was opened since the pages were seen
        self.pages = QTabBar()
        self.pages.setExpanding(False)
        self.pages.setDrawBase(False)
        for name in _NAMES:
            self.pages.addTab(name)
        self._stack = QStackedWidget()
        self._lay_out()
        self.pages.currentChanged.connect(self._turn)

    @cached_property
    def summary(self) -> SummaryPage:
        """概况."""
        from ui.views.summary_page import SummaryPage

        session = self._session
        page = SummaryPage(lambda: session.setup.clock().date())
        page.step_wanted.connect(self.step_wanted)
        page.unit_wanted.connect(self.unit_wanted)
        page.record_wanted.connect(self.record_wanted)
        page.date_wanted.connect(self.date_wanted)
        return page

    @cached_property
    def periods(self) -> MatrixPage:
        """年度矩阵."""
        from ui.views.matrix_page import MatrixPage, Table

        return self._followed(MatrixPage(Table.PERIODS))

    @cached_property
    def townships(self) -> MatrixPage:
        """乡镇矩阵."""
        from ui.views.matrix_page import MatrixPage, Table

        return self._followed(MatrixPage(Table.TOWNSHIPS))

    @property
    def text(self) -> QLineEdit:
        """What narrows the table that is seen; that of the first one where none is."""
        return (self.townships if self.pages.currentIndex() == 2 else self.periods).text

    def show_moment(self, moment: Moment, changes: Changes | None) -> None:
        """Show a project that was opened (`changes` None), or what changed in it, as soon as the page is seen."""
        self._moment = moment
        self._stale = set(_NAMES)
        if changes is None:
            self._reset = True
            self.pages.setCurrentIndex(0)
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page that is seen up to date."""
        self._fill()
        super().showEvent(event)

    def _followed(self, page: MatrixPage) -> MatrixPage:
        page.chosen.connect(self.chosen)
        page.item_chosen.connect(self.item_chosen)
        return page

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.pages)
        bar.addStretch(1)
        for action in (FrozenAction(self._session, self), CompareAction(self._session, self)):
            button = QToolButton()
            button.setDefaultAction(action)
            bar.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def _turn(self) -> None:
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        if not self._stack.count():
            for page in (self.summary, self.periods, self.townships):
                self._stack.addWidget(page)
        at, moment = self.pages.currentIndex(), self._moment
        self._stack.setCurrentIndex(at)
        if self._reset:
            self._reset = False
            for page in (self.periods, self.townships):
                page.reset()
        if moment is None or _NAMES[at] not in self._stale:
            return
        self._stale.discard(_NAMES[at])
        if at == 0:
            self.summary.show_moment(moment)
            self._session.overview.days(lambda told: self.summary.show_days(*told))
        else:
            (self.periods, self.townships)[at - 1].show_moment(moment)
