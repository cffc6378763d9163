"""承担范围, as a snapshot has it."""

from __future__ import annotations

from evidence.model import CriterionId
from evidence.store.source import Source, ask


def read_outside(source: Source) -> frozenset[CriterionId]:
    """Return the items that lie beyond 承担范围, of any scheme."""
    return frozenset(CriterionId(key) for (key,) in ask(source, "SELECT criterion_id FROM outside_item"))
