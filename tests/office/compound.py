"""Compound files (OLE), written by hand."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NO_MINI_STREAM = 4096


def compound_of(streams: Mapping[str, bytes | None]) -> bytes:
    """Return a container of these streams, each padded so that it needs no small sectors; None is an empty storage."""
    data = b""
    chain: list[int] = []
    entries = [("Root Entry", 5, _END, 0)]
    for name, stream in streams.items():
        if stream is None:
            entries.append((name, 1, 0, 0))
            continue
        padded = stream.ljust(max(_NO_MINI_STREAM, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
        first, count = len(chain), len(padded) // _SECTOR
        entries.append((name, 2, first, len(padded)))
        chain += [*range(first + 1, first + count), _END]
        data += padded
    directory = b"".join(_entry(number, len(entries), *entry) for number, entry in enumerate(entries))
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")
    start, count = len(chain), len(directory) // _SECTOR
    chain += [*range(start + 1, start + count), _END]
    tables = -(-len(chain) // (_SECTOR // 4 - 1))
    listed = [*range(len(chain), len(chain) + tables), *[_FREE] * (109 - tables)]
    chain += [_TABLE] * tables
    chain += [_FREE] * (tables * _SECTOR // 4 - len(chain))
    numbers = (0x3E, 3, 0xFFFE, 9, 6, 0, tables, start, 0, _NO_MINI_STREAM, _END, 0, _END, 0)
    header = struct.pack("<8s16x5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", *numbers)
    header += struct.pack("<109I", *listed)
    return header + data + directory + struct.pack(f"<{len(chain)}I", *chain)


def _entry(number: int, count: int, name: str, kind: int, start: int, size: int) -> bytes:
    """Return a directory entry; all but the root stand in one row, each the right neighbour of the one before."""
    right = number + 1 if 0 < number < count - 1 else _FREE
    child = 1 if number == 0 and count > 1 else _FREE
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIII", encoded, len(encoded), kind, 1, _FREE, right, child, start, size, 0)
