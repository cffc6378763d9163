"""What people type of an item and its materials, read leniently; raises `RequestError` where it cannot be that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from evidence import wording
from evidence.errors import RequestError
from evidence.kinds import KINDS
from evidence.model import Rule, Scope, Stage, Years
from evidence.scheme.points import stated_points
from evidence.scheme.remarks import said_owing, said_years
from evidence.scheme.rules import named_rule
from evidence.scheme.text import cut, fold

T = TypeVar("T")

_DAY = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?")
_MOST_POINTS = 10_000
_MOST_COUNT = 999
_LONGEST_MARK = 10  # characters


def words(text: str) -> str | None:
    """Return text with its line breaks, without blanks around its lines; None for an empty one."""
    return "\n".join(line.strip() for line in text.strip().splitlines()) or None


def names(text: str) -> tuple[str, ...]:
    """Return the names between 、 and the like, each once."""
    return tuple(dict.fromkeys(cut(text, "、，,；;\n")))


def points(text: str) -> float | None:
    """Return the points that 2, 2分 or 2.5 means; None for an empty text."""
    found = stated_points(text)
    if not found.understood or found.veto or (found.points or 0) > _MOST_POINTS:
        raise _unfit("分值", text, ["2.5"])
    return found.points


def due(text: str) -> str | None:
    """Return a day as ISO, other words as they are (每季度末); None for an empty text."""
    match = _DAY.fullmatch(fold(text))
    if match is None:
        return words(text)
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        raise _unfit("完成时限", text, ["2024-01-31"]) from None


def rule(text: str) -> Rule | None:
    """Return a rule by its word (全得), what that means or its code; None for an empty text."""
    return (named_rule(text) or _one_of(wording.RULES, "计分方式", text)) if text.strip() else None


def stage(text: str) -> Stage | None:
    """Return a stage by its word; None for an empty text."""
    return _one_of({stage: stage.value for stage in Stage}, "环节", text) if text.strip() else None


def years(text: str) -> Years:
    """Return years by their words (近三年每年) or their code."""
    return (said_years(text) if text.strip() else None) or _one_of(wording.YEARS, "年度", text)


def scope(text: str) -> Scope:
    """Return who owes by its words (各乡镇) or its code."""
    owing = said_owing(text, any_unit=False) if text.strip() else None
    return (
        owing[0].scope
        if owing and len(owing) == 1 and not owing[0].owners
        else _one_of(wording.OWED_BY, "报送范围", text)
    )


def count(text: str) -> int:
    """Return how many are asked for, 1 to 999."""
    digits = fold(text)
    if not (digits.isdecimal() and 1 <= int(digits) <= _MOST_COUNT):
        raise _unfit("份数", text, ["1"])
    return int(digits)


def mark(text: str) -> str | None:
    """Return the mark of materials that stand for each other (甲, 甲组); None for an empty text."""
    found = fold(text).removesuffix("组")
    if len(found) > _LONGEST_MARK:
        raise _unfit("任交其一的组", text, ["甲"])
    return found or None


def kinds(given: Iterable[str]) -> tuple[str, ...]:
    """Return kinds of the pick list."""
    known = {fold(kind): kind for kind in KINDS}
    found = [known.get(fold(text)) or _unknown_kind(text) for text in given if text.strip()]
    return tuple(dict.fromkeys(found))


def _unknown_kind(text: str) -> str:
    raise _unfit("材料种类", text, KINDS)


def _one_of(known: Mapping[T, str], what: str, text: str) -> T:
    for value, word in known.items():
        if fold(text) in (fold(word), value):
            return value
    raise _unfit(what, text, known.values())


def _unfit(what: str, text: str, examples: Iterable[str]) -> RequestError:
    return RequestError("bad_fact", what=what, value=" ".join(text.split()), example="、".join(examples))
