"""Pictures for all documents of one export: each rendered once, a few ahead of the pages that show them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from evidence.export.blocks import PictureSource
from evidence.export.pictures import Printed, SizeMm, failures, frame, render
from evidence.model import OriginalId

_THREADS = min(4, os.cpu_count() or 1)
AHEAD = 2 * _THREADS  # pictures that are rendered, or being rendered, and not yet asked for

_Wanted = tuple[PictureSource, SizeMm]


class PictureStore:
    """Renders pictures in threads of its own; to be used from one thread, and closed before its folder is removed."""

    def __init__(self, files: Mapping[OriginalId, tuple[Path, str]], folder: Path) -> None:
        """Know where each original lies and of what media type it is; keep renderings in `folder`."""
        self._files = files
        self._folder = folder
        self._threads = ThreadPoolExecutor(_THREADS, "beijian-pictures")
        self._made: dict[_Wanted, Future[tuple[Printed, bool]]] = {}
        self._coming: deque[_Wanted] = deque()
        self._unseen: set[_Wanted] = set()
        self.failed: set[PictureSource] = set()  # shown as an empty frame

    def close(self) -> None:
        """Stop rendering; return when the threads have ended."""
        self._threads.shutdown(cancel_futures=True)

    def expect(self, pictures: Iterable[_Wanted]) -> None:
        """Say which pictures will be asked for, in this order."""
        self._coming.extend(pictures)

    def get(self, source: PictureSource, size_mm: SizeMm) -> Printed:
        """Return a picture rendered for `size_mm`; one that cannot be read becomes an empty frame."""
        wanted = (source, size_mm)
        self._start(wanted)
        self._unseen.discard(wanted)
        while self._coming and len(self._unseen) < AHEAD:
            self._start(self._coming.popleft())
        printed, failed = self._made[wanted].result()
        if failed:
            self.failed.add(source)
        return printed

    def _start(self, wanted: _Wanted) -> None:
        if wanted not in self._made:
            place = self._folder / f"{len(self._made):06d}"
            self._made[wanted] = self._threads.submit(self._render, wanted, place)
            self._unseen.add(wanted)

    def _render(self, wanted: _Wanted, place: Path) -> tuple[Printed, bool]:
        """Render a picture to `place`, and tell whether it failed (runs in a thread)."""
        source, size_mm = wanted
        path, media_type = self._files[source.original]
        try:
            return render(path, media_type, source.page, size_mm, place, source.crop), False
        except failures():
            return frame(size_mm, place), True
