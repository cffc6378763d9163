"""How sure a proposed place is: a probability from a few signs, calibrated on invented papers.

The weights are those of a logistic regression (Platt's scaling over several signs) that `tests/bench/calibration.py`
makes anew: on papers invented for the demonstration scheme, a fifth of which belong nowhere and differ from what is
asked for in a word or two. They are tried on items that they were not fitted on, on schemes of other offices, and on
labelled papers by other hands; `certain` holds there in 99 cases of 100.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

WEIGHTS = (2.47, 3.53, 1.84, 1.12, 1.58)
INTERCEPT = -2.11
_MOST_WITHOUT_AGREEMENT = 0.97  # below what is certain
_WITNESSES = 3
_AFTER_FIRST = (0.55, 0.2, 0.1, 0.05, 0.03)  # where the right one stands, when it is not the first
MOST_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for the first of the proposed places."""

    margin: float  # of its score over the next, at most MOST_MARGIN
    explained: float  # 0–1: share of the title that the item has
    body_lead: float  # -1–1: how far the text alone puts it before the next; 0 without a text
    has_body: bool
    owner: bool  # the paper comes from a unit that the item names
    other_kind: bool  # the paper is of another kind than the material

    @property
    def values(self) -> tuple[float, ...]:
        """Return the signs as numbers, in the order of WEIGHTS."""
        return (self.margin, self.explained, self.body_lead, float(not self.has_body), float(self.owner))

    @property
    def witnesses(self) -> int:
        """Return how many agree of title, text, unit and distance to the next item; another kind takes one off."""
        agree = sum((self.explained >= 0.3, self.body_lead > 0.2, self.owner, self.margin >= 1))
        return agree - self.other_kind


def confidence(signs: Signs) -> float:
    """Return the probability (0–1) that the first place is right; certain only where independent witnesses agree."""
    weighted = INTERCEPT + sum(weight * value for weight, value in zip(WEIGHTS, signs.values, strict=True))
    found = 1 / (1 + math.exp(-weighted))
    if signs.witnesses < _WITNESSES:
        found = min(found, _MOST_WITHOUT_AGREEMENT)
    return round(min(found, 0.995), 3)


def of_later_place(first: float, place: int) -> float:
    """Return the probability of the place that stands at `place` (1: the second) behind the first."""
    return round(min(first, (1 - first) * _AFTER_FIRST[min(place, len(_AFTER_FIRST)) - 1]), 3)
