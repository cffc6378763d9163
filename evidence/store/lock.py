"""One writer at a time: a lock that the system lets go when its holder dies."""

from __future__ import annotations

import errno
import os
import platform
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from msgspec import Struct

from evidence.errors import DossierError
from evidence.store.disk import disk_sentences

_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class Holder(Struct, frozen=True):
    """Who holds a lock, as its file tells; the files of older programs tell neither the PC nor the process."""

    who: str  # with the moment since when
    pc: str = ""
    process: int = 0

    @property
    def is_dead(self) -> bool:
        """Whether it is known that this program runs no more: it ran on this PC, and no process has its number."""
        return self.pc == platform.node() and self.process > 0 and not _runs(self.process)


def named_in(path: Path) -> Holder | None:
    """Return whom a lock file names: who holds it, or who did not close properly; None if nobody."""
    try:
        return _told(path.read_bytes())
    except OSError:
        return None


def _told(text: bytes) -> Holder | None:
    who, pc, process, *_ = [*text.decode("utf-8", "replace").strip().split("\t"), "", ""]
    return Holder(who, pc, int(process) if process.isdecimal() else 0) if who else None


class FolderLock:
    """Held from construction until `release`; the file names the holder for those who come too late.

    Where a program died on this PC and a network share has not noticed yet, the code is that with `_left` behind it.
    """

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
            holder = _told(self._file.read(400)) or Holder("—")
            left = "_left" if holder.is_dead else ""
            raise kind(code + left, path=str(path.parent), holder=holder.who, pc=holder.pc or "—") from error
        self._write(f"{who} {now:%Y-%m-%d %H:%M}\t{platform.node()}\t{os.getpid()}\n".encode())

    def _write(self, text: bytes) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(text)

    def release(self) -> None:
        """Let others write; the file stays and names nobody."""
        with suppress(OSError):  # the disk may be gone, and the lock with it
            self._write(b"")
        with suppress(OSError):
            self._file.close()


if sys.platform == "win32":
    import msvcrt

    _LIMITED, _NO_RIGHTS, _RUNNING = 0x00100000, 5, 0x102  # SYNCHRONIZE, ERROR_ACCESS_DENIED, WAIT_TIMEOUT
    _LOCKED_BYTE = 1 << 20  # far behind the text, which others may read while the byte is locked

    def _lock(file: IO[bytes]) -> None:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:  # Wine does not say why
            raise OSError(error.errno or errno.EACCES, error.strerror) from error
        finally:
            file.seek(0)

    def _runs(process: int) -> bool:
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(_LIMITED, False, process)  # noqa: FBT003 — as Windows has it
        if not handle:
            return ctypes.windll.kernel32.GetLastError() == _NO_RIGHTS
        still = ctypes.windll.kernel32.WaitForSingleObject(handle, 0) == _RUNNING
        ctypes.windll.kernel32.CloseHandle(handle)
        return still

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _runs(process: int) -> bool:
        try:
            os.kill(process, 0)
        except OSError as error:
            return error.errno == errno.EPERM
        return True
