"""导入测评情况: a table of rates, with what is new, different and known, before anything is written down."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from evidence import wording
from evidence.model import Notice, State
from evidence.rates import Rate, Survey
from evidence.rectify.rate_table import FIELDS, Planned, RatePlan, ToldRates, plan_rates, read_rates
from evidence.scheme.headed import Chosen, HeadedTable
from evidence.wording import rates as words
from ui.dialogs.headed_import import HeadedImport, Offered
from ui.jobs import Job
from ui.models.text_rows import TextRow
from ui.rate_work import take_rates
from ui.session import Session

_HEADS = ("情况", "轮次", "指标", "范围", "结果", "样本", "原来")


class RateImport(HeadedImport):
    """Asks for a table of rates."""

    needs = "带＊的，时间和轮次至少有一栏，三个指标至少有一栏"
    one_of = frozenset({"held", "round", *(rate.name for rate in Rate)})

    def __init__(self, session: Session, known: tuple[Survey, ...], parent: QWidget | None = None) -> None:
        """Set what a table tells beside what is known."""
        self._known = known
        self._plan: tuple[RatePlan, ...] = ()
        super().__init__(session, "导入测评情况", FIELDS, _HEADS, parent)

    def read_table(self, path: Path, chosen: Chosen | None) -> tuple[HeadedTable, object]:
        """Read the rates of a table."""
        return read_rates(path, chosen)

    def offered(self, told: object) -> Offered:
        """Show each rate with what becomes of it, and the rows that were not read."""
        read = cast("ToldRates", told)
        self._plan = plan_rates(self._known, read.surveys)
        counts = {state: sum(one.planned is state for one in self._plan) for state in Planned}
        said = wording.phrase(
            "rates_planned",
            count=len(self._plan),
            new=counts[Planned.NEW],
            changed=counts[Planned.CHANGED],
            same=counts[Planned.SAME],
        )
        changes = counts[Planned.NEW] + counts[Planned.CHANGED] > 0
        unread = tuple(_unread(notice) for notice in read.unread)
        return Offered((*unread, *map(_row, self._plan)), said, changes=changes)

    def start(self) -> Job:
        """Write down what is new or different."""
        return take_rates(self._session, self._plan)


def _row(one: RatePlan) -> TextRow:
    survey = one.survey
    sample = "" if survey.sample is None else str(survey.sample)
    before = words.value(one.before) if one.before and one.planned is Planned.CHANGED else ""
    told = (survey.round, survey.rate, words.place(survey), words.value(survey), sample, before)
    return TextRow(survey.id, (one.planned, *told), State.PARTIAL if one.planned is Planned.CHANGED else None)


def _unread(notice: Notice) -> TextRow:
    return TextRow(notice.where, ("没有读入", notice.where, "", "", wording.notice(notice), "", ""), State.MISSING)
