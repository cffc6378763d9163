"""Pieces, originals and proposed places as their tables have them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import asdict
from sqlalchemy import RowMapping

from evidence.model import Facts, Flag, Original, Piece, PieceId, Suggestion, new_id
from evidence.origins import BY_CLERK, PAGES
from evidence.store import schema
from evidence.store.journaled import JournaledRows, Values


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
        **asdict(piece.facts),
        "flags": sorted(piece.flags),
        "pages": piece.pages,
        "paper_place": piece.paper.place if piece.paper else None,
        "paper_keeper": piece.paper.keeper if piece.paper else None,
        "origins": dict(piece.origins) or None,
    }


def set_facts(
    rows: JournaledRows, piece: PieceId, facts: Facts, flags: Collection[Flag], read: Mapping[str, str] | None
) -> None:
    """Replace what is known of a piece; what is new was read where `read` says, or is a clerk's."""
    new = asdict(facts)
    row = _row(rows, piece)
    origins: dict[str, str] = dict(row["origins"] or {})
    for name in (name for name, value in new.items() if value != row[name]):
        origin = BY_CLERK if read is None else read.get(name)
        origins.pop(name, None)
        if origin is not None:
            origins[name] = origin
    rows.update(schema.piece, {piece: {**new, "flags": sorted(flags), "origins": origins or None}})


def set_pages(rows: JournaledRows, piece: PieceId, pages: int | None, *, by_clerk: bool = False) -> None:
    """Record how many pages a piece has: those of its files, or what a clerk counted."""
    origins: dict[str, str] = dict(_row(rows, piece)["origins"] or {})
    origins.pop(PAGES, None)
    if by_clerk:
        origins[PAGES] = BY_CLERK
    rows.update(schema.piece, {piece: {"pages": pages, "origins": origins or None}})


def _row(rows: JournaledRows, piece: PieceId) -> RowMapping:
    return {row["id"]: row for row in rows.rows_where(schema.piece, schema.piece.c.id, [piece])}[piece]
