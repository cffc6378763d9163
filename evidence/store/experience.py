"""Where each piece came from, and which filings were somebody's own decision: what later proposals are learned from."""

from __future__ import annotations

from evidence.journal import Action
from evidence.model import FilingId, PieceId
from evidence.store.source import Source, ask


def sources_of(source: Source) -> dict[PieceId, str]:
    """Return the path that each piece came by, as it was recorded on its first arrival."""
    found = ask(
        source,
        "SELECT arrival.piece_id, arrival.source FROM arrival JOIN batch ON batch.id = arrival.batch_id"
        " WHERE arrival.piece_id IS NOT NULL AND arrival.state <> 'duplicate' ORDER BY batch.arrived_at DESC",
    )
    return {PieceId(piece): path for piece, path in found}


def filings_of_clerks(source: Source) -> frozenset[FilingId]:
    """Return the filings that a person made or changed; the others were taken without asking, on arrival."""
    found = ask(
        source,
        "SELECT DISTINCT entity_id FROM journal WHERE entity = 'filing' AND action IN (?, ?)",
        Action.FILE,
        Action.REGISTER_PAPER,
    )
    return frozenset(FilingId(key) for (key,) in found)
