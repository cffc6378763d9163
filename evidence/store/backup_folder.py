"""The folder of a project's backups: generations of the database, and all originals once, as in the vault."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from msgspec.structs import asdict, replace

from evidence.backups import Extra, Generation, Held
from evidence.model import Sha256, new_id
from evidence.progress import Report
from evidence.store.disk import move, reachable, remove_tree, sync_folder
from evidence.store.disk import replace as put_in_place
from evidence.store.hashing import copy_sound

DATABASE = "dossier.sqlite"
VAULT = "vault"
_GENERATIONS = "generations"
_UNFINISHED = ".未完成-"
_MANIFEST, _CHECKED = "manifest.json", "checked.json"
_CHUNK_BYTES = 1 << 20
_HASH_LENGTH = 64
_BELOW = 180  # characters of the longest path in it


class BackupFolder:
    """Whatever is interrupted here, the generations that were whole before stay whole."""

    def __init__(self, path: Path) -> None:
        """Use a folder that may not exist yet."""
        self.path = path
        self._root = reachable(path, _BELOW)
        self._incoming = self._root / f"{_UNFINISHED}originals"

    @property
    def is_there(self) -> bool:
        """Whether something was ever backed up here."""
        return (self._root / _GENERATIONS).is_dir()

    def generations(self) -> tuple[Generation, ...]:
        """Return what can be gone back to, the newest first; what is not whole is passed over."""
        folder = self._root / _GENERATIONS
        found: list[Generation] = []
        for place in folder.iterdir() if folder.is_dir() else ():
            if not place.name.startswith(_UNFINISHED) and (place / DATABASE).is_file():
                with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                    found.append(_read(place))
        return tuple(sorted(found, key=lambda one: (one.at, one.folder.name), reverse=True))

    def prepare(self) -> None:
        """Make the folders and clear what an interrupted backup left; only one may do this at a time."""
        (self._root / _GENERATIONS).mkdir(parents=True, exist_ok=True)
        (self._root / VAULT).mkdir(exist_ok=True)
        for left in [self._incoming, *(self._root / _GENERATIONS).glob(f"{_UNFINISHED}*")]:
            if left.exists():
                remove_tree(left)
        self._incoming.mkdir()

    def begin(self) -> Path:
        """Return a new folder in which a generation is made."""
        folder = self._root / _GENERATIONS / f"{_UNFINISHED}{new_id()[:8]}"
        folder.mkdir()
        return folder

    def has(self, held: Held) -> bool:
        """Tell whether an original lies here, as far as its size tells."""
        try:
            return self.original(held).stat().st_size == held.size_bytes
        except OSError:
            return False

    def original(self, held: Held) -> Path:
        """Return where an original lies here."""
        return self._root / VAULT / held.place

    def take(self, source: Path, held: Held, report: Report) -> bool:
        """Copy an original; return whether it is what it was, else nothing of it is left here.

        Raises `OSError` if the disk takes nothing.
        """
        aside = self._incoming / held.sha256
        if not copy_sound(source, aside, held.sha256, report, lasting=True):
            return False
        target = self.original(held)
        target.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(aside, target)
        return True

    def finish(self, made: Generation) -> Generation:
        """Put a generation that is whole into its place: from then on it can be gone back to."""
        for folder in sorted({self.original(held).parent.parent for held in made.originals}):
            sync_folder(folder)
        sync_folder(self._root / VAULT)
        _write_json(made.folder / _MANIFEST, _manifest(made))
        sync_folder(made.folder)
        home = self._root / _GENERATIONS
        name = f"{made.at:%Y%m%d-%H%M%S}"
        target = next(path for path in _names(home, name) if not path.exists())
        move(made.folder, target)
        sync_folder(home)
        with suppress(OSError):
            remove_tree(self._incoming)
        return replace(made, folder=target)

    def unreadable(self) -> tuple[Path, ...]:
        """Return the folders of generations that do not tell what they hold."""
        known = {one.folder for one in self.generations()}
        return tuple(path for path in (self._root / _GENERATIONS).iterdir() if path not in known)

    def drop(self, generations: Iterable[Path]) -> None:
        """Remove the folders of generations; each is none any more before the first of its files goes."""
        for folder in generations:
            aside = folder.with_name(f"{_UNFINISHED}{folder.name}")
            move(folder, aside)
            remove_tree(aside)

    def forget_originals(self, barred: Collection[str], needed: Collection[str] | None) -> None:
        """Remove the originals that were isolated, and those that no generation needs; None: all may be needed."""
        for folder in list(_hash_folders(self._root / VAULT)):
            if folder.name in barred or (needed is not None and folder.name not in needed):
                remove_tree(folder)
        for folder in [path for path in (self._root / VAULT).iterdir() if path.is_dir()]:
            with suppress(OSError):  # it holds something
                folder.rmdir()

    def set_aside(self, held: Held) -> None:
        """Take a damaged original out of the way, so that the next backup copies it again."""
        path = self.original(held)
        with suppress(OSError):  # a disk that takes nothing is no worse than before
            put_in_place(path, path.with_name(f".damaged-{held.sha256[:8]}"))

    def keep_check(self, generation: Generation, at: datetime, faults: int) -> None:
        """Remember when a generation was read as a whole, and what was found."""
        with suppress(OSError):  # a disk that takes nothing
            _write_json(generation.folder / _CHECKED, {"at": at.isoformat(), "faults": faults})


def vault_files(vault: Path) -> Iterator[Held]:
    """Yield the originals that lie in a vault."""
    for folder in _hash_folders(vault):
        for path in sorted(folder.iterdir())[:1]:
            yield Held(Sha256(folder.name), path.name, path.stat().st_size)


def holds(database: Path, wanted: Iterable[Sha256]) -> bool:
    """Tell whether a database has one of these hashes in it anywhere."""
    if not database.is_file():
        return False
    hashes = [sha.encode() for sha in wanted]
    before = b""
    with database.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            if any(sha in before + chunk for sha in hashes):
                return True
            before = chunk[-_HASH_LENGTH:]
    return False


def make_read_only(path: Path) -> None:
    """Let nobody alter an original by mistake."""
    path.chmod(stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH)


def _hash_folders(vault: Path) -> Iterator[Path]:
    for top in sorted(vault.iterdir()) if vault.is_dir() else ():
        if len(top.name) == 2 and top.is_dir():
            yield from (path for path in sorted(top.iterdir()) if len(path.name) == _HASH_LENGTH and path.is_dir())


def _names(home: Path, name: str) -> Iterator[Path]:
    yield home / name
    number = 2
    while True:
        yield home / f"{name}-{number}"
        number += 1


def _sync(writer: IO[bytes]) -> None:
    writer.flush()
    os.fsync(writer.fileno())


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    beside = path.with_name(f".{path.name}")
    with beside.open("wb") as writer:
        writer.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
        _sync(writer)
    put_in_place(beside, path)


def _manifest(made: Generation) -> dict[str, Any]:
    """Return what a generation says of itself."""
    return {
        "at": made.at.isoformat(),
        "who": made.who,
        "version": made.version,
        "project": made.project,
        "database": {"sha256": made.database_sha256, "bytes": made.database_bytes},
        "count": len(made.originals),
        "bytes": sum(held.size_bytes for held in made.originals),
        "originals": [[held.sha256, held.name, held.size_bytes] for held in made.originals],
        "extras": [asdict(extra) for extra in made.extras],
        "lost": list(made.lost),
        "isolated": sorted(made.barred),
    }


def _read(folder: Path) -> Generation:
    read = json.loads((folder / _MANIFEST).read_bytes())
    checked: dict[str, Any] = {}
    with suppress(OSError, ValueError):
        checked = json.loads((folder / _CHECKED).read_bytes())
    return Generation(
        folder,
        datetime.fromisoformat(read["at"]),
        str(read["who"]),
        str(read["version"]),
        str(read["project"]),
        Sha256(read["database"]["sha256"]),
        int(read["database"]["bytes"]),
        tuple(_held(sha, name, size) for sha, name, size in read["originals"]),
        tuple(Extra(str(extra["place"]), Sha256(extra["sha256"])) for extra in read["extras"]),
        tuple(str(name) for name in read["lost"]),
        frozenset(Sha256(sha) for sha in read["isolated"]),
        datetime.fromisoformat(checked["at"]) if checked else None,
        int(checked.get("faults", 0)),
    )


def _held(sha256: str, name: str, size_bytes: int) -> Held:
    """Return an original that a manifest names; raise `ValueError` for one that would lie anywhere else."""
    if len(sha256) != _HASH_LENGTH or not sha256.isalnum() or name != Path(name).name or name in (".", ".."):
        raise ValueError(name)
    return Held(Sha256(sha256), name, int(size_bytes))
