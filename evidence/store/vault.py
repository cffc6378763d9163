"""The vault: originals by their SHA-256, copied once on arrival, read-only, never altered."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Self

from msgspec import Struct

from evidence.errors import UnreadableFileError
from evidence.model import Sha256, new_id
from evidence.names import safe_name
from evidence.store.disk import move, reachable, remove_tree, sync_folder

_CHUNK_BYTES = 1 << 20
_THREADS = 8  # waiting for the disk costs no processor: what is synced together shares the waiting
# Together at most 255 bytes, the longest name that Linux takes: `safe_name` gives three bytes a character.
_NAME_LIMIT = 70
_EXTENSION_LIMIT = 12
_BELOW = len("/3f/") + 64 + len("/") + _NAME_LIMIT + _EXTENSION_LIMIT  # characters of the longest path in the vault


class Stored(Struct, frozen=True):
    """A file that is in the vault."""

    sha256: Sha256
    size_bytes: int


class Stamp(Struct, frozen=True):
    """What tells without reading that a file is as it was."""

    size_bytes: int
    changed_ns: int

    @classmethod
    def of(cls, state: os.stat_result) -> Self:
        """Return the stamp of a file in this state."""
        return cls(state.st_size, state.st_mtime_ns)


class _Staged(Struct, frozen=True):
    """A whole copy that waits for its place, in a folder of its own."""

    copy: Path
    target: Path
    synced: Future[None]

    def discard(self) -> None:
        """Remove what is left of it in its folder."""
        if not self.synced.done():
            wait([self.synced])
        _remove(self.copy.parent)


class Batch(Struct, frozen=True):
    """What was taken together; settled once, in any thread."""

    root: Path
    staged: Sequence[_Staged]
    threads: ThreadPoolExecutor

    def settle(self) -> None:
        """Put all into their places, so that they survive a power cut; raise `OSError` if the disk refuses."""
        try:
            for staged in self.staged:
                staged.synced.result()
            for staged in self.staged:
                _place(staged.copy, staged.target)
            folders = {staged.target.parent.parent for staged in self.staged}
            list(self.threads.map(sync_folder, folders))
            if folders:
                sync_folder(self.root)
        finally:
            self.discard()

    def discard(self) -> None:
        """Forget what has no place yet."""
        for one in self.staged:
            one.discard()


class Vault:
    """Files below one folder; a file is there whole or not at all."""

    def __init__(self, root: Path) -> None:
        """Keep files below `root`, which is made if it is missing."""
        self._root = reachable(root, _BELOW)
        self._incoming = self._root / "incoming"
        self._staged: list[_Staged] = []
        self._threads = ThreadPoolExecutor(_THREADS, "beijian-vault")

    def prepare(self) -> None:
        """Make the folders and clear what an interrupted copy left; only the one writer may call this."""
        self._incoming.mkdir(parents=True, exist_ok=True)
        for left in self._incoming.iterdir():
            remove_tree(left)

    def path(self, sha256: Sha256, name: str) -> Path:
        """Return where the original of this hash lies; under `name` made safe, unless it has another one there."""
        return self._place_of(sha256, _kept_name(name))

    def _place_of(self, sha256: Sha256, kept_name: str) -> Path:
        folder = self._root / sha256[:2] / sha256
        usual = folder / kept_name
        if not folder.is_dir() or usual.exists():
            return usual
        return next(folder.iterdir(), usual)

    def hand_over(self, sha256: Sha256, target: Path) -> None:
        """Move an original out of the vault to a name that nothing has; nothing happens where it is out already."""
        folder = self._root / sha256[:2] / sha256
        for original in sorted(folder.iterdir()) if folder.is_dir() else ():
            if target.exists():  # more than one file under one hash: they are the same
                original.chmod(stat.S_IWRITE)
                original.unlink()
            else:
                move(original, target)
        if folder.is_dir():
            folder.rmdir()
        sync_folder(target.parent)

    @contextmanager
    def scratch(self) -> Generator[Path]:
        """Give a private folder on the vault's disk, removed in the end, or by `prepare` if this was killed."""
        folder = self._incoming / new_id()
        folder.mkdir()
        try:
            yield folder
        finally:
            _remove(folder)

    def take(self, source: Path, name: str, expected: Sha256 | Stamp) -> Stored:
        """Copy a file in that had this hash or stamp before; it lies in its place once `settle` has returned.

        Only for files that are not there yet; one that lies there already is not written again. Raises
        `UnreadableFileError` if `source` cannot be read or has since changed.
        """
        folder = self._incoming / new_id()
        copy = folder / _kept_name(name)
        folder.mkdir()
        writer = copy.open("xb")
        try:
            digest, stamp = self._copied(source, writer)
        except BaseException:
            writer.close()
            _remove(folder)
            raise
        staged = _Staged(copy, self._place_of(digest, copy.name), self._threads.submit(_sync, writer, copy))
        if expected not in (digest, stamp):
            staged.discard()
            raise UnreadableFileError("file_not_opened")
        self._staged.append(staged)
        return Stored(digest, stamp.size_bytes)

    def adopt(self, source: Path, name: str, expected: Sha256) -> Stored:
        """Move a file in that this program wrote into `scratch` and hashed; otherwise as `take`."""
        target = self.path(expected, name)
        copy = self._incoming / new_id() / target.name
        copy.parent.mkdir()
        try:
            size_bytes = source.stat().st_size
            move(source, copy)
            writer = copy.open("rb+")
        except BaseException:
            _remove(copy.parent)
            raise
        self._staged.append(_Staged(copy, target, self._threads.submit(_sync, writer, copy)))
        return Stored(expected, size_bytes)

    def settle(self) -> None:
        """Put what was taken into its place, so that it survives a power cut; raise `OSError` if the disk refuses."""
        self.batch().settle()

    def clear(self) -> None:
        """Forget what was taken since the last `settle` or `batch`."""
        self.batch().discard()

    def batch(self) -> Batch:
        """Return what was taken since the last `settle` or `batch`, to be settled while more is taken."""
        staged, self._staged = self._staged, []
        return Batch(self._root, staged, self._threads)

    def _copied(self, source: Path, writer: IO[bytes]) -> tuple[Sha256, Stamp]:
        """Copy, and return hash and stamp of what was copied; one chunk is hashed while it is written."""
        digest, size_bytes = hashlib.sha256(), 0
        with _opened(source) as reader:
            while chunk := _read(reader):
                size_bytes += len(chunk)
                if len(chunk) < _CHUNK_BYTES:
                    digest.update(chunk)
                    writer.write(chunk)
                else:
                    hashed = self._threads.submit(digest.update, chunk)
                    writer.write(chunk)
                    hashed.result()
            changed_ns = os.fstat(reader.fileno()).st_mtime_ns
        return Sha256(digest.hexdigest()), Stamp(size_bytes, changed_ns)


