"""The work on items: how far it is, who said so, and whether their papers changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from evidence.check.self_scores import basis_of
from evidence.model import Criterion
from evidence.reviews import Work
from evidence.snapshot import Snapshot


def work_of(snapshot: Snapshot, item: Criterion) -> Work:
    """Tell how far the work on an item is: what somebody said of it, else what follows from what is filed."""
    if (mark := snapshot.marks.get(item.id)) is not None:
        return mark.state
    return Work.COLLECTING if snapshot.filed_under.get(item.id) else Work.NOT_STARTED


def to_be_seen_again(snapshot: Snapshot, item: Criterion) -> bool:
    """Tell whether an item was 已完成 and its papers, or what it asks, changed since (需再看)."""
    mark = snapshot.marks.get(item.id)
    return mark is not None and mark.basis is not None and mark.basis != basis_of(snapshot, item)


def work_counts(snapshot: Snapshot) -> Mapping[Work, int]:
    """Return how many of the items that are asked of the office are how far."""
    found = Counter(work_of(snapshot, item) for item in snapshot.leaves)
    return {state: found[state] for state in Work}
