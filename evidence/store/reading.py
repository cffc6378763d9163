"""The whole workspace into one frozen snapshot, and a snapshot brought up to date."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import date, datetime
from operator import attrgetter

from msgspec.structs import replace

from evidence.criteria import total_points
from evidence.errors import WorkspaceError
from evidence.garbage import no_garbage
from evidence.journal import Action
from evidence.model import (
    Approach,
    Criterion,
    CriterionId,
    Mode,
    OriginalId,
    PageRange,
    Piece,
    PieceId,
    Project,
    Rule,
    SchemeFacts,
    SchemeId,
    Scope,
    Slot,
    SlotId,
    Stage,
    Unit,
    UnitKind,
    Years,
)
from evidence.snapshot import Changes, OtherScheme, Snapshot
from evidence.store.alike import patched_alike, read_alike
from evidence.store.box_reading import read_boxes
from evidence.store.doubt_reading import read_dismissed
from evidence.store.figure_reading import read_key_figures
from evidence.store.imprint_reading import read_imprint
from evidence.store.looks_reading import read_looks
from evidence.store.mark_reading import read_marks
from evidence.store.part_reading import read_outside
from evidence.store.piece_reading import ORIGINALS, PARTS, PIECES, originals_of, pieces_of
from evidence.store.place_reading import FILINGS, SUGGESTIONS, filings_of, suggestions_of
from evidence.store.score_reading import read_pass_rules, read_scores
from evidence.store.source import Source, ask, ask_for, ask_one, from_json
from evidence.store.steps import undone_steps

_STAGES: dict[str | None, Stage | None] = {None: None, **{stage.value: stage for stage in Stage}}
_RULES: dict[str | None, Rule | None] = {None: None, **{rule.value: rule for rule in Rule}}
_APPROACHES: dict[str | None, Approach] = {None: Approach.PAPER, **{one.value: one for one in Approach}}
_BEGINNING_CHARS = 2000  # of a text
_MOST_PATCHED = (
    400  # pieces, or originals: databases limit a statement's parameters, and reading all takes less time than many
)
# Steps whose materials are a table's, or in which only the names of units change.
_NOT_OF_CLERKS = (
    Action.NEW_PROJECT,
    Action.ADD_SCHEME,
    Action.NEW_EDITION,
    Action.EDIT_UNITS,
    Action.UNDO,
    Action.REDO,
)
_WHERE_A_SLOT_STANDS = frozenset({"criterion_id", "position"})  # columns


def read_snapshot(source: Source, now: datetime, seen_by: SchemeId | None = None) -> Snapshot:
    """Read all that checks, exports and windows need, in one transaction; as a scheme sees it, or the one worked on.

    Raises `WorkspaceError` if what stands there makes no sense.
    """
    with _sense_made(source), no_garbage():
        place, office, first_year, base_year, created_at, submit_on, mode, upper, current = ask_one(
            source,
            "SELECT place, office, first_year, base_year, created_at, submit_on, mode, upper, scheme_id FROM project",
        )
        wanted = seen_by or current
        # All that there are thousands of, before anything is made of it: the window is made while the database looks.
        originals, parts, pieces = ORIGINALS.ask(source, None), PARTS.ask(source, None), PIECES.ask(source, None)
        filings, suggestions = FILINGS.ask(source, None, wanted), SUGGESTIONS.ask(source, None, wanted)
        schemes = _schemes(source)
        scheme = schemes[wanted]
        return Snapshot(
            project=Project(
                place=place,
                office=office,
                first_year=first_year,
                base_year=base_year,
                units=_units(source),
                created_at=datetime.fromisoformat(created_at),
                submit_on=None if submit_on is None else date.fromisoformat(submit_on),
                mode=Mode.OWN if mode is None else Mode(mode),
                upper=upper,
                imprint=read_imprint(source),
            ),
            scheme_id=scheme.id,
            scheme=scheme.facts,
            criteria=scheme.criteria,
            others=tuple(other for other in schemes.values() if other is not scheme),
            counterparts=_counterparts(source, scheme),
            originals={original.id: original for original in originals_of(originals, read_looks(source, None))},
            pieces=tuple(pieces_of(pieces, parts)),
            filings=tuple(filings_of(filings)),
            suggestions=suggestions_of(suggestions),
            at=now,
            alike=read_alike(source),
            key_figures=read_key_figures(source),
            dismissed=read_dismissed(source),
            marks=read_marks(source),
            scores=read_scores(source, scheme.id),
            pass_rules=read_pass_rules(source, scheme.id),
            outside=read_outside(source),
            boxes=read_boxes(source, scheme.id),
        )


def patched(source: Source, snapshot: Snapshot, changes: Changes, now: datetime) -> Snapshot:
    """Return what `read_snapshot` would, reading only what `changes` names; they must be all since `snapshot`."""
    touched = changes.pieces
    if changes.scheme or len(touched) > _MOST_PATCHED:
        return read_snapshot(source, now)
    with _sense_made(source):
        pieces = pieces_of(PIECES.ask(source, touched), PARTS.ask(source, touched))
        gone = {part.original for key in touched for part in _parts_of(snapshot.piece_by_id.get(key))}
        there = {part.original for piece in pieces for part in piece.parts}
        # Of what lies in 回收站 the files are known, and no piece.
        if touched - snapshot.piece_by_id.keys() - {piece.id for piece in pieces}:
            gone |= snapshot.originals.keys() - {part.original for one in snapshot.pieces for part in one.parts}
        if len(gone | there) > _MOST_PATCHED:
            return read_snapshot(source, now)
        originals, suggestions = snapshot.originals.copy(), snapshot.suggestions.copy()
        for original in gone:
            originals.pop(original, None)
        for piece in touched:
            suggestions.pop(piece, None)
        found = originals_of(ORIGINALS.ask(source, gone | there), read_looks(source, gone | there))
        originals.update((original.id, original) for original in found)
        # Texts come and go with their files, and a scan that was read says how surely.
        others = any(originals.get(key) != snapshot.originals.get(key) for key in gone | there)
        suggestions.update(suggestions_of(SUGGESTIONS.ask(source, touched, snapshot.scheme_id)))
        pieces += [piece for piece in snapshot.pieces if piece.id not in touched]
        filings = filings_of(FILINGS.ask(source, touched, snapshot.scheme_id))
        filings += [filing for filing in snapshot.filings if filing.piece not in touched]
        return replace(
            snapshot,
            originals=originals,
            pieces=tuple(sorted(pieces, key=attrgetter("arrived"))),
            filings=tuple(sorted(filings, key=attrgetter("position"))),
            suggestions=suggestions,
            at=now,
            alike=patched_alike(source, snapshot.alike, touched),
            key_figures=read_key_figures(source) if snapshot.key_figures and others else snapshot.key_figures,
            dismissed=read_dismissed(source) if changes.doubts else snapshot.dismissed,
            marks=read_marks(source) if changes.doubts else snapshot.marks,
            scores=read_scores(source, snapshot.scheme_id),
        )


def journal_length(source: Source) -> int:
    """Return the number of the journal's last entry, 0 before the first."""
    (number,) = ask_one(source, "SELECT max(number) FROM journal")
    return number or 0


