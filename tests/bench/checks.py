"""All gaps, doubts and scores of 10,000 pieces in 94 items from 42 townships over 3 years, and after one is filed.

By the clock, on snapshots that nobody asked anything yet; what is bare counts the filings of each material and does
nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bench.doubts import a_project, one_more
from bench.figures import Figure, wall_s
from msgspec.structs import replace

from evidence.check.doubts.finding import find_doubts, updated_doubts
from evidence.check.gaps import ItemGaps, find_gaps, updated_gaps
from evidence.check.score import score
from evidence.garbage import no_garbage
from evidence.model import CriterionId


@dataclass(frozen=True, slots=True)
class Size:
    """How large the project is, and how often each is measured."""

    pieces: int = 10_000
    runs: int = 9


FULL = Size()
TINY = Size(pieces=200, runs=1)


def measure(size: Size = FULL) -> list[Figure]:
    """Measure everything at once, and again after one paper more was filed."""
    snapshot = a_project(size.pieces)
    items = find_gaps(snapshot)
    doubts = find_doubts(snapshot, _by_item(items))
    after, changes = one_more(snapshot, 1)

    def gaps() -> None:
        find_gaps(replace(snapshot))

    def everything() -> None:
        fresh = replace(snapshot)
        found = find_gaps(fresh)
        find_doubts(fresh, _by_item(found))
        score(found)

    def one() -> None:
        fresh = replace(after)
        found = updated_gaps(items, fresh, changes.criteria)
        updated_doubts(doubts, fresh, _by_item(found), changes)
        score(found)

    def bare() -> None:
        Counter((filing.criterion, filing.slot) for filing in snapshot.filings)

    gaps_s, all_s, one_s, bare_s = (_least(work, size.runs) for work in (gaps, everything, one, bare))
    named = f"{size.pieces:,} pieces, {len(snapshot.leaves)} items, {len(snapshot.project.townships)} townships"
    return [
        Figure(f"all gaps of {named}", gaps_s * 1000, "ms"),
        Figure("all gaps, doubts and scores", all_s * 1000, "ms", 300),
        Figure("all of them after one piece is filed", one_s * 1000, "ms", 50),
        Figure("filings counted by material", bare_s * 1000, "ms"),
        Figure("all gaps ÷ counting", gaps_s / bare_s, "×"),
    ]


def _by_item(items: tuple[ItemGaps, ...]) -> dict[CriterionId, ItemGaps]:
    return {item.criterion.id: item for item in items}


def _least(work: Callable[[], None], runs: int) -> float:
    with no_garbage():
        return min(wall_s(work) for _ in range(runs))
