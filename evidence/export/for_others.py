"""What is made for others tells no identity number and no mobile number whole: the office's own edition does."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from evidence.export.numbering import Numbered
from evidence.export.outline import Contents
from evidence.intake.privacy import masked
from evidence.model import CriterionId, Facts, Original, PaperCopy, Piece
from evidence.snapshot import Snapshot


def for_others(contents: Contents) -> Contents:
    """Return what a document is made from, as others may read it; the same if it holds no such number."""
    snapshot = snapshot_for_others(contents.snapshot)
    if snapshot is contents.snapshot:
        return contents
    return replace(contents, snapshot=snapshot, numbered=_numbered(contents.numbered, snapshot))


def snapshot_for_others(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot whose papers and files have names that others may read; the same if all have."""
    pieces = tuple(map(_piece, snapshot.pieces))
    originals = {key: _original(original) for key, original in snapshot.originals.items()}
    if pieces == snapshot.pieces and originals == snapshot.originals:
        return snapshot
    return replace(snapshot, pieces=pieces, originals=originals)


def _numbered(
    numbered: Mapping[CriterionId, tuple[Numbered, ...]], snapshot: Snapshot
) -> dict[CriterionId, tuple[Numbered, ...]]:
    known = snapshot.piece_by_id
    return {
        item: tuple(replace(entry, piece=known[entry.piece.id]) for entry in entries)
        for item, entries in numbered.items()
    }


def _piece(piece: Piece) -> Piece:
    facts, paper = _facts(piece.facts), piece.paper and _paper(piece.paper)
    return piece if (facts, paper) == (piece.facts, piece.paper) else replace(piece, facts=facts, paper=paper)


def _facts(facts: Facts) -> Facts:
    told = tuple(text and masked(text) for text in (facts.title, facts.issuer, facts.place))
    if told == (facts.title, facts.issuer, facts.place):
        return facts
    return replace(facts, title=told[0], issuer=told[1], place=told[2])


def _paper(paper: PaperCopy) -> PaperCopy:
    return PaperCopy(masked(paper.place), masked(paper.keeper))


def _original(original: Original) -> Original:
    name = masked(original.name)
    return original if name == original.name else replace(original, name=name)
