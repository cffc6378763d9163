"""件号: the order of the pieces under each item, and the one place where each is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evidence.check.defects import countable
from evidence.export.blocks import Anchor
from evidence.model import Criterion, CriterionId, Piece, PieceId
from evidence.snapshot import Snapshot

# Levels of issuers, by the first of these that fits: 上级 (0, 1) → 县级 (2) → 部门 (3) → 乡镇 (4).
_LEVELS = (
    (0, re.compile(r"国务院|中央|自治区|^(?!.*[县区]).*(国家|总局|省|(?<!宣传|组织|统战)部$)")),
    (1, re.compile(r"^(?!.*[县区镇乡]).*?市(?!场)(人民|委|政府|.*[局厅委办室会院]$)")),
    (4, re.compile(r"[^城][镇乡](?!村)|街道")),
    (2, re.compile(r"[县区]委(?!.*[局部]$)|[县区](人民)?政府|委员会办公室$|安委|安办")),
    (3, re.compile(r"[局委部院会办]$")),
)
_UNKNOWN_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Numbered:
    """A piece in an item's directory; `number` is None for one that is withheld from submission."""

    piece: Piece
    number: str | None
    label: str  # the number, or what stands in its place
    anchor: Anchor  # where it is printed
    at_home: bool  # printed under this item; elsewhere it is only pointed to


def issuer_level(issuer: str | None) -> int:
    """Return 0 for the highest level of issuers, growing downwards; unknown issuers come last."""
    if issuer:
        for level, pattern in _LEVELS:
            if pattern.search(issuer):
                return level
    return _UNKNOWN_LEVEL


def number_pieces(snapshot: Snapshot) -> dict[CriterionId, tuple[Numbered, ...]]:
    """Return the pieces of each item that has any, in the order of its directory.

    A piece is printed under the item where it was filed first, of those that are asked of the office. What proves
    nothing yet (drafts, damaged files) comes last and has no number, so that numbers are the same in both editions.
    """
    home: dict[PieceId, CriterionId] = {}
    for filing in snapshot.asked_filings:
        home.setdefault(filing.piece, filing.criterion)
    numbers: dict[PieceId, str] = {}
    labels: dict[PieceId, str] = {}
    ordered: dict[CriterionId, list[Piece]] = {}
    for criterion in snapshot.leaves:
        ordered[criterion.id] = pieces = _in_order(snapshot, criterion)
        own = [piece for piece in pieces if home[piece.id] == criterion.id and countable(piece)]
        for serial, piece in enumerate(own, 1):
            numbers[piece.id] = labels[piece.id] = f"{criterion.code}-{serial:03d}"
        labels |= {
            p.id: f"{criterion.code}-未编号" for p in pieces if p.id not in labels and home[p.id] == criterion.id
        }
    return {
        criterion: tuple(
            Numbered(
                piece=piece,
                number=numbers.get(piece.id),
                label=labels[piece.id],
                anchor=Anchor(f"piece{piece.arrived}"),
                at_home=home[piece.id] == criterion,
            )
            for piece in pieces
        )
        for criterion, pieces in ordered.items()
        if pieces
    }


def _in_order(snapshot: Snapshot, criterion: Criterion) -> list[Piece]:
    """Sort by sub-requirement, year, level of the issuer, date; withheld pieces last."""
    positions = {slot.id: position for position, slot in enumerate(criterion.required)}
    first_slot: dict[PieceId, int] = {}
    for filing in snapshot.filed_under.get(criterion.id, ()):
        position = positions[filing.slot] if filing.slot is not None else len(positions)
        first_slot[filing.piece] = min(position, first_slot.get(filing.piece, position))

    def key(piece: Piece) -> tuple[Sequence[int], date, int]:
        facts = piece.facts
        place = (not countable(piece), first_slot[piece.id], facts.year or 9999, issuer_level(facts.issuer))
        return place, facts.issued_on or date.max, piece.arrived

    return sorted((snapshot.piece_by_id[piece] for piece in first_slot), key=key)
