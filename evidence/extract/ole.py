"""Compound files (OLE, MS-CFB): the containers of old Office files, read with limits."""

# The stubs of olefile leave types open and attributes out.
# pyright: reportAttributeAccessIssue=false, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
import struct
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

import olefile

from evidence.errors import UnreadableFileError

_LIMIT_BYTES = 512 << 20
_HEADER_BYTES = 512
_SECTOR_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_RESERVED_SECTORS = 0xFFFFFFFA  # numbers from here on are no sectors
_SUMMARY = "\x05SummaryInformation"
_PAGE_COUNT, _INTEGER, _PROPERTY_LIMIT = 14, 3, 200
_MACRO_STORAGES = frozenset({"macros", "_vba_project_cur"})  # of Word and of Excel


class Compound:
    """An open compound file."""

    def __init__(self, container: olefile.OleFileIO[str], size_bytes: int) -> None:
        """Keep the open container and the size of the whole file, which no stream exceeds."""
        if container.root is None:
            raise UnreadableFileError("file_truncated")
        self._container = container
        self._root = container.root
        self._size_bytes = size_bytes

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams and storages at the top."""
        return frozenset(entry.name for entry in self._root.kids)

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

    def check_chains(self) -> None:
        """Raise `file_damaged` if a chain of sectors goes round in a circle, where other readers go round too."""
        container = self._container
        if container.num_difat_sectors == 0 and container.first_difat_sector < _RESERVED_SECTORS:
            raise UnreadableFileError("file_damaged")
        large = [entry for entry in self._root.kids if entry.size >= container.minisectorcutoff]
        starts = [container.first_dir_sector, container.first_mini_fat_sector, self._root.isectStart]
        try:
            container.loadminifat()
        except Exception as error:  # olefile raises whatever the bytes make it
            raise UnreadableFileError("file_damaged") from error
        small = [entry.isectStart for entry in self._root.kids if entry.size < container.minisectorcutoff]
        if not _all_end(container.fat, [*starts, *(entry.isectStart for entry in large)]):
            raise UnreadableFileError("file_damaged")
        if not _all_end(container.minifat, small):
            raise UnreadableFileError("file_damaged")

    @property
    def pages(self) -> int | None:
        """The page count that the program noted on saving."""
        try:
            return _noted_pages(self.stream(_SUMMARY))
        except (UnreadableFileError, struct.error):
            return None


def _noted_pages(summary: bytes) -> int | None:
    """Return the page count in a property set (MS-OLEPS), which olefile reads without limits."""
    (start,) = struct.unpack_from("<I", summary, 44)
    (count,) = struct.unpack_from("<I", summary, start + 4)
    for number in range(min(count, _PROPERTY_LIMIT)):
        name, place = struct.unpack_from("<II", summary, start + 8 + number * 8)
        if name == _PAGE_COUNT:
            kind, value = struct.unpack_from("<Ii", summary, start + place)
            return value if kind == _INTEGER and 0 < value < 100_000 else None
    return None


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
        if root is None or root.size > size:
            raise UnreadableFileError("file_truncated")
        yield Compound(container, size)


def _all_end(table: Sequence[int], starts: Iterable[int]) -> bool:
    """Tell whether every chain of sectors that begins at one of these comes to an end."""
    for start in starts:
        sector, steps = start, 0
        while sector < len(table):
            sector = table[sector]
            steps += 1
            if steps > len(table):
                return False
    return True


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
