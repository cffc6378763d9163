"""What lies among the originals already, as an arrival needs to know it."""

from __future__ import annotations

from msgspec import Struct

from evidence.model import PieceId, Sha256
from evidence.store.source import Source, ask


class Known(Struct, frozen=True):
    """The originals of a workspace, by hash and by size."""

    holders: dict[Sha256, PieceId]  # the first piece that holds each or held it; what holds it goes first
    sizes: frozenset[int]  # in bytes: a file of another size is none of them


def read_known(source: Source) -> Known:
    """Return the originals that pieces hold or held."""
    found = ask(
        source,
        "SELECT original.sha256, part.piece_id, original.size_bytes FROM original JOIN"
        " (SELECT original_id, piece_id, 1 AS holds FROM part UNION ALL"
        " SELECT original_id, piece_id, 0 FROM former_part) part ON part.original_id = original.id"
        " JOIN piece ON piece.id = part.piece_id ORDER BY part.holds, piece.arrived DESC",
    )
    holders = {Sha256(sha256): PieceId(piece) for sha256, piece, _ in found}
    return Known(holders, frozenset(size for _, _, size in found))
