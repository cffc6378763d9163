"""The whole workspace into one frozen snapshot, and a snapshot brought up to date."""

from __future__ import annotations

import json
from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import starmap
from operator import attrgetter
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Select, Text, cast, func, select
from sqlalchemy.exc import NoResultFound

from evidence.criteria import total_points
from evidence.errors import WorkspaceError
from evidence.garbage import no_garbage
from evidence.journal import Action
from evidence.model import (
    Changes,
    Criterion,
    CriterionId,
    Facts,
    Filing,
    Flag,
    Original,
    OriginalId,
    OtherScheme,
    PageRange,
    PaperCopy,
    Piece,
    PieceId,
    Project,
    Rule,
    SchemeFacts,
    SchemeId,
    Scope,
    Sha256,
    Slot,
    SlotId,
    Snapshot,
    Stage,
    Suggestion,
    Unit,
    UnitKind,
    Years,
)
from evidence.store import schema

_Columns = TypeVarTuple("_Columns")

_STAGES: dict[str | None, Stage | None] = {None: None, **{stage.value: stage for stage in Stage}}
_RULES: dict[str | None, Rule | None] = {None: None, **{rule.value: rule for rule in Rule}}
_BEGINNING_CHARS = 2000  # of a text
_MOST_PATCHED = (
    400  # pieces, or originals: databases limit a statement's parameters, and reading all takes less time than many
)


def read_snapshot(connection: Connection, now: datetime) -> Snapshot:
    """Read all that checks, exports and windows need, in one transaction.

    Raises `WorkspaceError` if what stands there makes no sense.
    """
    with _sense_made(connection), no_garbage():
        project = connection.execute(select(schema.project)).one()
        schemes = _schemes(connection)
        scheme = schemes[project.scheme_id]
        return Snapshot(
            project=Project(
                place=project.place,
                office=project.office,
                first_year=project.first_year,
                base_year=project.base_year,
                units=_units(connection),
                created_at=project.created_at,
            ),
            scheme_id=scheme.id,
            scheme=scheme.facts,
            criteria=scheme.criteria,
            others=tuple(other for other in schemes.values() if other is not scheme),
            counterparts=_counterparts(connection, scheme),
            originals={original.id: original for original in _originals(connection)},
            pieces=tuple(_pieces(connection)),
            filings=tuple(_filings(connection, scheme.id)),
            suggestions=_suggestions(connection, scheme.id),
            at=now,
        )


def patched(connection: Connection, snapshot: Snapshot, changes: Changes, now: datetime) -> Snapshot:
    """Return what `read_snapshot` would, reading only what `changes` names; they must be all since `snapshot`."""
    touched = changes.pieces
    if changes.scheme or len(touched) > _MOST_PATCHED:
        return read_snapshot(connection, now)
    with _sense_made(connection):
        pieces = _pieces(connection, touched)
        gone = {part.original for key in touched for part in _parts_of(snapshot.piece_by_id.get(key))}
        there = {part.original for piece in pieces for part in piece.parts}
        if len(gone | there) > _MOST_PATCHED:
            return read_snapshot(connection, now)
        originals, suggestions = snapshot.originals.copy(), snapshot.suggestions.copy()
        for original in gone:
            originals.pop(original, None)
        for piece in touched:
            suggestions.pop(piece, None)
        originals.update((original.id, original) for original in _originals(connection, gone | there))
        suggestions.update(_suggestions(connection, snapshot.scheme_id, touched))
        pieces += [piece for piece in snapshot.pieces if piece.id not in touched]
        filings = _filings(connection, snapshot.scheme_id, touched)
        filings += [filing for filing in snapshot.filings if filing.piece not in touched]
        return replace(
            snapshot,
            originals=originals,
            pieces=tuple(sorted(pieces, key=attrgetter("arrived"))),
            filings=tuple(sorted(filings, key=attrgetter("position"))),
            suggestions=suggestions,
            at=now,
        )


def journal_length(connection: Connection) -> int:
    """Return the number of the journal's last entry, 0 before the first."""
    return connection.execute(select(func.max(schema.journal.c.number))).scalar() or 0


def pieces_by_hash(connection: Connection) -> dict[Sha256, PieceId]:
    """Return the first piece that holds each original, by the original's hash."""
    found = connection.execute(
        select(schema.original.c.sha256, schema.part.c.piece_id)
        .join(schema.part, schema.part.c.original_id == schema.original.c.id)
        .join(schema.piece, schema.piece.c.id == schema.part.c.piece_id)
        .order_by(schema.piece.c.arrived.desc())
    )
    return {Sha256(sha256): PieceId(piece) for sha256, piece in found}


