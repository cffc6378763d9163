"""A package as it lies somewhere, opened for reading: a folder, or a zip that nobody has to unpack."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Protocol

from evidence.errors import ExportError
from evidence.export.package_checks import MANIFEST
from evidence.model import Sha256
from evidence.names import readable_name
from evidence.progress import Report
from evidence.store.disk import reachable
from evidence.store.hashing import hash_stoppable

# Folders that a system puts on a stick or into an archive; nobody may look into some of them.
SYSTEM_FOLDERS = frozenset({"system volume information", "$recycle.bin", "__macosx", ".trash-1000", ".trashes"})
# What damage in a zip raises, as ValueError and struct.error in names and lengths of its members.
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, NotImplementedError, RuntimeError)
_UNREADABLE = (OSError, KeyError, *_DAMAGED)


class Package(Protocol):
    """Files by their places below the package, with `/`."""

    def places(self) -> frozenset[str]:
        """Return where files lie; of a system's own folder only its name."""
        ...

    def open(self, place: str) -> IO[bytes]:
        """Open the file at a place for reading."""
        ...


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def places(self) -> frozenset[str]:
        found: set[str] = set()
        for folder, names, files in os.walk(reachable(self._root)):
            at = Path(folder).relative_to(reachable(self._root))
            system = [name for name in names if name.casefold() in SYSTEM_FOLDERS]
            names[:] = [name for name in names if name not in system]
            found.update(readable_name((at / name).as_posix()) for name in (*files, *system))
        return frozenset(found)

    def open(self, place: str) -> IO[bytes]:
        return reachable(self._root / place).open("rb")


class _Zip:
    """Reads what lies in the folder of the zip that holds the package."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        names = [name for name in archive.namelist() if not name.endswith("/")]
        marks = [name for name in names if name == MANIFEST or name.endswith(f"/{MANIFEST}")]
        self._above = min(marks, key=len, default=MANIFEST).removesuffix(MANIFEST)
        self._places = frozenset(name.removeprefix(self._above) for name in names if name.startswith(self._above))

    def places(self) -> frozenset[str]:
        return self._places

    def open(self, place: str) -> IO[bytes]:
        return self._archive.open(self._above + place)


@contextmanager
def opened(path: Path) -> Generator[Package]:
    """Open a package that lies at `path`; raise `ExportError` if nothing is there, or no zip that can be read."""
    if path.is_dir():
        yield _Folder(path)
        return
    if not path.is_file():
        raise ExportError("package_missing", path=str(path))
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGED as error:
        raise ExportError("package_cut", path=str(path)) from error
    with archive:
        yield _Zip(archive)


def hash_at(package: Package, place: str, report: Report) -> Sha256 | None:
    """Return the SHA-256 of a file; None where it cannot be read to its end."""
    return hash_stoppable(partial(package.open, place), report, _UNREADABLE)


def bytes_at(package: Package, place: str) -> bytes | None:
    """Return what a short file holds; None where it cannot be read."""
    try:
        with package.open(place) as file:
            return file.read()
    except _UNREADABLE:
        return None
