"""Papers that are alike, and what is kept of their texts to find them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from evidence.model import OriginalId, PieceId
from evidence.store.source import Source, ask, ask_for

Alike = dict[PieceId, dict[PieceId, float]]


def read_alike(source: Source, only: Collection[PieceId] | None = None) -> Alike:
    """Return which pieces are alike, of all or of some, as a snapshot has it."""
    statement = (
        "SELECT piece_id, other_id, share FROM alike"
        " WHERE piece_id NOT IN (SELECT piece_id FROM binned) AND other_id NOT IN (SELECT piece_id FROM binned)"
    )
    found: Alike = {}
    for column in ("piece_id",) if only is None else ("piece_id", "other_id"):
        for piece, other, share in ask_for(source, only, statement, column, "id"):
            found.setdefault(piece, {})[other] = share
            found.setdefault(other, {})[piece] = share
    return _in_order(found)


def patched_alike(source: Source, known: Alike, touched: Collection[PieceId]) -> Alike:
    """Return what `read_alike` would, reading only what is with the pieces that were touched since `known`."""
    found = read_alike(source, touched)
    for piece, others in known.items():
        left = {other: share for other, share in others.items() if other not in touched}
        if left and piece not in touched:
            found[piece] = found.get(piece, {}) | left
    return _in_order(found)


def sketches(source: Source) -> Iterator[tuple[OriginalId, PieceId, str | None]]:
    """Yield the sketch of each text that a piece begins with, as `NewPiece` tells it; None if it was not made yet."""
    yield from ask(
        source,
        "SELECT original_text.id, part.piece_id, original_text.sketch FROM original_text"
        " JOIN part ON part.original_id = original_text.id AND part.position = 0"
        " WHERE part.piece_id NOT IN (SELECT piece_id FROM binned)",
    )


def _in_order(found: Alike) -> Alike:
    return {piece: dict(sorted(others.items(), key=lambda item: -item[1])) for piece, others in found.items()}
