"""What Outlook packs into winmail.dat (MS-OXTNEF): a row of attributes, some of which are files."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from evidence.extract.unpack import CHUNK_BYTES, Inside, UnpackError

_LIMIT_BYTES = 128 << 20
_HEADER, _ATTRIBUTE, _CHECKSUM_BYTES = struct.Struct("<IH"), struct.Struct("<BII"), 2
_BEGIN, _TITLE, _DATA, _PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005  # of an attachment, without their types
# PR_ATTACH_LONG_FILENAME as its tag stands among the properties, and the code of its letters.
_LONG_NAMES = ((b"\x1f\x00\x07\x37", "utf-16-le"), (b"\x1e\x00\x07\x37", "gb18030"))


class _Attached(Struct):
    """What is known of one file until the next begins."""

    title: str = ""
    long_name: str = ""
    data: bytes | None = None


def read_winmail(path: Path, inside: Inside) -> None:
    """Tell `inside` of each file; one that is a mail in itself is told of and not taken out."""
    if path.stat().st_size > _LIMIT_BYTES:
        raise UnpackError("archive_too_large")
    data = path.read_bytes()
    current: _Attached | None = None
    number = 0
    try:
        for kind, content in _attributes(data):
            if kind == _BEGIN:
                number = _tell(current, number, inside)
                current = _Attached()
            elif current is not None and kind == _TITLE:
                current.title = content.split(b"\0")[0].decode("gb18030", "replace")
            elif current is not None and kind == _DATA:
                current.data = content
            elif current is not None and kind == _PROPERTIES:
                current.long_name = _long_name(content)
    finally:
        _tell(current, number, inside)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of each attribute; raise `UnpackError` where the file ends inside one."""
    at = _HEADER.size
    while at < len(data):
        if at + _ATTRIBUTE.size > len(data):
            raise UnpackError("archive_cut", stop=False)
        _, kind, size = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        if at + size > len(data):
            raise UnpackError("archive_cut", stop=False)
        yield kind & 0xFFFF, data[at : at + size]
        at += size + _CHECKSUM_BYTES


def _long_name(properties: bytes) -> str:
    for tag, code in _LONG_NAMES:
        at = properties.find(tag)
        if at >= 0 and at + 12 <= len(properties):
            (size,) = struct.unpack_from("<I", properties, at + 8)  # behind the number of values, which is one
            return properties[at + 12 : at + 12 + min(size, 1024)].decode(code, "replace").split("\0")[0]
    return ""


def _tell(attached: _Attached | None, number: int, inside: Inside) -> int:
    """Tell of a file that is complete; return its number, that of the last one if there is none."""
    if attached is None:
        return number
    name = attached.long_name or attached.title or f"附件{number + 1}"
    if attached.data is None:
        inside.tell(name, "mail_other")
    else:
        with inside.writer(name) as out:
            for start in range(0, len(attached.data), CHUNK_BYTES):
                out.write(attached.data[start : start + CHUNK_BYTES])
            out.finish()
    return number + 1
