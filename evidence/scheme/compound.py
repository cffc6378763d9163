"""The container of old office files (OLE): which streams it holds, and whether all of it is there."""

from __future__ import annotations

import struct

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY_BYTES = 128
_SMALL_BYTES = 4096  # shorter streams lie together in the root's own stream,
_SMALL_SECTOR = 64  # in sectors of this size
_END = 0xFFFFFFFA  # sector numbers from here on mean something else
_FREE = 0xFFFFFFFF


class DamagedError(ValueError):
    """A container that cannot be followed, or of which a part is missing."""


class Compound:
    """The streams of a container, by name."""

    def __init__(self, content: bytes) -> None:
        """Read the tables of a container; raise DamagedError if they are broken or speak of missing bytes."""
        self._content = content
        try:
            self._sector_bytes = 1 << struct.unpack_from("<H", content, 30)[0]
            if self._sector_bytes not in (512, 4096):
                raise DamagedError
            self._table = self._allocation()
            used = max((at for at, following in enumerate(self._table) if following != _FREE), default=0)
            if len(content) <= (used + 1) * self._sector_bytes:  # not a byte of the last sector is there
                raise DamagedError
            directory = self._chain(struct.unpack_from("<I", content, 48)[0])
            entries = [directory[at : at + _ENTRY_BYTES] for at in range(0, len(directory), _ENTRY_BYTES)]
            self._root = entries[0]
            self._entries = _beside_root(entries)
        except (struct.error, IndexError, UnicodeDecodeError) as error:
            raise DamagedError from error

    @property
    def names(self) -> frozenset[str]:
        """The streams and folders at the top."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """Return a stream; raise DamagedError if it is not all there."""
        try:
            start, size = struct.unpack_from("<II", self._entries[name], 116)
            data = self._small(start) if size < _SMALL_BYTES else self._chain(start)
        except (struct.error, IndexError) as error:
            raise DamagedError from error
        if len(data) < size:
            raise DamagedError
        return data[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_bytes
        return self._content[start : start + self._sector_bytes]

    def _numbers(self, number: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._sector_bytes // 4}I", self._sector(number))

    def _allocation(self) -> list[int]:
        """Return, for each sector, the one that follows it."""
        listed = list(struct.unpack_from("<109I", self._content, 76))
        further, seen = struct.unpack_from("<I", self._content, 68)[0], set[int]()
        while further < _END and further not in seen:
            seen.add(further)
            *numbers, further = self._numbers(further)
            listed.extend(numbers)
        return [following for number in listed if number < _END for following in self._numbers(number)]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _followed(start, self._table))

    def _small(self, start: int) -> bytes:
        table_bytes = self._chain(struct.unpack_from("<I", self._content, 60)[0])
        table = struct.unpack(f"<{len(table_bytes) // 4}I", table_bytes)
        holder = self._chain(struct.unpack_from("<I", self._root, 116)[0])
        places = (number * _SMALL_SECTOR for number in _followed(start, table))
        return b"".join(holder[place : place + _SMALL_SECTOR] for place in places)


def _followed(start: int, table: list[int] | tuple[int, ...]) -> list[int]:
    """Return the sectors of a chain; raise DamagedError if it runs in a ring."""
    chain: dict[int, None] = {}
    while start < _END:
        if start in chain:
            raise DamagedError
        chain[start] = None
        start = table[start]
    return list(chain)


def _beside_root(entries: list[bytes]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    waiting, met = [struct.unpack_from("<I", entries[0], 76)[0]], set[int]()  # the root's child
    while waiting:
        at = waiting.pop()
        if at >= len(entries) or at in met:
            continue
        met.add(at)
        length, left, right = struct.unpack_from("<H2xII", entries[at], 64)
        found[entries[at][: max(0, length - 2)].decode("utf-16-le")] = entries[at]
        waiting.extend((left, right))
    return found
