"""Proposes which items of two schemes ask for the same papers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from evidence.criteria import Counterparts, leaves_of
from evidence.intake.suggest import Suggester
from evidence.model import Criterion, CriterionId, Facts
from evidence.snapshot import OtherScheme, Snapshot

_LEAST = 0.4  # confidence; of tables of two kinds for the same field, most pairs above it are right
_NOWHERE = PurePosixPath()


class ProposedPair(Struct, frozen=True):
    """Two items that may go together, and how sure that is (0–1)."""

    here: Criterion
    there: Criterion
    confidence: float

    @property
    def pair(self) -> Counterparts:
        """The two as they are recorded."""
        return Counterparts(self.here.id, self.there.id)


def proposed_pairs(snapshot: Snapshot, other: OtherScheme) -> tuple[ProposedPair, ...]:
    """Return the items that are each other's nearest by their words and are not together yet, the surest first."""
    nearest_there = _nearest(snapshot.items, other.criteria)
    nearest_here = _nearest(leaves_of(other.criteria), snapshot.criteria)
    by_id = {item.id: item for item in other.criteria}
    found = [
        ProposedPair(snapshot.by_id[here], by_id[there], confidence)
        for here, (there, confidence) in nearest_there.items()
        if confidence >= _LEAST
        and nearest_here.get(there, (None,))[0] == here
        and there not in snapshot.counterparts.get(here, ())
    ]
    return tuple(sorted(found, key=lambda pair: -pair.confidence))


def _nearest(items: Sequence[Criterion], scheme: Sequence[Criterion]) -> dict[CriterionId, tuple[CriterionId, float]]:
    """Return for each item the item of a scheme that papers with its words would be filed under."""
    suggester = Suggester(scheme)
    found: dict[CriterionId, tuple[CriterionId, float]] = {}
    for item in items:
        words = "\n".join(filter(None, (item.method, *(slot.name for slot in item.required))))
        best = suggester.suggest(Facts(title=item.text or item.title), words, _NOWHERE)[:1]
        found.update((item.id, (top.criterion, top.confidence)) for top in best)
    return found
