"""What the tables and the journal know of a file: every row it ever stood in; and the records of isolated files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby

from msgspec import Struct

from evidence.isolated import Copy, CopyKind, Isolated
from evidence.model import OriginalId, PieceId, Sha256
from evidence.store import source as sources
from evidence.store.source import Source, ask, ask_for, from_json
from evidence.wording.secrecy import spellings

_SOME = 400  # databases limit a statement's parameters
_CONTENT = "coalesce(before, '') || coalesce(after, '')"
_PARTS = ("part", "former_part")
WORDS_OF_FINDINGS = {  # by tables of 整改台账, the columns in which people write what they like
    "finding": ("place", "text", "kind", "origin", "struck_why"),
    "finding_event": ("said",),
}


class Trace(Struct, frozen=True):
    """Where files stand or stood, in what is there and in what the journal tells of the past."""

    hashes: frozenset[Sha256]
    originals: frozenset[str]  # ids, of each time that one of the files arrived
    pieces: frozenset[str]  # that hold them, or held them once
    gone: frozenset[str]  # of those that are there: that hold nothing else
    thinned: frozenset[str]  # that hold other files too
    keys: frozenset[str]  # of all rows about these
    names: frozenset[str]  # titles, file names and paths by which sentences about other files call them


def trace(source: Source, hashes: Collection[Sha256]) -> Trace:
    """Return where files stand or stood, by their hashes."""
    found = {key for sha in hashes for key, _ in _telling(source, sha, "original")}
    parts = {key for one in found for entity in _PARTS for key, _ in _telling(source, one, entity)}
    of_parts = [values for key in parts for values in _values(source, key)]
    pieces = {str(values["piece_id"]) for values in of_parts if values.get("piece_id")}
    about = found | pieces
    keys = about | parts | {key for one in about for key, _ in _telling(source, one)}
    holds: dict[str, set[str]] = {}
    for piece, original in _some(source, pieces, "SELECT piece_id, original_id FROM part WHERE true", "piece_id"):
        holds.setdefault(piece, set()).add(original)
    touched = {piece: held for piece, held in holds.items() if held & found}
    gone = {piece for piece, held in touched.items() if held <= found}
    sent = {values["source"] for sha in hashes for _, values in _telling(source, sha, "arrival")}
    now = {path for (path,) in _some(source, hashes, "SELECT source FROM arrival WHERE true", "sha256")}
    called = {values.get("name") for key in found for values in _values(source, key)}
    titles = {values.get("title") for key in pieces for values in _values(source, key)}
    titles |= {title for (title,) in _some(source, gone, "SELECT title FROM piece WHERE true", "id")}
    return Trace(
        hashes=frozenset(hashes),
        originals=frozenset(found),
        pieces=frozenset(pieces),
        gone=frozenset(gone),
        thinned=frozenset(touched.keys() - gone),
        keys=frozenset(keys),
        names=frozenset(str(name) for name in sent | now | called | titles if name),
    )


def hashes_of(source: Source, piece: PieceId) -> frozenset[Sha256]:
    """Return the hashes of all that a piece is made of, and of what it was made of before."""
    statement = (
        "SELECT sha256 FROM original WHERE id IN (SELECT original_id FROM part WHERE piece_id = ?"
        " UNION SELECT original_id FROM former_part WHERE piece_id = ?)"
    )
    return frozenset(Sha256(sha) for (sha,) in ask(source, statement, piece, piece))


def consists_of_files(source: Source, piece: PieceId) -> bool:
    """Tell whether a piece has a file now."""
    return any(ask(source, "SELECT 1 FROM part WHERE piece_id = ? LIMIT 1", piece))


def names_of(source: Source, hashes: Collection[Sha256]) -> tuple[str, ...]:
    """Return the names of files as they lie there, in order, also of those whose pieces are in 回收站."""
    return tuple(sorted(name for (name,) in _some(source, hashes, "SELECT name FROM original WHERE true", "sha256")))


def hash_of(source: Source, original: OriginalId) -> frozenset[Sha256]:
    """Return the hash of an original; empty if it is not there."""
    return frozenset(Sha256(sha) for (sha,) in ask(source, "SELECT sha256 FROM original WHERE id = ?", original))


def first_arrival(source: Source, sha256: Sha256) -> tuple[datetime, int] | None:
    """Return when a file was taken in first and its size in bytes, even where that was taken back; None: never."""
    statement = (
        f"SELECT at, before, after FROM journal WHERE entity = 'original' AND instr({_CONTENT}, ?) > 0 ORDER BY number"  # noqa: S608
    )
    for at, before, after in ask(source, statement, sha256):
        return datetime.fromisoformat(at), int((from_json(after) or from_json(before))["size_bytes"])
    return None


def deliveries_of(source: Source, sha256: Sha256) -> tuple[tuple[str, str | None, str | None, str | None], ...]:
    """Return when, by which unit, by whom and how a file was brought, each time."""
    found = ask(
        source,
        "SELECT coalesce(received_on, substr(arrived_at, 1, 10)), unit, sender, channel FROM batch"
        " WHERE id IN (SELECT batch_id FROM arrival WHERE sha256 = ?) ORDER BY arrived_at",
        sha256,
    )
    return tuple((day, unit, sender, channel) for day, unit, sender, channel in found)


def places_of_exports(source: Source, since: datetime) -> tuple[str, ...]:
    """Return where editions went that somebody answered for, and where such were begun, from a moment on."""
    actions = "('begin_export', 'confirm_export')"
    found = ask(source, f"SELECT after, at FROM journal WHERE action IN {actions} AND entity = 'export'")  # noqa: S608
    told = [from_json(after) for after, at in found if datetime.fromisoformat(at) >= since]
    return tuple(dict.fromkeys(str(one["out"]) for one in told if one))


def folders_of_backups(source: Source) -> tuple[str, ...]:
    """Return where backups of the project were put on other disks, the first one first."""
    found = ask(source, "SELECT after FROM journal WHERE action = 'back_up' AND entity = 'backup' ORDER BY number")
    return tuple(dict.fromkeys(str(from_json(after)["folder"]) for (after,) in found))


def read_isolated(source: Source) -> tuple[Isolated, ...]:
    """Return the records, the first one first."""
    copies: dict[str, tuple[tuple[str, ...], ...]] = {
        key: tuple(some)
        for key, some in groupby(
            ask(
                source,
                "SELECT isolated_id, id, kind, place, done_at, who, position FROM isolated_copy"
                " ORDER BY isolated_id, position",
            ),
            key=lambda row: row[0],
        )
    }
    return tuple(
        Isolated(
            number,
            Sha256(sha),
            size,
            _moment(came),
            datetime.fromisoformat(at),
            who,
            why,
            bool(finished),
            tuple(
                Copy(copy, f"{number}-{position}", CopyKind(kind), place, _moment(done), by)
                for _, copy, kind, place, done, by, position in copies.get(key, ())
            ),
        )
        for key, number, sha, size, came, at, who, why, finished in ask(
            source,
            "SELECT id, number, sha256, size_bytes, arrived_at, isolated_at, who, why, finished"
            " FROM isolated ORDER BY number",
        )
    )


def barred_hashes(source: Source) -> dict[Sha256, int]:
    """Return the numbers of the records by the hashes that are refused at the door."""
    return {Sha256(sha): number for sha, number in ask(source, "SELECT sha256, number FROM isolated")}


def findings_naming(source: Source, names: Collection[str]) -> int:
    """Return how many problems of 整改台账 name one of these papers in their words, struck ones too."""
    spelled, found = spellings(names), set[str]()
    for table, key in (("finding", "id"), ("finding_event", "finding_id")):
        listed = ", ".join(WORDS_OF_FINDINGS[table])
        for finding, *texts in ask(source, f"SELECT {key}, {listed} FROM {table}"):  # noqa: S608
            if any(name in text for text in texts if text for name in spelled):
                found.add(finding)
    return len(found)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _telling(source: Source, text: str, entity: str | None = None) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the keys of rows, and what they were, whose entries hold a text that needs no escaping: of all tables."""
    statement = f"SELECT entity_id, before, after FROM journal WHERE instr({_CONTENT}, ?) > 0"  # noqa: S608
    statement += "" if entity is None else " AND entity = ?"
    for key, before, after in ask(source, statement, *((text,) if entity is None else (text, entity))):
        yield key, (from_json(after) or from_json(before))


def _values(source: Source, key: str) -> Iterator[dict[str, object]]:
    """Yield all that the journal tells of a row."""
    for before, after in ask(source, "SELECT before, after FROM journal WHERE entity_id = ?", key):
        yield from (values for values in (from_json(before), from_json(after)) if values)


def _some(source: Source, keys: Collection[str], statement: str, column: str) -> Iterator[sources.Row]:
    known = list(keys)
    for start in range(0, len(known), _SOME):
        yield from ask_for(source, known[start : start + _SOME], statement, column, column)
