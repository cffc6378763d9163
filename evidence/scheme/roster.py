"""The list of units while it is being changed, and what that makes of the criteria that name them.

Papers are left alone: who issued one is what it says. Those from before a change of name are found by the unit's former
names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from evidence.criteria import SchemeEdit
from evidence.errors import RequestError
from evidence.model import Approach, Criterion, Project, Scope, Slot, Unit, UnitId, UnitKind, new_id
from evidence.scheme.editing import edited
from evidence.scheme.unit_names import names_any, with_other_names
from evidence.snapshot import Snapshot

_LONGEST = 100  # characters of a name or a phone number


class Use(Struct, frozen=True):
    """How often the criteria of all the project's schemes name a unit."""

    led: int = 0  # criteria
    supported: int = 0  # criteria
    chosen: int = 0  # materials that list it as one that owes
    owed: int = 0  # materials that it owes, for whatever reason; without 不涉及 and proposed ones

    @property
    def named(self) -> bool:
        """Whether the criteria name it, so that it cannot just go."""
        return bool(self.led or self.supported or self.chosen)


class Roster(Struct, frozen=True, dict=True):
    """The units as they are to be; each change is a new roster, and refusals are `RequestError`s."""

    before: Snapshot
    units: tuple[Unit, ...]
    heirs: Mapping[UnitId, UnitId] = field(default_factory=dict[UnitId, UnitId])  # of units that went: what takes over

    @cached_property
    def project(self) -> Project:
        """The project with these units."""
        return replace(self.before.project, units=self.units)

    @cached_property
    def uses(self) -> dict[UnitId, Use]:
        """How often the criteria name each unit, were this the list."""
        criteria = [*self.before.criteria, *_elsewhere(self.before)]
        changed = {criterion.id: criterion for criterion in self._renamed(criteria)}
        return _uses([changed.get(one.id, one) for one in criteria], self.units)

    def edit(self, snapshot: Snapshot) -> SchemeEdit:
        """Name the units in the criteria of all schemes as they are called in this list."""
        elsewhere = self._renamed(_elsewhere(snapshot))
        return replace(edited(snapshot, self._renamed(snapshot.criteria)), elsewhere=elsewhere)

    def unit(self, key: UnitId) -> Unit:
        """Return a unit of the list."""
        return next(unit for unit in self.units if unit.id == key)

    def namesake(self, name: str, key: UnitId | None = None) -> Unit | None:
        """Return the unit, other than `key`, that has this name already."""
        return next((unit for unit in self.units if unit.name == _plain(name) and unit.id != key), None)

    def renamed(self, key: UnitId, name: str) -> Roster:
        """Call a unit by another name; if another unit has it, the two become one."""
        unit, name = self.unit(key), _name(name)
        other = self.namesake(name, key)
        if other is not None:
            return self.merged(key, other.id)
        former = dict.fromkeys((*unit.former, *self._known_as(unit)))
        return self._with(replace(unit, name=name, former=tuple(old for old in former if old != name)))

    def merged(self, key: UnitId, into: UnitId) -> Roster:
        """Let one unit take over what names another, its former names, and what is not known of itself."""
        gone, heir = self.unit(key), self.unit(into)
        former = dict.fromkeys((*heir.former, *self._known_as(gone), *gone.former))
        whole = replace(
            heir,
            former=tuple(old for old in former if old != heir.name),
            contact=heir.contact or gone.contact,
            phone=heir.phone or gone.phone,
            note=heir.note or gone.note,
        )
        units = tuple(whole if unit.id == into else unit for unit in self.units if unit.id != key)
        return replace(self, units=units, heirs={**self.heirs, key: into})

    def removed(self, key: UnitId) -> Roster:
        """Take a unit out that no criterion names; raise `RequestError` if one does."""
        use = self.uses[key]
        if use.named:
            items, materials = use.led + use.supported, use.chosen
            code = "unit_in_both" if items and materials else "unit_in_items" if items else "unit_in_materials"
            raise RequestError(code, unit=self.unit(key).name, items=items, materials=materials)
        return self._without(key)

    def added(self, name: str, kind: UnitKind) -> Roster:
        """Put a new unit at the end of the list."""
        new = Unit(UnitId(new_id()), _name(name), kind)
        if self.namesake(new.name, new.id) is not None:
            raise RequestError("unit_taken", unit=new.name)
        return replace(self, units=(*self.units, new))

    def moved(self, key: UnitId, before: UnitId | None) -> Roster:
        """Put a unit before another, or at the end."""
        others = self._without(key).units
        at = next((at for at, unit in enumerate(others) if unit.id == before), len(others))
        return replace(self, units=(*others[:at], self.unit(key), *others[at:]))

    def of_kind(self, key: UnitId, kind: UnitKind) -> Roster:
        """Say what a unit is in the county."""
        return self._with(replace(self.unit(key), kind=kind))

    def asked_by(self, key: UnitId, approach: Approach) -> Roster:
        """Say how a unit is asked for what it owes."""
        return self._with(replace(self.unit(key), approach=approach))

    def told(
        self, key: UnitId, *, contact: str | None = None, phone: str | None = None, note: str | None = None
    ) -> Roster:
        """Keep whom to ask in a unit, as typed; an empty text makes it unknown, None leaves it."""
        unit = self.unit(key)
        if phone is not None and len(_plain(phone)) > _LONGEST:
            raise RequestError("phone_too_long", unit=unit.name)
        return self._with(
            replace(
                unit,
                contact=_typed(contact, unit.contact),
                phone=_typed(phone, unit.phone),
                note=_typed(note, unit.note),
            )
        )

    def once_called(self, key: UnitId, names: Iterable[str]) -> Roster:
        """Say by what names older papers call a unit."""
        unit = self.unit(key)
        former = tuple(name for name in dict.fromkeys(map(_plain, names)) if name not in ("", unit.name))
        for name in former:
            other = self.namesake(name, key)
            if other is not None:
                raise RequestError("unit_taken", unit=other.name)
        return self._with(replace(unit, former=former))

    def _renamed(self, criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
        """Return those of the criteria that name a unit by what it is no longer called, with its name of this list."""
        by_id = {unit.id: unit.name for unit in self.units}
        now = {unit.name: by_id.get(self._heir(unit.id), unit.name) for unit in self.before.project.units}
        other = {before: after for before, after in now.items() if before != after}
        return tuple(with_other_names(one, other) for one in criteria if names_any(one, other))

    def _with(self, changed: Unit) -> Roster:
        return replace(self, units=tuple(changed if unit.id == changed.id else unit for unit in self.units))

    def _without(self, key: UnitId) -> Roster:
        return replace(self, units=tuple(unit for unit in self.units if unit.id != key))

    def _known_as(self, unit: Unit) -> tuple[str, ...]:
        """Return a unit's name if it had that before this change: what is only being typed is no former name."""
        return (unit.name,) if any((u.id, u.name) == (unit.id, unit.name) for u in self.before.project.units) else ()

    def _heir(self, key: UnitId) -> UnitId:
        while key in self.heirs:
            key = self.heirs[key]
        return key


def roster_of(snapshot: Snapshot) -> Roster:
    """Return the list as it is, to be changed."""
    return Roster(snapshot, snapshot.project.units)


def _elsewhere(snapshot: Snapshot) -> Iterator[Criterion]:
    return (criterion for other in snapshot.others for criterion in other.criteria)


def _uses(criteria: Sequence[Criterion], units: Sequence[Unit]) -> dict[UnitId, Use]:
    townships = {unit.name for unit in units if unit.kind is UnitKind.TOWNSHIP}
    led: dict[str, int] = {}
    supported: dict[str, int] = {}
    chosen: dict[str, int] = {}
    owed: dict[str, int] = {}

    def count(tally: dict[str, int], names: Iterable[str | None]) -> None:
        for name in names:
            if name:
                tally[name] = tally.get(name, 0) + 1

    for criterion in criteria:
        count(led, (criterion.lead_unit,))
        count(supported, criterion.support_units)
        for slot in criterion.required:
            count(chosen, slot.owners)
            if not (slot.proposed or slot.waived):
                count(owed, _owing(criterion, slot, townships))
    return {unit.id: Use(*(tally.get(unit.name, 0) for tally in (led, supported, chosen, owed))) for unit in units}


def _owing(criterion: Criterion, slot: Slot, townships: Iterable[str]) -> Iterable[str | None]:
    match slot.scope:
        case Scope.OWN:
            return (criterion.lead_unit,)
        case Scope.EACH_TOWNSHIP:
            return townships
        case Scope.EACH_DEPARTMENT:
            return slot.owners


def _plain(text: str) -> str:
    return " ".join(text.split())


def _name(text: str) -> str:
    name = _plain(text)
    if not name or len(name) > _LONGEST:
        raise RequestError("unit_name_unusable", unit=name)
    return name


def _typed(text: str | None, known: str | None) -> str | None:
    return known if text is None else _plain(text) or None
