"""7z archives, each packed stream unpacked once however many members it has."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any, cast

from py7zr import SevenZipFile
from py7zr.exceptions import PasswordRequired, UnsupportedCompressionMethodError
from py7zr.io import MemIO, Py7zIO, WriterFactory

from evidence.extract.unpack import DiskError, Inside, TooMuchError, UnpackError, Writer

_DICTIONARY_BYTES = 768 << 20  # an archive can ask for 4 GB, and office ones for 64 MB
_LZMA, _LZMA2 = b"\x03\x01\x01", b"\x21"


def read_seven_zip(path: Path, inside: Inside) -> None:
    """Tell `inside` of every member; one with locked contents is told by its names alone and locked as a whole."""
    try:
        archive = SevenZipFile(path)
    except PasswordRequired:
        inside.whole_is_locked = True
        return
    with archive:
        members: list[Any] = list(archive.files)
        inside.expect(len(members))
        if archive.needs_password():
            inside.whole_is_locked = True
            for member in members:
                if not member.is_directory:
                    inside.locked += 1
                    inside.tell(member.filename, "member_in_locked")
            return
        if any(_dictionary_bytes(coder) > _DICTIONARY_BYTES for coder in _coders(members)):
            raise UnpackError("archive_too_large")
        _extract(archive, members, inside)


def _extract(archive: SevenZipFile, members: list[Any], inside: Inside) -> None:
    sinks = _Sinks()
    for member in members:
        if member.is_directory or member.is_socket:
            continue
        if member.is_symlink or member.is_junction:
            inside.tell(member.filename, "symlink")
            continue
        sinks.by_id[str(member.id)] = sink = _Sink(inside.writer(member.filename), member)
        if not member.emptystream:
            archive.worker.register_filelike(member.id, MemIO(str(member.id), sinks))
        else:
            sink.close()
    failed = "member_damaged"
    try:
        cast("Any", archive.worker).extract(archive.fp, None, parallel=False)
    except UnsupportedCompressionMethodError:
        failed = "member_method"
    except (DiskError, TooMuchError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 — damage shows in many ways, and those that came before it are whole
        failed = "member_damaged"
    finally:
        for sink in sinks.by_id.values():
            sink.give_up(failed)


class _Sink(Py7zIO):
    """What py7zr writes one member to."""

    def __init__(self, out: Writer, member: Any) -> None:  # noqa: ANN401 — py7zr does not say what it is
        self._out, self._check, self._size = out, 0, int(member.uncompressed or 0)
        self._expected: int | None = member.crc32
        self._done = False

    def write(self, s: bytes | bytearray) -> int:
        """Write on."""
        self._out.write(s)
        self._check = zlib.crc32(s, self._check)
        return len(s)

    def close(self) -> None:
        """Tell the member if it is whole; py7zr closes it in any case."""
        if not self._done and self._out.size == self._size and self._expected in (None, self._check):
            self._done = True
            self._out.finish()

    def give_up(self, code: str) -> None:
        """Tell that the member is not whole, unless it was."""
        if not self._done:
            self._done = True
            self._out.fail(code)

    def read(self, size: int | None = None) -> bytes:  # noqa: ARG002 — asked for, never used
        """Give nothing back."""
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002 — asked for, never used
        """Stay where it is."""
        return 0

    def flush(self) -> None:
        """Leave that to the closing."""

    def size(self) -> int:
        """Return how much was written."""
        return self._out.size


class _Sinks(WriterFactory):
    """Gives py7zr what it writes to, by the number of the member."""

    def __init__(self) -> None:
        self.by_id: dict[str, _Sink] = {}

    def create(self, filename: str) -> Py7zIO:
        """Return the sink of a member."""
        return self.by_id[filename]


def _coders(members: list[Any]) -> list[dict[str, Any]]:
    folders = {id(member.folder): member.folder for member in members if member.folder is not None}
    return [coder for folder in folders.values() for coder in folder.coders]


def _dictionary_bytes(coder: dict[str, Any]) -> int:
    """Return how much memory an LZMA coder says that it needs; 0 for others."""
    told: bytes = coder.get("properties") or b""
    if coder.get("method") == _LZMA and len(told) >= 5:
        return int.from_bytes(told[1:5], "little")
    if coder.get("method") == _LZMA2 and told:
        return (2 | (told[0] & 1)) << (told[0] // 2 + 11)
    return 0
