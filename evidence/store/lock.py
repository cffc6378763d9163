"""One writer at a time: a lock that the system lets go when its holder dies."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from evidence.errors import DossierError
from evidence.store.disk import disk_sentences

_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class FolderLock:
    """Held from construction until `release`; the file names the holder for those who come too late."""

    def __init__(self, path: Path, who: str, now: datetime, kind: type[DossierError], code: str) -> None:
        """Take the lock file at `path` for `who`, or raise `kind(code, path, holder)` if another has it."""
        with disk_sentences(path.parent, kind):
            self._file: IO[bytes] = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b", buffering=0)
            try:
                self._take(path, who, now, kind, code)
            except BaseException:
                self._file.close()
                raise

    def _take(self, path: Path, who: str, now: datetime, kind: type[DossierError], code: str) -> None:
        try:
            _lock(self._file)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            holder = self._file.read(400).decode("utf-8", "replace").strip() or "—"
            raise kind(code, path=str(path.parent), holder=holder) from error
        self._write(f"{who} {now:%Y-%m-%d %H:%M}\n".encode())

    def _write(self, text: bytes) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(text)

    def release(self) -> None:
        """Let others write; the file stays and names nobody."""
        with suppress(OSError):
            self._write(b"")
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 1 << 20  # far behind the text, which others may read while the byte is locked

    def _lock(file: IO[bytes]) -> None:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:  # Wine does not say why
            raise OSError(error.errno or errno.EACCES, error.strerror) from error
        finally:
            file.seek(0)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
