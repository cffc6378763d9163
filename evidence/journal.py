"""The journal: who did what when, with each row before and after, from which undo, history and merge are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Action(StrEnum):
    """What a person did; all rows of one action are written in one transaction."""

    NEW_PROJECT = "new_project"
    TAKE_IN = "take_in"
    REGISTER_PAPER = "register_paper"
    FILE = "file"
    UNFILE = "unfile"
    CORRECT_FACTS = "correct_facts"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row's change; `before` is None for a new row, `after` None for one taken away."""

    number: int  # running, without gaps
    at: datetime
    who: str
    action: Action
    entity: str  # the kind of row
    entity_id: str
    before: Mapping[str, Json] | None
    after: Mapping[str, Json] | None
