"""Old presentations (ppt), written by hand as MS-PPT says."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from office.compound import compound_of

_OPEN, _LOCKED = 0xE391C05F, 0xF3D1C4DF


def a_ppt(*slides: Sequence[str], outlined: bool = False, locked: bool = False, macros: bool = False) -> bytes:
    """Return a ppt of these slides' texts; `outlined`: they stand in the document's list and not in the slides."""
    programs = _record(1023, _record(1024, struct.pack("<III", 1, int(macros), 2)), nested=True)
    listing = b""
    for number, texts in enumerate(slides):
        listing += _record(1011, struct.pack("<5I", number + 2, 0, 0, 256 + number, 0))
        listing += b"".join(map(_text, texts)) if outlined else b""
    document = _record(1000, _record(2000, programs, nested=True) + _record(4080, listing, nested=True), nested=True)
    stream, places = document, [0]
    for texts in slides:
        places.append(len(stream))
        shown = [_record(3998, struct.pack("<I", at)) for at in range(len(texts))] if outlined else map(_text, texts)
        stream += _record(1006, _record(1036, b"".join(shown), nested=True), nested=True)
    directory = len(stream)
    stream += _record(6002, struct.pack(f"<{len(places) + 1}I", 1 | len(places) << 20, *places))
    edit = len(stream)
    stream += _record(4085, struct.pack("<IHBBIIIIHH", 0, 0, 0, 3, 0, directory, 1, len(places), 1, 0))
    user = _record(4086, struct.pack("<III", 20, _LOCKED if locked else _OPEN, edit))
    return compound_of({"Current User": user, "PowerPoint Document": stream})


def _text(text: str) -> bytes:
    return _record(4008, text.encode()) if text.isascii() else _record(4000, text.encode("utf-16-le"))


def _record(kind: int, body: bytes, *, nested: bool = False) -> bytes:
    return struct.pack("<HHI", 0xF if nested else 0, kind, len(body)) + body
