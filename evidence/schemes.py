"""What is done with a project's schemes: changed, another edition, several side by side; each one step."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence.criteria import Counterparts, criteria_of, unfiled, units_of
from evidence.errors import RequestError
from evidence.filing import check_counterparts
from evidence.journal import Action
from evidence.model import (
    Criterion,
    CriterionId,
    Piece,
    PieceId,
    Place,
    Project,
    SchemeId,
    SchemeReading,
    SlotId,
    Suggestion,
)
from evidence.progress import Report, Silent
from evidence.snapshot import Changes, Snapshot
from evidence.store.reading import read_snapshot, slots_of_clerks, texts_of, whole_text, without_place
from evidence.wording import titles

if TYPE_CHECKING:
    from evidence.scheme.editing import Edit
    from evidence.scheme.edition import Preview
    from evidence.store.source import Source
    from evidence.workspace import Workspace


class Schemes:
    """A service of a workspace; raises `RequestError` for what would make no sense."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def edit(self, action: Action, edit: Edit) -> Changes:
        """Change the criteria of the scheme worked on, by a function of `scheme.editing`."""
        snapshot = self._workspace.snapshot()
        wanted = edit(snapshot)
        anew = action is Action.NEW_EDITION
        found = self._suggested(wanted.criteria, unfiled(snapshot, wanted), Silent()) if anew else {}
        with self._workspace.writing(action) as writer:
            writer.change_scheme(snapshot, wanted)
            named = units_of(snapshot.project.units, wanted.criteria)
            writer.change_project(snapshot.project, replace(snapshot.project, units=named))
            writer.suggest(snapshot.scheme_id, found)
        return writer.changes

    def preview_edition(self, reading: SchemeReading) -> Preview:
        """Compare a table, read afresh, with the scheme worked on; what somebody added to it stays in any plan."""
        from evidence.scheme.edition import preview_edition

        snapshot = self._workspace.snapshot()
        with self._workspace.reading() as source:
            of_clerks = slots_of_clerks(source)
        return preview_edition(snapshot, reading, of_clerks)

    def edit_project(self, action: Action, project: Project, edit: Edit | None = None) -> Changes:
        """Record what the project is about now; with it the criteria change that name a unit by its old name."""
        snapshot = self._workspace.snapshot()
        with self._workspace.writing(action) as writer:
            if edit is not None:
                writer.change_scheme(snapshot, edit(snapshot))
            writer.change_project(snapshot.project, project)
        return writer.changes

    def add(self, reading: SchemeReading, report: Report) -> Changes:
        """Put a further scheme beside those that are there, and work on it; papers stay filed where they are.

        Each paper gets places proposed in it. Raises `CancelledError` if the user stops that; nothing is added then.
        """
        from evidence.scheme.proposals import with_proposals
        from evidence.scheme.unit_names import with_names_of_today

        snapshot = self._workspace.snapshot()
        project = snapshot.project
        for facts, criteria in (
            (snapshot.scheme, snapshot.criteria),
            *((o.facts, o.criteria) for o in snapshot.others),
        ):
            if _words(criteria) == _words(reading.items):
                raise RequestError("scheme_here_already", title=facts.title)
        items = with_proposals(with_names_of_today(reading.items, project.units))
        found = self._suggested(items, snapshot.pieces, report)
        facts = replace(reading.facts, title=_free_title(reading.facts.title, snapshot))
        with self._workspace.writing(Action.ADD_SCHEME) as writer:
            scheme = writer.add_scheme(replace(reading, facts=facts, items=items))
            writer.use_scheme(scheme)
            writer.change_project(project, replace(project, units=units_of(project.units, items)))
            writer.suggest(scheme, found)
        return writer.changes

    def use(self, scheme: SchemeId, report: Report | None = None) -> Changes:
        """Work on another of the project's schemes; papers that came meanwhile get places proposed in it.

        Raises `CancelledError` if the user stops that; the scheme worked on stays then.
        """
        snapshot = self._workspace.snapshot()
        with self._workspace.reading() as source:
            placeless = without_place(source, scheme)
        new = [piece for piece in snapshot.pieces if piece.id in placeless]
        found = self._suggested(criteria_of(snapshot, scheme), new, report or Silent())
        with self._workspace.writing(Action.USE_SCHEME) as writer:
            writer.use_scheme(scheme)
            writer.suggest(scheme, {piece: places for piece, places in found.items() if places})
        return writer.changes

    def seen_by(self, scheme: SchemeId) -> Snapshot:
        """Return the project as one of its schemes sees it; which one is worked on stays the same."""
        workspace = self._workspace
        with workspace.reading() as source:
            return read_snapshot(source, workspace.now, scheme)

    def pair(self, together: Sequence[Counterparts], apart: Sequence[Counterparts] = ()) -> Changes:
        """Let a paper of one item serve the other as well, from now on and for what is filed already; or no longer."""
        snapshot = self._workspace.snapshot()
        check_counterparts(snapshot, together)

        def slot_of(piece: PieceId, item: CriterionId) -> SlotId | None:
            return self._workspace.placing.choose_slot(snapshot, item, snapshot.piece_by_id[piece].facts)

        new = [two for two in dict.fromkeys(together) if two.there not in snapshot.counterparts.get(two.here, ())]
        with self._workspace.writing(Action.PAIR_ITEMS) as writer:
            writer.pair(new, apart)
            for one, other in [way for two in new for way in (two, two[::-1])]:
                writer.mirror([(f.id, Place(f.piece, other, slot_of(f.piece, other))) for f in writer.filed_in(one)])
        return writer.changes

    def _suggested(
        self, criteria: Sequence[Criterion], pieces: Sequence[Piece], report: Report
    ) -> dict[PieceId, tuple[Suggestion, ...]]:
        """Return places for pieces in a scheme to come."""
        with self._workspace.reading() as source:
            texts = texts_of(source, pieces)
            found = self._workspace.placing.anew(criteria, pieces, texts, report)
            return {piece.id: self._doubted(source, piece, found[piece.id]) for piece in pieces}

    def _doubted(self, source: Source, piece: Piece, found: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
        """Return proposals for a piece, none of them certain that may not be: its whole text tells."""
        from evidence.intake.uncertain import doubted, pages_to_cut

        if not piece.parts or not any(place.certain for place in found):
            return found
        original = self._workspace.snapshot().originals[piece.parts[0].original]
        return doubted(found, piece.flags, pages_to_cut(original.media_type, whole_text(source, original.id)))


def _words(criteria: Sequence[Criterion]) -> list[tuple[str, str | None]]:
    """Return what makes two schemes the same: codes and what is asked."""
    return [(criterion.code, criterion.text or criterion.title) for criterion in criteria]


def _free_title(title: str, snapshot: Snapshot) -> str:
    """Return a title that none of the project's schemes has: clerks and the command line tell them apart by it."""
    taken = {snapshot.scheme.title, *(other.facts.title for other in snapshot.others)}
    further = (titles.further(title, at) for at in count(2))
    return title if title not in taken else next(one for one in further if one not in taken)
