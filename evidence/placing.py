"""Where a paper belongs, in the scheme worked on and in those beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from evidence.criteria import criteria_of
from evidence.intake.debt_codes import debt_codes
from evidence.intake.learned import Filed, Learned
from evidence.intake.suggest import Suggester
from evidence.model import (
    Criterion,
    CriterionId,
    Facts,
    OriginalId,
    Piece,
    PieceId,
    Place,
    SchemeId,
    SlotId,
    Suggestion,
)
from evidence.progress import Report, tell
from evidence.snapshot import Snapshot
from evidence.store.experience import filings_of_clerks, sources_of
from evidence.store.source import Source


class Placing:
    """Keeps what proposes places: one a scheme, made anew when the scheme has changed."""

    def __init__(self) -> None:
        """Know no scheme yet."""
        self._suggesters: dict[SchemeId, Suggester] = {}

    def suggester(self, snapshot: Snapshot) -> Suggester:
        """Return what proposes places in the scheme worked on."""
        return self._of(snapshot, snapshot.scheme_id)

    def experienced(self, snapshot: Snapshot, source: Source) -> Suggester:
        """Return what proposes places in the scheme worked on, going by what clerks decided there before."""
        by_clerks, sources = filings_of_clerks(source), sources_of(source)
        filed = [
            Filed(
                snapshot.piece_by_id[filing.piece].facts,
                PurePosixPath(sources[filing.piece]) if filing.piece in sources else None,
                filing.criterion,
                filing.slot,
                filing.id in by_clerks,
            )
            for filing in snapshot.filings
        ]
        codes = {leaf.id: leaf.code for leaf in snapshot.items}
        return self.suggester(snapshot).having_learned(Learned(filed, codes)).expecting(debt_codes(snapshot))

    def choose_slot(self, snapshot: Snapshot, criterion: CriterionId, facts: Facts) -> SlotId | None:
        """Return the slot of an item, of any of the schemes, that a paper with these facts belongs in."""
        if criterion in snapshot.by_id:
            return self.suggester(snapshot).choose_slot(criterion, facts)
        scheme = next(other for other in snapshot.others if any(item.id == criterion for item in other.criteria))
        return self._of(snapshot, scheme.id).choose_slot(criterion, facts)

    def follow(self, snapshot: Snapshot, facts: Mapping[PieceId, Facts]) -> Callable[[Place], Sequence[Place]]:
        """Return what tells where a piece lies in other schemes because it lies in an item here."""

        def places(place: Place) -> Sequence[Place]:
            return [
                Place(place.piece, there, self.choose_slot(snapshot, there, facts[place.piece]))
                for there in snapshot.counterparts.get(place.criterion, ())
            ]

        return places

    def anew(
        self, criteria: Sequence[Criterion], pieces: Sequence[Piece], texts: Mapping[OriginalId, str], report: Report
    ) -> dict[PieceId, tuple[Suggestion, ...]]:
        """Return places for papers in a scheme to come, by facts and text: codes in their names are another's.

        Raises `CancelledError` if the user stops it.
        """
        suggester = Suggester(criteria)
        found: dict[PieceId, tuple[Suggestion, ...]] = {}
        for done, piece in enumerate(pieces):
            tell(report, "suggesting", done, len(pieces))
            text = texts.get(piece.parts[0].original, "") if piece.parts else ""
            found[piece.id] = suggester.suggest(piece.facts, text, PurePosixPath())
        return found

    def _of(self, snapshot: Snapshot, scheme: SchemeId) -> Suggester:
        criteria, known = criteria_of(snapshot, scheme), self._suggesters.get(scheme)
        if known is None or (known.criteria is not criteria and known.criteria != criteria):
            known = self._suggesters[scheme] = Suggester(criteria)
        known.criteria = criteria  # what is read again says the same mostly, and comparing it takes long
        return known
