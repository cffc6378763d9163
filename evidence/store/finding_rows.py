"""整改台账, as it is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from evidence.findings import Draft, Event, Finding, FindingId, Photo
from evidence.model import PieceId, new_id
from evidence.store.finding_tables import finding, finding_count, finding_event, finding_photo
from evidence.store.journaled import JournaledRows, Values

_COUNT = "finding"  # the key of the one row that counts


def add(rows: JournaledRows, found: Sequence[Finding]) -> None:
    """Write problems down with their lives and photographs; their numbers are taken from `next_number` on."""
    rows.insert(finding, [_row(one) for one in found])
    record(rows, {one.id: one.events for one in found})
    attach(rows, {one.id: one.photos for one in found})
    if found:
        rows.blank(finding_count, [_COUNT], {"last": max(one.number for one in found)})


def next_number(rows: JournaledRows) -> int:
    """Return the number after the last that was ever given, be it struck or taken back since."""
    (last,) = rows.rows_where(finding_count, finding_count.c.id, [_COUNT])
    return last["last"] + 1


def record(rows: JournaledRows, events: Mapping[FindingId, Sequence[Event]]) -> None:
    """Write down what was done about problems."""
    first = rows.next(finding_event.c.number)
    listed = [(key, one) for key, some in events.items() for one in some]
    rows.insert(
        finding_event,
        [
            {
                "id": one.id,
                "finding_id": key,
                "number": number,
                "did": one.did,
                "day": one.on,
                "at": one.at,
                "who": one.who,
                "done_by": one.by,
                "unit": one.unit,
                "person": one.person,
                "deadline": one.deadline,
                "said": one.said,
            }
            for number, (key, one) in enumerate(listed, first)
        ],
    )


def amend(rows: JournaledRows, told: Mapping[FindingId, Draft]) -> None:
    """Let problems say something else; their lives and photographs stay."""
    rows.update(finding, {key: _told(draft) for key, draft in told.items()})


def attach(rows: JournaledRows, photos: Mapping[FindingId, Sequence[Photo]]) -> None:
    """Put photographs to problems."""
    first = rows.next(finding_photo.c.number)
    listed = [(key, one) for key, some in photos.items() for one in some]
    rows.insert(
        finding_photo,
        [
            {
                "id": new_id(),
                "finding_id": key,
                "piece_id": one.piece,
                "number": number,
                "moment": one.moment,
                "pair": one.pair,
            }
            for number, (key, one) in enumerate(listed, first)
        ],
    )


def detach(rows: JournaledRows, key: FindingId, pieces: Collection[PieceId]) -> None:
    """Take photographs off a problem; the pieces stay."""
    of_it = select(finding_photo.c.id).where(finding_photo.c.finding_id == key)
    rows.delete(finding_photo, rows.keys(of_it.where(finding_photo.c.piece_id.in_(pieces))))


def strike(rows: JournaledRows, keys: Collection[FindingId], at: datetime, who: str, why: str) -> None:
    """Take problems off the ledger that were written down by mistake."""
    rows.update(finding, {key: {"struck_at": at, "struck_by": who, "struck_why": why} for key in keys})


def _row(one: Finding) -> Values:
    return {
        "id": one.id,
        "number": one.number,
        "at": one.at,
        "who": one.who,
        **_told(one),
        "struck_at": None,
        "struck_by": None,
        "struck_why": None,
    }


def _told(one: Finding | Draft) -> Values:
    return {
        "source": one.source,
        "found_on": one.found_on,
        "found_by": one.found_by,
        "place": one.place,
        "text": one.text,
        "kind": one.kind,
        "severity": one.severity,
        "site_id": one.site,
        "item_id": one.item,
        "item_code": one.item_code,
        "origin": one.origin,
    }
