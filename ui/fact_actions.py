"""What a clerk types or ticks of a paper becomes a change of the project, or a sentence beside the field."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QObject

from evidence import wording
from evidence.errors import DossierError
from evidence.model import Fact, Flag, PieceId
from ui.jobs import Job
from ui.session import Session
from ui.views.facts_pane import FactsPane


class FactActions(QObject):
    """Follows the fields of a pane."""

    def __init__(self, session: Session, facts: FactsPane, parent: QObject) -> None:
        """Change the session's project."""
        super().__init__(parent)
        self._session, self._facts = session, facts
        facts.corrected.connect(self._correct)
        facts.counted.connect(self._count_pages)
        facts.marked.connect(self._mark)

    def _correct(self, pieces: tuple[PieceId, ...], fact: Fact, text: str) -> None:
        if self._session.is_open:
            self._tell_refusal(self._session.correct(pieces, fact, text), pieces)

    def _count_pages(self, piece: PieceId, text: str) -> None:
        if self._session.is_open:
            self._tell_refusal(self._session.pieces.count_pages(piece, text), (piece,))

    def _mark(self, piece: PieceId, flag: Flag, on: bool) -> None:
        self._session.mark(piece, flag, on=on)

    def _tell_refusal(self, job: Job, pieces: tuple[PieceId, ...]) -> None:
        """Say beside the facts of these pieces why what was typed there cannot be."""

        def refuse(error: DossierError) -> None:
            if not self._facts.refuse(pieces, wording.sentence(error)):
                self._session.refuse(error)

        job.failed.connect(refuse)
