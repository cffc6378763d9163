"""A new export into the place of the one before: whole or not at all, and nothing that people changed is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.errors import ExportError
from evidence.model import new_id
from evidence.store.disk import move, remove_tree, replace, sync_folder, sync_tree
from evidence.store.lock import FolderLock

_STAGED = ".导出中-"
_MADE = "out"  # in a staging folder: what is to be put in place
_REPLACED = "old"  # what was there; that it exists says that the exchange has begun and goes on
_RECORD = ".beijian-export.json"  # what exports wrote: path → [size, time of change in ns]
_LOCK = ".beijian-export.lock"
_KEPT = "改动过的旧文件"
_CLOCK_NS = 2_000_000_000  # FAT32 keeps times to two seconds

Record = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Staging:
    """A place to make an export in; `recovered` is where an interrupted one has put what people had changed."""

    folder: Path
    out: Path
    recovered: Path | None

    @property
    def made(self) -> Path:
        """The folder whose folders will be put in place."""
        return self.folder / _MADE

    def put_in_place(self, now: datetime) -> Path | None:
        """Exchange the folders that were made for those of the same names in `out`.

        Files in the old ones that the last export did not write, or that were changed since, are kept in a folder of
        their own, which is returned; None if there were none. If a folder cannot be exchanged, all stay as they were;
        what is interrupted is finished by the next export.
        """
        record = {place.as_posix(): _state(self.made / place) for place in _files(self.made)}
        exchanged = {path.name for path in self.made.iterdir()}
        others = {place: state for place, state in _read_record(self.out).items() if _top(place) not in exchanged}
        (self.folder / _RECORD).write_text(json.dumps(others | record, ensure_ascii=False), "utf-8")
        sync_tree(self.folder)
        (self.folder / _REPLACED).mkdir()
        try:
            _exchange(self.folder, self.out)
        except BaseException:
            _undo(self.folder, self.out, record)
            raise
        return _settle(self.folder, self.out, f"{now:%Y%m%d-%H%M%S}") or self.recovered


@contextmanager
def staging(out: Path, who: str, now: datetime) -> Generator[Staging]:
    """Give a folder inside `out` to work in, after finishing or clearing what interrupted exports left.

    Raises `ExportError` if another export into `out` is going on.
    """
    fresh = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    lock = FolderLock(out / _LOCK, who, now, ExportError, "export_busy")
    try:
        recovered = _recover(out)
        folder = out / f"{_STAGED}{new_id()[:8]}"
        (folder / _MADE).mkdir(parents=True)
        try:
            yield Staging(folder, out, recovered)
        finally:
            if not (folder / _REPLACED).exists():  # else the next export finishes what this one began
                with suppress(OSError):
                    remove_tree(folder)
    finally:
        lock.release()
        if fresh and {path.name for path in out.iterdir()} == {_LOCK}:
            with suppress(OSError):
                remove_tree(out)


def bytes_of_interrupted(out: Path) -> int:
    """Return how much room the next export into a folder wins by clearing what was broken off there."""
    left = [path for path in out.glob(f"{_STAGED}*") if not (path / _REPLACED).exists()]
    return sum(_state(path / file)[0] for path in left for file in _files(path))


def bytes_of_earlier(out: Path) -> int:
    """Return how much of what exports wrote into a folder is still there, as large as it was then."""
    return sum(size for place, (size, _) in _read_record(out).items() if (out / place).is_file())


def _recover(out: Path) -> Path | None:
    """Finish exchanges that had begun, clear the rest; return where something changed was kept."""
    kept: Path | None = None
    for left in [path for path in out.iterdir() if path.name.startswith(_STAGED)]:
        if (left / _REPLACED).exists():
            _exchange(left, out)
            kept = _settle(left, out, left.name.removeprefix(_STAGED)) or kept
        remove_tree(left)
    return kept


def _exchange(folder: Path, out: Path) -> None:
    for new in sorted((folder / _MADE).iterdir()):
        target = out / new.name
        if target.exists():
            move(target, folder / _REPLACED / new.name)
        move(new, target)


def _undo(folder: Path, out: Path, record: Record) -> None:
    """Put everything back as it was before the exchange; `record` is what this export wrote."""
    for name in sorted(set(map(_top, record))):
        made, old = folder / _MADE / name, folder / _REPLACED / name
        if not made.exists():
            move(out / name, made)
        if old.exists():
            move(old, out / name)
    (folder / _REPLACED).rmdir()


def _settle(folder: Path, out: Path, name: str) -> Path | None:
    """Keep what people changed, and remember what exports wrote."""
    kept = _fresh(out / f"{_KEPT}{name}")
    if (folder / _RECORD).exists():  # else that is done, and the record in `out` no longer tells of what was replaced
        record = _read_record(out)
        for place in _files(folder / _REPLACED):
            size, changed_ns = record.get(place.as_posix(), (-1, 0))
            found_size, found_ns = _state(folder / _REPLACED / place)
            if found_size != size or abs(found_ns - changed_ns) > _CLOCK_NS:
                (kept / place).parent.mkdir(parents=True, exist_ok=True)
                move(folder / _REPLACED / place, kept / place)
        replace(folder / _RECORD, out / _RECORD)
        sync_folder(out)
    shutil.rmtree(folder / _REPLACED, ignore_errors=True)
    return kept if kept.exists() else None


def _top(place: str) -> str:
    """Return the folder of `out` that a recorded file lies in."""
    return place.partition("/")[0]


def _files(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _fresh(folder: Path) -> Path:
    """Return a name like this that nothing has."""
    number = 1
    found = folder
    while found.exists():
        number += 1
        found = folder.with_name(f"{folder.name}-{number}")
    return found


def _read_record(out: Path) -> Record:
    try:
        entries = json.loads((out / _RECORD).read_text("utf-8"))
        return {str(place): (int(size), int(changed)) for place, (size, changed) in entries.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
