"""Where pieces are filed under a scheme, and where the others are proposed, as a snapshot has them.

A plus before a column keeps to the table: whoever wants all rows has them twice as fast as by way of an index.
"""

from __future__ import annotations

from datetime import datetime

from evidence.model import CriterionId, Filing, FilingId, PieceId, SlotId, Suggestion
from evidence.reviews import Fit, Review
from evidence.store.many import Found, Many
from evidence.store.source import once

FilingRow = tuple[
    FilingId,
    PieceId,
    CriterionId,
    SlotId | None,
    int,  # position
    FilingId | None,
    Fit | None,  # a verdict, and what else `Review` has
    str | None,
    str | None,
    datetime | None,
    str | None,
]
SuggestionRow = tuple[PieceId, CriterionId, SlotId | None, float, str]
_ITEMS = "(SELECT id FROM criterion WHERE scheme_id = ?1)"
_AWAY = f"(SELECT piece_id FROM filing WHERE +criterion_id IN {_ITEMS} UNION ALL SELECT piece_id FROM binned)"  # noqa: S608

FILINGS = Many(
    FilingRow,
    "id, piece_id, criterion_id, slot_id, position, mirrors_id, fit, fit_reason, fit_by, fit_at, fit_basis",
    f"filing WHERE +criterion_id IN {_ITEMS}",
    key="piece_id",
    order="position",
)
SUGGESTIONS = Many(
    SuggestionRow,
    "piece_id, criterion_id, slot_id, confidence, why",
    f"suggestion WHERE piece_id NOT IN {_AWAY} AND +criterion_id IN {_ITEMS}",
    key="piece_id",
    order="position",
)


def filings_of(found: Found[FilingRow]) -> list[Filing]:
    """Return filings in the order in which they were made; raise `ValueError` where one has half a verdict."""
    filings: list[Filing] = []
    for key, piece, criterion, slot, position, mirrors, fit, reason, by, at, basis in found:
        said = None if fit is None else _review(fit, reason, by, at, basis)
        filings.append(Filing(key, piece, once(criterion), slot and once(slot), position, mirrors, said))
    return filings


def suggestions_of(found: Found[SuggestionRow]) -> dict[PieceId, tuple[Suggestion, ...]]:
    """Return what is proposed for pieces that lie nowhere under a scheme, best first."""
    places: dict[PieceId, list[Suggestion]] = {}
    for piece, criterion, slot, confidence, why in found:
        place = Suggestion(once(criterion), slot and once(slot), confidence, once(why))
        places.setdefault(piece, []).append(place)
    return {piece: tuple(those) for piece, those in places.items()}


def _review(fit: Fit, reason: str | None, by: str | None, at: datetime | None, basis: str | None) -> Review:
    if by is None or at is None or basis is None:
        raise ValueError(fit)
    return Review(fit, reason, by, at, basis)