def texts_of(source: Source, pieces: Iterable[Piece]) -> dict[OriginalId, str]:
    """Return the beginning of the text that the first original of each piece has: enough to tell where it belongs."""
    originals = [part.original for piece in pieces for part in piece.parts[:1]]
    found: dict[OriginalId, str] = {}
    statement = "SELECT id, substr(text, 1, ?) FROM original_text WHERE true"
    for start in range(0, len(originals), _MOST_PATCHED):
        some = originals[start : start + _MOST_PATCHED]
        found.update(ask_for(source, some, statement, "id", "id", _BEGINNING_CHARS))
    return found


def whole_text(source: Source, original: OriginalId) -> str:
    """Return the text of an original, its pages parted by form feeds where they are known; empty if it has none."""
    return "".join(text for (text,) in ask(source, "SELECT text FROM original_text WHERE id = ?", original))


def without_place(source: Source, scheme: SchemeId) -> frozenset[PieceId]:
    """Return the pieces that lie nowhere in a scheme and have no place proposed there."""
    found = ask(
        source,
        "WITH item AS (SELECT id FROM criterion WHERE scheme_id = ?) SELECT id FROM piece"
        " WHERE id NOT IN (SELECT piece_id FROM filing WHERE criterion_id IN item)"
        " AND id NOT IN (SELECT piece_id FROM suggestion WHERE criterion_id IN item)"
        " AND id NOT IN (SELECT piece_id FROM binned)",
        scheme,
    )
    return frozenset(PieceId(key) for (key,) in found)


