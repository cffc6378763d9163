"""The vault: originals by their SHA-256, copied once on arrival, read-only, never altered."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import UnreadableFileError
from evidence.model import Sha256, new_id
from evidence.names import safe_name
from evidence.store.disk import move, reachable, remove_tree, sync_folder

_CHUNK_BYTES = 256 * 1024
# Together at most 255 bytes, the longest name that Linux takes: `safe_name` gives three bytes a character.
_NAME_LIMIT = 70
_EXTENSION_LIMIT = 12
_BELOW = len("/3f/") + 64 + len("/") + _NAME_LIMIT + _EXTENSION_LIMIT  # characters of the longest path in the vault


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
        self._root = reachable(root, _BELOW)
        self._incoming = self._root / "incoming"

    def prepare(self) -> None:
        """Make the folders and clear what an interrupted copy left; only the one writer may call this."""
        self._root.mkdir(exist_ok=True)
        if self._incoming.exists():
            remove_tree(self._incoming)
        self._incoming.mkdir()

    def path(self, sha256: Sha256, name: str) -> Path:
        """Return where the original of this hash lies; under `name` made safe, unless it has another one there."""
        folder = self._root / sha256[:2] / sha256
        stem, extension = os.path.splitext(name)  # noqa: PTH122 — a name, not a path: it may hold slashes
        extension = safe_name(extension, _EXTENSION_LIMIT) if extension.strip(". ") else ""
        usual = folder / (safe_name(stem, _NAME_LIMIT) + extension)
        if usual.exists() or not folder.is_dir():
            return usual
        return next(folder.iterdir(), usual)

    @contextmanager
    def scratch(self) -> Generator[Path]:
        """Give a private folder on the vault's disk, removed in the end, or by `prepare` if this was killed."""
        folder = self._incoming / new_id()
        folder.mkdir()
        try:
            yield folder
        finally:
            with suppress(OSError):
                remove_tree(folder)

    def take(self, source: Path, name: str, expected: Sha256) -> Stored:
        """Copy a file in whose hash was `expected` before; one that is there already is not written again.

        Only for hashes that no original has yet. Raises `UnreadableFileError` if `source` cannot be read or has since
        changed.
        """
        staged = self._incoming / new_id()
        digest, size_bytes = hashlib.sha256(), 0
        staged.mkdir()
        try:
            copy = staged / "file"
            with copy.open("xb") as writer:
                for chunk in _chunks(source):
                    digest.update(chunk)
                    size_bytes += len(chunk)
                    writer.write(chunk)
                writer.flush()
                os.fsync(writer.fileno())
            if digest.hexdigest() != expected:
                raise UnreadableFileError("file_not_opened")
            copy.chmod(0o444)
            self._settle(copy, self.path(expected, name))
        finally:
            with suppress(OSError):
                remove_tree(staged)
        return Stored(expected, size_bytes)

    def adopt(self, source: Path, name: str, expected: Sha256) -> Stored:
        """Move a file in that this program wrote into `scratch` and hashed; otherwise as `take`."""
        staged = self._incoming / new_id()
        staged.mkdir()
        try:
            with source.open("rb+") as file:
                os.fsync(file.fileno())
            size_bytes = source.stat().st_size
            move(source, staged / "file")
            (staged / "file").chmod(0o444)
            self._settle(staged / "file", self.path(expected, name))
        finally:
            with suppress(OSError):
                remove_tree(staged)
        return Stored(expected, size_bytes)

    def _settle(self, copy: Path, target: Path) -> None:
        """Put a whole copy into its place; its folder appears together with it."""
        if target.exists():  # left by an arrival that was interrupted
            return
        if target.parent.is_dir():  # somebody has taken the file away
            move(copy, target)
            return
        move(copy, copy.with_name(target.name))
        target.parent.parent.mkdir(exist_ok=True)
        move(copy.parent, target.parent)
        sync_folder(target.parent.parent)
        sync_folder(self._root)


def _chunks(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as reader:
            while chunk := reader.read(_CHUNK_BYTES):
                yield chunk
    except OSError as error:
        raise UnreadableFileError("file_not_opened") from error
