"""Places proposed again, for papers that are known already, when the scheme has become another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from evidence.intake.suggest import BODY_CHARS, Suggester
from evidence.model import OriginalId, Piece, PieceId, Suggestion

TEXT_CHARS = BODY_CHARS  # of an original's text, read for a proposal


def suggest_anew(
    suggester: Suggester, pieces: Iterable[Piece], texts: Mapping[OriginalId, str]
) -> dict[PieceId, tuple[Suggestion, ...]]:
    """Return proposals for each piece, by its facts and its text: codes in its names were those of the old scheme."""
    return {piece.id: suggester.suggest(piece.facts, _text(piece, texts), PurePosixPath()) for piece in pieces}


def _text(piece: Piece, texts: Mapping[OriginalId, str]) -> str:
    return texts.get(piece.parts[0].original, "") if piece.parts else ""
