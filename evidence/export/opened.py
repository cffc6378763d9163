"""A package as it lies somewhere, opened for reading: a folder, or a zip that nobody has to unpack."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from evidence.errors import ExportError
from evidence.model import Sha256

_MARK = "bagit.txt"


class Package(Protocol):
    """Files by their places below the package, with `/`."""

    def places(self) -> frozenset[str]:
        """Return where files lie."""
        ...

    def open(self, place: str) -> IO[bytes]:
        """Open the file at a place for reading."""
        ...


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def places(self) -> frozenset[str]:
        return frozenset(path.relative_to(self._root).as_posix() for path in self._root.rglob("*") if path.is_file())

    def open(self, place: str) -> IO[bytes]:
        return (self._root / place).open("rb")


class _Zip:
    """Reads what lies in the folder of the zip that holds the package."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        names = [name for name in archive.namelist() if not name.endswith("/")]
        marks = [name for name in names if name == _MARK or name.endswith(f"/{_MARK}")]
        self._above = min(marks, key=len, default=_MARK).removesuffix(_MARK)
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
    if not zipfile.is_zipfile(path):
        raise ExportError("package_none", path=str(path))
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise ExportError("package_damaged", path=str(path)) from error
    with archive:
        yield _Zip(archive)


def hash_at(package: Package, place: str) -> Sha256 | None:
    """Return the SHA-256 of a file; None where it cannot be read to its end."""
    digest = hashlib.sha256()
    try:
        with package.open(place) as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except (OSError, KeyError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return None
    return Sha256(digest.hexdigest())
