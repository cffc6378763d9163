"""Batches with their files, what pieces were made of before, and which facts clerks typed: as they are read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from itertools import groupby

from evidence.deliveries import Batch, BatchFile, Delivery, Former, Match
from evidence.garbage import no_garbage
from evidence.journal import Action
from evidence.model import ArrivalState, BatchId, Fact, Flag, PageRange, PieceId, Sha256
from evidence.names import natural_key
from evidence.origins import BY_CLERK
from evidence.store.source import Source, ask, from_json
from evidence.store.steps import undone_steps


def read_batches(source: Source) -> tuple[Batch, ...]:
    """Return all arrivals, the first one first."""
    with no_garbage():
        numbers = _numbers(source)
        files = _files(source)
        batches = (
            Batch(
                BatchId(key),
                *numbers[key],
                given,
                datetime.fromisoformat(at),
                who,
                Delivery(unit, sender, channel, date.fromisoformat(day) if day else None, note),
                files.get(key, ()),
            )
            for key, given, at, who, unit, sender, channel, day, note in ask(
                source,
                "SELECT id, source, arrived_at, who, unit, sender, channel, received_on, note FROM batch",
            )
        )
        return tuple(sorted(batches, key=lambda batch: (batch.year, batch.number)))


def arrivals_differ(source: Source, number: int) -> bool:
    """Tell whether arrivals may be others than after the journal's entry of this number.

    What is only filed, corrected, read or dismissed came as it came; after anything else they may differ.
    """
    found = ask(
        source,
        "SELECT 1 FROM journal WHERE number > ? AND entity NOT IN ('filing', 'piece', 'suggestion', 'alike', 'binned',"
        " 'original', 'original_text', 'scan_page', 'finished_item', 'dismissal', 'self_score', 'finding',"
        " 'finding_event') LIMIT 1",
        number,
    )
    return bool(found)


def read_former(source: Source, piece: PieceId) -> tuple[Former, ...]:
    """Return what a piece was made of before, the first replaced first."""
    found = ask(
        source,
        "SELECT replaced_at, who, why, original_id, first_page, last_page, original.name FROM former_part"
        " JOIN original ON original.id = original_id WHERE piece_id = ? ORDER BY replaced_at, position",
        piece,
    )
    formers: list[Former] = []
    for (at, who, why), some in groupby(found, key=lambda row: row[:3]):
        rows = list(some)
        parts = tuple(PageRange(original, first, last) for *_, original, first, last, _ in rows)
        formers.append(
            Former(parts, tuple(dict.fromkeys(row[6] for row in rows)), datetime.fromisoformat(at), who, why)
        )
    return tuple(formers)


def former_hashes(source: Source) -> dict[Sha256, PieceId]:
    """Return the pieces that were made of an original before, by the original's hash."""
    found = ask(
        source,
        "SELECT original.sha256, former_part.piece_id FROM former_part JOIN original ON original.id = original_id",
    )
    return {Sha256(sha256): PieceId(piece) for sha256, piece in found}


def typed_facts(source: Source, pieces: Collection[PieceId]) -> dict[PieceId, frozenset[Fact]]:
    """Return which facts of pieces a clerk typed, by a step that holds or that a later one replaced."""
    undone = undone_steps(source)
    fields = {fact.value for fact in Fact}
    found: dict[PieceId, frozenset[Fact]] = {}
    for piece in pieces:
        steps = ask(
            source,
            "SELECT step, after FROM journal WHERE entity_id = ? AND entity = 'piece' AND action = ?",
            piece,
            Action.CORRECT_FACTS,
        )
        names = {name for step, after in steps if step not in undone for name in from_json(after) or ()}
        # Titles are typed where a scan is split, too. Of what lies on paper all was typed, and a file may know better.
        for (origins,) in ask(source, "SELECT origins FROM piece WHERE id = ? AND paper_place IS NULL", piece):
            told: dict[str, str] = from_json(origins) or {}
            names |= {name for name, origin in told.items() if origin == BY_CLERK}
        found[piece] = frozenset(Fact(name) for name in names & fields)
    return found


def _numbers(source: Source) -> dict[str, tuple[int, int]]:
    """Return year and number of each batch that ever was: one that was taken back keeps its own."""
    found: dict[str, tuple[int, int]] = {}
    last: dict[int, int] = {}
    for key, at in ask(source, "SELECT entity_id, at FROM journal WHERE entity = 'batch' ORDER BY number"):
        if key not in found:
            year = datetime.fromisoformat(at).year
            last[year] = last.get(year, 0) + 1
            found[key] = (year, last[year])
    return found


def _files(source: Source) -> dict[str, tuple[BatchFile, ...]]:
    found: dict[str, list[BatchFile]] = {}
    known: dict[str, frozenset[Flag]] = {}  # thousands of files have the same flags, most of them none
    for key, batch, path, state, piece, flags, message, match, earlier in ask(
        source,
        'SELECT id, batch_id, source, state, piece_id, flags, message, "match", earlier_id FROM arrival',
    ):
        if flags not in known:
            known[flags] = frozenset(map(Flag, from_json(flags)))
        file = BatchFile(
            key,
            path,
            ArrivalState(state),
            piece,
            known[flags],
            message,
            Match(match) if match else None,
            earlier,
        )
        found.setdefault(batch, []).append(file)
    return {batch: tuple(sorted(files, key=lambda file: natural_key(file.source))) for batch, files in found.items()}
