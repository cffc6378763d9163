"""概况: how the project stands on one page, what to do next, and how it went from day to day."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence.check.next_steps import NextStep, next_steps
from evidence.check.score import Totals
from evidence.check.shares import per_mille
from evidence.check.standing import Figures, by_category, by_unit, days_left, figures
from evidence.export import overview_phrases as words
from evidence.export import phrases, review_phrases
from evidence.model import State
from evidence.wording.chasing import share
from ui.labels import Sentence, unmarked
from ui.models.standing_rows import UNIT, StandingRows
from ui.moment import Moment
from ui.overview_work import Days
from ui.theme import em
from ui.unit_record_work import offer_record
from ui.views.bars import Bar, Bars, Point, ShareBar, Trend
from ui.views.rows import Rows, Wide
from ui.views.why_button import beside

_MOST_STEPS = 5
_FIRST_DAY = "从今天起，每个有改动的工作日记一次，第二天起在这里看变化。"


class SummaryPage(QWidget):
    """Figures on the left, units on the right."""

    step_wanted = Signal(object)  # NextStep
    unit_wanted = Signal(object)  # str: its gaps are to be shown
    record_wanted = Signal(object)  # str: what went to and fro with it
    date_wanted = Signal()  # 送审日期 is to be set

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """Show nothing; `today` tells from which day days are counted."""
        super().__init__(parent)
        self._today = today
        self._now: Figures | None = None
        self._buttons: list[QPushButton] = []  # of the steps
        self.figures = Sentence("", "title")
        self.total = Bars()
        self.work = Sentence("", "hint")
        self.days = QPushButton()
        self.days.setProperty("role", "link")
        self.next_title = Sentence("下一步", "title")
        self.steps = QVBoxLayout()
        self.steps.setSpacing(0)
        self.categories = Bars()
        self.trend = Trend()
        self.trend_told = Sentence("", "hint")
        self.model = StandingRows(self)
        self.units = Rows(self.model, (Wide(0), Wide(6), Wide(6), Wide(4, 24), Wide(6.5, 31)))
        self.units.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.units.setItemDelegateForColumn(1, ShareBar(self))
        self.units.setAccessibleName("各单位")
        self.units_told = Sentence("", "hint")
        self._lay_out()
        self.days.clicked.connect(self.date_wanted)
        self.units.clicked.connect(self._choose_unit)
        self.units.activated.connect(self._choose_unit)
        self.record = offer_record(self.units, lambda: self.record_wanted.emit(self.units.currentIndex().data(UNIT)))

    def show_moment(self, moment: Moment) -> None:
        """Show a project as it is now."""
        snapshot, items = moment.snapshot, tuple(moment.gaps.values())
        self._now = figures(snapshot, items)
        self.figures.say(words.figures(self._now))
        self.total.show_bars([Bar("全部", _states(self._now), words.share(self._now.met, self._now.needed))])
        self.work.say(review_phrases.work_counts(snapshot))
        left = days_left(snapshot.project, self._today())
        self.days.setText(
            words.days_left(left, snapshot.project.submit_on) + ("" if left is not None else "点这里设定 ›")
        )
        self.categories.show_bars(
            [
                Bar(_name(one.group and phrases.item_name(one.group)), _states(one.sums), share(one.sums.per_mille))
                for one in by_category(snapshot, items)
            ]
        )
        standings = by_unit(snapshot, items)
        self.model.show(standings)
        unknown = words.unsorted_unknown(standings.unsorted_unknown) if standings.unsorted_unknown else ""
        self.units_told.say(f"按还差的件数排列；单击看这个单位的缺项。{unknown}")
        self._show_steps(next_steps(snapshot, items, standings)[:_MOST_STEPS])

    def show_days(self, days: Days, last: date) -> None:
        """Show how it went; the project stands now as it did at the end of the day of its last change."""
        if self._now is None:
            return
        points = [_point(day, found) for day, found in days] + [_point(last, self._now)]
        self.trend.show_points(points)
        self.trend.setVisible(bool(days))
        self.trend_told.say("" if days else _FIRST_DAY)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(em(self) // 3)
        left.addLayout(beside(self.figures, "应备件数"))
        left.addWidget(self.total)
        left.addLayout(beside(self.work, "工作状态"))
        left.addLayout(beside(self.days, "距送审几天"))
        left.addWidget(self.next_title)
        left.addLayout(self.steps)
        left.addLayout(beside(Sentence("各类别（末尾为应备件到位率）", "title"), "到位率"))
        left.addWidget(self.categories)
        left.addWidget(Sentence("应备件到位率的变化", "title"))
        left.addWidget(self.trend_told)
        left.addWidget(self.trend)
        left.addStretch(1)
        inside = QWidget()
        inside.setLayout(left)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        right = QVBoxLayout()
        right.addLayout(beside(Sentence("各单位", "title"), "未齐"))
        right.addWidget(self.units, 1)
        right.addWidget(self.units_told)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 11)
        layout.addLayout(right, 10)

    def _show_steps(self, steps: tuple[NextStep, ...]) -> None:
        for button in self._buttons:
            button.deleteLater()
        self._buttons.clear()
        for step in steps:
            button = QPushButton(f"{unmarked(words.next_step(step))} ›")
            button.setProperty("role", "link")
            button.clicked.connect(partial(self._want, step))
            self.steps.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(button)
        self.next_title.say("下一步" if steps else "材料都齐全了")

    def _want(self, step: NextStep) -> None:
        self.step_wanted.emit(step)

    def _choose_unit(self, index: QModelIndex) -> None:
        self.unit_wanted.emit(index.data(UNIT))


def _states(sums: Figures | Totals) -> dict[State, int]:
    return {
        State.COMPLETE: sums.complete,
        State.PARTIAL: sums.partial,
        State.MISSING: sums.missing,
        State.NOT_APPLICABLE: sums.not_applicable,
    }


def _name(title: str | None) -> str:
    return title or words.NO_GROUP


def _point(day: date, found: Figures) -> Point:
    return Point(day, per_mille(found.met, found.needed) if found.needed else 0, found.complete)
