"""Rates, what they should reach, and the office's own 放假安排, as they are read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from evidence.holidays import Arranged, Stretch
from evidence.rates import Rate, Survey, SurveyId, Threshold
from evidence.store.source import Source, ask

_SURVEYS = "SELECT id, rate, round, held, method, place, sample, value, scored, note FROM survey ORDER BY position"
_THRESHOLDS = "SELECT rate, least, basis FROM rate_threshold"
_HOLIDAYS = 'SELECT year, number, name, arranged, "first", "last" FROM holiday ORDER BY year, "first"'


def read_surveys(source: Source) -> tuple[Survey, ...]:
    """Return all rates, in the order in which they were written down."""
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
        )
        for key, rate, times, held, method, place, sample, value, scored, note in ask(source, _SURVEYS)
    )


def read_thresholds(source: Source) -> tuple[Threshold, ...]:
    """Return what rates should reach, in the order of the rates."""
    found = {
        Rate(rate): Threshold(Rate(rate), Decimal(least), basis) for rate, least, basis in ask(source, _THRESHOLDS)
    }
    return tuple(found[rate] for rate in Rate if rate in found)


def read_holidays(source: Source) -> tuple[Stretch, ...]:
    """Return what the office added, in order of time."""
    return tuple(
        Stretch(year, number, name, Arranged(arranged), date.fromisoformat(first), date.fromisoformat(last))
        for year, number, name, arranged, first, last in ask(source, _HOLIDAYS)
    )
