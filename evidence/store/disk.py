"""What the disk says, as sentences."""

from __future__ import annotations

import errno
import shutil
import stat
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from evidence.errors import DossierError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_WINDOWS_FULL = {39, 112}
_WINDOWS_IN_USE = {32, 33}


@contextmanager
def disk_sentences(where: Path, kind: type[DossierError]) -> Generator[None]:
    """Turn a full disk, a file in use and a lack of rights into `kind`; anything else is a bug and passes."""
    try:
        yield
    except OSError as error:
        windows = getattr(error, "winerror", None)
        path = str(error.filename or where)
        if error.errno in _FULL or windows in _WINDOWS_FULL:
            raise kind("disk_full", path=str(where)) from error
        if windows in _WINDOWS_IN_USE or error.errno in (errno.EBUSY, errno.ETXTBSY):
            raise kind("file_in_use", path=path) from error
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise kind("no_permission", path=path) from error
        raise


def remove_tree(folder: Path) -> None:
    """Remove a folder and all in it, read-only files as well, which Windows refuses at first."""

    def unlock(remove: Callable[[str], object], path: str, _: object) -> None:
        Path(path).chmod(stat.S_IWRITE)
        remove(path)

    shutil.rmtree(folder, onerror=unlock)
