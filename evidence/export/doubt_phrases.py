"""Doubts in the words of a project: its codes and titles."""

from __future__ import annotations

from evidence import wording
from evidence.complaints import Dismissal, Doubt
from evidence.export import phrases
from evidence.snapshot import Snapshot
from evidence.wording import doubts as words

_MOST_CODES = 3


def titles(doubt: Doubt, snapshot: Snapshot) -> list[str]:
    """Return what the papers are called that a doubt is about, as far as they are there."""
    known = (snapshot.piece_by_id.get(piece) for piece in doubt.pieces)
    return [phrases.title_of(piece, snapshot) for piece in known if piece is not None]


def said(doubt: Doubt, snapshot: Snapshot) -> str:
    """Return what was seen, why examiners ask about it and what to do, as a sentence."""
    return words.said(doubt.sign, titles(doubt, snapshot), dict(doubt.params))


def codes(doubt: Doubt, snapshot: Snapshot) -> str:
    """Return the codes of the items that a doubt is about, the first few of many."""
    from evidence.check.doubts.finding import items_of

    found = [snapshot.by_id[item].code for item in items_of(doubt, snapshot) if item in snapshot.by_id]
    return "、".join(found[:_MOST_CODES]) + ("等" if len(found) > _MOST_CODES else "")


def dismissed(dismissal: Dismissal) -> str:
    """Return why a doubt is none, who says so and when."""
    at = f"{dismissal.at:%Y-%m-%d %H:%M}"
    return wording.phrase("doubt_dismissed", reason=dismissal.reason, who=dismissal.who, at=at)
