"""How the project stood at the end of earlier days, and when it was written last, as they are read."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from evidence.model import SchemeId
from evidence.store.source import Source, ask, ask_one

if TYPE_CHECKING:
    from evidence.check.standing import Figures


def read_days(source: Source, scheme: SchemeId) -> tuple[tuple[date, Figures], ...]:
    """Return how the project stood in a scheme at the end of earlier days, the earliest first."""
    from evidence.check.standing import Figures

    found = ask(
        source,
        "SELECT day, complete, partial, missing, not_applicable, needed, met, pieces, unsorted FROM day"
        " WHERE scheme_id = ? ORDER BY day",
        scheme,
    )
    return tuple((date.fromisoformat(day), Figures(*counts)) for day, *counts in found)


def last_written(source: Source) -> datetime:
    """Return when something was written last that the journal tells of."""
    (at,) = ask_one(source, "SELECT at FROM journal ORDER BY number DESC LIMIT 1")
    return datetime.fromisoformat(at)
