"""Reading facts: the share right of each on invented papers by a seed of its own, and the time a paper takes.

`python tests/bench/facts.py` prints what was wrong.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

if __name__ == "__main__":
    _TESTS = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(_TESTS.parent), str(_TESTS)]

from bench.figures import Figure
from papers.measure import FLOORS, Score, made, score_of

PAPERS, TINY = 3000, 300
_SEED = 11
_MS = 1000
_LONGEST_MS = 5.0


def measure(papers: int = PAPERS) -> list[Figure]:
    """Return a figure for each fact, and the milliseconds that a paper takes."""
    score, seconds = _scored(papers)
    shares = [Figure(f"{fact} right", score.share(fact), "", FLOORS[fact], at_least=True) for fact in score.asked]
    return [*shares, Figure("facts of one paper", seconds / papers * _MS, "ms", _LONGEST_MS)]


def _scored(papers: int) -> tuple[Score, float]:
    read = list(made(papers, _SEED))
    start = time.perf_counter()
    score = score_of(read)
    return score, time.perf_counter() - start


def main() -> None:
    """Print what was read wrong."""
    score, _ = _scored(PAPERS)
    for fact in score.asked:
        print(f"{fact:22} {score.share(fact):6.1%} ({score.right[fact]}/{score.asked[fact]})")
        for note in score.wrong[fact][:25]:
            print(f"    {note}")


if __name__ == "__main__":
    main()
