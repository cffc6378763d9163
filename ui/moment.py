"""The open project between two changes, which all that is shown of it is computed from."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:  # loaded when the first project is opened
    from evidence.check.gaps import ItemGaps
    from evidence.journal import StepId
    from evidence.model import CriterionId, Filing, Piece, PieceId
    from evidence.snapshot import Snapshot


class Moment(Struct, frozen=True, dict=True):
    """The open project between two changes: all that panes and dialogs show is computed from it."""

    path: Path
    who: str
    snapshot: Snapshot
    gaps: dict[CriterionId, ItemGaps]  # of each item, in the scheme's order
    undo: str | None  # what the next undo takes back, in words
    redo: str | None
    steps: tuple[StepId | None, StepId | None] = (None, None)  # that these are about

    @cached_property
    def places(self) -> dict[PieceId, tuple[Filing, ...]]:
        """Where each piece is filed that is filed at all."""
        found: dict[PieceId, list[Filing]] = {}
        for filing in self.snapshot.filings:
            found.setdefault(filing.piece, []).append(filing)
        return {piece: tuple(filings) for piece, filings in found.items()}

    @property
    def tray(self) -> tuple[Piece, ...]:
        """The pieces that are filed nowhere yet, in order of arrival."""
        return self.snapshot.unfiled

    @cached_property
    def waiting(self) -> dict[str, tuple[Piece, ...]]:
        """What lies in 待整理 by the unit that it comes from."""
        from evidence.check.waiting import waiting_by_unit

        return waiting_by_unit(self.snapshot)
