"""Streams packed by gzip, bzip2 or xz, and tar archives, packed or not."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from evidence.extract import media
from evidence.extract.unpack import CHUNK_BYTES, DiskError, Inside, TooMuchError, UnpackError
from evidence.names import readable_name


def read_stream(path: Path, name: str, kind: str, inside: Inside) -> None:
    """Tell `inside` of the members of a tar archive, or of the one file that is packed."""
    with _unpacked(path, kind) as stream:
        try:
            is_tar = kind == media.TAR or stream.read(512)[257:262] == b"ustar"
        except (EOFError, OSError, lzma.LZMAError, zlib.error) as error:
            raise UnpackError("archive_cut", stop=False) from error
        stream.seek(0)
        if is_tar:
            _read_tar(stream, inside)
            return
        with inside.writer(_name_inside(name)) as out:
            try:
                while chunk := stream.read(CHUNK_BYTES):
                    out.write(chunk)
            except (DiskError, TooMuchError, MemoryError):
                raise
            except Exception:  # noqa: BLE001 — what is damaged raises every kind of error
                out.fail("member_cut")
            else:
                out.finish()


def _unpacked(path: Path, kind: str) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile | IO[bytes]:
    match kind:
        case media.GZIP:
            return gzip.open(path)
        case media.BZIP2:
            return bz2.open(path)
        case media.XZ:
            return lzma.open(path)
        case _:
            return path.open("rb")


def _read_tar(stream: gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile | IO[bytes], inside: Inside) -> None:
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=CHUNK_BYTES) as archive:
            for member in archive:
                name = readable_name(member.name)
                if member.issym() or member.islnk():
                    inside.tell(name, "symlink")
                elif member.isfile():
                    _write(archive, member, name, inside)
                elif not member.isdir():
                    inside.tell(name, "member_device")
    except (DiskError, TooMuchError, MemoryError, UnpackError):
        raise
    except Exception as error:
        raise UnpackError("archive_cut", stop=False) from error


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, name: str, inside: Inside) -> None:
    with inside.writer(name) as out:
        file = archive.extractfile(member)
        try:
            while file is not None and (chunk := file.read(CHUNK_BYTES)):
                out.write(chunk)
        except (DiskError, TooMuchError, MemoryError):
            raise
        except Exception as error:
            out.fail("member_cut")
            raise UnpackError("archive_cut", stop=False) from error
        if out.size < member.size:
            out.fail("member_cut")
        else:
            out.finish()


def _name_inside(name: str) -> str:
    """Return the name of what is packed: the archive's own without its ending."""
    return PurePosixPath(name).stem or name
