"""Where pieces are filed under a scheme, and where the others are proposed, as a snapshot has them."""

from __future__ import annotations

from collections.abc import Collection

from evidence.model import Filing, PieceId, SchemeId, Suggestion
from evidence.store.review_reading import review_of
from evidence.store.source import Source, each_for, once

# A plus before a column keeps to the table: whoever wants all rows has them twice as fast as by way of an index.


def read_filings(source: Source, scheme: SchemeId, only: Collection[PieceId] | None = None) -> list[Filing]:
    """Return the filings of pieces, of all or of some, under a scheme, in order of filing."""
    statement = (
        "SELECT id, piece_id, criterion_id, slot_id, position, mirrors_id, fit, fit_reason, fit_by, fit_at, fit_basis"
        " FROM filing"
        " WHERE +criterion_id IN (SELECT id FROM criterion WHERE scheme_id = ?)"
    )
    found = each_for(source, only, statement, "piece_id", "position", scheme)
    return [
        Filing(
            key,
            piece,
            once(criterion),
            slot and once(slot),
            position,
            mirrors,
            review_of(fit, reason, by, at, basis),
        )
        for key, piece, criterion, slot, position, mirrors, fit, reason, by, at, basis in found
    ]


def read_suggestions(
    source: Source, scheme: SchemeId, only: Collection[PieceId] | None = None
) -> dict[PieceId, tuple[Suggestion, ...]]:
    """Return what is proposed for pieces, for all or for some, that lie nowhere under a scheme, best first."""
    statement = (
        "WITH item AS (SELECT id FROM criterion WHERE scheme_id = ?)"
        " SELECT piece_id, criterion_id, slot_id, confidence, why FROM suggestion"
        " WHERE +criterion_id IN item AND piece_id NOT IN"
        " (SELECT piece_id FROM filing WHERE +criterion_id IN item UNION ALL SELECT piece_id FROM binned)"
    )
    found: dict[PieceId, list[Suggestion]] = {}
    for piece, criterion, slot, confidence, why in each_for(source, only, statement, "piece_id", "position", scheme):
        place = Suggestion(once(criterion), slot and once(slot), confidence, once(why))
        found.setdefault(piece, []).append(place)
    return {piece: tuple(places) for piece, places in found.items()}
