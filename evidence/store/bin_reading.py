"""What lies in 回收站."""

from __future__ import annotations

from datetime import datetime

from evidence.binned import Binned
from evidence.store.source import Source, ask


def read_bin(source: Source) -> tuple[Binned, ...]:
    """Return what lies there, what came last first."""
    return tuple(
        Binned(piece, title, unit, datetime.fromisoformat(at), who, why, places, files)
        for piece, title, unit, at, who, why, places, files in ask(
            source,
            "SELECT piece_id, coalesce(piece.title, (SELECT name FROM original JOIN part ON original_id = original.id"
            " WHERE part.piece_id = binned.piece_id ORDER BY position LIMIT 1)), piece.unit, at, who, why, places,"
            " (SELECT count(*) FROM part WHERE part.piece_id = binned.piece_id)"
            " FROM binned JOIN piece ON piece.id = piece_id ORDER BY at DESC, piece.arrived",
        )
    )
