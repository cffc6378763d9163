"""Compound files (OLE), written by hand."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NO_MINI_STREAM = 4096


Streams = Mapping[str, "bytes | Streams | None"]


def compound_of(streams: Streams) -> bytes:
    """Return a container of these streams, each padded so that it needs no small sectors.

    What is no bytes is a storage: with streams in it, or empty.
    """
    data = b""
    chain: list[int] = []
    entries: list[list[int | str]] = [["Root Entry", 5, _END, 0, _FREE, _FREE]]  # with right neighbour and first child

    def put(inside: Streams, above: int) -> None:
        nonlocal data
        before = None
        for name, stream in inside.items():
            number = len(entries)
            if before is None:
                entries[above][5] = number
            else:
                entries[before][4] = number
            before = number
            if isinstance(stream, bytes):
                padded = stream.ljust(max(_NO_MINI_STREAM, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
                first, count = len(chain), len(padded) // _SECTOR
                entries.append([name, 2, first, len(padded), _FREE, _FREE])
                chain.extend([*range(first + 1, first + count), _END])
                data += padded
            else:
                entries.append([name, 1, 0, 0, _FREE, _FREE])
                put(stream or {}, number)

    put(streams, 0)
    directory = b"".join(map(_entry, entries))
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


def _entry(entry: list[int | str]) -> bytes:
    """Return a directory entry; those of one storage stand in a row, each the right neighbour of the one before."""
    name, kind, start, size, right, child = entry
    encoded = (str(name) + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIII", encoded, len(encoded), kind, 1, _FREE, right, child, start, size, 0)
