"""Rates, what they should reach, and the office's own 放假安排, as they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import asdict
from sqlalchemy import select

from evidence.holidays import Stretch
from evidence.model import new_id
from evidence.rates import Survey, SurveyId, Threshold
from evidence.store.journaled import JournaledRows
from evidence.store.rate_tables import holiday, rate_threshold, survey


def write(rows: JournaledRows, surveys: Sequence[Survey], known: Mapping[SurveyId, Survey]) -> None:
    """Write rates, those that are known in the place of what was there.

    Of these only what reads otherwise than before: rows from before 排名 and 短板 have NULL where a rate has no word.
    """
    first = rows.next(survey.c.position)
    told = {one.id: _values(one) for one in surveys}
    fresh = [one.id for one in surveys if one.id not in known]
    rows.insert(survey, [{**told[key], "position": first + at} for at, key in enumerate(fresh)])
    had = {key: _values(known[key]).items() for key in told if key in known}
    rows.update(survey, {key: dict(told[key].items() - values) for key, values in had.items()})


def _values(one: Survey) -> dict[str, Any]:
    return {**asdict(one), "value": f"{one.value:f}"}


def remove(rows: JournaledRows, surveys: Collection[SurveyId]) -> None:
    """Take rates away."""
    rows.delete(survey, list(surveys))


def set_thresholds(rows: JournaledRows, thresholds: Iterable[Threshold]) -> None:
    """Put these in the place of all that rates should reach."""
    rows.delete(rate_threshold, rows.keys(select(rate_threshold.c.id)))
    rows.insert(rate_threshold, [{"id": new_id(), **asdict(one), "least": f"{one.least:f}"} for one in thresholds])


def set_holidays(rows: JournaledRows, years: Collection[int], stretches: Iterable[Stretch]) -> None:
    """Put these in the place of what was known of some years."""
    rows.delete(holiday, rows.keys(select(holiday.c.id).where(holiday.c.year.in_(list(years)))))
    rows.insert(holiday, [{"id": new_id(), **asdict(one)} for one in stretches])
