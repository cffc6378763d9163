"""A file that bears a 密级 mark, taken out of every table and of the journal; what is left is a record without content.

Entries of the journal that tell of it lose what they tell, and their steps are sealed: no undo or redo goes through
them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Table, null, select, update

from evidence.isolated import Copy, CopyKind
from evidence.model import ArrivalState, Flag, Sha256, new_id
from evidence.store import check_tables, schema
from evidence.store.finding_tables import finding, finding_event
from evidence.store.frozen_rows import forget_files
from evidence.store.isolation_reading import WORDS_OF_FINDINGS, Trace
from evidence.store.journaled import JournaledRows, Values
from evidence.wording import secrecy as words

_SOME = 400
_FACTS = ("title", "document_number", "issuer", "issued_on", "year", "kind", "stage", "place", "pages", "origins")
_QUOTED = ("“{}”", "《{}》")  # how sentences about other files name a paper


class Record(Struct, frozen=True):
    """What is written down of one file."""

    sha256: Sha256
    size_bytes: int
    arrived_at: datetime | None
    places: tuple[tuple[CopyKind, str], ...]


def isolate(connection: Connection, rows: JournaledRows, found: Trace, records: Sequence[Record], mark: Values) -> None:
    """Take files out of everything and record that; `mark` tells when, by whom and why."""
    first = rows.next(schema.isolated.c.number)
    numbers = {record.sha256: number for number, record in enumerate(records, first)}
    _seal(connection, found)
    _clear_names(connection, found, min(numbers.values()))
    _clear_findings(connection, rows, found, min(numbers.values()))
    _clear_arrivals(connection, found, numbers)
    forget_files(connection, found.hashes)
    _take_out(rows, found)
    for record in records:
        key = new_id()
        kept = {"number": numbers[record.sha256], "sha256": record.sha256, "size_bytes": record.size_bytes}
        row = {"id": key, **kept, "arrived_at": record.arrived_at, **mark, "finished": False}
        rows.insert(schema.isolated, [row])
        rows.insert(
            schema.isolated_copy,
            [
                {
                    "id": new_id(),
                    "isolated_id": key,
                    "position": position,
                    "kind": kind.value,
                    "place": place,
                    "done_at": None,
                    "who": None,
                }
                for position, (kind, place) in enumerate(record.places, 1)
            ],
        )


def clear_copies(rows: JournaledRows, copies: Iterable[Copy], who: str, now: datetime) -> None:
    """Record that somebody says nothing lies in these places any more."""
    rows.update(schema.isolated_copy, {copy.id: {"done_at": now, "who": who} for copy in copies})


def finish(connection: Connection) -> None:
    """Note that nothing is left in the vault and in free pages; of that no journal tells, since nobody sees it."""
    connection.execute(update(schema.isolated).values(finished=True))


def _seal(connection: Connection, found: Trace) -> None:
    """Take away what the journal tells of these rows, and seal the steps that wrote it."""
    journal, steps = schema.journal, set[str]()
    for some in _chunks(found.keys):
        condition = journal.c.entity_id.in_(some)
        steps.update(connection.execute(select(journal.c.step).where(condition).distinct()).scalars())
        connection.execute(update(journal).where(condition).values(before=null(), after=null()))
    known = set(connection.execute(select(schema.sealed_step.c.id)).scalars())
    new = [{"id": step} for step in sorted(steps - known)]
    if new:
        connection.execute(schema.sealed_step.insert(), new)


def _clear_names(connection: Connection, found: Trace, number: int) -> None:
    """Take the names out of what is said of other files, in the tables and in the journal, and out of batches."""
    arrival, batch, journal = schema.arrival, schema.batch, schema.journal
    quoted = [form.format(name) for name in found.names for form in _QUOTED]
    if not quoted:
        return
    label = words.label(number)
    said = select(arrival.c.id, arrival.c.message).where(arrival.c.message.is_not(None))
    for key, message in connection.execute(said).all():
        cleared = _cleared(message, quoted, label)
        if cleared != message:
            connection.execute(update(arrival).where(arrival.c.id == key).values(message=cleared))
    for key, given in connection.execute(select(batch.c.id, batch.c.source)).all():
        cleared = _without_names(given, found.names, label)
        if cleared != given:
            connection.execute(update(batch).where(batch.c.id == key).values(source=cleared))
    told = select(journal.c.id, journal.c.entity, journal.c.before, journal.c.after)
    for key, entity, before, after in connection.execute(
        told.where(journal.c.entity.in_((arrival.name, batch.name)), journal.c.after.is_not(null()))
    ).all():
        now = [_cleared_entry(entity, values, quoted, found.names, label) for values in (before, after)]
        if now != [before, after]:
            connection.execute(update(journal).where(journal.c.id == key).values(before=now[0], after=now[1]))


def _clear_findings(connection: Connection, rows: JournaledRows, found: Trace, number: int) -> None:
    """Take the names out of what people wrote in 整改台账, in its tables and in the journal."""
    spelled, label = words.spellings(found.names), words.label(number)
    for table in (finding, finding_event):
        columns = WORDS_OF_FINDINGS[table.name]
        for row in connection.execute(select(table)).mappings().all():
            if cleared := _cleared_words(dict(row), columns, spelled, label):
                rows.blank(table, [row["id"]], cleared)
        journal = schema.journal
        told = select(journal.c.id, journal.c.before, journal.c.after).where(journal.c.entity == table.name)
        for key, *both in connection.execute(told).all():
            now = [values and {**values, **_cleared_words(values, columns, spelled, label)} for values in both]
            if now != both:
                before, after = (null() if values is None else values for values in now)
                connection.execute(update(journal).where(journal.c.id == key).values(before=before, after=after))


def _cleared_words(values: Mapping[str, Any], columns: Sequence[str], spelled: Sequence[str], label: str) -> Values:
    """Return what becomes of those of some columns that hold a name."""
    told = {column: text for column in columns if (text := values.get(column))}
    return {column: now for column, text in told.items() if (now := _cleared(text, spelled, label)) != text}


def _clear_arrivals(connection: Connection, found: Trace, numbers: Mapping[Sha256, int]) -> None:
    """Leave of their arrivals that something came, and what other files had to do with them."""
    arrival = schema.arrival
    first = min(numbers.values())
    came = {
        row.id: numbers.get(row.sha256, first)
        for column, wanted in ((arrival.c.sha256, found.hashes), (arrival.c.piece_id, found.gone))
        for some in _chunks(wanted)
        for row in connection.execute(select(arrival.c.id, arrival.c.sha256).where(column.in_(some))).all()
    }
    for key, number in came.items():
        told = {
            "source": words.label(number),
            "state": ArrivalState.REFUSED.value,
            "piece_id": None,
            "flags": [Flag.SECRET.value],
            "message": words.isolated(number),
            "unit_of_batch": False,
            "match": None,
            "earlier_id": None,
        }
        connection.execute(update(arrival).where(arrival.c.id == key).values(told))
    for some in _chunks(found.gone):
        others = arrival.c.earlier_id.in_(some)
        connection.execute(update(arrival).where(others).values(earlier_id=None, match="new"))


def _take_out(rows: JournaledRows, found: Trace) -> None:
    """Take the pieces and the files away, with whatever belongs to either."""
    for table in reversed(schema.metadata.sorted_tables):
        if table in (schema.arrival, schema.piece, schema.original, schema.searched):
            continue  # the last goes with the texts
        for column, target in _references(table):
            if target is schema.original:
                rows.erase(table, column, found.originals)
            elif table is not schema.former_part and table is not schema.part:
                rows.erase(table, column, found.gone | found.thinned)
            else:
                rows.erase(table, column, found.gone)
    rows.erase(check_tables.dismissal, check_tables.dismissal.c.id, found.keys)  # a reason may tell what the paper says
    rows.erase(check_tables.key_figure, check_tables.key_figure.c.source_id, found.gone)  # its value stands there
    rows.blank(schema.piece, found.thinned, {**dict.fromkeys(_FACTS), "flags": []})
    rows.erase(schema.piece, schema.piece.c.id, found.gone)
    rows.erase(schema.original, schema.original.c.id, found.originals)


def _references(table: Table) -> list[tuple[Any, Table]]:
    """Return the columns of a table that name a piece or an original."""
    return [
        (key.parent, key.column.table)
        for key in table.foreign_keys
        if key.column.table in (schema.piece, schema.original)
    ]


def _cleared_entry(
    entity: str, values: Mapping[str, Any] | None, quoted: Sequence[str], names: Collection[str], label: str
) -> Values | None:
    if values is None:
        return None
    cleared = dict(values)
    if entity == schema.arrival.name and cleared.get("message"):
        cleared["message"] = _cleared(cleared["message"], quoted, label)
    if entity == schema.batch.name and cleared.get("source"):
        cleared["source"] = _without_names(cleared["source"], names, label)
    return cleared


def _cleared(text: str, quoted: Sequence[str], label: str) -> str:
    for name in quoted:
        text = text.replace(name, label)
    return text


def _without_names(given: str, names: Collection[str], label: str) -> str:
    """Return what was given to an arrival, without the files that are isolated."""
    return "；".join(label if part in names else part for part in given.split("；"))


def _chunks(keys: Collection[str]) -> Iterable[list[str]]:
    known = sorted(keys)
    return (known[start : start + _SOME] for start in range(0, len(known), _SOME))
