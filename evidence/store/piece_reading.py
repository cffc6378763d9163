"""Pieces and the files that they are of, as a snapshot has them."""

from __future__ import annotations

from datetime import date

from evidence.model import Facts, Flag, Level, Original, OriginalId, PageRange, PaperCopy, Piece, PieceId, Sha256, Stage
from evidence.origins import Origins
from evidence.store.looks_reading import Looks
from evidence.store.many import Found, Many
from evidence.store.source import from_json, once

OriginalRow = tuple[OriginalId, Sha256, str, int, str, int | None, int, float | None]
PartRow = tuple[PieceId, OriginalId, int | None, int | None, int | None]
PieceRow = tuple[
    PieceId,
    int,  # arrived
    str | None,  # title, and what else `Facts` has
    str | None,
    str | None,
    date | None,
    int | None,
    str | None,
    Stage | None,
    str | None,
    Level | None,
    int | None,
    date | None,
    str | None,
    str,  # flags, as JSON
    int | None,  # pages
    str | None,  # where a paper lies that has no file, and who keeps it
    str | None,
    str | None,  # origins, as JSON
]

ORIGINALS = Many(
    OriginalRow,
    "id, sha256, name, size_bytes, media_type, pages, scanned, confidence",
    "original WHERE true",
    key="id",
    order="rowid",  # as they lie: by their keys they come from all over
)
PARTS = Many(
    PartRow,
    "piece_id, original_id, first_page, last_page, printed",
    "part WHERE true",
    key="piece_id",
    order="position",
)
PIECES = Many(
    PieceRow,
    "id, arrived, title, document_number, issuer, issued_on, year, kind, stage, unit, level, seal, valid_until, place,"
    " flags, pages, paper_place, paper_keeper, origins",
    "piece WHERE id NOT IN (SELECT piece_id FROM binned)",
    key="id",
    order="arrived",
)


def originals_of(found: Found[OriginalRow], looks: dict[OriginalId, Looks]) -> list[Original]:
    """Return originals, each as `looks` tells that it is shown."""
    whole = Looks()
    originals: list[Original] = []
    for key, sha256, name, size_bytes, media_type, pages, scanned, confidence in found:
        shown = looks.get(key, whole)
        made, crops = shown.get("rendition"), shown.get("crops", ())
        originals.append(
            Original(key, sha256, name, size_bytes, once(media_type), pages, bool(scanned), confidence, made, crops)
        )
    return originals


def pieces_of(found: Found[PieceRow], found_parts: Found[PartRow]) -> list[Piece]:
    """Return pieces in order of arrival."""
    parts = _ranges_of(found_parts)
    flag_sets: dict[str, frozenset[Flag]] = {}
    told_of: dict[str | None, Origins] = {}
    pieces: list[Piece] = []
    for (
        key, arrived, title, number, issuer, issued_on, year, kind, stage, unit, level, seal, until, place,
        flags, pages, paper_place, keeper, origins,
    ) in found:  # fmt: skip
        if flags not in flag_sets:
            flag_sets[flags] = frozenset(map(Flag, from_json(flags)))
        if origins not in told_of:
            told_of[origins] = _origins(origins)
        facts = Facts(
            title,
            number,
            issuer and once(issuer),
            issued_on,
            year,
            kind and once(kind),
            stage,
            unit and once(unit),
            level,
            None if seal is None else bool(seal),
            until,
            place,
        )
        paper = PaperCopy(paper_place, keeper or "") if paper_place else None
        pieces.append(Piece(key, facts, flag_sets[flags], pages, parts.get(key, ()), paper, arrived, told_of[origins]))
    return pieces


def _origins(told: str | None) -> Origins:
    found: dict[str, str] = from_json(told) or {}
    return tuple(found.items())


def _ranges_of(found: Found[PartRow]) -> dict[PieceId, tuple[PageRange, ...]]:
    parts: dict[PieceId, tuple[PageRange, ...]] = {}
    for piece, original, first, last, printed in found:
        one = PageRange(original, first, last, printed is None or bool(printed))
        parts[piece] = (*parts[piece], one) if piece in parts else (one,)
    return parts
