"""Parts of a zip container, read with limits: sizes that an archive claims are not believed."""

from __future__ import annotations

import zipfile
import zlib

from evidence.errors import UnreadableFileError


def part(archive: zipfile.ZipFile, name: str, limit_bytes: int) -> bytes:
    """Return a member's bytes; raise `UnreadableFileError` if it is damaged, locked or larger than the limit."""
    try:
        with archive.open(name) as handle:
            data = handle.read(limit_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFileError("file_damaged") from error
    if len(data) > limit_bytes:
        raise UnreadableFileError("file_too_large")
    return data
