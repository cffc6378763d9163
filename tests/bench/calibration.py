"""Proposed places: how often they are right, how honest their confidence is, and the time that one paper takes.

The weights in `evidence.intake.confidence` are fitted here (`python tests/bench/calibration.py` prints them anew) on
papers invented for half of the items of the demonstration scheme, and measured on those for the other half. A fifth of
the papers belongs nowhere.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    _TESTS = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(_TESTS.parent), str(_TESTS)]

from bench.figures import Figure
from papers.filed import FiledPaper, papers_for

from evidence.criteria import leaves_of
from evidence.intake.suggest import Suggester
from evidence.model import Criterion
from evidence.scheme.reading import read_scheme

SCHEME = Path(__file__).resolve().parents[2] / "templates" / "schemes" / "国家食品安全示范城市评价细则（演示版）.csv"
_FITTED_ON, _MEASURED_ON = 3, 77  # seeds
_STEPS, _RATE = 500, 0.5
_MS = 1000
_MOST_MS = 5.0  # as issue 6 asks, at 94 items


@dataclass(frozen=True, slots=True)
class Size:
    """How many papers."""

    papers: int = 4000


FULL = Size()
TINY = Size(120)


@dataclass(frozen=True, slots=True)
class _Answer:
    certain: bool
    first_is_right: bool
    among_three: bool
    confidence: float
    belongs: bool  # somewhere in the scheme


def measure(size: Size = FULL) -> list[Figure]:
    """Return how the proposals do on papers that the weights were not fitted on."""
    suggester = Suggester(read_scheme(SCHEME).items)
    papers = _papers(suggester.criteria, size.papers, _MEASURED_ON, half=1)
    start = time.process_time()
    answers = [_answer(suggester, paper) for paper in papers]
    taken_ms = (time.process_time() - start) / len(papers) * _MS
    asked = [answer for answer in answers if answer.belongs]
    certain = [answer for answer in answers if answer.certain]
    return [
        Figure("first is right", _share([answer.first_is_right for answer in asked]), "", 0.85, at_least=True),
        Figure("right among three", _share([answer.among_three for answer in asked]), "", 0.95, at_least=True),
        Figure("certain is right", _share([answer.first_is_right for answer in certain]), "", 0.98, at_least=True),
        Figure("certain of those that belong", _share([answer.certain for answer in asked]), "", 0.4, at_least=True),
        Figure("confidence off what came true", _distance(answers), "", 0.05),
        Figure("proposals for one paper", taken_ms, "ms"),
        Figure("proposals ÷ what they may take", taken_ms / _MOST_MS, "×", 1.0),
    ]


def _papers(criteria: Sequence[Criterion], count: int, seed: int, half: int) -> list[FiledPaper]:
    """Return papers for every other item, and every other one of those that belong nowhere."""
    items = {leaf.id for leaf in leaves_of(criteria)[half::2]}
    made = enumerate(papers_for(criteria, count, seed))
    return [paper for at, paper in made if (paper.items & items if paper.items else at % 2 == half)]


def _answer(suggester: Suggester, paper: FiledPaper) -> _Answer:
    found = suggester.suggest(paper.facts, paper.text, paper.source)
    first = found[0] if found else None
    return _Answer(
        first is not None and first.certain,
        first is not None and first.criterion in paper.items,
        any(item.criterion in paper.items for item in found[:3]),
        first.confidence if first else 0.0,
        bool(paper.items),
    )


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0


def _distance(answers: Sequence[_Answer]) -> float:
    """Return how far, in the mean of ten equally large groups, confidence lies from the share that was right (0–1)."""
    ordered = sorted(answers, key=lambda answer: answer.confidence)
    size = max(1, len(ordered) // 10)
    groups = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    off = [
        abs(sum(answer.confidence for answer in group) / len(group) - _share([a.first_is_right for a in group]))
        for group in groups
    ]
    return sum(off) / len(off)


def fit(signs: Sequence[tuple[float, ...]], right: Sequence[bool]) -> tuple[list[float], float]:
    """Return the weights and the intercept of a logistic regression, by descent on standardised signs."""
    count = len(signs)
    columns = list(zip(*signs, strict=True))
    means = [sum(column) / count for column in columns]
    widths = [
        max(1e-6, math.sqrt(sum((value - mean) ** 2 for value in column) / count))
        for column, mean in zip(columns, means, strict=True)
    ]
    rows = [[(v - m) / w for v, m, w in zip(row, means, widths, strict=True)] for row in signs]
    weights, intercept = [0.0] * len(means), 0.0
    for _ in range(_STEPS):
        slopes, level = [0.0] * len(means), 0.0
        for row, is_right in zip(rows, right, strict=True):
            weighted = intercept + sum(weight * value for weight, value in zip(weights, row, strict=True))
            error = 1 / (1 + math.exp(-weighted)) - is_right
            level += error
            slopes = [slope + error * value for slope, value in zip(slopes, row, strict=True)]
        weights = [weight - _RATE * slope / count for weight, slope in zip(weights, slopes, strict=True)]
        intercept -= _RATE * level / count
    plain = [weight / width for weight, width in zip(weights, widths, strict=True)]
    return plain, intercept - sum(weight * mean for weight, mean in zip(plain, means, strict=True))


def main() -> None:
    """Print the weights, fitted anew."""
    suggester = Suggester(read_scheme(SCHEME).items)
    signs: list[tuple[float, ...]] = []
    right: list[bool] = []
    for paper in _papers(suggester.criteria, FULL.papers, _FITTED_ON, half=0):
        first = suggester.first_by_words(paper.facts, paper.text, paper.source)
        if first:
            signs.append(first[1].values)
            right.append(first[0] in paper.items)
    weights, intercept = fit(signs, right)
    print("WEIGHTS =", tuple(round(weight, 2) for weight in weights), "INTERCEPT =", round(intercept, 2))
    for figure in measure():
        print(f"{figure.name:34} {figure.measured:.4g} {figure.unit}")


if __name__ == "__main__":
    main()
