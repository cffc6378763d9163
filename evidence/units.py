"""Whether two names mean the same office: 市场监管局 and 云岭县市场监督管理局."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from evidence.model import Unit

_BETWEEN = re.compile(r"[；、，,;\s]+")
_PLACE = re.compile(r"^(?:中共)?(?:[\u4e00-\u9fff]{2,4}?(?=[县市区][\u4e00-\u9fff]{2}))?(?:[县区]|市(?![场监]))")


def names_of(units: Iterable[Unit]) -> dict[str, str]:
    """Return the units' names of today by each name that one has or had; what one is called now means no other."""
    listed = tuple(units)
    today = {unit.name: unit.name for unit in listed}
    return today | {name: unit.name for unit in listed for name in unit.former if name not in today}


_ALL_TOWNSHIPS = re.compile(
    r"^(?:(?:全[县市区]|辖区)?(?:各|每个?|所有)(?:乡|镇|街)[乡镇街道园区村社管委会和及与/、()]*|街道|园区)"
    r"(?:人民政府|政府|办事处|\(办事处\))*$"
)
_SEVERAL = re.compile(r"^(?:全[县市区旗]|辖区|[县市区旗](?:级|直)?)?(?:各|每个|所有|有关|相关|其他|其它)")


def names_all_townships(name: str) -> bool:
    """Tell whether a name means every township: 各乡镇（街道）."""
    return bool(_ALL_TOWNSHIPS.match(_plain(name)))


def names_several(name: str) -> bool:
    """Tell whether a name means units that it does not name one by one: 各成员单位, 有关部门."""
    return bool(_SEVERAL.match(_plain(name)))


_JOINING = re.compile(r"[；、，,;\s]+(?![^（(]*[)）])")


def units_of_name(name: str) -> tuple[str, ...]:
    """Return the single units that a name means by name: each of a joint one (县委办、政府办), none of 各成员单位."""
    parts = (part for part in _JOINING.split(name) if part)
    return tuple(dict.fromkeys(part for part in parts if not (names_several(part) or names_all_townships(part))))


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


@lru_cache(maxsize=4096)
def same_unit(one: str, other: str) -> bool:
    """Tell whether the shorter name abbreviates the longer: its characters come in the same order, first and last too.

    A joint name (县委办、政府办) is the same as each of its parts.
    """
    return any(_abbreviates(a, b) for a in _names(one) for b in _names(other))


def units_named(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return which of the known units a name means, or a joint name of several; their whole names go first."""
    found: dict[str, None] = {}
    for part in _BETWEEN.split(text):
        whole = [unit for unit in known if part and unit in part]
        meant = max(whole, key=len) if whole else next((unit for unit in known if same_unit(unit, part)), None)
        if meant is not None:
            found[meant] = None
    return tuple(found)


class KnownUnits(Struct, frozen=True):
    """Units by each name that they have or had."""

    today: Mapping[str, str]  # the name of today by each

    def meant(self, name: str) -> tuple[str, ...]:
        """Return the units, by their names of today, that a name means: one of theirs, a short or a joint one."""
        if name in self.today:
            return (self.today[name],)
        return tuple(dict.fromkeys(self.today[one] for one in units_named(name, tuple(self.today))))

    def joint(self, name: str) -> tuple[str, ...]:
        """Return the parts of a joint name, each a unit that is known (县委办、政府办); empty for any other name."""
        parts = () if name in self.today else units_of_name(name)
        return parts if len(parts) > 1 and all(map(self.meant, parts)) else ()

    def beside(self, unit: str) -> KnownUnits:
        """Return the same with a unit that may not be among them."""
        return self if unit in self.today else KnownUnits({**self.today, unit: unit})


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in _BETWEEN.split(text) if len(name := _PLACE.sub("", part)) >= 2)


def _abbreviates(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if short[0] != long[0]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)