def texts_of(connection: Connection, pieces: Iterable[Piece]) -> dict[OriginalId, str]:
    """Return the beginning of the text that the first original of each piece has: enough to tell where it belongs."""
    originals = [part.original for piece in pieces for part in piece.parts[:1]]
    table = schema.original_text.c
    query = select(table.id, func.substr(table.text, 1, _BEGINNING_CHARS))
    return {
        OriginalId(key): text
        for start in range(0, len(originals), _MOST_PATCHED)
        for key, text in connection.execute(query.where(table.id.in_(originals[start : start + _MOST_PATCHED])))
    }


def slots_of_clerks(connection: Connection) -> frozenset[SlotId]:
    """Return the materials that somebody added, changed or confirmed, by whatever step; a table brought the others."""
    journal = schema.journal.c
    by_table = (Action.NEW_PROJECT, Action.ADD_SCHEME, Action.NEW_EDITION, Action.UNDO, Action.REDO)
    query = select(journal.entity_id).where(journal.entity == schema.slot.name, journal.action.not_in(by_table))
    return frozenset(map(SlotId, connection.execute(query.distinct()).scalars()))


@contextmanager
def _sense_made(connection: Connection) -> Generator[None]:
    try:
        yield
    except (NoResultFound, LookupError, ValueError, TypeError) as error:
        path = connection.engine.url.database or ""
        raise WorkspaceError("workspace_damaged", path=path, detail=type(error).__name__) from error


def _parts_of(piece: Piece | None) -> tuple[PageRange, ...]:
    return piece.parts if piece else ()


def _only(query: Select[*_Columns], column: ColumnElement[str], keys: Collection[str] | None) -> Select[*_Columns]:
    """Return the query for these keys; for all rows if there are none given."""
    return query if keys is None else query.where(column.in_(keys))


def _units(connection: Connection) -> tuple[Unit, ...]:
    u = schema.unit.c
    query = select(u.id, u.name, u.kind, u.contact, u.phone, u.note, u.former).order_by(u.position)
    return tuple(
        Unit(key, name, UnitKind(kind), contact, phone, note, tuple(former))
        for key, name, kind, contact, phone, note, former in connection.execute(query)
    )


def _schemes(connection: Connection) -> dict[SchemeId, OtherScheme]:
    """Return the project's schemes, in the order in which they came."""
    criteria = _criteria(connection)
    return {
        row.id: OtherScheme(
            row.id,
            SchemeFacts(row.title, row.edition, row.document_number, total_points(criteria.get(row.id, ()))),
            tuple(criteria.get(row.id, ())),
        )
        for row in connection.execute(select(schema.scheme).order_by(schema.scheme.c.position))
    }


def _counterparts(connection: Connection, scheme: OtherScheme) -> dict[CriterionId, tuple[CriterionId, ...]]:
    """Return the items of other schemes that go with those of a scheme."""
    ours = {criterion.id for criterion in scheme.criteria}
    found: dict[CriterionId, tuple[CriterionId, ...]] = {}
    c = schema.counterpart.c
    for one, other in connection.execute(select(c.criterion_id, c.other_id)):
        for item, elsewhere in ((one, other), (other, one)):
            if item in ours:
                found[item] = (*found.get(item, ()), elsewhere)
    return found


def _criteria(connection: Connection) -> dict[SchemeId, list[Criterion]]:
    """Return the criteria of each scheme, in order."""
    slots = _slots(connection)
    found: dict[SchemeId, list[Criterion]] = {}
    for row in connection.execute(select(schema.criterion).order_by(schema.criterion.c.position)):
        criterion = Criterion(
            id=CriterionId(row.id),
            parent=row.parent_id,
            code=row.code,
            title=row.title,
            text=row.text,
            points=row.points,
            rule=_RULES[row.rule],
            method=row.method,
            lead_unit=row.lead_unit,
            support_units=tuple(row.support_units),
            key=row.key,
            veto=row.veto,
            bonus=row.bonus,
            required=slots.get(row.id, ()),
            ways=row.ways,
            person=row.person,
            due=row.due,
            note=row.note,
        )
        found.setdefault(row.scheme_id, []).append(criterion)
    return found


