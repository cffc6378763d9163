"""Files into pieces: hashed, read, refused or kept, with facts and suggestions; nothing is filed here."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from evidence import wording
from evidence.deliveries import Match
from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.media import ARCHIVES, UNKNOWN, WORKBOOKS
from evidence.extract.pool import read_all
from evidence.extract.reading import HAS_READER
from evidence.intake.alike import Likenesses, Sketch
from evidence.intake.privacy import places_of
from evidence.intake.scan import Found
from evidence.intake.suggest import Suggester
from evidence.intake.uncertain import doubted
from evidence.intake.understood import Understanding, Understood
from evidence.model import (
    ArrivalState,
    Flag,
    Original,
    OriginalId,
    PageRange,
    Piece,
    PieceId,
    Sha256,
    Suggestion,
    new_id,
)
from evidence.progress import Report, tell
from evidence.store.hashing import hash_file
from evidence.store.known import Known
from evidence.store.vault import Stamp, Stored, Vault
from evidence.store.writing import Arrival, NewPiece
from evidence.wording import personal, secrecy

READ_TIMEOUT_S = 120.0
_COPY = re.compile(r"(?i)副本|拷贝|\bcopy\b|[(（]\d{1,2}[)）]$")
_NOT_KEPT = frozenset({"file_not_opened", "file_empty"})
_DAMAGED = frozenset({"file_truncated", "file_damaged"})


class Taken(Struct, frozen=True):
    """What became of one file; `piece` is the one that was made, or for a duplicate the one that is there."""

    source: PurePosixPath
    state: ArrivalState
    sha256: Sha256 | None = None
    piece: PieceId | None = None
    made: NewPiece | None = None
    duplicate_of: PurePosixPath | None = None  # None for a duplicate of what came earlier
    flags: frozenset[Flag] = frozenset()
    message: str | None = None
    unit_of_batch: bool = False  # whether the piece has its unit from the batch
    match: Match | None = None  # beside what the same unit delivered before
    earlier: PieceId | None = None  # what it is the same as, or a newer version of
    barred: int | None = None  # the number of the record of a file that was isolated

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Proposed places, best first."""
        return self.made.suggestions if self.made else ()

    def arrival(self) -> Arrival:
        """Return the record of this arrival; of a file that was isolated no name is written down."""
        path = str(self.source) if self.barred is None else secrecy.label(self.barred)
        unit = self.unit_of_batch
        return Arrival(path, self.state, self.sha256, self.piece, self.flags, self.message, unit)


class _Seen(Struct, frozen=True):
    found: Found
    stamp: Stamp | None = None
    sha256: Sha256 | None = None  # None: not known yet, for no other file is of this size
    taken: Taken | None = None  # set where the name or the size alone decides


def take_in(
    files: Sequence[Found],
    known: Known,
    first_number: int,
    vault: Vault,
    suggester: Suggester,
    likenesses: Likenesses,
    report: Report,
    place: str | None,
) -> Iterator[Taken]:
    """Yield what becomes of each file, copies of others last.

    `place` is the county whose project it is: papers leave it out. What is kept lies in its place once the vault has
    settled. Raises `CancelledError`, and `OSError` when the vault's disk is full.
    """
    seen = _told_apart(files, known, report)
    chosen = _chosen(seen, known)
    reading = [index for index, entry in enumerate(seen) if _is_new(entry, index, chosen)]
    jobs = [(seen[index].found.path, seen[index].found.name) for index in reading]
    understand = Understanding([seen[index].found.source for index in reading], suggester, place)
    job_of = {index: job for job, index in enumerate(reading)}
    read: dict[int, Understood | UnreadableFileError] = {}
    made: dict[Sha256, Taken] = {}
    number = first_number
    copies: list[tuple[Found, Sha256]] = []
    # However this ends, no process may still hold a file: Windows would not let what was unpacked be removed.
    with closing(read_all(jobs, max(1, os.cpu_count() or 1), READ_TIMEOUT_S, understand)) as results:
        for index, entry in enumerate(seen):
            tell(report, "reading", index, len(files))
            expected = entry.sha256 or entry.stamp
            if entry.taken is not None or expected is None:
                yield entry.taken or _not_opened(entry.found)
                continue
            if entry.sha256 is not None and chosen.get(entry.sha256) != index:
                copies.append((entry.found, entry.sha256))
                continue
            while index not in read:
                job, result = next(results)
                read[reading[job]] = result
            result = read.pop(index)
            taken = _kept(entry.found, expected, result, number, vault, partial(understand, job_of[index]))
            if not isinstance(result, UnreadableFileError):
                taken = _with_places(_compared(taken, result.sketch, likenesses), result.reading)
            number += taken.made is not None
            if entry.sha256 is not None:
                made[entry.sha256] = taken
            yield taken
    for found, sha256 in copies:
        yield _duplicate(found, sha256, known.holders, made, vault)
    tell(report, "reading", len(files), len(files))


