"""换件: what a piece becomes when a newer version takes its place, as a plan that people can read."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from evidence import wording
from evidence.deliveries import Replacement
from evidence.errors import RequestError
from evidence.model import Fact, Piece


def planned(old: Piece, new: Piece, typed_of_old: Collection[Fact], typed_of_new: Collection[Fact]) -> Replacement:
    """Return what becomes of `old` when `new` takes its place; raise `RequestError` where that makes no sense.

    What a clerk typed of either stays, the newer word first; the rest is what the newer paper tells, and what it does
    not tell stays.
    """
    if old.id == new.id:
        raise RequestError("replace_by_itself")
    if not new.parts:
        raise RequestError("replace_by_paper")
    facts, changed = old.facts, list[tuple[Fact, str, str]]()
    for fact in Fact:
        before, after = getattr(old.facts, fact.value), getattr(new.facts, fact.value)
        stays = fact in typed_of_old and fact not in typed_of_new
        if not stays and after is not None and after != before:
            facts = replace(facts, **{fact.value: after})
            changed.append((fact, wording.fact(before) or "不明", wording.fact(after)))
    return Replacement(old.id, new.id, facts, new.flags, new.pages, tuple(changed))
