"""工作状态 and 复核意见 in words, as windows and the command line tell them."""

from __future__ import annotations

from evidence import wording
from evidence.check.defects import made_of
from evidence.check.work_states import to_be_seen_again, work_of
from evidence.check.work_states import work_counts as counted
from evidence.model import Criterion, Filing, Piece
from evidence.snapshot import Snapshot
from evidence.wording import reviews

_MOST_NAMED = 3


def verdict(filing: Filing, piece: Piece) -> str:
    """Return what a second person finds of a piece in its place; empty if nobody said it."""
    review = filing.review
    return "" if review is None else reviews.verdict(review, again=review.basis != made_of(piece))


def work(snapshot: Snapshot, item: Criterion) -> str:
    """Return how far the work on an item is, who said so and when."""
    again = to_be_seen_again(snapshot, item)
    return reviews.work(work_of(snapshot, item), snapshot.marks.get(item.id), again=again)


def work_counts(snapshot: Snapshot) -> str:
    """Return how many items are how far, and which of those that are done are to be seen again."""
    said = wording.phrase("work_counts", **{state.value: count for state, count in counted(snapshot).items()})
    again = [item.code for item in snapshot.leaves if to_be_seen_again(snapshot, item)]
    named = "、".join(again[:_MOST_NAMED]) + ("等" if len(again) > _MOST_NAMED else "")
    return said + (wording.phrase("work_again", count=len(again), codes=named) if again else "")
