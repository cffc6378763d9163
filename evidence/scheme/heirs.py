"""What a criterion becomes in a new edition: the new table's words, and what clerks added where it says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec.structs import replace

from evidence.model import Criterion, Rule, Scope, Slot, SlotId
from evidence.scheme.likeness import grams, likeness
from evidence.scheme.rules import worded_rule
from evidence.scheme.text import fold

_LEAST_NAME, _LEAST_NAME_OF_KIND = 0.5, 0.3  # likeness of names; less is asked where the kinds are the same


class ItemField(StrEnum):
    """What else than words, code and parent a new edition may change of a criterion."""

    POINTS = "points"
    RULE = "rule"
    METHOD = "method"
    WAYS = "ways"
    KEY = "key"
    LEAD = "lead_unit"
    SUPPORT = "support_units"
    PERSON = "person"
    DUE = "due"
    NOTE = "note"
    MATERIALS = "required"


_NAMED_RULES = (Rule.VETO, Rule.BONUS)  # said of an item by its place in the table, not by its standard
_SAYS: Mapping[ItemField, Callable[[Criterion], object]] = {
    ItemField.POINTS: lambda criterion: criterion.points,
    ItemField.RULE: lambda criterion: criterion.rule,
    ItemField.METHOD: lambda criterion: fold(criterion.method or ""),
    ItemField.WAYS: lambda criterion: fold(criterion.ways or ""),
    ItemField.KEY: lambda criterion: criterion.key,
    ItemField.LEAD: lambda criterion: criterion.lead_unit,
    ItemField.SUPPORT: lambda criterion: criterion.support_units,
    ItemField.PERSON: lambda criterion: criterion.person,
    ItemField.DUE: lambda criterion: criterion.due,
    ItemField.NOTE: lambda criterion: criterion.note,
}


# Where no item of a table has one, the table has no such column or part.
_COLUMNS: Mapping[ItemField, Callable[[Criterion], bool]] = {
    ItemField.POINTS: lambda criterion: criterion.points is not None,
    ItemField.RULE: lambda criterion: criterion.rule in _NAMED_RULES,
    ItemField.METHOD: lambda criterion: bool(fold(criterion.method or "")),
    ItemField.WAYS: lambda criterion: bool(fold(criterion.ways or "")),
    ItemField.KEY: lambda criterion: criterion.key,
}


def told(criteria: Iterable[Criterion]) -> frozenset[ItemField]:
    """Return which columns a table has at all; of rules, whether it has items that lie under a veto or a bonus."""
    known = list(criteria)
    return frozenset(field for field, has in _COLUMNS.items() if any(map(has, known)))


def heir_of(old: Criterion, new: Criterion, columns: frozenset[ItemField]) -> Criterion:
    """Return what becomes of a criterion, materials aside: its id, the new table's words and place."""
    has_units = new.lead_unit is not None or new.support_units
    return replace(
        new,
        id=old.id,
        points=new.points if ItemField.POINTS in columns else old.points,
        method=new.method if ItemField.METHOD in columns else old.method,
        ways=new.ways if ItemField.WAYS in columns else old.ways,
        key=new.key if ItemField.KEY in columns else old.key,
        rule=_rule(old, new, columns),
        lead_unit=new.lead_unit if has_units else old.lead_unit,
        support_units=new.support_units if has_units else old.support_units,
        person=new.person or old.person,
        due=new.due or old.due,
        note=new.note or old.note,
    )


def _rule(old: Criterion, new: Criterion, columns: frozenset[ItemField]) -> Rule | None:
    """Return the rule of scoring: the old one, which a clerk may have chosen, while the new table says no other.

    A rule that is but recognised in the same words as before says nothing new.
    """
    told_by_place = old.rule in _NAMED_RULES and ItemField.RULE in columns
    same_words = fold(new.text or "") == fold(old.text or "") and (
        ItemField.METHOD not in columns or fold(new.method or "") == fold(old.method or "")
    )
    if same_words and not told_by_place and new.rule is worded_rule(new.method or new.text or ""):
        return old.rule or new.rule
    return new.rule or old.rule


def changed_fields(old: Criterion, new: Criterion, columns: frozenset[ItemField]) -> tuple[ItemField, ...]:
    """Return what will differ of a criterion that lives on, beside its words and its place."""
    heir = heir_of(old, new, columns)
    differ = [field for field, said in _SAYS.items() if said(old) != said(heir)]
    return (*differ, *((ItemField.MATERIALS,) if _materials_differ(old.required, new.required) else ()))


def matched_slots(old: Sequence[Slot], new: Sequence[Slot]) -> dict[SlotId, Slot]:
    """Return which old material lives on in which new one (by its id): by name, by a like name and the same kinds."""
    found: dict[SlotId, Slot] = {}
    taken: set[SlotId] = set()
    ranked = sorted(
        (
            (fit, -at, -place)
            for at, one in enumerate(old)
            for place, other in enumerate(new)
            if (fit := _fit(one, other))
        ),
        reverse=True,
    )
    for _, at, place in ranked:
        one, other = old[-at], new[-place]
        if one.id not in taken and other.id not in found:
            found[other.id] = one
            taken.add(one.id)
    return found


def heir_slot(old: Slot, new: Slot) -> Slot:
    """Return what becomes of a material: its id with the new demands; what a clerk confirmed yields to no proposal."""
    if new.proposed and not old.proposed:
        return old
    return replace(
        new,
        id=old.id,
        owners=new.owners or (old.owners if new.scope is Scope.EACH_DEPARTMENT else ()),
        paper_allowed=new.paper_allowed and old.paper_allowed,
        waived=new.waived or old.waived,
        due=new.due or old.due,
    )


def says_nothing(new: Sequence[Slot]) -> bool:
    """Tell whether a table asks for no material, whatever its wording lets one propose."""
    return all(slot.proposed for slot in new)


def _fit(old: Slot, new: Slot) -> float:
    """Return how well two materials fit, 0 if they do not."""
    alike = likeness(grams(old.name), grams(new.name))
    same_kinds = bool(old.kinds) and set(old.kinds) == set(new.kinds)
    if alike < (_LEAST_NAME_OF_KIND if same_kinds else _LEAST_NAME):
        return 0.0
    return alike + 0.1 * same_kinds + 0.01 * (old.stage is not None and old.stage is new.stage)


def _materials_differ(old: Sequence[Slot], new: Sequence[Slot]) -> bool:
    asked = [slot for slot in old if not slot.proposed]
    if says_nothing(new):
        return False
    matched = matched_slots(old, new)
    if len(matched) != len(new) or any(slot not in matched.values() for slot in asked):
        return True
    return any(heir_slot(matched[slot.id], slot) != matched[slot.id] for slot in new)
