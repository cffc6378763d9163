"""收件夹: which files of a watched folder have come to rest; what is still being copied into it waits."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from evidence.intake.scan import Found, scan
from evidence.store.vault import Stamp

REST_S = 8.0  # a file has come to rest whose size and time of change stay the same for so long
PATIENCE_S = 120.0  # then what rests is taken although other files still move
_HALF = (".part", ".crdownload", ".download", ".downloading", ".filepart", ".td", ".baiduyun.p.downloading")


class Resting(Struct, frozen=True):
    """A file that may be taken in, and the stamp it rested with."""

    found: Found
    stamp: Stamp
    key: str  # what is remembered of it: the SHA-256 of its path, which tells nobody its name


class _Seen(Struct):
    stamp: Stamp
    since_s: float  # it is as it is now, on the clock that is given


class Watch:
    """Looks into one folder again and again; by looking, not by being told, so that shares work too."""

    def __init__(
        self,
        folder: Path,
        taken: Mapping[str, Stamp],
        keep_out: Path,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Leave out what was `taken` with this stamp before, and anything below `keep_out`."""
        self.folder = folder
        self._taken = dict(taken)
        self._keep_out = keep_out
        self._clock_s = clock_s
        self._seen: dict[str, _Seen] = {}

    def look(self) -> tuple[Resting, ...]:
        """Return what has come to rest since it was taken; nothing while other files of the folder still move.

        What waited for others longer than `PATIENCE_S` is returned all the same. Raises `RequestError` if the folder is
        not there.
        """
        now_s = self._clock_s()
        seen: dict[str, _Seen] = {}
        files: list[Resting] = []
        for found in scan([self.folder], self._keep_out):
            key, stamp = self._key(found), _stamp(found)
            if stamp is None or self._taken.get(key) == stamp:
                continue
            before = self._seen.get(key)
            seen[key] = before if before is not None and before.stamp == stamp else _Seen(stamp, now_s)
            files.append(Resting(found, stamp, key))
        self._seen = seen
        rested_s = [now_s - seen[file.key].since_s for file in files]
        resting = [file for file, rest_s in zip(files, rested_s, strict=True) if rest_s >= REST_S and _opens(file)]
        if len(resting) < len(files) and max(rested_s, default=0.0) < PATIENCE_S:
            return ()
        return tuple(resting)

    def fresh(self, files: tuple[Resting, ...]) -> tuple[Resting, ...]:
        """Return those that were not taken since they were looked at."""
        return tuple(file for file in files if self._taken.get(file.key) != file.stamp)

    def took(self, files: tuple[Resting, ...]) -> None:
        """Leave these out from now on, unless they change."""
        for file in files:
            self._taken[file.key] = file.stamp
            self._seen.pop(file.key, None)

    def _key(self, found: Found) -> str:
        return hashlib.sha256(str(self.folder / found.source).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def waiting(self) -> int:
        """How many files were seen and not taken."""
        return len(self._seen)


def _stamp(found: Found) -> Stamp | None:
    """Return how a file is now; None for what no clerk means to hand in, or what has just gone."""
    if found.junk or found.linked or found.own or found.name.lower().endswith(_HALF):
        return None
    try:
        stamp = Stamp.of(found.path.stat())
    except OSError:
        return None
    return stamp if stamp.size_bytes else None  # nothing yet: a copy begins so


def _opens(file: Resting) -> bool:
    """Tell whether a file can be read: Windows lets nobody read what is being copied."""
    try:
        with file.found.path.open("rb") as reader:
            reader.read(1)
    except OSError:
        return False
    return True
