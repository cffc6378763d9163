"""Problems that are born from what the program found: a gap, or a doubt. Nothing is written down by that."""

from __future__ import annotations

from datetime import date

from evidence.check.gaps import Requirement
from evidence.complaints import Doubt
from evidence.export import doubt_phrases
from evidence.findings import Draft, Source
from evidence.model import Criterion, Scope
from evidence.snapshot import Snapshot
from evidence.wording import doubts as doubt_words
from evidence.wording import findings as words


def draft_from_gap(criterion: Criterion, row: Requirement, day: date) -> Draft:
    """Return a problem that says what is missing of one row of an item, found on `day` by looking through oneself."""
    unit = "" if row.unit is None or row.slot.scope is Scope.OWN else row.unit
    told = words.gap(row.slot.name, row.year, unit)
    return Draft(
        Source.SELF_CHECK,
        day,
        words.PHRASES["finding_of_gap"].format(gap=told, needed=row.needed, met=row.met),
        kind=words.PHRASES["finding_kind_gap"],
        item=criterion.id,
        item_code=criterion.code,
        origin=words.PHRASES["finding_from_gap"].format(code=criterion.code, gap=told),
    )


def draft_from_doubt(doubt: Doubt, snapshot: Snapshot) -> Draft:
    """Return a problem that says what examiners may ask about, found on the snapshot's day by looking through oneself.

    It is about the doubt's item, or about the one item that its papers all lie in.
    """
    items = {item for piece in doubt.pieces for item in snapshot.items_of.get(piece, ())}
    key = doubt.criterion or (items.pop() if len(items) == 1 else None)
    criterion = None if key is None else snapshot.by_id.get(key)
    name = doubt_words.NAMES[doubt.complaint]
    return Draft(
        Source.SELF_CHECK,
        snapshot.at.date(),
        doubt_phrases.said(doubt, snapshot),
        kind=name,
        item=criterion and criterion.id,
        item_code=criterion.code if criterion else "",
        origin=words.PHRASES["finding_from_doubt"].format(
            name=name, papers=doubt_words.named(doubt_phrases.titles(doubt, snapshot))
        ),
    )
