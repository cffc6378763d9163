"""Keeps materials that stand for each other in one item from standing for those of another when items become one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain, count

from msgspec.structs import replace

from evidence.model import Slot

_MARKS = "甲乙丙丁戊己庚辛壬癸"


def side_by_side(required: Iterable[Sequence[Slot]], first: Iterable[Slot] = ()) -> tuple[tuple[Slot, ...], ...]:
    """Return several items' materials with marks of alternatives that none before them has, nor those of `first`."""
    taken = {slot.alternative for slot in first}
    found: list[tuple[Slot, ...]] = []
    for slots in required:
        marks = _free(dict.fromkeys(slot.alternative for slot in slots if slot.alternative), taken)
        taken.update(marks.values())
        found.append(tuple(replace(slot, alternative=marks.get(slot.alternative, slot.alternative)) for slot in slots))
    return tuple(found)


def _free(marks: Collection[str], taken: Collection[str | None]) -> dict[str | None, str]:
    """Return by each mark one that is not taken: itself where that can be."""
    found: dict[str | None, str] = {mark: mark for mark in marks if mark not in taken}
    for mark in marks:
        if mark in taken:
            new = chain(_MARKS, map(str, count(1)))
            found[mark] = next(one for one in new if one not in taken and one not in found.values())
    return found
