"""Originals carried into a package: read once, checked while they are written; what lies there already is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct

from evidence.export.excerpt import take_pages
from evidence.model import Sha256
from evidence.progress import Report, tell
from evidence.store.disk import move, remove_tree
from evidence.store.hashing import copy_sound, hash_file, hash_stoppable, is_sound


class Load(Struct, frozen=True):
    """One file that is to lie at a place below the package: an original, or some pages of it."""

    source: Path
    sha256: Sha256  # of the original
    size_bytes: int  # of the original
    media_type: str
    place: PurePosixPath
    pages: tuple[int, ...] = ()  # from 1; empty: all of it, byte for byte


class Carried(Struct, frozen=True):
    """A file that lies at its place; `resumed` if an export that was broken off had brought it."""

    place: PurePosixPath
    sha256: Sha256
    size_bytes: int
    resumed: bool = False


def carry(root: Path, aside: Path, loads: Sequence[Load], report: Report) -> tuple[Carried | None, ...]:
    """Bring files to their places below `root`, where in the end lies nothing else; return what became of each.

    None stands for a file that cannot be read or is no longer as it arrived: nothing lies at its place. What an earlier
    call has left below `root` and `aside` is used where it is byte for byte what is wanted, wherever it lies, and
    removed where not; `aside` is gone in the end. Raises `OSError` if the disk takes nothing, `CancelledError` within
    a chunk of a file.
    """
    there = _sort_out(root, aside, loads, report)
    sound: dict[Sha256, bool] = {}  # originals that pages are taken of
    found: list[Carried | None] = []
    for index, load in enumerate(loads):
        tell(report, "package", index, len(loads))
        target = root / load.place
        if load.place in there:
            found.append(Carried(load.place, load.sha256, load.size_bytes, resumed=True))
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if load.pages:
            found.append(_taken(load, target, sound))
        elif (waiting := aside / load.sha256).is_file():
            move(waiting, target)
            found.append(Carried(load.place, load.sha256, load.size_bytes, resumed=True))
        else:
            is_whole = copy_sound(load.source, target, load.sha256, report)
            found.append(Carried(load.place, load.sha256, load.size_bytes) if is_whole else None)
    if aside.exists():
        remove_tree(aside)
    _remove_empty(root)
    tell(report, "package", len(loads), len(loads))
    return tuple(found)


def _sort_out(root: Path, aside: Path, loads: Sequence[Load], report: Report) -> AbstractSet[PurePosixPath]:
    """Return the places where the right file lies; put aside what belongs to another place, remove all else."""
    left = [*_files(root), *_files(aside)]
    if not left:
        return frozenset()
    whole = {load.place: load for load in loads if not load.pages}
    sizes = {load.size_bytes for load in whole.values()}
    wanted = {load.sha256 for load in whole.values()}
    there: set[PurePosixPath] = set()
    aside.mkdir(parents=True, exist_ok=True)
    for index, path in enumerate(left):
        tell(report, "resuming", index, len(left))
        sha256 = hash_stoppable(partial(path.open, "rb"), report) if path.stat().st_size in sizes else None
        load = whole.get(PurePosixPath(path.relative_to(root).as_posix())) if path.is_relative_to(root) else None
        if load is not None and load.sha256 == sha256:
            there.add(load.place)
        elif path.parent == aside and path.name == sha256 and sha256 in wanted:
            continue
        elif sha256 is not None and sha256 in wanted and not (aside / sha256).exists():
            move(path, aside / sha256)
        else:
            path.unlink()
    tell(report, "resuming", len(left), len(left))
    return there


def _taken(load: Load, target: Path, sound: dict[Sha256, bool]) -> Carried | None:
    """Write some pages of an original that is as it arrived."""
    if load.sha256 not in sound:
        sound[load.sha256] = is_sound(load.source, load.sha256)
    if not sound[load.sha256]:
        return None
    take_pages(load.source, load.media_type, load.pages, target)
    return Carried(load.place, hash_file(target), target.stat().st_size)


def _files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _remove_empty(root: Path) -> None:
    """Remove folders that hold nothing any more."""
    for folder in sorted((path for path in root.rglob("*") if path.is_dir()), reverse=True):
        with suppress(OSError):  # it holds something
            folder.rmdir()
