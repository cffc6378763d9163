"""How sure a proposed place is: signs that do not depend on each other, weighed, and what came true at each weight.

The weights are those of a logistic regression that `tests/bench/calibration.py` makes anew, rounded, on two sets of
invented papers for half of the items: one by a grammar, one written by hand in the manner of other offices. A tenth
of the one and a fifth of the other belong nowhere, many of them under words that the scheme has too. The weight of
names and that of a missing text are held below what is found: both mislead more often than in what is invented. The
curve follows the share that was right at each sum, on the items that nothing was fitted on; of all papers at 8 and
above 98 of 100 are right there, of those just at 8 some 96.
"""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

WEIGHTS = (2.0, 3.5, 0.8, 1.7, 0.7, 2.7, 3.4, 3.0)
# Sum of the weighted signs, share of the papers at it whose first place was right (0–1).
CURVE = (
    (1.0, 0.02),
    (3.0, 0.15),
    (4.0, 0.33),
    (5.0, 0.53),
    (6.0, 0.7),
    (7.0, 0.9),
    (7.5, 0.94),
    (8.0, 0.98),
    (9.0, 0.988),
    (10.0, 0.995),
)
_MOST_WITHOUT_MATERIAL = 0.95  # below what is certain
_AFTER_FIRST = (0.55, 0.2, 0.1, 0.05, 0.03)  # where the right one stands, when it is not the first


class Signs(Struct, frozen=True):
    """What speaks for the first of the proposed places."""

    margin: float  # 0–1: how far its score is before the next
    explained: float  # 0–1: share of the title that the item has
    body_lead: float  # -1–1: how far the text alone puts it before the next; 0 without a text
    has_body: bool
    owner: bool  # the paper comes from a unit that the item names
    field: float  # 0–1: words of the item's own field that the paper has
    subject: float  # 0–1: whether the paper speaks of what the whole scheme is about
    named: float  # 0–1: words of the item's own field that the file's name and folders have beyond the title
    material: bool  # the item asks for a material that the paper can be, or for none

    @property
    def values(self) -> tuple[float, ...]:
        """Return the signs as numbers, in the order of WEIGHTS."""
        return (
            self.margin,
            min(self.explained, _MOST_EXPLAINED),
            self.body_lead,
            float(not self.has_body),
            float(self.owner),
            self.field,
            self.subject,
            self.named,
        )


_MOST_EXPLAINED = 0.6  # a title with more of the item's words proves no more: short ones have nothing else


def weighed(signs: Signs) -> float:
    """Return the sum of the weighted signs."""
    return sum(weight * value for weight, value in zip(WEIGHTS, signs.values, strict=True))


def confidence(signs: Signs) -> float:
    """Return the probability (0–1) that the first place is right."""
    found = on_curve(weighed(signs), CURVE)
    return round(found if signs.material else min(found, _MOST_WITHOUT_MATERIAL), 3)


def on_curve(at: float, curve: tuple[tuple[float, float], ...]) -> float:
    """Return the height of a curve, straight between its points and level beyond them."""
    place = bisect_right(curve, (at, 1.0))
    if place in (0, len(curve)):
        return curve[min(place, len(curve) - 1)][1]
    (left, low), (right, high) = curve[place - 1], curve[place]
    return low + (high - low) * (at - left) / (right - left)


def of_later_place(first: float, place: int) -> float:
    """Return the probability of the place that stands at `place` (1: the second) behind the first."""
    return round(min(first, (1 - first) * _AFTER_FIRST[min(place, len(_AFTER_FIRST)) - 1]), 3)