def _told_apart(files: Sequence[Found], known: Known, report: Report) -> list[_Seen]:
    """Look at each file, and hash those of a size that others have too: no other file can be a copy."""
    seen = [_look(found) for found in files]
    sizes = Counter(entry.stamp.size_bytes for entry in seen if entry.stamp)
    for index, entry in enumerate(seen):
        tell(report, "hashing", index, len(files))
        if entry.found.sha256 is not None:
            seen[index] = replace(entry, sha256=entry.found.sha256)
        elif entry.stamp and (sizes[entry.stamp.size_bytes] > 1 or entry.stamp.size_bytes in known.sizes):
            sha256 = _hash(entry.found)
            seen[index] = (
                replace(entry, sha256=sha256) if sha256 else _Seen(entry.found, taken=_not_opened(entry.found))
            )
    return seen


def _chosen(seen: Sequence[_Seen], known: Known) -> dict[Sha256, int]:
    """Return which of identical new files is taken: not one called a copy, and the one whose name tells most."""
    chosen: dict[Sha256, int] = {}
    for index, entry in enumerate(seen):
        if entry.taken is None and entry.sha256 is not None and entry.sha256 not in known.holders:
            best = chosen.setdefault(entry.sha256, index)
            if _name_tells(entry.found) > _name_tells(seen[best].found):
                chosen[entry.sha256] = index
    return chosen


def _is_new(entry: _Seen, index: int, chosen: Mapping[Sha256, int]) -> bool:
    return entry.taken is None and (entry.sha256 is None or chosen.get(entry.sha256) == index)


def _name_tells(found: Found) -> tuple[bool, int]:
    stem = PurePosixPath(found.name).stem
    return not _COPY.search(stem), sum(not (char.isascii() or char.isspace()) for char in stem)


def _look(found: Found) -> _Seen:
    """Tell what needs no reading, and the size of the others."""
    if found.barred is not None:
        message = wording.remark("isolated_before", number=found.barred)
        flags = frozenset({Flag.SECRET})
        refused = Taken(found.source, ArrivalState.REFUSED, found.sha256, flags=flags, message=message)
        return _Seen(found, taken=replace(refused, barred=found.barred))
    if found.own:
        return _Seen(found, taken=Taken(found.source, ArrivalState.JUNK, message=wording.remark(found.own)))
    if found.junk:
        return _Seen(found, taken=Taken(found.source, ArrivalState.JUNK, message=wording.remark("junk")))
    if found.linked:
        return _Seen(found, taken=Taken(found.source, ArrivalState.REFUSED, message=wording.remark("symlink")))
    if found.ruled:
        state, flags = found.ruled.state, found.ruled.flags
        message = wording.remark(found.ruled.remark, **dict(found.ruled.params))
        return _Seen(found, taken=Taken(found.source, state, flags=flags, message=message))
    try:
        state = found.path.stat()
    except OSError:
        return _Seen(found, taken=_not_opened(found))
    if state.st_size == 0 and not stat.S_ISDIR(state.st_mode):  # a folder by now: it has no size on Windows
        empty = frozenset({Flag.EMPTY})
        message = wording.sentence(UnreadableFileError("file_empty"))
        return _Seen(found, taken=Taken(found.source, ArrivalState.JUNK, flags=empty, message=message))
    return _Seen(found, Stamp.of(state))


def _hash(found: Found) -> Sha256 | None:
    try:
        return hash_file(found.path)
    except OSError:
        return None


def _known_hash(found: Found, expected: Sha256 | Stamp) -> Sha256 | None:
    """Return the hash of a file that is not kept."""
    return _hash(found) if isinstance(expected, Stamp) else expected


def _not_opened(found: Found) -> Taken:
    message = wording.sentence(UnreadableFileError("file_not_opened"))
    return Taken(found.source, ArrivalState.UNREADABLE, message=message)