def _slots(connection: Connection) -> dict[str, tuple[Slot, ...]]:
    """Return the slots of each criterion that has any."""
    s = schema.slot.c
    slots: dict[str, tuple[Slot, ...]] = {}
    for row in connection.execute(select(schema.slot).order_by(s.position)).mappings():
        slot = Slot(
            id=SlotId(row["id"]),
            name=row["name"],
            kinds=tuple(row["kinds"]),
            stage=_STAGES[row["stage"]],
            years=Years(row["years"]),
            count=row["count"],
            must=tuple(row["must"]),
            scope=Scope(row["scope"]),
            owners=tuple(row["owners"]),
            alternative=row["alternative"],
            paper_allowed=row["paper_allowed"],
            waived=row["waived"],
            proposed=row["proposed"],
        )
        slots[row["criterion_id"]] = (*slots.get(row["criterion_id"], ()), slot)
    return slots


def _originals(connection: Connection, only: Collection[OriginalId] | None = None) -> list[Original]:
    o = schema.original.c
    columns = (o.id, o.sha256, o.name, o.size_bytes, o.media_type, o.pages, o.scanned)
    return list(starmap(Original, connection.execute(_only(select(*columns), o.id, only)).all()))


def _pieces(connection: Connection, only: Collection[PieceId] | None = None) -> list[Piece]:
    """Return pieces in order of arrival."""
    parts = _parts(connection, only)
    flag_sets: dict[str, frozenset[Flag]] = {}
    p = schema.piece.c
    facts = (p.title, p.document_number, p.issuer, p.issued_on, p.year, p.kind, p.stage, p.unit)
    query = select(p.id, p.arrived, *facts, cast(p.flags, Text), p.pages, p.paper_place, p.paper_keeper)
    pieces: list[Piece] = []
    for row in connection.execute(_only(query, p.id, only).order_by(p.arrived)).all():
        key, arrived, title, number, issuer, day, year, kind, stage, unit, flags, pages, place, keeper = row
        if flags not in flag_sets:
            flag_sets[flags] = frozenset(map(Flag, json.loads(flags)))
        pieces.append(
            Piece(
                key,
                Facts(title, number, issuer, day, year, kind, _STAGES[stage], unit),
                flag_sets[flags],
                pages,
                parts.get(key, ()),
                PaperCopy(place, keeper or "") if place else None,
                arrived,
            )
        )
    return pieces


def _parts(connection: Connection, only: Collection[PieceId] | None) -> dict[PieceId, tuple[PageRange, ...]]:
    p = schema.part.c
    query = _only(select(p.piece_id, p.original_id, p.first_page, p.last_page), p.piece_id, only)
    parts: dict[PieceId, tuple[PageRange, ...]] = {}
    for piece, original, first, last in connection.execute(query.order_by(p.position)).all():
        parts[piece] = (*parts.get(piece, ()), PageRange(original, first, last))
    return parts


def _filings(connection: Connection, scheme: SchemeId, only: Collection[PieceId] | None = None) -> list[Filing]:
    """Return the filings of pieces under a scheme, in order of filing."""
    f = schema.filing.c
    query = _only(select(f.id, f.piece_id, f.criterion_id, f.slot_id, f.position, f.mirrors_id), f.piece_id, only)
    query = query.where(f.criterion_id.in_(_items_of(scheme)))
    return list(starmap(Filing, connection.execute(query.order_by(f.position)).all()))


def _items_of(scheme: SchemeId) -> Select[str]:
    return select(schema.criterion.c.id).where(schema.criterion.c.scheme_id == scheme)


def _suggestions(
    connection: Connection, scheme: SchemeId, only: Collection[PieceId] | None = None
) -> dict[PieceId, tuple[Suggestion, ...]]:
    s, f = schema.suggestion.c, schema.filing.c
    query = _only(select(s.piece_id, s.criterion_id, s.slot_id, s.confidence, s.why), s.piece_id, only)
    query = query.where(s.criterion_id.in_(_items_of(scheme)))
    query = query.where(s.piece_id.not_in(select(f.piece_id).where(f.criterion_id.in_(_items_of(scheme)))))
    found: dict[PieceId, tuple[Suggestion, ...]] = {}
    for piece, criterion, slot, confidence, why in connection.execute(query.order_by(s.position)).all():
        found[piece] = (*found.get(piece, ()), Suggestion(criterion, slot, confidence, why))
    return found