def slots_of_clerks(source: Source) -> frozenset[SlotId]:
    """Return the materials that somebody added, changed or confirmed, by whatever step that holds.

    A table brought the others; some of them stand elsewhere now, or a unit that owes them has another name.
    """
    marks = ", ".join("?" * len(_NOT_OF_CLERKS))
    statement = f"SELECT entity_id, step, after FROM journal WHERE entity = 'slot' AND action NOT IN ({marks})"  # noqa: S608
    undone = undone_steps(source)
    return frozenset(
        SlotId(key)
        for key, step, after in ask(source, statement, *_NOT_OF_CLERKS)
        if step not in undone and not _WHERE_A_SLOT_STANDS.issuperset(from_json(after) or ())
    )


@contextmanager
def _sense_made(source: Source) -> Generator[None]:
    try:
        yield
    except (LookupError, ValueError, TypeError) as error:
        _, _, path = ask(source, "PRAGMA database_list")[0]
        raise WorkspaceError("workspace_damaged", path=path, detail=type(error).__name__) from error


def _parts_of(piece: Piece | None) -> tuple[PageRange, ...]:
    return piece.parts if piece else ()


def _units(source: Source) -> tuple[Unit, ...]:
    return tuple(
        Unit(key, name, UnitKind(kind), contact, phone, note, tuple(from_json(former)), _APPROACHES[approach])
        for key, name, kind, contact, phone, note, former, approach in ask(
            source, "SELECT id, name, kind, contact, phone, note, former, approach FROM unit ORDER BY position"
        )
    )


def _schemes(source: Source) -> dict[SchemeId, OtherScheme]:
    """Return the project's schemes, in the order in which they came."""
    criteria = _criteria(source)
    return {
        key: OtherScheme(
            key,
            SchemeFacts(title, edition, number, total_points(criteria.get(key, ()))),
            tuple(criteria.get(key, ())),
        )
        for key, title, edition, number in ask(
            source, "SELECT id, title, edition, document_number FROM scheme ORDER BY position"
        )
    }


def _counterparts(source: Source, scheme: OtherScheme) -> dict[CriterionId, tuple[CriterionId, ...]]:
    """Return the items of other schemes that go with those of a scheme."""
    ours = {criterion.id for criterion in scheme.criteria}
    found: dict[CriterionId, tuple[CriterionId, ...]] = {}
    for one, other in ask(source, "SELECT criterion_id, other_id FROM counterpart ORDER BY id"):
        for item, elsewhere in ((one, other), (other, one)):
            if item in ours:
                found[item] = (*found.get(item, ()), elsewhere)
    return found


def _criteria(source: Source) -> dict[SchemeId, list[Criterion]]:
    """Return the criteria of each scheme, in order."""
    slots = _slots(source)
    found: dict[SchemeId, list[Criterion]] = {}
    for (
        scheme, key, parent, code, title, text, points, rule, method, lead, support, is_key, veto, bonus,
        ways, person, due, note,
    ) in ask(
        source,
        "SELECT scheme_id, id, parent_id, code, title, text, points, rule, method, lead_unit, support_units, key, veto,"
        " bonus, ways, person, due, note FROM criterion ORDER BY position",
    ):  # fmt: skip
        criterion = Criterion(
            id=CriterionId(key),
            parent=parent,
            code=code,
            title=title,
            text=text,
            points=points,
            rule=_RULES[rule],
            method=method,
            lead_unit=lead,
            support_units=tuple(from_json(support)),
            key=bool(is_key),
            veto=bool(veto),
            bonus=bool(bonus),
            required=slots.get(key, ()),
            ways=ways,
            person=person,
            due=due,
            note=note,
        )
        found.setdefault(scheme, []).append(criterion)
    return found


def _slots(source: Source) -> dict[str, tuple[Slot, ...]]:
    """Return the slots of each criterion that has any."""
    slots: dict[str, tuple[Slot, ...]] = {}
    for (
        criterion, key, name, kinds, stage, years, count, must, scope, owners, alternative, paper_allowed,
        waived, proposed, due,
    ) in ask(
        source,
        "SELECT criterion_id, id, name, kinds, stage, years, count, must, scope, owners, alternative, paper_allowed,"
        " waived, proposed, due FROM slot ORDER BY position",
    ):  # fmt: skip
        slot = Slot(
            id=SlotId(key),
            name=name,
            kinds=tuple(from_json(kinds)),
            stage=_STAGES[stage],
            years=Years(years),
            count=count,
            must=tuple(from_json(must)),
            scope=Scope(scope),
            owners=tuple(from_json(owners)),
            alternative=alternative,
            paper_allowed=bool(paper_allowed),
            waived=waived,
            proposed=bool(proposed),
            due=due,
        )
        slots[criterion] = (*slots.get(criterion, ()), slot)
    return slots
