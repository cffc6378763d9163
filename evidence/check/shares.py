"""How much of what each unit was asked for is there, and in which order units stand in a ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from evidence.check.debts import owing_units
from evidence.check.gaps import ItemGaps
from evidence.model import UnitKind
from evidence.snapshot import Snapshot


class Share(Struct, frozen=True):
    """What one unit was asked for and what of it is there, in pieces; a joint duty counts for each who has it."""

    unit: str
    kind: UnitKind
    needed: int
    met: int

    @property
    def per_mille(self) -> int:
        """The part that is there, rounded; only who has all has 1000. Equal ones have equal ranks."""
        return per_mille(self.met, self.needed)


def per_mille(met: int, needed: int) -> int:
    """Return a part in thousandths, rounded; 1000 only where all is there."""
    return 1000 if met >= needed else min(999, (2000 * met + needed) // (2 * needed))


class Ranked(Struct, frozen=True):
    """A unit at its place; those with the same share have the same place, and the next one's is further on."""

    place: int
    share: Share


def shares(snapshot: Snapshot, gaps: Iterable[ItemGaps]) -> tuple[Share, ...]:
    """Return each unit that is asked for something, in the order of the clerk's list, then of the scheme."""
    owing = owing_units(snapshot)
    needed, met = Counter[str](), Counter[str]()
    for row in (row for item in gaps for row in item.counted if row.unit):
        for unit in owing(row.unit or ""):
            needed[unit] += row.needed
            met[unit] += row.met
    kinds = {unit.name: unit.kind for unit in snapshot.project.units}
    named = dict.fromkeys(name for name in (*kinds, *needed) if needed[name])
    return tuple(Share(name, kinds.get(name, UnitKind.DEPARTMENT), needed[name], met[name]) for name in named)


def ranking(of: Sequence[Share], kind: UnitKind, left_out: Collection[str] = ()) -> tuple[Ranked, ...]:
    """Return the units of one kind, those that have most of what was asked for first."""
    listed = sorted((one for one in of if one.kind is kind and one.unit not in left_out), key=lambda s: -s.per_mille)
    places = {share.per_mille: place for place, share in reversed(list(enumerate(listed, 1)))}
    return tuple(Ranked(places[share.per_mille], share) for share in listed)
