"""What each unit still owes, and the short code (补报码) by which a paper for it is known again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from msgspec import Struct

from evidence.check.gaps import ItemGaps, Requirement
from evidence.model import Criterion, Project, SlotId
from evidence.snapshot import Snapshot
from evidence.units import KnownUnits, names_of, units_of_name

CODE_LENGTH = 6
LETTERS = "ACDEFGHJKMNPQRTUVWXY"  # without those that are taken for a digit or for each other: B I L O S Z
CHARACTERS = "23456789" + LETTERS


class Debt(Struct, frozen=True):
    """One row that a unit owes: a slot for one year, or for any (`row.year` None)."""

    unit: str  # its name of today
    criterion: Criterion
    row: Requirement
    code: str  # 补报码

    @property
    def lacking(self) -> int:
        """How many papers are still to come, at least one."""
        return max(1, self.row.needed - self.row.met)

    @property
    def due(self) -> str | None:
        """By when: ISO where a day is named, else as written."""
        return self.row.slot.due or self.criterion.due


def debts_by_unit(snapshot: Snapshot, gaps: Iterable[ItemGaps]) -> dict[str, tuple[Debt, ...]]:
    """Return what is open by each unit that owes it, in the scheme's order; rows that nobody owes by name are not in.

    What is left to an alternative or is only proposed is not owed. A joint name (县委办、政府办) means each part.
    """
    owing = owing_units(snapshot)
    coded = coding(snapshot.project)
    found: dict[str, list[Debt]] = {}
    for item in gaps:
        for row in item.counted:
            if row.unit is None or not row.state.is_open:
                continue
            for unit in owing(row.unit):
                found.setdefault(unit, []).append(Debt(unit, item.criterion, row, coded(row, unit)))
    return {unit: tuple(debts) for unit, debts in found.items()}


def rows_by_code(snapshot: Snapshot, gaps: Iterable[ItemGaps]) -> Mapping[str, tuple[Debt, ...]]:
    """Return what each code asks for, open or not by now; more than one only where two fell on the same code."""
    owing = owing_units(snapshot)
    coded = coding(snapshot.project)
    found: dict[str, list[Debt]] = {}
    for item in gaps:
        for row in item.required:
            for unit in owing(row.unit) if row.unit else ():
                code = coded(row, unit)
                found.setdefault(code, []).append(Debt(unit, item.criterion, row, code))
    return {code: tuple(debts) for code, debts in found.items()}


def coding(project: Project) -> Callable[[Requirement, str], str]:
    """Return what makes the codes of a project's rows.

    A code is made from the slot, the year and the unit alone, so it is the same in each copy of the project, stays when
    an item or a listed unit gets another name, and needs no list that could be lost. In one of some forty projects with
    4,000 rows two of them fall on the same code; who reads codes has to reckon with that.
    """
    ids = {unit.name: unit.id for unit in project.units}

    def code(row: Requirement, unit: str) -> str:
        return _spelt(row.slot.id, row.year, ids.get(unit, unit))

    return code


def _spelt(slot: SlotId, year: int | None, unit: str) -> str:
    number = int.from_bytes(sha256(f"{slot}|{year}|{unit}".encode()).digest()[:8])
    number, first = divmod(number, len(LETTERS))  # a letter first: no day and no number looks like a code
    code = LETTERS[first]
    while len(code) < CODE_LENGTH:
        number, next_one = divmod(number, len(CHARACTERS))
        code += CHARACTERS[next_one]
    return code


def known_units(snapshot: Snapshot) -> KnownUnits:
    """Return the single units that the project lists or that owe something by the scheme."""
    leads = (item.lead_unit or "" for item in snapshot.items)
    owners = (owner for item in snapshot.items for slot in item.required for owner in slot.owners)
    named = (part for name in (*leads, *owners) for part in units_of_name(name))
    return KnownUnits({name: name for name in named} | _listed(snapshot))


def owing_units(snapshot: Snapshot) -> Callable[[str], tuple[str, ...]]:
    """Return what tells which units of today a name stands for that owes something.

    A joint name means each of its parts, one that means units without naming them (各成员单位) none.
    """
    listed = KnownUnits(_listed(snapshot))
    known: dict[str, tuple[str, ...]] = {}

    def units(name: str) -> tuple[str, ...]:
        if name not in known:
            found = (unit for part in units_of_name(name) for unit in listed.meant(part) or (part,))
            known[name] = tuple(dict.fromkeys(found))
        return known[name]

    return units


def _listed(snapshot: Snapshot) -> dict[str, str]:
    """Return the names of today of listed units by each that they have or had, without joint ones."""
    names = names_of(snapshot.project.units)
    return {name: today for name, today in names.items() if units_of_name(name) == (name,)}
