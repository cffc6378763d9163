"""任务分解表 as data: who does what for which item, and which materials are owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from evidence import wording
from evidence.export import phrases
from evidence.model import Criterion, Scope, Slot, Unit, Years
from evidence.scheme.text import number_text
from evidence.snapshot import Snapshot
from evidence.units import names_all_townships

Tasks = tuple[str, str, str, str, str | float, str, str, str, str, str, str]


def task_units(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the units that lead, take part or owe a material: in the order of the project's list, then the others."""
    named = dict.fromkeys(unit for item in snapshot.leaves for unit in concerned(snapshot, item))
    listed = [unit.name for unit in snapshot.project.units if unit.name in named]
    return tuple(dict.fromkeys([*listed, *named]))


def task_rows(snapshot: Snapshot, unit: str | None) -> tuple[Tasks, ...]:
    """Return a row an item: of all of them, with what is only proposed; or of those that concern one unit.

    The columns are those of `phrases.TASK_HEADS`. A unit's rows hold what it owes, and all of the items that it leads.
    """
    items = [item for item in snapshot.leaves if unit is None or unit in concerned(snapshot, item)]
    return tuple(_row(snapshot, item, unit, number) for number, item in enumerate(items, 1))


def contact(snapshot: Snapshot, unit: str | None) -> Unit | None:
    """Return a unit with its contact, None if the project does not know it."""
    return next((known for known in snapshot.project.units if known.name == unit), None)


def concerned(snapshot: Snapshot, item: Criterion) -> list[str]:
    """Return the units that lead an item, take part in it, or owe a material of it."""
    owing = [unit for slot in asked(item) for unit in _owing(snapshot, item, slot)]
    named = [unit for unit in (item.lead_unit, *item.support_units) if unit]
    each = [one for unit in named for one in (snapshot.project.townships if names_all_townships(unit) else (unit,))]
    return [*each, *owing]


def asked(item: Criterion) -> list[Slot]:
    """Return the materials that are asked for: neither only proposed nor 不涉及."""
    return [slot for slot in item.required if not slot.proposed and not slot.waived]


def _owing(snapshot: Snapshot, item: Criterion, slot: Slot) -> tuple[str, ...]:
    match slot.scope:
        case Scope.OWN:
            return (item.lead_unit,) if item.lead_unit else ()
        case Scope.EACH_TOWNSHIP:
            return snapshot.project.townships
        case Scope.EACH_DEPARTMENT:
            return slot.owners


def _row(snapshot: Snapshot, item: Criterion, unit: str | None, number: int) -> Tasks:
    above = [phrases.item_name(group) for group in snapshot.chain(item)]
    return (
        str(number),
        even("".join(above[:1])),
        even(" / ".join(above[1:])),
        even(_asked_of(item)),
        _points(item),
        even(item.method or ""),
        even(_materials(snapshot, item, unit)),
        even(item.lead_unit or ""),
        even("、".join(item.support_units)),
        even(item.person or _called(contact(snapshot, item.lead_unit))),
        even(_due(item.due)),
    )


def even(text: str) -> str:
    """Return text whose only line breaks are line feeds, without tabs, whose widths nobody knows."""
    return "\n".join(text.expandtabs(1).splitlines()).strip()


def _asked_of(item: Criterion) -> str:
    head = f"{item.code}{phrases.mark(item)}　"
    return head + "\n".join(text for text in (item.title, item.text) if text)


def _points(item: Criterion) -> str | float:
    if item.veto:
        return phrases.heading("veto")
    if item.points is None:
        return ""
    return phrases.heading("bonus", points=number_text(item.points)) if item.bonus else item.points


def _materials(snapshot: Snapshot, item: Criterion, unit: str | None) -> str:
    """Return the materials, numbered where there are several."""
    if unit is None:
        slots = [slot for slot in item.required if not slot.waived]
    elif unit == item.lead_unit:
        slots = asked(item)
    else:
        slots = [slot for slot in asked(item) if unit in _owing(snapshot, item, slot)]
        if not slots:
            return phrases.heading("task_support")
    lines = [slot.name + _remarks(slot, slots) for slot in slots]
    return "\n".join(f"{number}.{line}" for number, line in enumerate(lines, 1)) if len(lines) > 1 else "".join(lines)


def _remarks(slot: Slot, slots: Sequence[Slot]) -> str:
    """Return in brackets what is asked of a material beside its name."""
    usable = phrases.stand_ins(slot, slots)
    others = [str(number) for number, other in enumerate(slots, 1) if other in usable]
    found = (
        wording.YEARS[slot.years] if slot.years is not Years.ANY else "",
        phrases.heading("copies", count=str(slot.count)) if slot.count > 1 else "",
        ("、".join(slot.owners) or phrases.scope(slot.scope)) if slot.scope is not Scope.OWN else "",
        *slot.must,
        "" if slot.paper_allowed else phrases.heading("electronic"),
        phrases.heading("slot_due", due=_due(slot.due)) if slot.due else "",
        phrases.heading("instead", others="、".join(others)) if others else "",
        phrases.heading("task_proposed") if slot.proposed else "",
    )
    said = "，".join(text for text in found if text)
    return f"（{said}）" if said else ""


def _called(unit: Unit | None) -> str:
    return "\n".join(text for text in (unit.contact, unit.phone) if text) if unit else ""


def _due(due: str | None) -> str:
    """Return the deadline; a day as offices write it."""
    try:
        day = date.fromisoformat(due or "")
    except ValueError:
        return due or ""
    return f"{day.year}年{day.month}月{day.day}日"
