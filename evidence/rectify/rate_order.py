"""In which order rounds of surveys were held, as far as their dates and their names tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from evidence.folding import small_number
from evidence.rates import Survey

_NUMBER = re.compile(r"第?([一二三四五六七八九十\d]{1,3})(次|轮|批|期|回|季度)")
_HALF = re.compile(r"([上下])半年")
_YEAR = re.compile(r"(20\d\d)年?")


class Round(Struct, frozen=True):
    """The surveys that an office calls by one name, also where townships were asked on other days."""

    name: str
    surveys: tuple[Survey, ...]

    @property
    def held(self) -> str:
        """When the county was asked, else the last township, as far as that is known; else the year in its name."""
        county = max((one.held for one in self.surveys if not one.place), default="")
        known = county or max((one.held for one in self.surveys), default="")
        year = _YEAR.search(self.name)
        return known or (year[1] if year else "")


class Ordered(Struct, frozen=True):
    """Rounds, the earliest first; `sure` tells whether each is known to be later than all before it."""

    rounds: tuple[Round, ...]
    sure: bool


def rounds_of(surveys: Iterable[Survey]) -> tuple[Round, ...]:
    """Return surveys by their rounds, in no order of time."""
    groups: dict[str, list[Survey]] = {}
    for survey in surveys:
        groups.setdefault(survey.round, []).append(survey)
    return tuple(Round(name, tuple(held)) for name, held in groups.items())


def is_before(one: Round, other: Round) -> bool | None:
    """Tell whether one round was held before another; None: nobody can tell.

    Dates tell where they part: 2026-03 and 2026-09. Where they are equal, one is within the other (2026 and 2026-09) or
    not known, the numbers of the rounds do: 第二次 and 第三次.
    """
    first, second = one.held, other.held
    if first and second and not first.startswith(second) and not second.startswith(first):
        return first < second
    number, later = _number(one.name), _number(other.name)
    if number is None or later is None or number[1] != later[1] or number[0] == later[0]:
        return None
    return number[0] < later[0]


def in_time(surveys: Iterable[Survey]) -> Ordered:
    """Return rounds in order of time; where nobody can tell, by what is written of them."""
    left = sorted(rounds_of(surveys), key=lambda one: (one.held, _number(one.name) or (0, ""), one.name))
    found: list[Round] = []
    while left:
        first = next((one for one in left if not any(is_before(other, one) for other in left)), left[0])
        left.remove(first)
        found.append(first)
    sure = all(is_before(one, other) is True for at, one in enumerate(found) for other in found[at + 1 :])
    return Ordered(tuple(found), sure)


def latest(surveys: Iterable[Survey]) -> tuple[Round, ...]:
    """Return the rounds that none is known to be later than: one, or those among which nobody can tell."""
    rounds = rounds_of(surveys)
    return tuple(one for one in rounds if not any(is_before(one, other) for other in rounds))


def next_to(rounds: Sequence[Round]) -> tuple[tuple[Round, Round], ...]:
    """Return rounds in pairs that follow each other for sure: none can lie between, and none is in doubt."""
    pairs: list[tuple[Round, Round]] = []
    for before in rounds:
        for after in rounds:
            if before is after or is_before(before, after) is not True:
                continue
            others = [one for one in rounds if one is not before and one is not after]
            if all(is_before(one, before) is True or is_before(after, one) is True for one in others):
                pairs.append((before, after))
    return tuple(pairs)


def _number(name: str) -> tuple[int, str] | None:
    """Return the number in a round's name with what is numbered; None: it has none, or several."""
    half = _HALF.search(name)
    if half:
        return (1 if half[1] == "上" else 2), "半年"
    found = _NUMBER.findall(name)
    value = small_number(found[0][0]) if len(found) == 1 else None
    return None if value is None else (value, found[0][1])
