"""承担范围: which items of an upper level's table an office owes, by the names that stand there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from evidence.model import Criterion, CriterionId
from evidence.units import same_unit


class Named(Struct, frozen=True):
    """A name that stands in a table as 牵头单位 or 责任单位, also one of many at once (各县区), with its items."""

    name: str
    led: int
    supported: int  # of the others


def names_in(items: Iterable[Criterion]) -> tuple[Named, ...]:
    """Return the names in these items, those that stand there most often first."""
    led: dict[str, int] = {}
    supported: dict[str, int] = {}
    for item in items:
        if item.lead_unit:
            led[item.lead_unit] = led.get(item.lead_unit, 0) + 1
        for name in _beside(item):
            supported[name] = supported.get(name, 0) + 1
    found = [Named(name, led.get(name, 0), supported.get(name, 0)) for name in {**led, **supported}]
    return tuple(sorted(found, key=lambda one: -(one.led + one.supported)))


def owed_by(items: Sequence[Criterion], names: Collection[str], *, led_only: bool = False) -> tuple[CriterionId, ...]:
    """Return the items that name one of these, in full or in short, as 牵头单位 or, if asked for, as 责任单位 too."""

    def concerns(item: Criterion) -> bool:
        there = [item.lead_unit] if item.lead_unit else []
        there += [] if led_only else _beside(item)
        return any(one == name or same_unit(one, name) for one in there for name in names)

    return tuple(item.id for item in items if concerns(item))


def _beside(item: Criterion) -> list[str]:
    """Return who takes part in an item or owes a material of it, without who leads it."""
    owners = (owner for slot in item.required for owner in slot.owners)
    return [name for name in dict.fromkeys([*item.support_units, *owners]) if name != item.lead_unit]
