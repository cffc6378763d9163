"""Proposed places: how often they are right, how honest their confidence is, and the time that one paper takes.

The weights in `evidence.intake.confidence` are fitted here (`python tests/bench/calibration.py` prints them anew, with
a table of how much came true at each confidence) on papers for half of the items of the demonstration scheme, and
measured on those for the other half: papers that a grammar makes, and papers that were written by hand in the manner
of other offices. Of both some belong nowhere.
"""
# The weights are fitted to what words alone say, which the program asks for in no other way than as a whole.
# pyright: reportPrivateUsage=false

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
from papers.by_hand import papers_by_hand
from papers.filed import FiledPaper, papers_for

from evidence.criteria import leaves_of
from evidence.intake.confidence import Signs, weighed
from evidence.intake.suggest import Suggester, _words_of
from evidence.model import Criterion, CriterionId
from evidence.scheme.reading import read_scheme

SCHEME = Path(__file__).resolve().parents[2] / "templates" / "schemes" / "国家食品安全示范城市评价细则（演示版）.csv"
_FITTED_ON, _MEASURED_ON = 3, 77  # seeds
_WRITTEN = 250  # papers, about, that one seed takes from those written by hand
_STEPS, _RATE = 500, 0.5
_MS = 1000
_MOST_MS = 5.0  # as issue 6 asks, at 94 items
_BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.985, 0.99)  # of confidence, each up to the next


@dataclass(frozen=True, slots=True)
class Size:
    """How many papers."""

    papers: int = 4000


