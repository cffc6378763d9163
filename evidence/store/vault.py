"""The vault: originals by their SHA-256, copied once on arrival, read-only, never altered."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from evidence.model import Sha256, new_id
from evidence.names import safe_name
from evidence.store.disk import remove_tree

_CHUNK_BYTES = 256 * 1024
_NAME_LIMIT = 80
_EXTENSION_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is in the vault."""

    sha256: Sha256
    size_bytes: int


def hash_file(path: Path) -> Sha256:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return Sha256(hashlib.file_digest(file, "sha256").hexdigest())


class Vault:
    """Files below one folder; a file is there whole or not at all."""

    def __init__(self, root: Path) -> None:
        """Keep files below `root`, which is made if it is missing."""
        self._root = root
        self._incoming = root / "incoming"

    def prepare(self) -> None:
        """Make the folders and clear what an interrupted copy left; only the one writer may call this."""
        self._root.mkdir(exist_ok=True)
        if self._incoming.exists():
            remove_tree(self._incoming)
        self._incoming.mkdir()

    def path(self, sha256: Sha256, name: str) -> Path:
        """Return where the original of this hash and name lies."""
        stem, extension = os.path.splitext(name)  # noqa: PTH122 — a name, not a path: it may hold slashes
        extension = safe_name(extension, _EXTENSION_LIMIT) if extension else ""
        return self._root / sha256[:2] / sha256 / (safe_name(stem, _NAME_LIMIT) + extension)

    def take(self, source: Path, name: str) -> Stored:
        """Copy a file in, hashed on the way; a file that is there already is not written again."""
        staged = self._incoming / new_id()
        digest, size_bytes = hashlib.sha256(), 0
        staged.mkdir()
        try:
            copy = staged / "file"
            with source.open("rb") as reader, copy.open("xb") as writer:
                while chunk := reader.read(_CHUNK_BYTES):
                    digest.update(chunk)
                    size_bytes += len(chunk)
                    writer.write(chunk)
                writer.flush()
                os.fsync(writer.fileno())
            sha256 = Sha256(digest.hexdigest())
            target = self.path(sha256, name)
            if not target.parent.exists():
                copy.chmod(0o444)
                copy.rename(staged / target.name)
                target.parent.parent.mkdir(exist_ok=True)
                staged.rename(target.parent)
                _sync_folder(target.parent.parent)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        return Stored(sha256, size_bytes)


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
