"""回头看 in a cell of the ledger's table: each look of the round that holds, a line each, and read back from there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from evidence.findings import Did, Event, NewEvent
from evidence.rectify.said_days import first_day
from evidence.scheme.text import is_blank
from evidence.wording import findings as words

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAY = r"(\d{4}\s*(?:[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}(?!\d)\s*日?|\d{4}(?!\d)))"
_COUNT = re.compile(words.LOOKED.format(count=r"\s*(\d{1,4})\s*"))
_LINE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([^：]+)(?:：(.*))?")
_RETYPED = re.compile(rf"[ \t]*{_DAY}[ \t　]*([^：:；;。\d]+)(?:[：:](.*))?")  # as people type it
_BEGUN = re.compile(rf"[ \t]*{_DAY}")
_LAST = re.compile(words.LOOKED_LAST.format(who=rf"(.+) {_DAY}"))  # as tables told once
_FURTHER = "　"  # before each further line of the words of a look


class Looks(NamedTuple):
    """What a cell says of looks."""

    total: int  # of the problem's whole life
    told: tuple[NewEvent, ...]  # those of its round
    unread: tuple[str, ...] = ()  # lines that tell of a look, but not who saw what on which day


def of_round(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the looks since a problem came back last, or of its whole life."""
    back = max((at for at, event in enumerate(events) if event.did is Did.REOPEN), default=-1)
    return tuple(event for event in events[back + 1 :] if event.did is Did.LOOK_BACK)


def told(count: int, looks: Sequence[Event]) -> str:
    """Return what a cell says: `count` of the problem's whole life, then the looks of its round; empty for none."""
    return "\n".join([words.LOOKED.format(count=count), *map(_line, looks)]) if count else ""


def read_looks(cell: str) -> Looks:
    """Return what a cell says, as our own table tells it or as people type it."""
    lines = "\n".join(cell.splitlines()).strip().split("\n")
    found: list[NewEvent] = []
    unread: list[str] = []
    counted = _COUNT.match(lines[0])
    if counted is not None:
        last = _LAST.fullmatch(lines.pop(0)[counted.end() :])
        found += [] if last is None else filter(None, [_event(last[2], last[1], "")])
    for line in lines:
        begun = _LINE.fullmatch(line) or _RETYPED.fullmatch(line)
        if begun is not None and (event := _event(begun[1], begun[2], begun[3] or "")) is not None:
            found.append(event)
        elif found and not _BEGUN.match(line):
            before = found[-1]
            said = f"{before.said}\n{line.removeprefix(_FURTHER)}"
            found[-1] = NewEvent(before.did, before.on, before.by, said=said)
        elif not is_blank(line):
            unread.append(line.strip())
    total = 0 if counted is None else int(counted[1])
    return Looks(max(total, len(found)), tuple(found), tuple(unread))


def _line(look: Event) -> str:
    said = look.said.replace("\n", f"\n{_FURTHER}")
    return f"{look.on.isoformat()} {look.by}" + (f"：{said}" if said else "")


def _event(day: str, by: str, said: str) -> NewEvent | None:
    on = first_day(day)
    return None if on is None or not by.strip() else NewEvent(Did.LOOK_BACK, on, by.strip(), said=said)