FULL = Size()
TINY = Size(120)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was proposed for one paper, and what is true."""

    certain: bool
    first_is_right: bool
    among_three: bool
    confidence: float
    belongs: bool  # somewhere in the scheme


@dataclass(frozen=True, slots=True)
class Bin:
    """What came true of one range of confidence."""

    least: float
    count: int
    said: float  # mean confidence
    right: float  # share whose first place was right


def measure(size: Size = FULL) -> list[Figure]:
    """Return how the proposals do on papers that the weights were not fitted on."""
    suggester = Suggester(read_scheme(SCHEME).items)
    sets = papers_of_each_set(suggester.criteria, size.papers, _MEASURED_ON, half=1)
    start = time.process_time()
    answers = {name: [answer(suggester, paper) for paper in papers] for name, papers in sets.items()}
    taken_ms = (time.process_time() - start) / sum(map(len, sets.values())) * _MS
    return [
        *(figure for name, given in answers.items() for figure in _figures(name, given)),
        Figure("proposals for one paper", taken_ms, "ms"),
        Figure("proposals ÷ what they may take", taken_ms / _MOST_MS, "×", 1.0),
    ]


def _figures(name: str, answers: Sequence[Answer]) -> list[Figure]:
    asked = [given for given in answers if given.belongs]
    left_open = [not given.certain for given in answers if not given.belongs]
    certain = [given for given in answers if given.certain]
    return [
        Figure(f"{name}: first is right", _share([a.first_is_right for a in asked]), "", 0.85, at_least=True),
        Figure(f"{name}: right among three", _share([a.among_three for a in asked]), "", 0.95, at_least=True),
        Figure(f"{name}: certain is right", _share([a.first_is_right for a in certain]), "", 0.98, at_least=True),
        Figure(f"{name}: certain of those that belong", _share([a.certain for a in asked]), "", 0.5, at_least=True),
        Figure(f"{name}: left open of what is nowhere's", _share(left_open), "", 0.95, at_least=True),
        Figure(f"{name}: confidence off what came true", _distance(answers), "", 0.05),
    ]


def papers_of_each_set(criteria: Sequence[Criterion], count: int, seed: int, half: int) -> dict[str, list[FiledPaper]]:
    """Return papers for every other item, and every other one of those that belong nowhere, by who made them."""
    items = {leaf.id for leaf in leaves_of(criteria)[half::2]}
    written = (paper for n in range(max(1, count // _WRITTEN)) for _, paper in papers_by_hand(criteria, seed + n))
    made = {"by grammar": papers_for(criteria, count, seed), "by hand": written}
    return {
        name: [paper for at, paper in enumerate(papers) if (paper.items & items if paper.items else at % 2 == half)]
        for name, papers in made.items()
    }


def answer(suggester: Suggester, paper: FiledPaper) -> Answer:
    """Return what is proposed for a paper, beside what is true."""
    found = suggester.suggest(paper.facts, paper.text, paper.source)
    first = found[0] if found else None
    return Answer(
        first is not None and first.certain,
        first is not None and first.criterion in paper.items,
        any(item.criterion in paper.items for item in found[:3]),
        first.confidence if first else 0.0,
        bool(paper.items),
    )


def reliability(answers: Sequence[Answer]) -> list[Bin]:
    """Return what came true at each confidence, the lowest first; ranges without papers are left out."""
    found: list[Bin] = []
    for least, below in zip(_BINS, (*_BINS[1:], 2.0), strict=True):
        here = [given for given in answers if least <= given.confidence < below]
        if here:
            said = sum(given.confidence for given in here) / len(here)
            found.append(Bin(least, len(here), said, _share([given.first_is_right for given in here])))
    return found


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0


def _distance(answers: Sequence[Answer]) -> float:
    """Return how far, in the mean of ten equally large groups, confidence lies from the share that was right (0–1)."""
    ordered = sorted(answers, key=lambda given: given.confidence)
    size = max(1, len(ordered) // 10)
    groups = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    off = [
        abs(sum(given.confidence for given in group) / len(group) - _share([a.first_is_right for a in group]))
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


def curve(sums: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """Return the share that was right around each whole and half sum, never falling (pooled adjacent violators)."""
    groups: dict[float, list[bool]] = {}
    for weight, is_right in sorted(zip(sums, right, strict=True)):
        groups.setdefault(round(weight * 2) / 2, []).append(is_right)
    pools: list[tuple[list[float], list[bool]]] = []
    for at, given in groups.items():
        pools.append(([at], given))
        while len(pools) > 1 and _share(pools[-2][1]) >= _share(pools[-1][1]):
            ats, more = pools.pop()
            pools[-1] = (pools[-1][0] + ats, pools[-1][1] + more)
    return [(at, _share(given)) for ats, given in pools for at in ats]


def _first_by_words(suggester: Suggester, paper: FiledPaper) -> tuple[CriterionId, Signs] | None:
    """Return the item that words alone put first, with what speaks for it; None where nothing points anywhere."""
    words = _words_of(paper.facts, paper.text, paper.source)
    fits = suggester._fits(paper.facts, words)
    return (fits[0].criterion.id, suggester._signs(fits, words)) if fits else None


def _heard(
    suggester: Suggester, papers: Sequence[FiledPaper]
) -> tuple[list[tuple[float, ...]], list[float], list[bool]]:
    """Return the signs of the papers that words place somewhere, their sums, and whether the first place was right."""
    told = [(_first_by_words(suggester, paper), paper) for paper in papers]
    known = [(first[0] in paper.items, first[1]) for first, paper in told if first]
    return [signs.values for _, signs in known], [weighed(signs) for _, signs in known], [right for right, _ in known]


def main() -> None:
    """Print the weights, fitted anew, the curve, and how much came true at each confidence."""
    suggester = Suggester(read_scheme(SCHEME).items)
    fitted = papers_of_each_set(suggester.criteria, FULL.papers, _FITTED_ON, half=0)
    signs, _, right = _heard(suggester, [paper for papers in fitted.values() for paper in papers])
    weights, intercept = fit(signs, right)
    print("WEIGHTS =", tuple(round(weight, 2) for weight in weights), "INTERCEPT =", round(intercept, 2))
    measured = papers_of_each_set(suggester.criteria, FULL.papers, _MEASURED_ON, half=1)
    _, sums, right = _heard(suggester, [paper for papers in measured.values() for paper in papers])
    print("CURVE:", "  ".join(f"{at:g}: {share:.3f}" for at, share in curve(sums, right)))
    for name, papers in measured.items():
        print(f"\n{name}: confidence from, papers, mean confidence, share right")
        for row in reliability([answer(suggester, paper) for paper in papers]):
            print(f"  {row.least:5.3f} {row.count:6} {row.said:8.3f} {row.right:8.3f}")
    print()
    for figure in measure():
        print(f"{figure.name:50} {figure.measured:.4g} {figure.unit}")


if __name__ == "__main__":
    main()
