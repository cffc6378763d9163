"""What the charts of 整改 show: progress, what was opened and closed, how long problems are open, units, rates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from evidence.export.charts import Chart, ChartForm, Fill, Series
from evidence.rates import Rate, Survey, Threshold
from evidence.rectify.figures import AGES, Age, Case, ageing, by_unit, opened_closed_by_day
from evidence.rectify.rate_order import Round, in_time
from evidence.wording import papers as words
from evidence.wording.papers import phrase
from evidence.wording.rates import way

WEEKS = 12  # that charts go back
FEWEST = 10  # problems: of fewer, the sentences and the table of units tell all that charts would, in less room
_MOST_UNITS = 20
_DAYS = 7
_MEASURE = "个"


def charts_of(cases: Sequence[Case], day: date) -> tuple[Chart, ...]:
    """Return all charts of the ledger at the end of a day."""
    return (weeks_chart(cases, day), progress_chart(cases, day), ages_chart(cases, day), units_chart(cases, day))


def worth_drawing(cases: Sequence[Case]) -> bool:
    """Tell whether a paper is to have charts of its problems: there are `FEWEST` or more, closed or not."""
    return len(cases) >= FEWEST


def weeks_chart(cases: Iterable[Case], day: date) -> Chart:
    """Return how many problems were found or came back, and how many were closed, in each of the last weeks."""
    first = _monday(day) - timedelta(_DAYS * (WEEKS - 1))
    days = opened_closed_by_day(cases, first, day)
    weeks = [days[at : at + _DAYS] for at in range(0, len(days), _DAYS)]
    opened = Series(phrase("opened"), tuple(sum(one.opened for one in week) for week in weeks), Fill.DOTTED)
    closed = _closed(sum(one.closed for one in week) for week in weeks)
    names = tuple(_short(week[0].day) for week in weeks)
    return Chart(phrase("chart_weeks"), ChartForm.BARS, names, (opened, closed), _MEASURE)


def progress_chart(cases: Iterable[Case], day: date) -> Chart:
    """Return how many problems were open at the end of each of the last weeks, and at the end of the day."""
    first = _monday(day) - timedelta(_DAYS * (WEEKS - 1))
    days = opened_closed_by_day(cases, first, day)
    ends = [one for one in days if one.day.weekday() == _DAYS - 1 or one.day == day]
    series = Series(phrase("open"), tuple(one.open for one in ends))
    names = tuple(_short(one.day) for one in ends)
    return Chart(phrase("chart_progress"), ChartForm.LINES, names, (series,), _MEASURE)


def ages_chart(cases: Iterable[Case], day: date) -> Chart:
    """Return for how long problems are open that are, those apart whose deadline is over."""
    known = tuple(cases)
    late = [age.count for age in ageing([case for case in known if case.standing.overdue(day)], day)]
    ages = ageing(known, day)
    in_time = tuple(age.count - over for age, over in zip(ages, late, strict=True))
    series = (_not_late(in_time), _late(late))
    return Chart(phrase("chart_ages"), ChartForm.STACKED, tuple(map(_band, ages)), series, _MEASURE)


def units_chart(cases: Iterable[Case], day: date) -> Chart:
    """Return how many problems each unit has, closed, open and late; of many units those with most that are open."""
    found = [(unit or words.NOT_HANDED_OUT, counts) for unit, counts in by_unit(cases, day).items()]
    most = sorted(found, key=lambda one: (-one[1].open, -one[1].total, one[0]))[:_MOST_UNITS]
    title = phrase("chart_units_most", count=_MOST_UNITS) if len(found) > _MOST_UNITS else phrase("chart_units")
    series = (
        _closed(counts.closed for _, counts in most),
        _not_late(counts.open - counts.overdue for _, counts in most),
        _late(counts.overdue for _, counts in most),
    )
    return Chart(title, ChartForm.LYING, tuple(unit for unit, _ in most), series, _MEASURE)


def rates_chart(surveys: Iterable[Survey], thresholds: Iterable[Threshold]) -> Chart:
    """Return how 满意度 and the like of the whole county changed from round to round, with what they should reach.

    Averages of marks are no share of people, and left out. One rate that was asked in several ways has several lines.
    Where nobody can tell which of two rounds was earlier, nothing is drawn.
    """
    whole = [one for one in surveys if not one.place and not one.scored]
    ordered = in_time(whole)
    rounds = ordered.rounds if ordered.sure else ()
    methods = {rate: sorted({one.method for one in whole if one.rate is rate}) for rate in Rate}
    series = tuple(
        Series(way(rate, method if len(methods[rate]) > 1 else ""), _values(rounds, rate, method))
        for rate in Rate
        for method in methods[rate]
    )
    asked = [rate for rate in Rate if methods[rate]]
    levels = tuple((phrase("chart_level", rate=one.rate), float(one.least)) for one in thresholds if one.rate in asked)
    title = phrase("chart_rates", rates="、".join(asked))
    return Chart(title, ChartForm.LINES, tuple(one.name for one in rounds), series, "%", levels)


def _closed(values: Iterable[int]) -> Series:
    return Series(phrase("closed"), tuple(values), Fill.DARK)


def _not_late(values: Iterable[int]) -> Series:
    return Series(phrase("not_late"), tuple(values), Fill.STRIPED)


def _late(values: Iterable[int]) -> Series:
    return Series(phrase("late_ones"), tuple(values), Fill.CROSSED)


def _values(rounds: Sequence[Round], rate: Rate, method: str) -> tuple[float | None, ...]:
    of = [{one.method: float(one.value) for one in held.surveys if one.rate is rate} for held in rounds]
    return tuple(found.get(method) for found in of)


def _band(age: Age) -> str:
    if age.most is None:
        return phrase("age_place_more", most=AGES[-1])
    return phrase("age_place", least=age.least, most=age.most)


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
