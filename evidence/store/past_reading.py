"""What the journal tells of one piece; entries of its places, its files and the bin name it inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from evidence.journal import Action, Json, StepId
from evidence.model import ArrivalState, PieceId
from evidence.store.source import Row, Source, ask, from_json

_COLUMNS = "number, at, who, action, step, entity, entity_id, before, after, undoes"
_MOST_KEYS = 400  # in one statement


class PastEntry(Struct, frozen=True):
    """One entry of the journal; `before` None: the row is new, `after` None: it is gone."""

    number: int
    at: datetime
    who: str
    action: Action
    step: StepId
    entity: str
    key: str
    before: Mapping[str, Json] | None
    after: Mapping[str, Json] | None
    undoes: StepId | None  # the step that was taken back, or the taking back after which it was done again


class Came(Struct, frozen=True):
    """How a piece came in."""

    at: datetime
    who: str
    unit: str | None
    sender: str | None
    channel: str | None
    source: str
    copy: bool  # the same file came again


def entries_about(source: Source, piece: PieceId) -> tuple[PastEntry, ...]:
    """Return what was written of a piece, the first entry first."""
    own = ask(source, f"SELECT {_COLUMNS} FROM journal WHERE entity_id = ? AND entity = 'piece'", piece)  # noqa: S608
    naming = ask(
        source,
        f"SELECT {_COLUMNS} FROM journal WHERE entity IN ('filing', 'part', 'former_part', 'binned')"  # noqa: S608
        " AND (instr(before, ?) > 0 OR instr(after, ?) > 0)",
        piece,
        piece,
    )
    found = {row[0]: row for row in (*own, *naming)}
    filings = sorted({row[6] for row in naming if row[5] == "filing"})
    for start in range(0, len(filings), _MOST_KEYS):  # a change of one tells only what changed
        some = filings[start : start + _MOST_KEYS]
        marks = ", ".join("?" * len(some))
        changed = f"SELECT {_COLUMNS} FROM journal WHERE entity = 'filing' AND entity_id IN ({marks})"  # noqa: S608
        found |= {row[0]: row for row in ask(source, changed, *some)}
    found |= {row[0]: row for row in _crops(source, piece)}
    return tuple(_entry(found[number]) for number in sorted(found))


def _crops(source: Source, piece: PieceId) -> Sequence[Row]:
    """Return what was written of the pages that the piece has now; each entry names its page and original.

    The journal is gone through once (`CROSS JOIN` keeps the order), and of what others are about nothing is parsed.
    """
    return ask(
        source,
        f"SELECT {_COLUMNS} FROM journal CROSS JOIN part"  # noqa: S608
        " WHERE entity = 'page_crop' AND piece_id = ?"
        " AND (instr(before, original_id) > 0 OR instr(after, original_id) > 0)"
        " AND coalesce(json_extract(after, '$.page'), json_extract(before, '$.page'))"
        " BETWEEN coalesce(first_page, 1) AND coalesce(last_page, 1000000)",
        piece,
    )


def arrivals_of(source: Source, piece: PieceId) -> tuple[Came, ...]:
    """Return the arrivals that brought a piece, the first one first."""
    return tuple(
        Came(datetime.fromisoformat(at), *told, copy=state == ArrivalState.DUPLICATE)
        for at, state, *told in ask(
            source,
            "SELECT batch.arrived_at, arrival.state, batch.who, batch.unit, batch.sender, batch.channel, arrival.source"
            " FROM arrival JOIN batch ON batch.id = batch_id WHERE piece_id = ? ORDER BY batch.arrived_at",
            piece,
        )
    )


def codes_and_slots(source: Source) -> tuple[dict[str, str], dict[str, str]]:
    """Return the codes of criteria and the names of materials by their keys, of those that are gone as well."""
    codes: dict[str, str] = {}
    slots: dict[str, str] = {}
    for entity, key, before in ask(
        source,
        "SELECT entity, entity_id, before FROM journal WHERE entity IN ('criterion', 'slot')"
        " AND (after IS NULL OR after = 'null')",
    ):
        gone = from_json(before)
        if entity == "criterion":
            codes[key] = str(gone["code"])
        else:
            slots[key] = str(gone["name"])
    codes |= dict(_pairs(ask(source, "SELECT id, code FROM criterion")))
    slots |= dict(_pairs(ask(source, "SELECT id, name FROM slot")))
    return codes, slots


def _pairs(rows: Sequence[Row]) -> list[tuple[str, str]]:
    return [(key, text) for key, text in rows]


def _entry(row: Row) -> PastEntry:
    number, at, who, action, step, entity, key, before, after, undoes = row
    return PastEntry(
        number,
        datetime.fromisoformat(at),
        who,
        Action(action),
        step,
        entity,
        key,
        from_json(before),
        from_json(after),
        undoes,
    )
