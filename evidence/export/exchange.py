"""A new export into the place of the one before: whole or not at all, and nothing that people changed is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Generator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

from msgspec import Struct

from evidence.errors import CancelledError, ExportError
from evidence.model import new_id
from evidence.progress import SILENT, Report, tell
from evidence.store.disk import disk_sentences, is_in_use, move, remove_tree, replace, sync_folder, sync_tree
from evidence.store.lock import FolderLock

_STAGED = ".导出中-"
_MADE = "out"  # in a staging folder: what is to be put in place
_ASIDE = "aside"  # whole files that an export which was broken off had brought to another place
_REMOVED = "gone"  # an empty file for each name in the target that goes without a new one in its place
_REPLACED = "old"  # what was there; that it exists says that the exchange has begun and goes on
_RECORD = ".beijian-export.json"  # what exports wrote: path → [size, time of change in ns]
_LOCK = ".beijian-export.lock"
_BESIDE = "导出（{number}）"
_KEPT = "改动过的旧文件"
_CLOCK_NS = 2_000_000_000  # FAT32 keeps times to two seconds

Record = dict[str, tuple[int, int]]


class Placed(Struct, frozen=True):
    """What came of putting in place: where changed files of the earlier export were kept, and a folder beside it."""

    kept: Path | None  # None: there were none
    number: int | None = None  # of the folder that all lies in, as `beside` has it; None: all lies in the target itself


def beside(out: Path, number: int | None) -> Path:
    """Return the folder that an export lies in: the target, or with a number one in it, beside an earlier export."""
    return out if number is None else out / _BESIDE.format(number=number)


class Staging(Struct, frozen=True):
    """A place to make an export in; `recovered` is where an interrupted one has put what people had changed."""

    folder: Path
    out: Path
    recovered: Path | None

    @property
    def made(self) -> Path:
        """The folder whose folders will be put in place."""
        return self.folder / _MADE

    @property
    def aside(self) -> Path:
        """Where files wait that an export which was broken off had brought to another place; may not exist."""
        return self.folder / _ASIDE

    def put_in_place(
        self, now: datetime, report: Report = SILENT, *, instead_of: Collection[str] = (), second_name: bool = False
    ) -> Placed:
        """Exchange the folders and files that were made for those of the same names in `out`, and those `instead_of`.

        Files in the old ones that the last export did not write, or that were changed since, are kept in a folder of
        their own. If a folder cannot be exchanged, all stay as they were; what is interrupted is finished by the next
        export. With `second_name` all is put beside the old where that is open in another program: into one folder.
        """
        try:
            return Placed(self._put(now, report, instead_of))
        except OSError as error:
            if not second_name or not is_in_use(error):
                raise
        number = next(n for n in count(2) if not beside(self.out, n).exists())
        made, folder = sorted(self.made.iterdir()), beside(self.made, number)
        folder.mkdir()
        for path in made:
            move(path, folder / path.name)
        return Placed(self._put(now, report), number)

    def _put(self, now: datetime, report: Report, instead_of: Collection[str] = ()) -> Path | None:
        record = {place.as_posix(): _state(self.made / place) for place in _files(self.made)}
        exchanged = {path.name for path in self.made.iterdir()} | set(instead_of)
        others = {place: state for place, state in _read_record(self.out).items() if _top(place) not in exchanged}
        (self.folder / _RECORD).write_text(json.dumps(others | record, ensure_ascii=False), "utf-8")
        if (self.folder / _REMOVED).exists():
            remove_tree(self.folder / _REMOVED)
        (self.folder / _REMOVED).mkdir()
        for name in instead_of:
            (self.folder / _REMOVED / name).touch()
        sync_tree(self.folder, partial(tell, report, "syncing"))
        (self.folder / _REPLACED).mkdir()
        try:
            _exchange(self.folder, self.out)
        except BaseException:
            _undo(self.folder, self.out, record)
            raise
        return _settle(self.folder, self.out, f"{now:%Y%m%d-%H%M%S}") or self.recovered


def staged_length() -> int:
    """Return how many characters stand between a folder and what is made for it, as long as it is not in place."""
    return len(f"/{_STAGED}12345678/{_MADE}/{_BESIDE.format(number=2)}/")


@contextmanager
def staging(out: Path, who: str, now: datetime, lasting: str | None = None) -> Generator[Staging]:
    """Give a folder inside `out` to work in, after finishing or clearing what interrupted exports left.

    The files that are made in the folder of the name `lasting` stay where the work is broken off, and the next export
    with that name finds them there; without one they go. Raises `ExportError` if another export into `out` is going on.
    """
    fresh = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    lock = FolderLock(out / _LOCK, who, now, ExportError, "export_busy")
    try:
        recovered, found = _recover(out, lasting)
        folder = found or out / f"{_STAGED}{new_id()[:8]}"
        (folder / _MADE).mkdir(parents=True, exist_ok=True)
        last: str | None = None
        try:
            yield Staging(folder, out, recovered)
        except BaseException as error:
            last = lasting if _goes_on(error) else None
            raise
        finally:
            if not (folder / _REPLACED).exists():  # else the next export finishes what this one began
                with suppress(OSError):
                    _clear(folder, last)
    finally:
        lock.release()
        if fresh and {path.name for path in out.iterdir()} == {_LOCK}:
            with suppress(OSError):
                remove_tree(out)


class Left(Struct, frozen=True):
    """What exports that were broken off have left in a folder for the next one."""

    files: int
    size_bytes: int


def left_behind(out: Path) -> Left:
    """Return what the next export into a folder may go on with."""
    sizes = [_state(path / file)[0] for path in _broken_off(out) for file in _files(path)]
    return Left(len(sizes), sum(sizes))


def clear_left(out: Path, who: str, now: datetime) -> Left:
    """Remove what exports that were broken off have left, and return it; an exchange that had begun is finished.

    Raises `ExportError` if an export into `out` is going on, or the disk refuses.
    """
    with disk_sentences(out, ExportError):
        left = left_behind(out)
        if left.files:
            with staging(out, who, now):
                pass
    return left


def bytes_of_earlier(out: Path) -> int:
    """Return how much of what exports wrote into a folder is still there, as large as it was then."""
    return sum(size for place, (size, _) in _read_record(out).items() if (out / place).is_file())


def _recover(out: Path, lasting: str | None) -> tuple[Path | None, Path | None]:
    """Finish exchanges that had begun, clear the rest but one folder of files that last.

    Return where something changed was kept, and that folder.
    """
    kept: Path | None = None
    found: Path | None = None
    for left in [path for path in out.iterdir() if path.name.startswith(_STAGED)]:
        if (left / _REPLACED).exists():
            _exchange(left, out)
            kept = _settle(left, out, left.name.removeprefix(_STAGED)) or kept
        _clear(left, None if found else lasting)
        found = left if left.exists() else found
    return kept, found


def _goes_on(error: BaseException) -> bool:
    """Tell whether work that ended so may be done by the next export: somebody stopped it, or the disk did."""
    return isinstance(error, (OSError, CancelledError)) or not isinstance(error, Exception)


def _clear(folder: Path, lasting: str | None) -> None:
    """Remove a staging folder but for the files that last; with none of these it goes altogether."""
    lasts = [folder / _ASIDE, folder / _MADE / lasting] if lasting is not None else []
    if not any(_files(path) for path in lasts):
        remove_tree(folder)
        return
    for path in [*folder.iterdir(), *_inside(folder / _MADE)]:
        if path not in (*lasts, folder / _MADE):
            _remove(path)


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _remove(path: Path) -> None:
    if path.is_dir():
        remove_tree(path)
    else:
        path.unlink()


def _broken_off(out: Path) -> list[Path]:
    return [path for path in out.glob(f"{_STAGED}*") if not (path / _REPLACED).exists()]


def _exchange(folder: Path, out: Path) -> None:
    for going in _inside(folder / _REMOVED):
        if (out / going.name).exists():
            move(out / going.name, folder / _REPLACED / going.name)
    for new in sorted((folder / _MADE).iterdir()):
        target = out / new.name
        if target.exists():
            move(target, folder / _REPLACED / new.name)
        move(new, target)


def _undo(folder: Path, out: Path, record: Record) -> None:
    """Put everything back as it was before the exchange; `record` is what this export wrote."""
    made_names = set(map(_top, record))
    for name in sorted(made_names | {path.name for path in _inside(folder / _REMOVED)}):
        made, old = folder / _MADE / name, folder / _REPLACED / name
        if name in made_names and not made.exists():
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
