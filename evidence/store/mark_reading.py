"""The work on items, as a snapshot has it."""

from __future__ import annotations

from datetime import datetime

from evidence.model import CriterionId
from evidence.reviews import Work, WorkMark
from evidence.store.source import Source, ask


def read_marks(source: Source) -> dict[CriterionId, WorkMark]:
    """Return what was said of the work on items, of any scheme; a mark without a state is 待复核."""
    return {
        CriterionId(item): WorkMark(Work(state or Work.TO_REVIEW), by, at and datetime.fromisoformat(at), basis)
        for item, state, by, at, basis in ask(
            source, 'SELECT criterion_id, state, "by", "at", basis FROM finished_item'
        )
    }
