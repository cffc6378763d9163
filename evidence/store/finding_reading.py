"""整改台账 and 点位, as they are read: as they stand, or as they stood at a moment that is past."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter

from evidence.findings import (
    Did,
    Event,
    EventId,
    Finding,
    FindingId,
    Moment,
    Photo,
    Severity,
    Site,
    SiteId,
    Source,
    Struck,
)
from evidence.model import CriterionId, PieceId
from evidence.store import source as sources
from evidence.store.past_rows import Tables, rows_at
from evidence.store.source import Row, ask

_COLUMNS = {
    "finding": (
        *("id", "number", "source", "found_on", "at", "who", "found_by", "place", "text", "kind", "severity"),
        *("site_id", "item_id", "item_code", "origin", "struck_at", "struck_by", "struck_why"),
    ),
    "finding_event": (
        *("id", "finding_id", "number", "did", "day", "at", "who", "done_by", "unit", "person", "deadline", "said"),
    ),
    "finding_photo": ("id", "finding_id", "number", "piece_id", "moment", "pair"),
}
_DID = {one.value: one for one in Did}  # looked up sooner than by the enum's call, tens of thousands of times
_MOMENTS = {one.value: one for one in Moment}
_STRUCK = _COLUMNS["finding"].index("struck_at")

_MOST_KEYS = 500  # in one statement: databases limit its parameters
_SECOND, _THIRD = itemgetter(1), itemgetter(2)
_day, _at = lru_cache(4096)(date.fromisoformat), lru_cache(4096)(datetime.fromisoformat)


def read_findings(
    source: sources.Source, moment: datetime | None = None, only: Collection[FindingId] | None = None
) -> tuple[Finding, ...]:
    """Return the ledger in order of numbers, without what was struck: as it stands, or as it stood at a moment.

    The past is made again from the journal: what was changed, struck or taken back since is as it was then. `only`
    reads some problems as they stand, in a time that goes by how many they are.
    """
    tables = rows_at(source, _COLUMNS, moment) if only is None else _tables_of(source, only)
    standing = [row for row in tables["finding"].values() if row[_STRUCK] is None]
    return _findings(standing, tables)


def read_struck(source: sources.Source) -> tuple[Struck, ...]:
    """Return what was taken off the ledger, in order of numbers."""
    tables = rows_at(source, _COLUMNS, None)
    rows = sorted((row for row in tables["finding"].values() if row[_STRUCK] is not None), key=_SECOND)
    return tuple(
        Struck(finding, datetime.fromisoformat(at), by or "", why or "")
        for finding, (at, by, why) in zip(_findings(rows, tables), (row[_STRUCK:] for row in rows), strict=True)
    )


def read_sites(source: sources.Source) -> tuple[Site, ...]:
    """Return the register of 点位 in its order."""
    items: dict[str, list[CriterionId]] = {}
    for site, criterion in ask(source, "SELECT site_id, criterion_id FROM site_item ORDER BY rowid"):
        items.setdefault(site, []).append(CriterionId(criterion))
    return tuple(
        Site(SiteId(key), *words, items=tuple(items.get(key, ())), score=score or "")
        for key, *words, score in ask(
            source,
            "SELECT id, number, trade, name, address, township, leader, department, way, score"
            " FROM site ORDER BY position",
        )
    )


def _tables_of(source: sources.Source, only: Collection[FindingId]) -> Tables:
    tables: Tables = {name: {} for name in _COLUMNS}
    keys = sorted(only)
    for start in range(0, len(keys), _MOST_KEYS):
        some = keys[start : start + _MOST_KEYS]
        for name, columns in _COLUMNS.items():
            listed = ", ".join(f'"{column}"' for column in columns)
            owner, marks = "id" if name == "finding" else "finding_id", ", ".join("?" * len(some))
            statement = f"SELECT {listed} FROM {name} WHERE {owner} IN ({marks})"  # noqa: S608
            tables[name].update((row[0], row) for row in ask(source, statement, *some))
    return tables


def _findings(rows: list[Row], tables: Tables) -> tuple[Finding, ...]:
    events: dict[str, list[Event]] = {}
    for row in sorted(tables["finding_event"].values(), key=_THIRD):
        key, finding, _, did, day, at, who, by, unit, person, deadline, said = row
        until = None if deadline is None else _day(deadline)
        event = Event(EventId(key), _DID[did], _day(day), _at(at), who, by, unit, person, until, said)
        events.setdefault(finding, []).append(event)
    photos: dict[str, dict[Row, None]] = {}
    for row in sorted(tables["finding_photo"].values(), key=_THIRD):
        photos.setdefault(row[1], {})[row[3:]] = None  # each once, also where two pieces became one
    return tuple(
        _finding(
            row,
            tuple(events.get(row[0], ())),
            tuple(Photo(PieceId(piece), _MOMENTS[moment], pair) for piece, moment, pair in photos.get(row[0], ())),
        )
        for row in sorted(rows, key=_SECOND)
    )


def _finding(row: Row, events: tuple[Event, ...], photos: tuple[Photo, ...]) -> Finding:
    key, number, found, day, at, who, by, place, text, kind, severity, site, item, code, origin, *_ = row
    return Finding(
        FindingId(key),
        number,
        Source(found),
        _day(day),
        _at(at),
        who,
        by,
        place,
        text,
        kind,
        Severity(severity),
        site and SiteId(site),
        item and CriterionId(item),
        code,
        events,
        photos,
        origin,
    )
