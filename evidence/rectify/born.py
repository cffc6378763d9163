"""Problems that are born from what the program found: a gap, or a doubt. Nothing is written down by that."""

from __future__ import annotations

from datetime import date

from evidence.check.gaps import Requirement
from evidence.complaints import Doubt
from evidence.export.phrases import title_of
from evidence.findings import Draft, Source
from evidence.model import Criterion, Flag, Scope
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

    It is about the doubt's item, or about the one item that its papers all lie in. A paper that may bear a 密级 mark is
    not named: the ledger is printed, sent to units, and outlives the paper.
    """
    items = {item for piece in doubt.pieces for item in snapshot.items_of.get(piece, ())}
    key = doubt.criterion or (items.pop() if len(items) == 1 else None)
    criterion = None if key is None else snapshot.by_id.get(key)
    name, papers = doubt_words.NAMES[doubt.complaint], _papers(doubt, snapshot)
    return Draft(
        Source.SELF_CHECK,
        snapshot.at.date(),
        doubt_words.said_of(doubt.sign, papers, dict(doubt.params)),
        kind=name,
        item=criterion and criterion.id,
        item_code=criterion.code if criterion else "",
        origin=words.PHRASES["finding_from_doubt"].format(name=name, papers=papers),
    )


def _papers(doubt: Doubt, snapshot: Snapshot) -> str:
    """Return the papers of a doubt as its sentence names them; of those that may be secret only how many."""
    there = [piece for key in doubt.pieces if (piece := snapshot.piece_by_id.get(key)) is not None]
    titles = [title_of(piece, snapshot) for piece in there if Flag.SECRET not in piece.flags]
    hidden = len(there) - len(titles)
    told = doubt_words.named(titles) if titles or not hidden else ""
    more = words.PHRASES["finding_of_secret"].format(count=hidden) if hidden else ""
    return "、".join(filter(None, (told, more)))
