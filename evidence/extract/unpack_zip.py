"""Zip archives: names as their makers wrote them, locked members, and what is whole of one that was cut short."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from evidence.extract.unpack import CHUNK_BYTES, DiskError, Inside, TooMuchError, UnpackError

_UTF8, _LOCKED, _SIZES_FOLLOW = 0x800, 1, 8  # bits of the flags
_UNICODE_PATH = 0x7075  # the extra field of Info-ZIP
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_SIGN, _CENTRAL_SIGN, _END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_MASKED_CENTRAL = 0x2000  # the directory itself is locked


def read_zip(path: Path, inside: Inside) -> None:
    """Tell `inside` of every member; of an archive without its directory, of those that are whole."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        if "multiple disks" in str(error):
            raise UnpackError("archive_volume") from error
        _salvage(path, inside)
        return
    with archive:
        if _is_last_volume(path):
            raise UnpackError("archive_volume")
        infos = archive.infolist()
        inside.expect(len(infos))
        names = _names([(info.orig_filename, info.flag_bits, info.extra) for info in infos])
        for info, name in zip(infos, names, strict=True):
            if not name.endswith(("/", "\\")):
                _member(archive, path, info, name, inside)


def _member(archive: zipfile.ZipFile, path: Path, info: zipfile.ZipInfo, name: str, inside: Inside) -> None:
    if stat.S_ISLNK(info.external_attr >> 16):
        inside.tell(name, "symlink")
    elif info.flag_bits & _LOCKED:
        inside.locked += 1
        _keep_locked(path, info, name, inside)
    else:
        with inside.writer(name) as out:
            try:
                with archive.open(info) as file:
                    while chunk := file.read(CHUNK_BYTES):
                        out.write(chunk)
            except (DiskError, TooMuchError, MemoryError):
                raise
            except NotImplementedError:
                out.fail("member_method")
            except Exception:  # noqa: BLE001 — what is damaged raises every kind of error, and costs only itself
                out.fail("member_damaged")
            else:
                out.finish()


