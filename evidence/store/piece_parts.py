"""Pieces split by pages and joined: their rows; no original is touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from evidence.model import PageRange, PieceId, new_id
from evidence.store import schema
from evidence.store.journaled import JournaledRows, Values
from evidence.store.pair_rows import take_out


def part_rows(piece: PieceId, parts: Sequence[PageRange], first: int = 0) -> list[Values]:
    """Return the rows of a piece's parts, their positions from `first` on."""
    return [
        {
            "id": new_id(),
            "piece_id": piece,
            "original_id": part.original,
            "position": position,
            "first_page": part.first,
            "last_page": part.last,
            "printed": part.printed,
        }
        for position, part in enumerate(parts, first)
    ]


def keep_pages(rows: JournaledRows, piece: PieceId, pages: PageRange) -> None:
    """Let a piece of one part be these pages of it only."""
    (part,) = rows.rows_where(schema.part, schema.part.c.piece_id, [piece])
    rows.update(schema.part, {part["id"]: {"first_page": pages.first, "last_page": pages.last}})


def take_over(rows: JournaledRows, into: PieceId, other: PieceId) -> None:
    """Let a piece lie where another lay in further items and stand for it in all arrivals and findings.

    The other one goes; the caller has moved its parts.
    """
    join_filings(rows, into, other)
    of_arrivals = (schema.arrival.c.piece_id, schema.arrival.c.earlier_id)
    for column in (schema.former_part.c.piece_id, *of_arrivals, schema.finding_photo.c.piece_id):
        moved = rows.keys_where(column.table.c.id, column, [other])
        rows.update(column.table, {key: {column.name: into} for key in moved})
    rows.delete(schema.piece, [other])


def gather_parts(rows: JournaledRows, into: PieceId, order: Sequence[PieceId], kept: Collection[PieceId]) -> None:
    """Give a piece the parts of all these, in this order; those of `kept` are not printed."""
    part = schema.part
    places = {piece: place for place, piece in enumerate(order)}
    found = rows.rows_where(part, part.c.piece_id, list(order))
    for at, row in enumerate(sorted(found, key=lambda row: (places[row["piece_id"]], row["position"]))):
        unprinted = {"printed": False} if row["piece_id"] in kept else {}
        rows.update(part, {row["id"]: {"piece_id": into, "position": at, **unprinted}})


def join_filings(rows: JournaledRows, into: PieceId, other: PieceId) -> None:
    """Let a piece lie where another does, but for items where it lies already."""
    filing = schema.filing
    ours = {row["criterion_id"] for row in rows.rows_where(filing, filing.c.piece_id, [into])}
    theirs = rows.rows_where(filing, filing.c.piece_id, [other])
    take_out(rows, [row["id"] for row in theirs if row["criterion_id"] in ours])
    moved = rows.keys_where(filing.c.id, filing.c.piece_id, [other])
    rows.update(filing, {key: {"piece_id": into} for key in moved})
