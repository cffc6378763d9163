"""Hashes of files, and copies that are hashed on the way; what may be long can be stopped within a file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from evidence.errors import CancelledError
from evidence.model import Sha256
from evidence.progress import Report

_CHUNK_BYTES = 1 << 20


def hash_file(path: Path) -> Sha256:
    """Return the SHA-256 of a file; raise `OSError` where it cannot be read."""
    with path.open("rb") as file:
        return Sha256(hashlib.file_digest(file, "sha256").hexdigest())


def is_sound(path: Path, wanted: Sha256) -> bool:
    """Tell whether a file is there and is what it was."""
    try:
        return hash_file(path) == wanted
    except OSError:
        return False


def hash_stoppable(
    opened: Callable[[], IO[bytes]], report: Report, unreadable: tuple[type[Exception], ...] = (OSError,)
) -> Sha256 | None:
    """Return the SHA-256 of what `opened` gives, None where it cannot be read to its end.

    `unreadable` is what tells so. Raises `CancelledError` within a chunk.
    """
    digest = hashlib.sha256()
    try:
        with opened() as file:
            for chunk in _chunks(file, report):
                digest.update(chunk)
    except unreadable:
        return None
    return Sha256(digest.hexdigest())


def copy_sound(source: Path, target: Path, wanted: Sha256, report: Report, *, lasting: bool = False) -> bool:
    """Copy a file; return whether it could be read and is what it was, else nothing lies at `target`.

    What is `lasting` survives a power cut. Raises `OSError` if the target takes nothing, `CancelledError` within a
    chunk; nothing lies at `target` then either, save what lies there and cannot be opened to be written.
    """
    try:
        reader = source.open("rb", buffering=0)
    except OSError:
        return False
    with reader:
        writer = target.open("wb")
        try:
            with writer:
                sound = _copied(reader, writer, report) == wanted
                if sound and lasting:
                    writer.flush()
                    os.fsync(writer.fileno())
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    if not sound:
        target.unlink()
    return sound


def _copied(reader: IO[bytes], writer: IO[bytes], report: Report) -> Sha256 | None:
    digest, chunks = hashlib.sha256(), _chunks(reader, report)
    while True:
        try:
            chunk = next(chunks, b"")
        except OSError:  # the source is damaged; what the target refuses is told
            return None
        if not chunk:
            return Sha256(digest.hexdigest())
        digest.update(chunk)
        writer.write(chunk)


def _chunks(file: IO[bytes], report: Report) -> Iterator[bytes]:
    while True:
        if report.cancelled():
            raise CancelledError
        if not (chunk := file.read(_CHUNK_BYTES)):
            return
        yield chunk
