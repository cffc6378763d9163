"""The whole workspace into one frozen snapshot."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import Connection, RowMapping, Table, func, select
from sqlalchemy.exc import NoResultFound

from evidence.errors import WorkspaceError
from evidence.model import (
    Criterion,
    CriterionId,
    Facts,
    Filing,
    Flag,
    Original,
    OriginalId,
    PageRange,
    PaperCopy,
    Piece,
    PieceId,
    Project,
    Rule,
    SchemeFacts,
    Scope,
    Sha256,
    Slot,
    SlotId,
    Snapshot,
    Stage,
    Suggestion,
    Years,
)
from evidence.store import schema

_Enum = TypeVar("_Enum", bound=StrEnum)


def read_snapshot(connection: Connection, now: datetime) -> Snapshot:
    """Read all that checks, exports and windows need, in one transaction.

    Raises `WorkspaceError` if what stands there makes no sense.
    """
    try:
        return _snapshot(connection, now)
    except (NoResultFound, ValueError, TypeError) as error:
        path = connection.engine.url.database or ""
        raise WorkspaceError("workspace_damaged", path=path, detail=type(error).__name__) from error


def _snapshot(connection: Connection, now: datetime) -> Snapshot:
    project = connection.execute(select(schema.project)).mappings().one()
    scheme = connection.execute(select(schema.scheme)).mappings().one()
    return Snapshot(
        project=Project(
            place=project["place"],
            office=project["office"],
            first_year=project["first_year"],
            base_year=project["base_year"],
            townships=tuple(project["townships"]),
            created_at=project["created_at"],
        ),
        scheme=SchemeFacts(scheme["title"], scheme["edition"], scheme["document_number"], scheme["total_points"]),
        criteria=_criteria(connection),
        originals=_originals(connection),
        pieces=_pieces(connection),
        filings=tuple(
            Filing(row["id"], row["piece_id"], row["criterion_id"], row["slot_id"])
            for row in _ordered(connection, schema.filing, "position")
        ),
        suggestions=_suggestions(connection),
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


def _ordered(connection: Connection, table: Table, column: str) -> list[RowMapping]:
    return list(connection.execute(select(table).order_by(table.c[column])).mappings())


def _grouped(rows: list[RowMapping], column: str) -> dict[str, list[RowMapping]]:
    groups: dict[str, list[RowMapping]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def _criteria(connection: Connection) -> tuple[Criterion, ...]:
    slots = _grouped(_ordered(connection, schema.slot, "position"), "criterion_id")
    return tuple(
        Criterion(
            id=CriterionId(row["id"]),
            parent=row["parent_id"],
            code=row["code"],
            title=row["title"],
            text=row["text"],
            points=row["points"],
            rule=_maybe(Rule, row["rule"]),
            method=row["method"],
            lead_unit=row["lead_unit"],
            support_units=tuple(row["support_units"]),
            key=row["key"],
            veto=row["veto"],
            bonus=row["bonus"],
            required=tuple(_slot(slot) for slot in slots.get(row["id"], [])),
        )
        for row in _ordered(connection, schema.criterion, "position")
    )


def _slot(row: RowMapping) -> Slot:
    return Slot(
        id=SlotId(row["id"]),
        name=row["name"],
        kind=row["kind"],
        stage=_maybe(Stage, row["stage"]),
        years=Years(row["years"]),
        count=row["count"],
        must=tuple(row["must"]),
        scope=Scope(row["scope"]),
    )


def _originals(connection: Connection) -> dict[OriginalId, Original]:
    columns = schema.original.c
    rows = connection.execute(
        select(
            columns.id,
            columns.sha256,
            columns.name,
            columns.size_bytes,
            columns.media_type,
            columns.pages,
            columns.scanned,
        )
    )
    return {OriginalId(row[0]): Original(*row) for row in rows}


def _pieces(connection: Connection) -> tuple[Piece, ...]:
    parts = _grouped(_ordered(connection, schema.part, "position"), "piece_id")
    return tuple(
        Piece(
            id=PieceId(row["id"]),
            facts=Facts(
                title=row["title"],
                document_number=row["document_number"],
                issuer=row["issuer"],
                issued_on=row["issued_on"],
                year=row["year"],
                kind=row["kind"],
                stage=_maybe(Stage, row["stage"]),
                unit=row["unit"],
            ),
            flags=frozenset(map(Flag, row["flags"])),
            pages=row["pages"],
            parts=tuple(
                PageRange(part["original_id"], part["first_page"], part["last_page"])
                for part in parts.get(row["id"], [])
            ),
            paper=PaperCopy(row["paper_place"], row["paper_keeper"] or "") if row["paper_place"] else None,
            arrived=row["arrived"],
        )
        for row in _ordered(connection, schema.piece, "arrived")
    )


def _suggestions(connection: Connection) -> dict[PieceId, tuple[Suggestion, ...]]:
    groups = _grouped(_ordered(connection, schema.suggestion, "position"), "piece_id")
    return {
        PieceId(piece): tuple(
            Suggestion(row["criterion_id"], row["slot_id"], row["confidence"], row["why"]) for row in rows
        )
        for piece, rows in groups.items()
    }


def _maybe(kind: type[_Enum], value: str | None) -> _Enum | None:
    return None if value is None else kind(value)
