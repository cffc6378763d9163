"""Worker processes that recognise what is written on pages: one that hangs or crashes costs its page alone."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from evidence.errors import RequestError, UnreadableFileError
from evidence.extract.found import RecognisedPage
from evidence.extract.memory import free_bytes
from evidence.extract.pool import become_worker, start_process
from evidence.extract.priority import give_way
from evidence.model import OriginalId

if TYPE_CHECKING:  # loaded in the worker processes alone
    from evidence.extract.recognition import Recogniser

PAGE_TIMEOUT_S = 120.0
_BROKEN = "recogniser_broken"
_MEMORY_A_WORKER_BYTES = 1 << 30


class PageJob(Struct, frozen=True):
    """A page (from 1) of an original that lies at `path`."""

    original: OriginalId
    page: int
    path: Path
    media_type: str


class PageResult(Struct, frozen=True):
    """What became of a job."""

    job: PageJob
    outcome: RecognisedPage | UnreadableFileError


class Readers(Protocol):
    """What recognises pages, several at once."""

    @property
    def free(self) -> int:
        """How many pages can be given now."""
        ...

    def give(self, job: PageJob) -> None:
        """Begin with a page; only while there is a free place."""
        ...

    def finished(self, patience_s: float) -> list[PageResult]:
        """Return what has come to an end, waiting at most so long for the first.

        Raises `RequestError` where nothing can be recognised at all: the pages go on waiting.
        """
        ...

    def close(self) -> None:
        """Stop at once; pages that are being read are given up."""
        ...


class _Worker(Struct):
    process: BaseProcess
    pipe: Connection
    job: PageJob
    since_s: float  # on the monotonic clock


class PageReaders:
    """`Readers` in processes of their own, which start with the first pages and end when this process ends."""

    def __init__(self, processes: int, timeout_s: float = PAGE_TIMEOUT_S) -> None:
        """Use at most so many processes, and give a page up after so long."""
        self._most = processes
        self._timeout_s = timeout_s
        self._busy: list[_Worker] = []
        self._idle: list[tuple[BaseProcess, Connection]] = []

    @property
    def free(self) -> int:
        """How many pages can be given now."""
        return self._most - len(self._busy)

    def give(self, job: PageJob) -> None:
        """Begin with a page; only while there is a free place."""
        process, pipe = self._idle.pop() if self._idle else start_process(_work)
        with suppress(OSError):  # it has just died: its end is heard of later
            pipe.send((job.path, job.media_type, job.page))
        self._busy.append(_Worker(process, pipe, job, time.monotonic()))

    def finished(self, patience_s: float) -> list[PageResult]:
        """Return what has come to an end, waiting at most so long for the first."""
        ends = [end for worker in self._busy for end in (worker.pipe, worker.process.sentinel)]
        left_s = min((worker.since_s for worker in self._busy), default=0.0) + self._timeout_s - time.monotonic()
        heard = set(wait(ends, max(0.0, min(patience_s, left_s)))) if ends else set[object]()
        late = time.monotonic() - self._timeout_s
        results: list[PageResult] = []
        for worker in list(self._busy):
            if worker.pipe in heard or worker.process.sentinel in heard:
                results.append(PageResult(worker.job, self._hear(worker)))
            elif worker.since_s <= late:
                self._busy.remove(worker)
                _end(worker.process, worker.pipe)
                error = UnreadableFileError("read_timeout", seconds=int(self._timeout_s))
                results.append(PageResult(worker.job, error))
        return results

    def close(self) -> None:
        """Stop at once; pages that are being read are given up."""
        for process, pipe in (*self._idle, *((worker.process, worker.pipe) for worker in self._busy)):
            _end(process, pipe)
        self._idle.clear()
        self._busy.clear()

    def _hear(self, worker: _Worker) -> RecognisedPage | UnreadableFileError:
        self._busy.remove(worker)
        try:
            if worker.pipe.poll():
                page, code = worker.pipe.recv()
                self._idle.append((worker.process, worker.pipe))
                if code == _BROKEN:  # no fault of the page, which goes on waiting
                    raise RequestError(code)
                return page if code is None else UnreadableFileError(code)
        except (EOFError, OSError):
            pass
        _end(worker.process, worker.pipe)
        return UnreadableFileError("reader_crashed")


def processes_here() -> int:
    """Return how many processes there is room for: one a core and a gigabyte of memory that is free, at least one."""
    free = free_bytes()
    cores = os.cpu_count() or 1
    return max(1, cores if free is None else min(cores, free // _MEMORY_A_WORKER_BYTES))


def _end(process: BaseProcess, pipe: Connection) -> None:
    process.kill()
    process.join()
    pipe.close()


def _work(pipe: Connection) -> None:
    """Recognise page after page for the parent (runs in a worker process)."""
    become_worker()
    give_way()  # a window that is waited for goes first
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        recogniser = _recogniser()
        while True:
            path, media_type, page = pipe.recv()
            try:
                answer = _answer(recogniser, path, media_type, page)
            except UnreadableFileError as error:
                answer = None, error.code
            except MemoryError:
                answer = None, "file_too_large"
            pipe.send(answer)
    except (EOFError, OSError):
        return  # the parent is gone


def _recogniser() -> Recogniser | None:
    """Load what recognises; None where its libraries or models cannot be loaded, or memory is short."""
    try:
        from evidence.extract.recognition import Recogniser

        return Recogniser()
    except (ImportError, OSError, RuntimeError, MemoryError):
        return None


def _answer(
    recogniser: Recogniser | None, path: Path, media_type: str, page: int
) -> tuple[RecognisedPage | None, str | None]:
    """Return what a page says, or why nothing was read."""
    if recogniser is None:
        return None, _BROKEN
    from evidence.extract.scanned_pages import page_picture

    return recogniser.read(page_picture(path, media_type, page)), None
