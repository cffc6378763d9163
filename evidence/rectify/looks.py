"""回头看 in a cell of the ledger's table: each look of the round that holds, a line each, and read back from there."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from evidence.findings import Did, Event, NewEvent
from evidence.wording import findings as words

if TYPE_CHECKING:
    from collections.abc import Sequence

_COUNT = re.compile(words.LOOKED.format(count=r"([0-9]{1,4})"))
_LINE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([^：]+)(?:：(.*))?")
_LAST = re.compile(words.LOOKED_LAST.format(who=r"(.+) ([0-9]{4}-[0-9]{2}-[0-9]{2})"))  # as tables told once
_FURTHER = "　"  # before each further line of the words of a look


class Looks(NamedTuple):
    """What a cell says of looks."""

    total: int  # of the problem's whole life
    told: tuple[NewEvent, ...]  # those of its round


def of_round(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the looks since a problem came back last, or of its whole life."""
    back = max((at for at, event in enumerate(events) if event.did is Did.REOPEN), default=-1)
    return tuple(event for event in events[back + 1 :] if event.did is Did.LOOK_BACK)


def told(count: int, looks: Sequence[Event]) -> str:
    """Return what a cell says: `count` of the problem's whole life, then the looks of its round; empty for none."""
    return "\n".join([words.LOOKED.format(count=count), *map(_line, looks)]) if count else ""


def read_looks(cell: str) -> Looks:
    """Return what a cell says; words in any other form count and tell none."""
    first, *rest = cell.strip().split("\n")
    counted = _COUNT.match(first)
    if counted is None:
        return Looks(0, ())
    last = _LAST.fullmatch(first[counted.end() :])
    found = [] if last is None else list(filter(None, [_event(last[2], last[1], "")]))
    for line in rest:
        begun = _LINE.fullmatch(line)
        if begun is not None and (event := _event(begun[1], begun[2], begun[3] or "")) is not None:
            found.append(event)
        elif found:
            before = found[-1]
            said = f"{before.said}\n{line.removeprefix(_FURTHER)}"
            found[-1] = NewEvent(before.did, before.on, before.by, said=said)
    return Looks(int(counted[1]), tuple(found))


def _line(look: Event) -> str:
    said = look.said.replace("\n", f"\n{_FURTHER}")
    return f"{look.on.isoformat()} {look.by}" + (f"：{said}" if said else "")


def _event(day: str, by: str, said: str) -> NewEvent | None:
    try:
        return NewEvent(Did.LOOK_BACK, date.fromisoformat(day), by.strip(), said=said)
    except ValueError:
        return None