def _keep_locked(path: Path, info: zipfile.ZipInfo, name: str, inside: Inside) -> None:
    """Write a member that has a password into an archive of its own, byte for byte: the password opens it there."""
    with path.open("rb") as file, inside.writer(name, code="member_locked") as out:
        file.seek(info.header_offset)
        head = file.read(_LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(_LOCAL_SIGN) or info.flag_bits & _MASKED_CENTRAL:
            out.fail("member_damaged")
            return
        fields = list(_LOCAL.unpack(head))
        name_bytes, extra = file.read(fields[-2]), file.read(fields[-1])
        fields[2] &= ~_SIZES_FOLLOW  # the sizes stand in the head here
        fields[6:9] = info.CRC, info.compress_size, info.file_size
        if max(fields[7:9]) >= 0xFFFFFFFF:
            out.fail("member_too_large")
            return
        out.write(_LOCAL.pack(*fields) + name_bytes + extra)
        left = info.compress_size
        while left > 0 and (chunk := file.read(min(left, CHUNK_BYTES))):
            out.write(chunk)
            left -= len(chunk)
        if left:
            out.fail("member_damaged")
            return
        start = out.size
        entry = (_CENTRAL_SIGN, 0x031E, *fields[1:9], len(name_bytes), len(extra), 0, 0, 0, info.external_attr, 0)
        out.write(_CENTRAL.pack(*entry) + name_bytes + extra)
        out.write(_END.pack(_END_SIGN, 0, 0, 1, 1, out.size - start, start, 0))
        out.finish()


def _is_last_volume(path: Path) -> bool:
    """Tell whether an archive ends on another disk than the first: its members lie in files beside it."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END.size - 0xFFFF))
        tail = file.read()
    start = tail.rfind(_END_SIGN)
    disk = struct.unpack_from("<H", tail, start + 4)[0] if 0 <= start <= len(tail) - _END.size else 0
    return disk not in (0, 0xFFFF)


def _names(told: Sequence[tuple[str, int, bytes]]) -> list[str]:
    """Return names as (as zipfile has it, flags, extra fields) tell them.

    Where no code is named, all names of an archive are in one: UTF-8 if that fits every one of them, else GB 18030.
    """
    known = [name if flags & _UTF8 else _unicode_path(name, extra) for name, flags, extra in told]
    raw = [_bytes_of(name) for (name, *_), found in zip(told, known, strict=True) if found is None]
    coding = next((c for c in ("utf-8", "gb18030") if all(_fits(name, c) for name in raw)), "gb18030")
    rest = iter(raw)
    return [next(rest).decode(coding, "replace") if name is None else name for name in known]


def _bytes_of(name: str) -> bytes:
    try:
        return name.encode("cp437")
    except UnicodeEncodeError:
        return name.encode()


def _fits(name: bytes, coding: str) -> bool:
    try:
        name.decode(coding)
    except UnicodeDecodeError:
        return False
    return True


def _unicode_path(name: str, extra: bytes) -> str | None:
    """Return the name in UTF-8 that an extra field gives for this very name."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and len(field) > 5:
            (check,) = struct.unpack_from("<L", field, 1)
            if field[0] == 1 and check == zlib.crc32(_bytes_of(name)) and _fits(field[5:], "utf-8"):
                return field[5:].decode()
        at += 4 + size
    return None


def _salvage(path: Path, inside: Inside) -> None:
    """Take out what is whole of an archive whose end is missing, from the heads that stand before each member."""
    found: list[tuple[int, list[int], bytes, bytes]] = []
    with path.open("rb") as file:
        while _next_head(file, found):
            pass
        inside.expect(len(found))
        names = _names(
            [
                (raw.decode("utf-8" if fields[2] & _UTF8 else "cp437", "replace"), fields[2], extra)
                for _, fields, raw, extra in found
            ]
        )
        for (start, fields, *_), name in zip(found, names, strict=True):
            if name.endswith(("/", "\\")):
                continue
            if fields[2] & _LOCKED:
                inside.tell(name, "member_damaged_locked")
                continue
            file.seek(start)
            with inside.writer(name) as out:
                if _inflated(file, fields, out.write):
                    out.finish()
                else:
                    out.fail("member_cut")
    raise UnpackError("archive_cut", stop=False)


def _next_head(file: IO[bytes], found: list[tuple[int, list[int], bytes, bytes]]) -> bool:
    """Read the head at which the file stands, and go to where the next one may be; False where there is none."""
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(_LOCAL_SIGN):
        return False
    fields: list[int] = [0, *_LOCAL.unpack(head)[1:]]
    raw, extra = file.read(fields[-2]), file.read(fields[-1])
    start = file.tell()
    found.append((start, fields, raw, extra))
    if fields[2] & _SIZES_FOLLOW:
        if not _inflated(file, fields, _nowhere):
            return False
        after = file.read(24)
        at = max(0, after.find(_LOCAL_SIGN))
        if not at:  # the sizes are 12 to 24 bytes, and a sign may stand before them
            return False
        file.seek(at - len(after), 1)
    else:
        file.seek(start + fields[7])
    return True


def _inflated(file: IO[bytes], fields: Sequence[int], write: Callable[[bytes], object]) -> bool:
    """Write out what is packed where the file stands, and leave it at its end; False if it is not whole."""
    flags, method, check, size = fields[2], fields[3], fields[6], fields[7]
    if method == zipfile.ZIP_STORED:
        left, found = size, 0
        while left > 0 and (chunk := file.read(min(left, CHUNK_BYTES))):
            write(chunk)
            found = zlib.crc32(chunk, found)
            left -= len(chunk)
        return not left and found == check
    if method != zipfile.ZIP_DEFLATED:
        return False
    unpacker, found = zlib.decompressobj(-zlib.MAX_WBITS), 0
    chunk = b""
    try:
        while not unpacker.eof and (chunk := unpacker.unconsumed_tail or file.read(CHUNK_BYTES)):
            out = unpacker.decompress(chunk, CHUNK_BYTES)
            write(out)
            found = zlib.crc32(out, found)
    except zlib.error:
        return False
    file.seek(-len(unpacker.unused_data), 1)
    return unpacker.eof and (bool(flags & _SIZES_FOLLOW) or found == check)


def _nowhere(_: bytes) -> None:
    """Only find where the packed bytes end."""
