"""What a clerk corrects of one paper, or of several at once as one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from evidence.filing import known_piece, meant_unit
from evidence.intake.typed import corrected
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
    typed = meant_unit(snapshot, text) if fact is Fact.UNIT else text
    known = [known_piece(snapshot, piece) for piece in pieces]
    return correct_all(workspace, [(one, corrected(one.facts, fact, typed, today), one.flags) for one in known])


def correct_all(workspace: Workspace, new: Iterable[tuple[Piece, Facts, frozenset[Flag]]]) -> Changes:
    """Replace what is known of pieces, as one step."""
    with workspace.writing(Action.CORRECT_FACTS) as writer:
        for piece, facts, flags in new:
            writer.correct_facts(piece.id, facts, flags)
    return writer.changes
