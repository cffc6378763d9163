"""Copies of originals that other programs get: what lies in the vault is never given out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.errors import WorkspaceError

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from evidence.model import Original, OriginalId

_PREFIX = "beijian-copies-"
_DAY_S = 24 * 3600


class GivenCopies:
    """All that was opened or dragged out of one project, in a temporary folder of ours; any thread may ask."""

    def __init__(self) -> None:
        """Make nothing yet."""
        self._lock = threading.Lock()
        self._folder: TemporaryDirectory[str] | None = None
        self._dragged: dict[Path, frozenset[OriginalId]] = {}  # folders, and what is copied into them
        self._count = 0
        self._closed = False

    def open(self, original: Original, source: Path) -> Path:
        """Return a copy of an original that lies at `source`; raise `WorkspaceError` if it cannot be read."""
        import shutil

        with self._lock:
            home = self._home()
        copy = home / original.id[:8] / source.name
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            if not copy.exists():  # it may be open in another program
                begun = copy.with_name(".begun")  # half a copy is never given out
                shutil.copyfile(source, begun)
                begun.replace(copy)
        except OSError as error:
            raise WorkspaceError("original_unreadable", name=original.name) from error
        return copy

    def drag(self, originals: Iterable[OriginalId], make: Callable[[Path], tuple[Path, ...]]) -> tuple[Path, ...]:
        """Let `make` write copies of originals into a folder of their own; none if one of them goes meanwhile."""
        with self._lock:
            if self._closed:
                return ()
            self._count += 1
            folder = self._home() / str(self._count)
            self._dragged[folder] = frozenset(originals)
        folder.mkdir(parents=True)
        files = make(folder)
        with self._lock:
            stays = folder in self._dragged
        if not stays:
            _remove(folder)
        return files if stays else ()

    def drop(self, originals: Iterable[OriginalId]) -> None:
        """Remove the copies of originals that have gone, as far as other programs let them go."""
        gone = frozenset(originals)
        with self._lock:
            if self._folder is None or not gone:
                return
            home = Path(self._folder.name)
            dragged = [folder for folder, held in self._dragged.items() if held & gone]
            for folder in dragged:
                del self._dragged[folder]
        for folder in (*dragged, *(home / original[:8] for original in gone)):
            _remove(folder)

    def clear(self) -> None:
        """Remove all of them, as far as other programs let them go; what is dragged still gets nothing."""
        with self._lock:
            folder, self._folder, self._closed = self._folder, None, True
            self._dragged.clear()
        if folder is not None:
            _unlock(Path(folder.name))
            folder.cleanup()

    def _home(self) -> Path:
        from tempfile import TemporaryDirectory

        if self._folder is None:
            _clear_old()
            self._folder = TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
        return Path(self._folder.name)


def _clear_old() -> None:
    """Remove what sessions left that did not end properly; nobody works with a copy for a day."""
    import time
    from contextlib import suppress
    from tempfile import gettempdir

    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _DAY_S:
                _remove(left)


def _remove(folder: Path) -> None:
    import shutil

    _unlock(folder)
    shutil.rmtree(folder, ignore_errors=True)


def _unlock(folder: Path) -> None:
    """Let read-only copies be removed, which Windows refuses."""
    from contextlib import suppress

    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file():
                path.chmod(0o600)
