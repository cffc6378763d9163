"""The columns in which a piece keeps its facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from evidence.model import Facts, Level, Stage
from evidence.store.source import once

_NAMES = Facts.__struct_fields__
_STAGES: dict[str | None, Stage | None] = {None: None, **{stage.value: stage for stage in Stage}}
_LEVELS: dict[str | None, Level | None] = {None: None, **{level.value: level for level in Level}}
_day = lru_cache(maxsize=4096)(date.fromisoformat)  # thousands of papers have few days


def facts_of_row(row: Sequence[Any]) -> Facts:
    """Return the facts of a row that has the fields of `Facts`, in their order, as the database gives them."""
    title, number, issuer, issued_on, year, kind, stage, unit, level, seal, until, place = row
    return Facts(
        title,
        number,
        issuer and once(issuer),
        None if issued_on is None else _day(issued_on),
        year,
        kind and once(kind),
        _STAGES[stage],
        unit and once(unit),
        _LEVELS[level],
        None if seal is None else bool(seal),
        None if until is None else _day(until),
        place,
    )


def row_of_facts(facts: Facts) -> dict[str, Any]:
    """Return facts by column."""
    return {name: getattr(facts, name) for name in _NAMES}
