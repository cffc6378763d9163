"""What is said of two states that were compared, in office Chinese."""

from __future__ import annotations

from collections import Counter

from evidence import wording
from evidence.check.frozen_compare import Change, Comparison, ItemChange, PieceChange
from evidence.export.phrases import HEADINGS
from evidence.frozen import FrozenPiece
from evidence.wording import frozen as words
from evidence.wording.titles import in_marks


def sums(comparison: Comparison, before: str, after: str) -> list[str]:
    """Return how much differs altogether between what people call so, a sentence each."""
    counts = {change.value: comparison.counts[change] for change in Change}
    of_items = Counter(item.change.value for item in comparison.items)
    said = [
        wording.phrase("compared", before=before, after=after, **counts),
        wording.phrase("compared_items", **{change.value: of_items[change.value] for change in Change}),
    ]
    if comparison.still_valid or comparison.expired:
        day = comparison.after.day.isoformat()
        terms = {"valid": comparison.still_valid, "expired": comparison.expired}
        said.append(wording.phrase("compared_terms", day=day, **terms))
    if of_items.keys() <= {Change.SAME.value}:
        said.append(wording.phrase("compared_nothing"))
    return said


def item_change(item: ItemChange) -> str:
    """Return what became of an item: 不齐 → 齐全."""
    if item.before is None or item.after is None:
        return words.ITEM_CHANGES[item.change]
    before, after = wording.STATES[item.before.state], wording.STATES[item.after.state]
    return before if before == after else f"{before} → {after}"


def piece_change(one: PieceChange) -> str:
    """Return what became of a piece, in a line."""
    parts = [words.CHANGES[one.change], title(one.piece), differing(one), term(one)]
    return "　".join(part for part in parts if part)


def title(piece: FrozenPiece) -> str:
    """Return what a piece is called: 《…》, or […] by its file."""
    if piece.title is None:
        return HEADINGS["untitled"]
    return piece.title if piece.title.startswith("[") else in_marks(piece.title)


def differing(one: PieceChange) -> str:
    """Return what differs of a piece that changed."""
    facts = {fact.value: word for fact, word in wording.FACTS.items()}
    return words.differing(one.fields, facts)


def term(one: PieceChange) -> str:
    """Return whether a piece's term lasts to the later state's day."""
    return words.valid(told=one.valid, until=one.piece.valid_until)


def change(what: Change) -> str:
    """Return what became of a piece, in a word."""
    return words.CHANGES[what]
