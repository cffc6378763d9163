"""What an old Excel file (xls, et) says of itself, looked at before a reader believes it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from evidence.errors import UnreadableFileError
from evidence.extract.ole import compound

_FILE_PASS, _DIMENSIONS = 0x2F, 0x0200
_OPENING_RECORDS = 12  # among these a password is told
_MOST_ROWS, _MOST_COLUMNS = 65536, 256
_LIKE_DIMENSIONS = re.compile(rb"\x00\x02[\x0a\x0e]\x00")  # the head of a record, or bytes that look like it


class Opening(NamedTuple):
    """What is told before the cells."""

    locked: bool  # it has a password
    programmed: bool  # it has macros


def opening_of(path: Path) -> Opening:
    """Look into an old workbook without reading its cells.

    Raises `UnreadableFileError`: among others `file_damaged` for chains of sectors without an end, and for sheets
    larger than the format allows, since readers lay out cells in memory for all that is claimed.
    """
    with compound(path) as container:
        container.check_chains()
        streams = (name for name in container.names if name.lower() in ("workbook", "book"))
        data = container.stream(next(streams, "Workbook"))
        programmed = container.has_macros
    locked = any(kind == _FILE_PASS for kind, _ in islice(_records(data), _OPENING_RECORDS))
    if any(_is_too_large(data, match.start()) for match in _LIKE_DIMENSIONS.finditer(data)) and not locked:
        for kind, at in _records(data):  # slower, and sure
            if kind == _DIMENSIONS and _is_too_large(data, at):
                raise UnreadableFileError("file_damaged")
    return Opening(locked, programmed)


def _records(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the kind of each record and where it begins."""
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, at
        at += 4 + size


def _is_too_large(data: bytes, at: int) -> bool:
    """Tell whether a record claims an area that no sheet has; those of Excel 5 and 95 are shorter."""
    (size,) = struct.unpack_from("<H", data, at + 2)
    body = data[at + 4 : at + 4 + size]
    if len(body) < 10:
        return False
    first, last, left, right = struct.unpack_from("<IIHH" if len(body) >= 12 else "<HHHH", body)
    return not (first <= last <= _MOST_ROWS and left <= right <= _MOST_COLUMNS)
