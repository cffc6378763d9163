"""Many files read at once in worker processes: one that hangs or crashes is marked, the others go on."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.memory import limit_memory

_FILES_A_WORKER = 4  # starting a process costs about as much as reading this many files
_AHEAD = 16  # files a worker is given at a time, so that it need not wait while what came before is recorded
_MEMORY_BYTES = 3 << 30  # that a worker may have, where the system can limit it

T = TypeVar("T")


class _Worker(Struct):
    process: BaseProcess
    pipe: Connection
    jobs: deque[int]  # the file it is reading, then those that wait in its pipe
    since_s: float  # when it began with that file, on the monotonic clock
    ready: bool = False  # it has said that it listens


def as_read(_: int, reading: Reading) -> Reading:
    """Make nothing of a reading."""
    return reading


def read_all(
    jobs: Sequence[tuple[Path, str]], processes: int, timeout_s: float, then: Callable[[int, Reading], T] = as_read
) -> Generator[tuple[int, T | UnreadableFileError]]:
    """Read files (path, name on arrival) and yield each result with its index in `jobs`, in the order they finish.

    `then` makes the result of index and reading, in the worker process it is sent to. A file that takes longer than
    `timeout_s` gives `read_timeout`, one that kills its worker `reader_crashed`.
    Workers end when the iteration is finished or given up, and when this process ends in any way.
    Raises `RuntimeError` if a worker cannot start.
    """
    waiting = deque(range(len(jobs)))
    workers = [_start() for _ in range(min(processes, -(-len(jobs) // _FILES_A_WORKER)))]
    try:
        while workers:
            for worker in _due(workers, timeout_s):
                greeting = not worker.ready
                answer: T | UnreadableFileError = _hear(worker, timeout_s)
                if not greeting:
                    yield worker.jobs.popleft(), answer
                if isinstance(answer, UnreadableFileError) and not worker.process.is_alive():
                    workers.remove(worker)
                    waiting.extendleft(reversed(worker.jobs))
                    if waiting:
                        workers.append(_start())
                    continue
                with suppress(OSError):  # it has just died: its closed pipe tells so next time round
                    if greeting:
                        worker.pipe.send(then)
                    _give(worker, waiting, jobs, processes)
                if not worker.jobs:
                    workers.remove(worker)
                    _end(worker)
    finally:
        for worker in workers:
            _end(worker)


def start_process(target: Callable[[Connection], None]) -> tuple[BaseProcess, Connection]:
    """Start a process that runs `target` with its end of a pipe, and return it with ours."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs,), daemon=True, name="beijian-reader")
    process.start()
    theirs.close()
    return process, ours


def become_worker() -> None:
    """Make this process one that ends with its parent, has a limit of memory and says nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    threading.Thread(target=_die_with_parent, daemon=True).start()
    limit_memory(_MEMORY_BYTES)
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for life
    sys.stdout = sys.stderr = nowhere  # a windowed program has none
    for number in (1, 2):  # libraries in C write there what they think of a damaged file
        os.dup2(nowhere.fileno(), number)


def _start() -> _Worker:
    return _Worker(*start_process(_work), deque(), time.monotonic())


def _give(worker: _Worker, waiting: deque[int], jobs: Sequence[tuple[Path, str]], processes: int) -> None:
    """Give a worker a file, and some to wait in its pipe while the others will not run short."""
    while waiting and (not worker.jobs or (len(worker.jobs) < _AHEAD and len(waiting) > _AHEAD * processes)):
        worker.jobs.append(waiting.popleft())
        worker.pipe.send((worker.jobs[-1], *jobs[worker.jobs[-1]]))


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _due(workers: Sequence[_Worker], timeout_s: float) -> list[_Worker]:
    """Wait until a worker has spoken, died or run out of time, and return those."""
    busy = [worker.since_s for worker in workers if worker.jobs]
    patience_s = max(0.0, min(busy) + timeout_s - time.monotonic()) if busy else None
    # Of one that dies before it has its end of the pipe, Windows tells nothing by the pipe.
    heard = set(wait([end for w in workers for end in (w.pipe, w.process.sentinel)], patience_s))
    late = time.monotonic() - timeout_s
    spoken = [w for w in workers if w.pipe in heard or w.process.sentinel in heard]
    return spoken + [w for w in workers if w not in spoken and w.jobs and w.since_s <= late]


def _hear(worker: _Worker, timeout_s: float) -> Any:  # noqa: ANN401 — a result, or an error; None when it is ready
    """Take a worker's answer; a worker that is late or dead has been ended afterwards."""
    try:
        if worker.pipe.poll():
            answer, refused = worker.pipe.recv()
            worker.ready, worker.since_s = True, time.monotonic()
            return UnreadableFileError(refused[0], **refused[1]) if refused else answer
        late = bool(worker.jobs) and worker.since_s <= time.monotonic() - timeout_s
    except (EOFError, OSError):
        late = False
    _end(worker)
    if late:
        return UnreadableFileError("read_timeout", seconds=int(timeout_s))
    if not worker.ready:
        raise RuntimeError("a reading process did not start")
    return UnreadableFileError("reader_crashed")


def _work(pipe: Connection) -> None:
    """Read file after file for the parent (runs in a worker process)."""
    become_worker()
    from evidence.extract.reading import read_file

    answer: tuple[object, tuple[str, dict[str, str | int]] | None] = None, None  # a result, or why there is none
    try:
        pipe.send(answer)
        then: Callable[[int, Reading], object] = pipe.recv()
        gc.freeze()  # what is there now stays: it need not be looked through again and again
        while True:
            index, path, name = pipe.recv()
            try:
                answer = then(index, read_file(path, name)), None
            except UnreadableFileError as error:
                answer = None, (error.code, error.params)
            except MemoryError:
                answer = None, ("file_too_large", {})
            pipe.send(answer)
    except (EOFError, OSError):
        return  # the parent is gone


def _die_with_parent() -> None:
    """End this process when the parent ends, even by a kill, even while a file is being read."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
