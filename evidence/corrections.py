"""What a clerk corrects of one paper, or of several at once as one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from evidence.filing import known_piece, meant_unit
from evidence.intake import typed
from evidence.journal import Action
from evidence.model import Fact, Facts, Flag, Piece, PieceId
from evidence.snapshot import Changes

if TYPE_CHECKING:
    from evidence.workspace import Workspace


def correct(workspace: Workspace, pieces: Sequence[PieceId], fact: Fact, text: str, today: date) -> Changes:
    """Replace one fact of each piece by what was typed, as one step; an empty text makes it unknown.

    A unit's short or former name stands for the name that it has today. Raises `RequestError` if the text cannot be
    that, or one of the pieces was taken back meanwhile: then nothing is changed.
    """
    snapshot = workspace.snapshot()
    meant = meant_unit(snapshot, text) if fact is Fact.UNIT else text
    known = [known_piece(snapshot, piece) for piece in pieces]
    return correct_all(workspace, [(one, typed.corrected(one.facts, fact, meant, today), one.flags) for one in known])


def correct_all(
    workspace: Workspace, new: Iterable[tuple[Piece, Facts, frozenset[Flag]]], pages: str | None = None
) -> Changes:
    """Replace what is known of pieces, and how many pages they have if that was typed, as one step."""
    snapshot = workspace.snapshot()
    counted = None if pages is None else typed.pages(pages)
    with workspace.writing(Action.CORRECT_FACTS) as writer:
        for piece, facts, flags in new:
            writer.correct_facts(piece.id, facts, flags)
            if pages is not None:
                there = snapshot.pages_of_files(piece) if counted is None else counted
                writer.count_pages(piece.id, there, by_clerk=counted is not None)
    return writer.changes


def count_pages(workspace: Workspace, piece: PieceId, text: str) -> Changes:
    """Record how many pages somebody counted, which stands before what files say; an empty text: what they say.

    Raises `RequestError` if the text is no number of pages, or the piece was taken back meanwhile.
    """
    known = known_piece(workspace.snapshot(), piece)
    return correct_all(workspace, [(known, known.facts, known.flags)], text)
