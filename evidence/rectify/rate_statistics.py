"""What can be said of rates that were found in a sample: intervals, verdicts, change, weakest places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from math import floor, sqrt

from msgspec import Struct

from evidence.rates import Rate, Survey, Threshold
from evidence.rectify.rate_order import in_time, latest, next_to

_Z = 1.959963984540054  # of 95 %, two-sided, in the standard normal distribution


class Verdict(StrEnum):
    """Whether a rate reaches what it should."""

    REACHED = "reached"
    MISSED = "missed"
    UNSURE = "unsure"  # the sample is too small to tell
    AT_FACE_VALUE_REACHED = "face_reached"  # nobody knows the sample, or it is an average of marks: the number alone
    AT_FACE_VALUE_MISSED = "face_missed"
    NO_THRESHOLD = "no_threshold"


class Turn(StrEnum):
    """How a rate changed from one round to the next."""

    UP = "up"
    DOWN = "down"
    EVEN = "even"  # within what chance may do
    UNKNOWN = "unknown"  # nobody knows the samples


class Judged(Struct, frozen=True):
    """A survey with what may be said of it; percentages 0–100."""

    survey: Survey
    interval: tuple[float, float] | None  # of 95 %; None: the sample is not known, or it is no share
    threshold: Threshold | None
    verdict: Verdict
    needed: int | None  # UNSURE: answers with which the same share would tell; None: no number would


class Change(Struct, frozen=True):
    """A rate in one place, from the round before to a later one."""

    before: Survey
    after: Survey
    turn: Turn

    @property
    def points(self) -> Decimal:
        """Percentage points, or marks; negative: it went down."""
        return self.after.value - self.before.value


def wilson(share: float, sample: int) -> tuple[float, float]:
    """Return the interval of 95 % for a share of a sample, both 0–1.

    Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, Journal of the American
    Statistical Association 22 (1927), 209–212. It takes answers to be drawn by chance from many more people.
    """
    square = _Z * _Z
    middle = share + square / (2 * sample)
    spread = _Z * sqrt(share * (1 - share) / sample + square / (4 * sample * sample))
    whole = 1 + square / sample
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def judge(survey: Survey, thresholds: Sequence[Threshold]) -> Judged:
    """Compare a survey with what its rate should reach."""
    threshold = next((one for one in thresholds if one.rate is survey.rate), None)
    interval = _interval(survey)
    if threshold is None:
        return Judged(survey, interval, None, Verdict.NO_THRESHOLD, None)
    if interval is None:
        reached = survey.value >= threshold.least
        face = Verdict.AT_FACE_VALUE_REACHED if reached else Verdict.AT_FACE_VALUE_MISSED
        return Judged(survey, None, threshold, face, None)
    low, high = interval
    least = float(threshold.least)
    if low >= least or high < least:
        return Judged(survey, interval, threshold, Verdict.REACHED if low >= least else Verdict.MISSED, None)
    return Judged(survey, interval, threshold, Verdict.UNSURE, _needed(survey.value, threshold.least))


def changes(surveys: Iterable[Survey]) -> tuple[Change, ...]:
    """Return how each rate changed from round to round, by one method, in order of time.

    Where nobody can tell which of two rounds was earlier, no change from or to either is told.
    """
    lines: dict[tuple[Rate, str, str, bool], list[Survey]] = {}
    for survey in surveys:
        lines.setdefault((survey.rate, survey.place, survey.method, survey.scored), []).append(survey)
    return tuple(
        Change(before, after, _turn(before, after))
        for line in lines.values()
        for earlier, later in next_to(in_time(line).rounds)
        for before in earlier.surveys
        for after in later.surveys
    )


def weakest(surveys: Iterable[Survey], rate: Rate) -> tuple[Survey, ...]:
    """Return the places of the last round in which a rate was found by place, the lowest first.

    Townships that were asked on other days belong to the round; nothing where nobody can tell which was the last.
    """
    last = latest(survey for survey in surveys if survey.rate is rate and survey.place)
    placed = last[0].surveys if len(last) == 1 else ()
    return tuple(sorted(placed, key=lambda one: (one.value, one.place)))


def _interval(survey: Survey) -> tuple[float, float] | None:
    if survey.sample is None or survey.scored:
        return None
    low, high = wilson(float(survey.value) / 100, survey.sample)
    return low * 100, high * 100


def _needed(value: Decimal, least: Decimal) -> int | None:
    """Return how many answers of the same share lead the interval clear of a threshold.

    The interval is the score test turned round, so it holds the threshold as long as the share differs from it by at
    most z √(t (1 − t) / n).
    """
    share, wanted = float(value) / 100, float(least) / 100
    if value == least:
        return None
    return floor(_Z * _Z * wanted * (1 - wanted) / (share - wanted) ** 2) + 1


def _turn(before: Survey, after: Survey) -> Turn:
    """Tell whether two shares differ by more than chance: both samples' intervals put together.

    Source: R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in
    Medicine 17 (1998), 873–890, method 10.
    """
    first, second = _interval(before), _interval(after)
    if first is None or second is None:
        return Turn.UNKNOWN
    old, new = float(before.value), float(after.value)
    down = sqrt((new - second[0]) ** 2 + (first[1] - old) ** 2)
    up = sqrt((second[1] - new) ** 2 + (old - first[0]) ** 2)
    if new - old > down:
        return Turn.UP
    return Turn.DOWN if old - new > up else Turn.EVEN