def _kept_name(name: str) -> str:
    """Return the name that a file has in the vault."""
    stem, extension = os.path.splitext(name)  # noqa: PTH122 — a name, not a path: it may hold slashes
    extension = safe_name(extension, _EXTENSION_LIMIT) if extension.strip(". ") else ""
    return safe_name(stem, _NAME_LIMIT) + extension


def _remove(folder: Path) -> None:
    if folder.exists():
        with suppress(OSError):  # the next start clears it
            remove_tree(folder)


def _sync(writer: IO[bytes], copy: Path) -> None:
    """Make a copy survive a power cut, and read-only."""
    with writer:
        writer.flush()
        os.fsync(writer.fileno())
    copy.chmod(0o444)
    sync_folder(copy.parent)


def _place(copy: Path, target: Path) -> None:
    """Put a whole copy into its place; its folder appears together with it."""
    if not target.parent.is_dir():
        if not target.parent.parent.is_dir():
            target.parent.parent.mkdir(exist_ok=True)
        move(copy.parent, target.parent)
    elif not target.exists():  # somebody has taken the file away; otherwise an arrival that was interrupted left it
        move(copy, target)


def _opened(source: Path) -> IO[bytes]:
    try:
        return source.open("rb", buffering=0)
    except OSError as error:
        raise UnreadableFileError("file_not_opened") from error


def _read(reader: IO[bytes]) -> bytes:
    try:
        return reader.read(_CHUNK_BYTES)
    except OSError as error:
        raise UnreadableFileError("file_not_opened") from error
