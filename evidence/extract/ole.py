"""Compound files (OLE, MS-CFB): the containers of old Office files, read with limits."""

# olefile leaves its types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
import struct
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import olefile

from evidence.errors import UnreadableFileError

_LIMIT_BYTES = 512 << 20
_HEADER_BYTES = 512
_SECTOR_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_MACRO_STORAGES = frozenset({"macros", "_vba_project_cur"})  # of Word and of Excel


class Compound:
    """An open compound file."""

    def __init__(self, container: olefile.OleFileIO[str], size_bytes: int) -> None:
        """Keep the open container and the size of the whole file, which no stream exceeds."""
        self._container = container
        self._size_bytes = size_bytes

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams and storages at the top."""
        return frozenset(entry[0] for entry in self._container.listdir(streams=True, storages=True) if entry)

    @property
    def has_macros(self) -> bool:
        """Whether Word or Excel has kept a VBA project in it."""
        return any(name.lower() in _MACRO_STORAGES for name in self.names)

    def stream(self, name: str) -> bytes:
        """Return a stream's bytes; raise `UnreadableFileError`: `file_damaged`, or `file_truncated` if they are few."""
        try:
            size = self._container.get_size(name)
            data = self._container.openstream(name).read() if size <= self._size_bytes else b""
        except Exception as error:  # olefile raises whatever the bytes make it
            raise UnreadableFileError("file_damaged") from error
        if len(data) < size:
            raise UnreadableFileError("file_truncated")
        return data

    @property
    def pages(self) -> int | None:
        """The page count that the program noted on saving."""
        try:
            if self._container.get_size("\x05SummaryInformation") > self._size_bytes:
                return None
            found = self._container.getproperties("\x05SummaryInformation").get(14)
        except Exception:  # noqa: BLE001 - a property set that cannot be read notes nothing
            return None
        return found if isinstance(found, int) and 0 < found < 100_000 else None


@contextmanager
def compound(path: Path) -> Generator[Compound]:
    """Open a compound file; raise `UnreadableFileError`: `file_truncated`, or `file_too_large` for over 512 MB."""
    size = path.stat().st_size
    if size > _LIMIT_BYTES:
        raise UnreadableFileError("file_too_large")
    data = path.read_bytes()
    _check_header(data)
    try:
        container = olefile.OleFileIO(io.BytesIO(data))
        root = container.root
    except Exception as error:
        raise UnreadableFileError("file_truncated") from error
    with container:
        if root is None or root.size > size:  # pyright: ignore[reportAttributeAccessIssue] - the stubs leave it out
            raise UnreadableFileError("file_truncated")
        yield Compound(container, size)


def _check_header(data: bytes) -> None:
    """Refuse counts of sectors that do not fit into the file: olefile believes them, and goes round in circles."""
    if len(data) < _HEADER_BYTES:
        raise UnreadableFileError("file_truncated")
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    directories, tables = struct.unpack_from("<II", data, 40)
    mini_tables, _, more_tables = struct.unpack_from("<III", data, 64)
    if shift not in _SECTOR_SHIFTS or mini_shift != _MINI_SHIFT:
        raise UnreadableFileError("file_truncated")
    if max(directories, tables, mini_tables, more_tables) > len(data) >> shift:
        raise UnreadableFileError("file_truncated")
