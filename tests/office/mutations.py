"""Files as accidents leave them: cut, with bits turned over, blocks lost, doubled or swapped, numbers made huge."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
import zlib
from contextlib import suppress

_HUGE = (b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\x01\0\0\0", b"\xfe\xff\xff\xff")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes after one to three accidents; those of a zip befall one of its parts half of the time."""
    if data.startswith(b"PK") and chance.random() < 0.5:
        with suppress(zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, UnicodeError):
            return _with_mutated_part(data, chance)
    for _ in range(chance.randint(1, 3)):
        data = chance.choice((_cut, _flip, _flip, _number, _swap, _lose, _double))(data, chance)
    return data


def _with_mutated_part(data: bytes, chance: random.Random) -> bytes:
    changed = io.BytesIO()
    warnings.simplefilter("ignore", UserWarning)  # of names that come twice
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        chosen = chance.choice(whole.namelist())
        for name in whole.namelist():
            content = whole.read(name)
            archive.writestr(name, mutated(content, chance) if name == chosen and content else content)
    return changed.getvalue()


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(max(1, len(data)))
    return start, min(len(data), start + chance.choice((1, 4, 16, 64, 512)))


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, max(2, len(data)))]


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 32))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _number(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(max(1, min(len(data), chance.choice((64, 1024, len(data))) or 1)))
    return data[:at] + chance.choice(_HUGE) + data[at + 4 :]


def _swap(data: bytes, chance: random.Random) -> bytes:
    (a, b), (c, d) = sorted((_span(data, chance), _span(data, chance)))
    return data if b > c else data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def _lose(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:] or b"\0"


def _double(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 3)) + data[end:]
