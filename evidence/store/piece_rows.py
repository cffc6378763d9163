"""Pieces, originals and proposed places as their tables have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.model import Original, Piece, PieceId, Suggestion, new_id
from evidence.store.fact_columns import row_of_facts
from evidence.store.journaled import Values


def suggestion_rows(found: Mapping[PieceId, Sequence[Suggestion]]) -> list[Values]:
    """Return proposed places as their table has them, those of a piece best first."""
    return [
        {
            "id": new_id(),
            "piece_id": piece,
            "criterion_id": suggestion.criterion,
            "slot_id": suggestion.slot,
            "position": position,
            "confidence": suggestion.confidence,
            "why": suggestion.why,
        }
        for piece, suggestions in found.items()
        for position, suggestion in enumerate(suggestions)
    ]


def original_row(original: Original) -> Values:
    """Return an original as its table has it."""
    return {
        "id": original.id,
        "sha256": original.sha256,
        "name": original.name,
        "size_bytes": original.size_bytes,
        "media_type": original.media_type,
        "pages": original.pages,
        "scanned": original.scanned,
        "confidence": original.confidence,
    }


def piece_row(piece: Piece) -> Values:
    """Return a piece as its table has it, without its parts."""
    return {
        "id": piece.id,
        "arrived": piece.arrived,
        **row_of_facts(piece.facts),
        "flags": sorted(piece.flags),
        "pages": piece.pages,
        "paper_place": piece.paper.place if piece.paper else None,
        "paper_keeper": piece.paper.keeper if piece.paper else None,
        "origins": dict(piece.origins) or None,
    }
