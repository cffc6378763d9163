"""One writer a workspace: a lock that the system lets go when its holder dies."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

from evidence.errors import WorkspaceError

_LOCKED_BYTE = 1 << 20  # far behind the text that names the holder, which others may read


class WorkspaceLock:
    """Held from construction until `release`; raises `WorkspaceError` naming the holder if another has it."""

    def __init__(self, path: Path, who: str, now: datetime) -> None:
        """Take the lock file at `path` for `who`."""
        try:
            self._file: IO[bytes] = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT), "r+b", buffering=0)
        except PermissionError as error:
            raise WorkspaceError("workspace_no_permission", path=str(path.parent)) from error
        try:
            _lock(self._file)
        except OSError as error:
            holder = self._file.read(400).decode("utf-8", "replace").strip() or "—"
            self._file.close()
            raise WorkspaceError("workspace_locked", path=str(path.parent), holder=holder) from error
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{who} {now:%Y-%m-%d %H:%M}\n".encode())

    def release(self) -> None:
        """Let others write."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            file.seek(0)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.lockf(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _LOCKED_BYTE)
