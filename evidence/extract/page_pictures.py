"""Pictures of pages, and where words stand on them, made in a process of its own: a hostile file costs a page alone."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from msgspec import Struct

from evidence.errors import UnreadableFileError
from evidence.extract.pool import become_worker, start_process

if TYPE_CHECKING:
    from PIL import Image

PAGE_TIMEOUT_S = 20.0
WIDEST_PX = 4096
_START_TIMEOUT_S = 60.0  # the libraries are loaded from a slow disk
_MOST_DEATHS = 2  # of the process over one file: then that file is drawn no more

Found = tuple[int, int, bytes] | tuple["Place", ...] | None  # a picture, or where words stand
Answer = tuple[Found, str | None]  # what was asked for, or why it cannot be had


class PagePicture(Struct, frozen=True):
    """A page as it looks, upright."""

    width_px: int
    height_px: int
    rgb: bytes  # three bytes a pixel, row by row from the top, nothing between rows


class Place(NamedTuple):
    """A rectangle on a page as it is drawn, upright: shares (0–1) of its width and height, from the top left."""

    left: float
    top: float
    width: float
    height: float


class PagePainter:
    """Draws one page after the other in a worker process, which starts with the first; one thread at a time."""

    def __init__(self, timeout_s: float = PAGE_TIMEOUT_S, target: Callable[[Connection], None] | None = None) -> None:
        """Start nothing yet; `target` is what the worker runs, in tests another than that which draws."""
        self._timeout_s = timeout_s
        self._target = target or _work
        self._worker: tuple[BaseProcess, Connection] | None = None
        self._deaths: Counter[Path] = Counter()

    def paint(self, path: Path, media_type: str, page: int, width_px: int) -> PagePicture | None:
        """Return page `page` (1-based) of a file, at most `width_px` wide; None where the file has no picture of it.

        Raises `UnreadableFileError`: `file_damaged`, `file_too_large`, `read_timeout`, `reader_crashed`. A file that
        ended the process twice is not opened again.
        """
        picture = self._ask(path, media_type, page, max(1, min(width_px, WIDEST_PX)))
        return PagePicture(*cast("tuple[int, int, bytes]", picture)) if picture else None

    def find(self, path: Path, media_type: str, page: int, words: tuple[str, ...]) -> tuple[Place, ...]:
        """Return where folded words stand on a page, line by line; nothing where the file has no text of its own.

        Raises as `paint` does.
        """
        return cast("tuple[Place, ...]", self._ask(path, media_type, page, words))

    def _ask(self, path: Path, media_type: str, page: int, wanted: int | tuple[str, ...]) -> Found:
        if self._deaths[path] >= _MOST_DEATHS:
            raise UnreadableFileError("reader_crashed")
        process, pipe = self._worker or self._start()
        with suppress(OSError):  # it has just died: its closed pipe tells so below
            pipe.send((path, media_type, page, wanted))
        answer = _heard(process, pipe, self._timeout_s)
        if answer is None:
            late = process.is_alive()
            self._deaths[path] += 1
            self.close()
            raise UnreadableFileError("read_timeout", seconds=int(self._timeout_s)) if late else _crashed()
        found, refused = answer
        if refused is not None:
            raise UnreadableFileError(refused)
        return found

    def close(self) -> None:
        """End the process; the next page starts another."""
        worker, self._worker = self._worker, None
        if worker is not None:
            process, pipe = worker
            process.kill()
            process.join()
            pipe.close()

    def _start(self) -> tuple[BaseProcess, Connection]:
        worker = self._worker = start_process(self._target)
        if _heard(*worker, _START_TIMEOUT_S) is None:
            self.close()
            raise _crashed()
        return worker


def _crashed() -> UnreadableFileError:
    return UnreadableFileError("reader_crashed")


def _heard(process: BaseProcess, pipe: Connection, timeout_s: float) -> Answer | None:
    """Wait for an answer; None if the process died or ran out of time."""
    until = time.monotonic() + timeout_s
    try:
        # Of one that dies before it has its end of the pipe, Windows tells nothing by the pipe.
        while not pipe.poll():
            if not wait([pipe, process.sentinel], max(0.0, until - time.monotonic())):
                return None
            if not process.is_alive() and not pipe.poll():
                return None
        return pipe.recv()
    except (EOFError, OSError):
        process.join(1.0)
        return None


def _work(pipe: Connection) -> None:
    """Draw page after page for the parent (runs in a worker process)."""
    become_worker()
    from evidence.extract.painting import painted
    from evidence.extract.word_places import places_of

    answer: Answer = None, None
    try:
        pipe.send(answer)
        while True:
            path, media_type, page, wanted = pipe.recv()
            try:
                if isinstance(wanted, tuple):
                    answer = places_of(path, media_type, page, cast("tuple[str, ...]", wanted)), None
                else:
                    answer = _packed(painted(path, media_type, page, wanted)), None
            except UnreadableFileError as error:
                answer = None, error.code
            except MemoryError:
                answer = None, "file_too_large"
            pipe.send(answer)
    except (EOFError, OSError):
        return  # the parent is gone


def _packed(picture: Image.Image | None) -> tuple[int, int, bytes] | None:
    return None if picture is None else (picture.width, picture.height, picture.tobytes())
