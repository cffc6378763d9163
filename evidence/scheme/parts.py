"""New items and materials, an item cut into several, several put together, codes in a row: what clerks begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from evidence.errors import RequestError
from evidence.model import Criterion, CriterionId, Scope, Slot, SlotId, Years, new_id
from evidence.scheme.alternatives import side_by_side

_LAST_NUMBER = re.compile(r"(\d+)(\D*)$", re.ASCII)


class Part(Struct, frozen=True):
    """What is said of one of the items that an item is cut into."""

    code: str
    title: str | None
    text: str | None
    points: float | None


def blank_item(parent: CriterionId | None) -> Criterion:
    """Return a new criterion of which nothing is known yet."""
    return Criterion(
        id=CriterionId(new_id()),
        parent=parent,
        code="",
        title=None,
        text=None,
        points=None,
        rule=None,
        method=None,
        lead_unit=None,
        support_units=(),
        key=False,
        veto=False,
        bonus=False,
        required=(),
    )


def blank_slot(name: str) -> Slot:
    """Return a new material: one of the last year, of any kind, owed by the lead unit."""
    return Slot(SlotId(new_id()), name, (), None, Years.LATEST, 1, (), Scope.OWN)


def cut_into(whole: Criterion, parts: Sequence[Part], put: Mapping[SlotId, int]) -> tuple[Criterion, ...]:
    """Return the items that an item is cut into: the first keeps its id, all keep units, rule and standard.

    `put` tells which part gets a material; one that it does not name goes to the first.
    """
    return tuple(
        replace(
            whole,
            id=whole.id if number == 0 else CriterionId(new_id()),
            code=part.code,
            title=part.title,
            text=part.text,
            points=part.points,
            required=tuple(slot for slot in whole.required if put.get(slot.id, 0) == number),
        )
        for number, part in enumerate(parts)
    )


def put_together(ones: Sequence[Criterion]) -> Criterion:
    """Return one item that asks for all that several ask for: it is the first of them, with the others' words added."""
    first = ones[0]
    points = [one.points for one in ones if one.points is not None]
    support = dict.fromkeys(name for one in ones for name in (one.lead_unit, *one.support_units) if name)
    return replace(
        first,
        text=_joined(one.text for one in ones),
        method=_joined(one.method for one in ones),
        points=round(sum(points), 4) if points else None,
        key=any(one.key for one in ones),
        support_units=tuple(name for name in support if name != first.lead_unit),
        note=_joined(one.note for one in ones),
        required=tuple(chain.from_iterable(side_by_side(one.required for one in ones))),
    )


def codes_from(first: str, count: int) -> tuple[str, ...]:
    """Return codes that count on from the first: 11-1 gives 11-1, 11-2 …; 01 stays two digits wide.

    Raises `RequestError` where it has no number to count on.
    """
    match = _LAST_NUMBER.search(first.strip())
    if match is None:
        raise RequestError("code_counts_not", code=first)
    head, digits, tail = first.strip()[: match.start()], match[1], match[2]
    return tuple(f"{head}{int(digits) + number:0{len(digits)}d}{tail}" for number in range(count))


def _joined(texts: Iterable[str | None]) -> str | None:
    return "\n".join(dict.fromkeys(filter(None, texts))) or None
