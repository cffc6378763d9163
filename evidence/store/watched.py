"""The watched folder and the files of it that were taken in, as they are read."""

from __future__ import annotations

from pathlib import Path

from evidence.store.source import Source, ask
from evidence.store.vault import Stamp


def read_watched(source: Source) -> Path | None:
    """Return the folder that is watched, None if none is."""
    return next((Path(folder) for (folder,) in ask(source, "SELECT path FROM watched_folder")), None)


def read_taken(source: Source) -> dict[str, Stamp]:
    """Return with which stamp each file was taken, by the SHA-256 of its path."""
    found = ask(source, "SELECT key, size_bytes, changed_ns FROM watched_file")
    return {key: Stamp(size_bytes, changed_ns) for key, size_bytes, changed_ns in found}
