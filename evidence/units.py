"""Whether two names mean the same office: 市场监管局 and 云岭县市场监督管理局."""

from __future__ import annotations

import re
from functools import lru_cache

_PLACE = re.compile(r"^(?:中共)?(?:[\u4e00-\u9fff]{2,4}?(?=[县市区][\u4e00-\u9fff]{2}))?[县市区](?!场)")


@lru_cache(maxsize=4096)
def same_unit(one: str, other: str) -> bool:
    """Tell whether the shorter name abbreviates the longer: its characters come in the same order, first and last too.

    A joint name (县委办、政府办) is the same as each of its parts.
    """
    return any(_abbreviates(a, b) for a in _names(one) for b in _names(other))


def _names(text: str) -> list[str]:
    return [name for part in re.split(r"[；、，,;\s]+", text) if len(name := _PLACE.sub("", part)) >= 2]


def _abbreviates(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if short[0] != long[0]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)
