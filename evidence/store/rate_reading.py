"""Rates, what they should reach, and the office's own 放假安排, as they are read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter

from evidence.holidays import Arranged, Stretch
from evidence.rates import Rate, Survey, SurveyId, Threshold
from evidence.store.past_rows import rows_at
from evidence.store.source import Source, ask

_SURVEYS = (
    "id",
    "rate",
    "round",
    "held",
    "method",
    "place",
    "sample",
    "value",
    "scored",
    "note",
    "ranking",
    "weak",
    "position",
)
_THRESHOLDS = ("id", "rate", "least", "basis")
_HOLIDAYS = 'SELECT year, number, name, arranged, "first", "last" FROM holiday ORDER BY year, "first"'


def read_surveys(source: Source, moment: datetime | None = None) -> tuple[Survey, ...]:
    """Return all rates, in the order in which they were written down: those of now, or of a moment that is past."""
    rows = rows_at(source, {"survey": _SURVEYS}, moment)["survey"].values()
    return tuple(
        Survey(
            SurveyId(key),
            Rate(rate),
            times,
            held,
            method,
            place,
            sample,
            Decimal(value),
            scored=bool(scored),
            note=note,
            ranking=ranking or "",
            weak=weak or "",
        )
        for key, rate, times, held, method, place, sample, value, scored, note, ranking, weak, _ in sorted(
            rows, key=itemgetter(-1)
        )
    )


def read_thresholds(source: Source, moment: datetime | None = None) -> tuple[Threshold, ...]:
    """Return what rates should reach, in the order of the rates: now, or at a moment that is past."""
    rows = rows_at(source, {"rate_threshold": _THRESHOLDS}, moment)["rate_threshold"].values()
    found = {Rate(rate): Threshold(Rate(rate), Decimal(least), basis) for _, rate, least, basis in rows}
    return tuple(found[rate] for rate in Rate if rate in found)


def read_holidays(source: Source) -> tuple[Stretch, ...]:
    """Return what the office added, in order of time."""
    return tuple(
        Stretch(year, number, name, Arranged(arranged), date.fromisoformat(first), date.fromisoformat(last))
        for year, number, name, arranged, first, last in ask(source, _HOLIDAYS)
    )
