"""Every write to a workspace, as people mean it: one use case, one transaction, one `Changes`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from sqlalchemy import Connection, bindparam, select, update

from evidence.boxes import Box, BoxRules
from evidence.criteria import Counterparts, SchemeEdit
from evidence.deliveries import Delivery, Replacement
from evidence.frozen import FrozenId, FrozenState
from evidence.isolated import Copy
from evidence.journal import Action, StepId, Told
from evidence.key_figures import KeyFigure, KeyFigureId
from evidence.model import (
    ArrivalState,
    BatchId,
    CriterionId,
    Edition,
    Facts,
    Filing,
    FilingId,
    Flag,
    Original,
    OriginalId,
    PageRange,
    Piece,
    PieceId,
    Place,
    Project,
    SchemeId,
    SchemeReading,
    Sha256,
    Suggestion,
    new_id,
)
from evidence.points import PassRules, SelfScore
from evidence.reviews import Review, WorkMark
from evidence.snapshot import Changes, Snapshot
from evidence.store import (
    batch_rows,
    box_rows,
    check_tables,
    filing_rows,
    frozen_rows,
    isolation,
    key_figure_rows,
    pair_rows,
    part_rows,
    piece_parts,
    review_rows,
    scan_rows,
    schema,
    scheme_rows,
    score_rows,
)
from evidence.store.batch_rows import Matched
from evidence.store.doubt_rows import DoubtRows
from evidence.store.isolation import Record
from evidence.store.isolation_reading import Trace
from evidence.store.journaled import JournaledRows, Values
from evidence.store.piece_rows import original_row, piece_row, set_facts, set_pages, suggestion_rows
from evidence.store.rendition_rows import NewRendition, keep_renditions
from evidence.store.scan_reading import ScanPage
from evidence.store.scan_rows import RecognisedScan
from evidence.store.steps import step_to_redo, step_to_undo
from evidence.store.text_rows import KeptText, keep_texts
from evidence.store.vault import Stamp
from evidence.store.watched_rows import write_taken, write_watched

if TYPE_CHECKING:
    from evidence.check.standing import Figures


class Arrival(Struct, frozen=True):
    """One file that arrived, as it is to be recorded; `piece` is None for what was not kept."""

    source: str
    state: ArrivalState
    sha256: Sha256 | None
    piece: PieceId | None
    flags: frozenset[Flag]
    message: str | None
    unit_of_batch: bool = False  # whether the piece has its unit from the batch


class NewPiece(Struct, frozen=True):
    """A piece to be recorded with the original that it is made of."""

    piece: Piece
    original: Original
    text: str
    suggestions: tuple[Suggestion, ...]
    sketch: str = ""  # of the text, to find papers that are alike; empty: too short
    # Papers that came earlier, with the share of the texts.
    alike: dict[PieceId, float] = field(default_factory=dict[PieceId, float])
    unread: tuple[int, ...] = ()  # pages (from 1) that are pictures and wait for being recognised


class Writer:
    """Writes within the caller's transaction; each row that people can see or change is journaled."""

    def __init__(
        self, connection: Connection, who: str, now: datetime, action: Action, step: StepId | None = None
    ) -> None:
        """Write over `connection` in the name of `who`; a `step` is given that takes several transactions."""
        self._connection = connection
        self._who = who
        self._now = now
        self._rows = JournaledRows(connection, who, now, action, step or StepId(new_id()))

    @property
    def changes(self) -> Changes:
        """What was touched until now."""
        return self._rows.changes

    def new_project(self, project: Project, reading: SchemeReading) -> None:
        """Record what the project is about and its scheme, ids as the reading has them."""
        scheme_rows.new_project(self._rows, project, scheme_rows.new_scheme(self._rows, reading))

    def add_scheme(self, reading: SchemeReading) -> SchemeId:
        """Record a further scheme, ids as the reading has them."""
        return scheme_rows.new_scheme(self._rows, reading)

    def use_scheme(self, scheme: SchemeId) -> None:
        """Record which scheme is worked on."""
        scheme_rows.use_scheme(self._rows, scheme)

    def pair(self, together: Iterable[Counterparts], apart: Collection[Counterparts]) -> None:
        """Let items of two schemes go together, or no longer; filings that only followed others go."""
        pair_rows.pair(self._rows, together, apart)

    def change_scheme(self, before: Snapshot, edit: SchemeEdit) -> None:
        """Make the scheme and the filings what an edit says; `before` is how they are now."""
        scheme_rows.change_scheme(self._rows, before, edit)

    def change_project(self, before: Project, project: Project) -> None:
        """Record what the project is about now, and its units."""
        scheme_rows.change_project(self._rows, before, project)

    def write_figure(self, figure: KeyFigure) -> None:
        """Record a key figure, in the place of what was known of it."""
        key_figure_rows.write_figure(self._rows, figure)

    def remove_figures(self, figures: Sequence[KeyFigureId]) -> None:
        """Take key figures out of the table."""
        self._rows.delete(check_tables.key_figure, figures)

    def new_batch(self, source: str, delivery: Delivery) -> BatchId:
        """Record that something arrives."""
        return batch_rows.new_batch(self._rows, source, delivery, self._who, self._now)

    def correct_batch(self, batch: BatchId, delivery: Delivery) -> None:
        """Record who brought a batch and how; pieces that have their unit from it, or have none, get the new one."""
        batch_rows.correct_batch(self._rows, batch, delivery)

    def match_arrivals(self, matched: Mapping[str, Matched]) -> None:
        """Record what files are beside what was delivered before, by the ids of their arrivals."""
        batch_rows.match_arrivals(self._rows, matched)

    def replace_piece(self, change: Replacement, why: str | None) -> None:
        """Let one piece be made of what another is made of, which goes; why may be unknown."""
        (new,) = self._rows.rows_where(schema.piece, schema.piece.c.id, [change.new])
        set_facts(self._rows, change.old, change.facts, change.flags, new["origins"] or {})
        set_pages(self._rows, change.old, change.pages)
        batch_rows.replace_parts(self._rows, change.old, change.new, self._who, self._now, why)

    def add_piece(self, piece: Piece, suggestions: Sequence[Suggestion]) -> None:
        """Record a piece made of originals that are there."""
        self._rows.insert(schema.piece, [piece_row(piece)])
        self._rows.insert(schema.part, piece_parts.part_rows(piece.id, piece.parts))
        self._rows.insert(schema.suggestion, suggestion_rows({piece.id: suggestions}))

    def keep_pages(self, piece: PieceId, part: PageRange, pages: int) -> None:
        """Let a piece of one file be some of its pages only."""
        piece_parts.keep_pages(self._rows, piece, part)
        set_pages(self._rows, piece, pages)

    def read_again(self, piece: Piece) -> None:
        """Record what is known of a piece and where each of it was read."""
        set_facts(self._rows, piece.id, piece.facts, piece.flags, dict(piece.origins))

    def join_pieces(self, into: Piece, order: Sequence[PieceId], kept: Collection[PieceId]) -> None:
        """Put the files of these pieces, `into` among them, into that one, with its flags and pages as they are then.

        The files of `kept` are not printed.
        """
        self._rows.update(schema.piece, {into.id: {"flags": sorted(into.flags)}})
        set_pages(self._rows, into.id, into.pages)
        piece_parts.gather_parts(self._rows, into.id, order, kept)
        for other in order:
            if other != into.id:
                piece_parts.take_over(self._rows, into.id, other)

    def take_in(self, batch: BatchId, arrivals: Sequence[Arrival], pieces: Sequence[NewPiece]) -> list[str]:
        """Record files that arrived and the pieces made of them; return the ids of the arrivals."""
        self._rows.insert(schema.original, [original_row(new.original) for new in pieces])
        keep_texts(self._rows, [KeptText(new.original.id, new.text, new.sketch) for new in pieces if new.text])
        waiting = [row for new in pieces for row in scan_rows.waiting_rows(new.original.id, new.unread)]
        self._rows.insert(schema.scan_page, waiting)
        self._rows.insert(schema.piece, [piece_row(new.piece) for new in pieces])
        parts = [row for new in pieces for row in piece_parts.part_rows(new.piece.id, new.piece.parts)]
        self._rows.insert(schema.part, parts)
        alike = [
            {"id": new_id(), "piece_id": new.piece.id, "other_id": other, "share": share}
            for new in pieces
            for other, share in new.alike.items()
        ]
        self._rows.insert(schema.alike, alike)
        found = {new.piece.id: new.suggestions for new in pieces}
        self._rows.insert(schema.suggestion, suggestion_rows(found))
        rows: list[Values] = [
            {
                "id": new_id(),
                "batch_id": batch,
                "source": arrival.source,
                "state": arrival.state,
                "sha256": arrival.sha256,
                "piece_id": arrival.piece,
                "flags": sorted(arrival.flags),
                "message": arrival.message,
                "unit_of_batch": arrival.unit_of_batch,
                "match": None,
                "earlier_id": None,
            }
            for arrival in arrivals
        ]
        self._rows.insert(schema.arrival, rows)
        return [row["id"] for row in rows]

    def keep_sketches(self, made: Mapping[OriginalId, str]) -> None:
        """Keep sketches of texts that were there before such were kept; nobody sees them, so no journal has them."""
        if made:
            c = schema.original_text.c
            statement = update(schema.original_text).where(c.id == bindparam("of")).values(sketch=bindparam("made"))
            self._connection.execute(statement, [{"of": key, "made": sketch} for key, sketch in made.items()])

    def keep_page(self, original: OriginalId, page: ScanPage) -> None:
        """Keep what was recognised on a page until its whole original is; no journal tells of it."""
        scan_rows.keep_page(self._connection, original, page)

    def keep_scan(self, scan: RecognisedScan, scheme: SchemeId) -> None:
        """Keep the text of a scan, and what follows from it for the pieces that hold it."""
        scan_rows.keep_scan(self._connection, self._rows, scan)
        for one in scan.pieces:
            set_facts(self._rows, one.piece, one.facts, one.flags, dict(one.origins))
        self.suggest(scheme, {one.piece: one.suggestions for one in scan.pieces if one.suggestions is not None})

    def register_paper(self, piece: Piece) -> None:
        """Record a piece that has no file."""
        self._rows.insert(schema.piece, [piece_row(piece)])

    def suggest(self, scheme: SchemeId, found: Mapping[PieceId, Sequence[Suggestion]]) -> None:
        """Put places that are proposed in a scheme for these pieces in the place of those proposed there before."""
        suggestion, criterion = schema.suggestion.c, schema.criterion.c
        items = select(criterion.id).where(criterion.scheme_id == scheme)
        there = set(self._rows.keys(select(suggestion.id).where(suggestion.criterion_id.in_(items))))
        before = self._rows.keys_where(suggestion.id, suggestion.piece_id, list(found))
        self._rows.delete(schema.suggestion, [key for key in before if key in there])
        self._rows.insert(schema.suggestion, suggestion_rows(found))

    def file(self, places: Collection[Place], follow: filing_rows.Follow = filing_rows.nowhere) -> None:
        """File pieces; a place where the piece lies already is passed over, a slot takes the place of none.

        `follow` tells where else a piece lies because it lies in a place: there it comes and goes with it.
        """
        filing_rows.file(self._rows, places, follow)

    def filed_in(self, criterion: CriterionId) -> list[Filing]:
        """Return what is filed in an item of any scheme by itself, not because of another filing."""
        f = schema.filing.c
        columns = (f.id, f.piece_id, f.criterion_id, f.slot_id, f.position)
        found = self._connection.execute(select(*columns).where(f.criterion_id == criterion, f.mirrors_id.is_(None)))
        return [Filing(*row) for row in found.all()]

    def mirror(self, led: Iterable[tuple[FilingId, Place]]) -> None:
        """File pieces where they lie because of other filings, each unless it lies in that item already."""
        filing_rows.mirror(self._rows, led)

    def unfile(self, filings: Sequence[Filing]) -> None:
        """Take filings back, with those that follow them."""
        pair_rows.take_out(self._rows, [filing.id for filing in filings])

    def correct_facts(self, piece: PieceId, facts: Facts, flags: frozenset[Flag]) -> None:
        """Replace what is known of a piece by what a clerk typed."""
        set_facts(self._rows, piece, facts, flags, None)

    def count_pages(self, piece: PieceId, pages: int | None, *, by_clerk: bool) -> None:
        """Record how many pages a piece has, as a clerk counted them or as its files say."""
        set_pages(self._rows, piece, pages, by_clerk=by_clerk)

    def keep_renditions(self, made: Sequence[NewRendition], counts: Mapping[PieceId, int]) -> None:
        """Record pages that were made of originals, and how many pieces have by that."""
        keep_renditions(self._rows, made, counts)

    def begin_export(self, out: str) -> None:
        """Record where files of a package are about to go."""
        self._rows.note("export", {"out": out})

    def confirm_export(self, by: str, edition: Edition, out: str, no_leaks: Sequence[str], more: Told | None) -> None:
        """Record who answered for an edition and where it went, what in it is no leak, why it holds personal data."""
        told = {"confirmed_by": by, "edition": edition, "out": out, "no_leaks": [*no_leaks], "personal": more}
        self._rows.note("export", {name: value for name, value in told.items() if value})

    def watch(self, folder: Path | None) -> None:
        """Watch a folder from now on, or none."""
        write_watched(self._connection, folder)
        self._rows.note("watched_folder", {"path": str(folder) if folder else None})

    def keep_backup(self, folder: Path) -> None:
        """Record where backups lie on another disk; the journal alone tells."""
        self._rows.note("backup", {"folder": str(folder)})

    def keep_taken(self, stamps: Mapping[str, Stamp]) -> None:
        """Remember what of the watched folder was taken in; its arrival stands in the journal."""
        write_taken(self._connection, stamps)

    def keep_scores(self, scores: Iterable[SelfScore], cleared: Collection[CriterionId]) -> None:
        """Put scores in the place of those that their items had; the items that are cleared have none any more."""
        score_rows.keep_scores(self._rows, scores, cleared)

    def keep_pass_rules(self, scheme: SchemeId, rules: PassRules) -> None:
        """Record what is enough by a scheme."""
        score_rows.keep_pass_rules(self._rows, scheme, rules)

    def keep_boxes(self, scheme: SchemeId, boxes: Iterable[Box]) -> None:
        """Make the boxes of a scheme these."""
        box_rows.keep_boxes(self._rows, scheme, boxes)

    def keep_box_rules(self, scheme: SchemeId, rules: BoxRules) -> None:
        """Record how a scheme's boxes and pages are counted."""
        box_rows.keep_box_rules(self._rows, scheme, rules)

    def isolate(self, found: Trace, records: Sequence[Record], why: str | None) -> None:
        """Take files that bear a 密级 mark out of everything, for good, and record that they were there."""
        mark: Values = {"isolated_at": self._now, "who": self._who, "why": why}
        isolation.isolate(self._connection, self._rows, found, records, mark)

    def finish_isolation(self) -> None:
        """Note that neither the vault nor the database holds anything of what was isolated."""
        isolation.finish(self._connection)

    def clear_copies(self, copies: Iterable[Copy]) -> None:
        """Record that nothing lies in these places any more."""
        isolation.clear_copies(self._rows, copies, self._who, self._now)

    def choose_part(self, into: Collection[CriterionId], out: Collection[CriterionId]) -> None:
        """Let items be within 承担范围, others beyond it."""
        part_rows.choose_part(self._rows, into, out)

    def keep_marks(self, marks: Mapping[CriterionId, WorkMark], cleared: Collection[CriterionId]) -> None:
        """Record how far the work on items is, and of which nobody says it any more."""
        review_rows.keep_marks(self._rows, marks, cleared)

    def keep_reviews(self, reviews: Mapping[FilingId, Review | None]) -> None:
        """Record verdicts on filings, or that there is none any more."""
        review_rows.keep_reviews(self._rows, reviews)

    @property
    def doubts(self) -> DoubtRows:
        """What writes about doubts."""
        return DoubtRows(self._rows, self._who, self._now)

    @property
    def rows(self) -> JournaledRows:
        """The rows that this use case writes, for services that have functions of their own for it in the store."""
        return self._rows

    def freeze(self, name: str, state: FrozenState) -> None:
        """Keep a state under a name."""
        frozen_rows.keep_state(self._connection, self._rows, name, state, self._who, self._now)

    def unfreeze(self, frozen: FrozenId) -> None:
        """Take a state that was kept away."""
        frozen_rows.drop_state(self._rows, frozen)

    def keep_day(self, scheme: SchemeId, day: date, figures: Figures) -> None:
        """Keep how the project stood in a scheme at the end of a day."""
        frozen_rows.keep_day(self._connection, scheme, day, figures)

    def undo(self) -> None:
        """Take back the last step that holds; raise `RequestError` if there is none."""
        self._rows.take_back(step_to_undo(self._connection))

    def redo(self) -> None:
        """Do again what was taken back last; raise `RequestError` if nothing was, or something was written since."""
        self._rows.take_back(step_to_redo(self._connection))

    def next_arrival(self) -> int:
        """Return the running number that the next piece gets."""
        return self._rows.next(schema.piece.c.arrived)
