"""One round of a survey in one place, and what rates should reach: typed by the office."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QFormLayout, QGridLayout, QLabel, QLineEdit, QWidget

from evidence.intake import typed
from evidence.model import new_id
from evidence.rates import Rate, Survey, SurveyId, Threshold, same_answers
from evidence.rectify.rate_table import typed_held, typed_place, typed_rate, typed_sample
from evidence.wording import rates as words
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size, scrolled
from ui.jobs import Job
from ui.labels import Sentence
from ui.rate_work import set_thresholds, write_rates
from ui.session import Session
from ui.theme import em
from ui.views.fields import offer

_HINT = "没有测的指标空着。样本数是有效问卷份数，不知道就空着；按打分平均的写 82.6分，不算抽样误差。"
_LIMITS = "各省、各版细则的合格线不同，请按本地细则填写，并写明出处；不填的不作判断。"


class RateForm(JobDialog):
    """Asks for the three rates of a round in a place."""

    def __init__(
        self, session: Session, known: Sequence[Survey], chosen: Survey | None, parent: QWidget | None = None
    ) -> None:
        """Show what was found together with a rate of `known`, or ask for what is new."""
        super().__init__(session, "修改测评情况" if chosen else "登记测评情况", "保存(&S)", parent)
        together = [one for one in known if chosen and same_answers(one) == same_answers(chosen)]
        self._there = {one.rate: one for one in together}
        self.round = QLineEdit(chosen.round if chosen else "")
        self.round.setPlaceholderText("如：2023年第二次")
        self.held = QLineEdit(chosen.held if chosen else "")
        self.held.setPlaceholderText("如：2023-09 或 2023-09-12")
        self.method = QLineEdit(chosen.method if chosen else "")
        self.method.setPlaceholderText("如：电话调查")
        self.place = QLineEdit(chosen.place if chosen else "")
        self.place.setPlaceholderText("哪个乡镇；全县的空着")
        offer(self.place, session.moment.snapshot.project.townships)
        self.sample = QLineEdit(str(chosen.sample) if chosen and chosen.sample is not None else "")
        self.sample.setPlaceholderText("如：400")
        self.values = {rate: QLineEdit(self._value(rate)) for rate in Rate}
        self.note = QLineEdit(chosen.note if chosen else "")
        self.ranking = QLineEdit(chosen.ranking if chosen else "")
        self.weak = QLineEdit(chosen.weak if chosen else "")
        for field in (self.ranking, self.weak):
            field.setPlaceholderText("测评表里写了的，照抄")
        form = QFormLayout(verticalSpacing=em(self) // 4)  # or a small screen has no room for the last field
        for label, field in (
            ("轮次(&R)", self.round),
            ("测评时间(&T)", self.held),
            ("方式(&M)", self.method),
            ("范围(&P)", self.place),
            ("样本（份）(&N)", self.sample),
            *((f"{rate}（%）", self.values[rate]) for rate in Rate),
            ("排名(&K)", self.ranking),
            ("短板(&W)", self.weak),
            ("备注(&B)", self.note),
        ):
            form.addRow(label, field)
        self.content.addWidget(scrolled(form), 1)
        self.content.addWidget(Sentence(_HINT, "hint"))
        open_size(self, 38, 26)

    def start(self) -> Job:
        """Write down what was typed; a rate that was emptied goes."""
        told: list[Survey] = []
        for rate, field in self.values.items():
            if field.text().strip():
                value, scored = typed_rate(field.text())
                there = self._there.get(rate)
                told.append(self._survey(there.id if there else SurveyId(new_id()), rate, value, scored=scored))
        kept = {one.id for one in told}
        return write_rates(self._session, told, [one.id for one in self._there.values() if one.id not in kept])

    def _survey(self, key: SurveyId, rate: Rate, value: Decimal, *, scored: bool) -> Survey:
        return Survey(
            key,
            rate,
            typed.plain(self.round.text()) or typed_held(self.held.text()),
            typed_held(self.held.text()),
            typed.plain(self.method.text()),
            typed_place(typed.plain(self.place.text())),
            typed_sample(self.sample.text()),
            value,
            scored,
            typed.plain(self.note.text()),
            typed.plain(self.ranking.text()),
            typed.plain(self.weak.text()),
        )

    def _value(self, rate: Rate) -> str:
        there = self._there.get(rate)
        return "" if there is None else words.value(there).removesuffix("%")


class ThresholdForm(JobDialog):
    """Asks what each rate should reach, and where that stands."""

    def __init__(self, session: Session, known: Sequence[Threshold], parent: QWidget | None = None) -> None:
        """Show what is known."""
        super().__init__(session, "合格线", "保存(&S)", parent)
        there = {one.rate: one for one in known}
        self.least = {rate: QLineEdit(words.number(there[rate].least) if rate in there else "") for rate in Rate}
        self.basis = {rate: QLineEdit(there[rate].basis if rate in there else "") for rate in Rate}
        grid = QGridLayout()
        grid.setVerticalSpacing(em(self) // 3)
        for column, head in enumerate(("指标", "合格线（%）", "出处")):
            grid.addWidget(QLabel(head), 0, column)
        for row, rate in enumerate(Rate, 1):
            self.least[rate].setAccessibleName(f"{rate}合格线")
            self.least[rate].setMaximumWidth(7 * em(self))
            self.basis[rate].setAccessibleName(f"{rate}合格线出处")
            self.basis[rate].setPlaceholderText("如：省细则第三条")
            for column, widget in enumerate((QLabel(rate), self.least[rate], self.basis[rate])):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(2, 1)
        self.content.addLayout(grid)
        self.content.addWidget(Sentence(_LIMITS, "hint"))
        self.content.addStretch(1)
        open_size(self, 40, 15)

    def start(self) -> Job:
        """Keep them as one step."""
        wanted = [
            Threshold(rate, typed_rate(field.text())[0], typed.plain(self.basis[rate].text()))
            for rate, field in self.least.items()
            if field.text().strip()
        ]
        return set_thresholds(self._session, wanted)