def _compared(taken: Taken, sketch: Sketch | None, likenesses: Likenesses) -> Taken:
    """Tell of a new piece which others have the same text for the most part."""
    if taken.made is None or sketch is None:
        return taken
    piece = taken.made.piece
    alike = likenesses.like(sketch, piece.facts)
    likenesses.add(piece.id, sketch, piece.facts)
    message = taken.message
    if alike and message is None:
        other, share = next(iter(alike.items()))
        title = likenesses.title(other) or "（无题名）"
        message = wording.remark("alike", title=title, percent=int(100 * share))
    return replace(taken, made=replace(taken.made, sketch=sketch.encoded(), alike=alike), message=message)


def _with_places(taken: Taken, reading: Reading) -> Taken:
    """Tell of a new piece where personal data stand in it."""
    found = places_of(reading.text) if taken.made is not None and Flag.PERSONAL_DATA in taken.flags else ()
    if not found:
        return taken
    parts = reading.text.count("\f") + 1
    part = "页" if reading.pages == parts else "张表" if reading.media_type in WORKBOOKS and parts > 1 else None
    identities = sum(place.identity for place in found)
    where = [(place.part, place.line) for place in found]
    said = personal.remark(identities, len(found) - identities, where, part)
    return replace(taken, message=f"{taken.message or ''}{said}")


def _store(vault: Vault, found: Found, expected: Sha256 | Stamp) -> Stored:
    """Put a file among the originals; what was taken out of an archive need not be copied again."""
    if found.sha256 is not None:
        return vault.adopt(found.path, found.name, found.sha256)
    return vault.take(found.path, found.name, expected)


def _duplicate(
    found: Found, sha256: Sha256, known: Mapping[Sha256, PieceId], made: Mapping[Sha256, Taken], vault: Vault
) -> Taken:
    if sha256 in known:
        lost = not vault.path(sha256, found.name).is_file()
        if lost:
            with suppress(UnreadableFileError):
                _store(vault, found, sha256)
        message = wording.remark("duplicate_restored" if lost else "duplicate_earlier")
        return Taken(found.source, ArrivalState.DUPLICATE, sha256, known[sha256], message=message)
    twin = made[sha256]
    if twin.piece is None:
        return replace(twin, source=found.source)
    message = wording.remark("duplicate", source=str(twin.source))
    return Taken(found.source, ArrivalState.DUPLICATE, sha256, twin.piece, None, twin.source, message=message)


def _kept(
    found: Found,
    expected: Sha256 | Stamp,
    result: Understood | UnreadableFileError,
    number: int,
    vault: Vault,
    understand: Callable[[Reading], Understood],
) -> Taken:
    state, message = ArrivalState.NEW, None
    if isinstance(result, UnreadableFileError):
        state, message = ArrivalState.UNREADABLE, wording.sentence(result)
        if result.code in _NOT_KEPT:
            return Taken(found.source, state, _known_hash(found, expected), message=message)
        flags = frozenset({Flag.TRUNCATED} if result.code in _DAMAGED else set[Flag]())
        result = understand(Reading(UNKNOWN, "", None, scanned=False, flags=flags))
    reading = result.reading
    if reading.media_type in ARCHIVES and not found.locked:
        message = wording.remark("archive")
        return Taken(
            found.source, ArrivalState.REFUSED, _known_hash(found, expected), flags=reading.flags, message=message
        )
    flags = reading.flags | result.noticed | ({Flag.ENCRYPTED} if found.locked else set[Flag]())
    if Flag.SECRET in flags:
        message = wording.remark("secret")
        return Taken(found.source, ArrivalState.REFUSED, _known_hash(found, expected), flags=flags, message=message)
    if Flag.ENCRYPTED in flags:
        message = wording.remark(found.locked or "encrypted")
    elif state is ArrivalState.NEW and reading.media_type not in HAS_READER:
        recorded = reading.media_type.startswith(("audio/", "video/"))
        message = wording.remark("recording" if recorded else "no_reader")
    elif message is None and ".." in found.source.parts:
        message = wording.remark("member_outside")
    try:
        stored = _store(vault, found, expected)
    except UnreadableFileError as error:
        message = wording.sentence(error)
        return Taken(found.source, ArrivalState.UNREADABLE, _known_hash(found, expected), message=message)
    original = Original(
        OriginalId(new_id()),
        stored.sha256,
        found.name,
        stored.size_bytes,
        reading.media_type,
        reading.pages,
        reading.scanned,
    )
    parts = (PageRange(original.id),)
    piece = Piece(PieceId(new_id()), result.facts, flags, reading.pages, parts, None, number, result.origins)
    made = NewPiece(piece, original, reading.text, doubted(result.suggestions, flags), unread=reading.unread)
    return Taken(found.source, state, stored.sha256, piece.id, made, flags=flags, message=message)
