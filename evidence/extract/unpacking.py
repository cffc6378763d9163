"""Archives opened in a worker process: one that hangs or crashes it keeps what came out before, the others go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from evidence.extract.pool import become_worker, start_process
from evidence.extract.unpack import DiskError, Member, unpack

_PATIENCE_S = 120.0  # without a sign of life; a large archive takes longer and shows some
_LOOK_S = 0.2  # how long a wish to stop may go unheard
_BATCH_S = 0.1

Beat = Callable[[int, int], None]

# What a worker says: members by number, the number of an error of the disk, or that an archive is done.
_Told = list[tuple[int, Member | None]] | int | None


class _Seen(Struct):
    """What was told until now."""

    found: dict[int, Member] = field(default_factory=dict[int, Member])  # of the archive that is being opened
    before: int = 0  # members of those that were opened before
    expected: int = 0  # members of all


def unpack_all(jobs: Sequence[tuple[Path, str]], into: Path, beat: Beat) -> Iterator[tuple[Member, ...]]:
    """Open archives (path, name) one by one; yield what each holds, in order, its own entry first.

    `beat` is called several times a second with the number of members found and that of those known to be there; it
    may raise to stop it all.
    Raises `OSError` when the disk that holds `into` is full or gone.
    """
    seen = _Seen()
    process: BaseProcess | None = None
    pipe: Connection | None = None
    try:
        for number, (path, name) in enumerate(jobs):
            folder = into / f"{number:05}"
            folder.mkdir()
            if process is None or pipe is None:
                process, pipe = start_process(_work)
            found = seen.found = dict[int, Member]()
            alive = True
            try:
                pipe.send((path, name, folder))
                alive = _listen(process, pipe, seen, beat)
            except (EOFError, OSError) as error:
                if isinstance(error, OSError) and error.filename is not None:
                    raise
                alive = False
                found.setdefault(0, Member("", code="archive_crashed"))
            if not alive:
                _end(process, pipe)
                process = pipe = None
            seen.before += len(found)
            yield tuple(_settled(found[key]) for key in sorted(found))
    finally:
        if pipe is not None:
            _end(process, pipe)


def _listen(process: BaseProcess, pipe: Connection, seen: _Seen, beat: Beat) -> bool:
    """Gather what the worker tells of one archive; return whether the worker can go on.

    Raises `EOFError` if it has died without a word.
    """
    heard, found = time.monotonic(), seen.found
    while True:
        count = seen.before + len(found)
        beat(count, max(count, seen.expected))
        if not wait([pipe, process.sentinel], _LOOK_S):
            if time.monotonic() - heard > _PATIENCE_S:
                found[0] = Member("", code="archive_slow", params=(("seconds", int(_PATIENCE_S)),))
                return False
            continue
        if not pipe.poll():  # of such a death Windows tells nothing by the pipe
            raise EOFError
        heard = time.monotonic()
        told: _Told = pipe.recv()
        if told is None:
            return True
        if isinstance(told, int):
            raise OSError(told, "disk", "incoming")
        for number, member in told:
            if number < 0:
                seen.expected += int(dict(member.params)["expected"]) if member else 0
            elif member is None:
                found.pop(number, None)
            else:
                found[number] = member


def _settled(member: Member) -> Member:
    """Return a member with what is to be said of an archive whose worker ended before its time."""
    return replace(member, code="archive_crashed") if member.code == "archive_unfinished" else member


def _end(process: BaseProcess | None, pipe: Connection) -> None:
    if process is not None:
        process.kill()
        process.join()
    pipe.close()


def _work(pipe: Connection) -> None:
    """Open archive after archive for the parent (runs in a worker process)."""
    become_worker()
    batch: list[tuple[int, Member | None]] = []
    sent = time.monotonic()

    def put(number: int, member: Member | None) -> None:
        nonlocal sent
        batch.append((number, member))
        if time.monotonic() - sent > _BATCH_S:
            pipe.send(batch)
            batch.clear()
            sent = time.monotonic()

    try:
        while True:
            path, name, folder = pipe.recv()
            try:
                unpack(path, name, folder, put)
            except DiskError as error:
                pipe.send(error.errno)
            pipe.send(batch)
            batch.clear()
            pipe.send(None)
    except (EOFError, OSError):
        return  # the parent is gone
