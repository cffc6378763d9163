"""Which units of a project a contact list speaks of, as a plan to be read and changed before it is applied."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from evidence.model import Unit, UnitId, UnitKind
from evidence.scheme.contact_list import Listed, kind_of_name
from evidence.scheme.roster import Roster
from evidence.scheme.text import fold
from evidence.units import same_unit

_GOVERNMENT = re.compile(r"(?:人民政府|政府|办事处|党工委|党委)+$")


class Match(StrEnum):
    """How an entry of a contact list is known."""

    KNOWN = "matched"
    NEW = "new"
    UNCLEAR = "unclear"  # several units may be meant, or one that another entry means as well
    LEFT_OUT = "left_out"  # as a person decided


class Planned(Struct, frozen=True):
    """What one entry would do; `unit` is set where the unit is known."""

    entry: Listed
    match: Match
    unit: UnitId | None = None
    likely: tuple[UnitId, ...] = ()  # of an unclear one

    @property
    def kind(self) -> UnitKind:
        """What a unit that it makes would be."""
        return self.entry.kind or kind_of_name(self.entry.name)


def plan_contacts(roster: Roster, entries: Iterable[Listed]) -> tuple[Planned, ...]:
    """Find the unit of each entry: by its name or a former one, else by the one other unit that it can mean."""
    entries = tuple(entries)
    by_name = {fold(name): unit.id for unit in roster.units for name in unit.former}
    by_name |= {fold(unit.name): unit.id for unit in roster.units}
    surely = [by_name.get(fold(entry.name)) for entry in entries]
    taken = {key for key in surely if key is not None}
    planned: list[Planned] = []
    for entry, sure in zip(entries, surely, strict=True):
        meant = (sure,) if sure else tuple(unit.id for unit in roster.units if _may_mean(entry.name, unit))
        if sure or (len(meant) == 1 and meant[0] not in taken):
            planned.append(Planned(entry, Match.KNOWN, meant[0]))
            taken.add(meant[0])
        else:
            planned.append(Planned(entry, Match.UNCLEAR if meant else Match.NEW, None, meant))
    return tuple(planned)


def apply_contacts(roster: Roster, plan: Iterable[Planned]) -> Roster:
    """Fill in what the plan knows: known units keep what the list leaves open, unclear entries do nothing."""
    for planned in plan:
        key = planned.unit
        if planned.match is Match.NEW:
            roster = roster.added(planned.entry.name, planned.kind)
            key = roster.units[-1].id
        if planned.match in (Match.KNOWN, Match.NEW) and key is not None:
            entry, unit = planned.entry, roster.unit(key)
            roster = roster.told(key, contact=entry.contact, phone=entry.phone, note=entry.note)
            former = [name for name in entry.former if roster.namesake(name, key) is None]
            roster = roster.once_called(key, (*unit.former, *former))
            roster = roster if entry.approach is None else roster.asked_by(key, entry.approach)
    return roster


def _may_mean(name: str, unit: Unit) -> bool:
    """Tell whether a name may be a unit's; of a township only its government's (双河镇卫生院 is another unit)."""
    known = (unit.name, *unit.former)
    if unit.kind is UnitKind.TOWNSHIP:
        return any(_bare(name).endswith(_bare(one)) for one in known)
    return any(same_unit(one, name) for one in known)


def _bare(name: str) -> str:
    return _GOVERNMENT.sub("", fold(name))
