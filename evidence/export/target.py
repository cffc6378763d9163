"""Whether a target takes an export: all that stands in the way is told at once, before a byte of it is written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from msgspec import Struct

from evidence import wording
from evidence.errors import ExportError
from evidence.export.exchange import staged_length
from evidence.export.room import check_room, needed, room_at
from evidence.model import Edition, Original
from evidence.snapshot import Snapshot
from evidence.store.disk import disk_sentences, nearest_folder
from evidence.wording.packing import CHECKS, FRONT
from evidence.wording.room import size

_WINDOWS_LONGEST = 259  # characters of a file's path, drive letter included
_WINDOWS_WRITE_PROTECTED = 19
_NAME = ".备检试写〔试〕.tmp"  # of what is there for a moment, in characters that names of papers have
_EXPORTS = "exports"


class Target(Struct, frozen=True):
    """Where an export is to lie, and what must not be written into."""

    out: Path
    project: Path | None = None  # the project's own folder
    inbox: Path | None = None  # the folder that is watched for what arrives
    longest_path: int | None = _WINDOWS_LONGEST if os.name == "nt" else None


def check_target(
    target: Target,
    snapshot: Snapshot,
    editions: Collection[Edition],
    places: Collection[PurePosixPath],
    *,
    zipped: bool = False,
) -> None:
    """Raise `ExportError` with all that stands in the way of an export with these places in its package."""
    out = target.out
    if out.exists() and not out.is_dir():
        raise ExportError("out_not_folder", path=str(out))
    checks: list[Callable[[], object]] = [
        lambda: _check_place(target, snapshot.originals.values()),
        lambda: _check_writing(out),
        lambda: _check_length(target, places),
        lambda: _check_room(out, snapshot, editions, zipped=zipped),
    ]
    faults = list(_faults(checks))
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise ExportError("export_obstacles", count=len(faults), faults="".join(map(_numbered(faults), faults)))


def _faults(checks: Iterable[Callable[[], object]]) -> Iterator[ExportError]:
    for check in checks:
        try:
            check()
        except ExportError as fault:
            yield fault


def _numbered(faults: list[ExportError]) -> Callable[[ExportError], str]:
    return lambda fault: f"（{faults.index(fault) + 1}）{wording.sentence(fault)}"


def _check_place(target: Target, originals: Iterable[Original]) -> None:
    """Refuse the project's own folders, the watched one, a package, and a folder of papers that were taken in."""
    out = target.out.resolve()
    if target.project is not None:
        project = target.project.resolve()
        if out.is_relative_to(project) and not out.is_relative_to(project / _EXPORTS):
            raise ExportError("export_inside_project", path=str(target.out), exports=str(project / _EXPORTS))
    if any((folder / FRONT).is_dir() and (folder / CHECKS).is_dir() for folder in (out, *out.parents)):
        raise ExportError("export_inside_package", path=str(target.out))
    if target.inbox is not None and out.is_relative_to(target.inbox.resolve()):
        raise ExportError("export_inside_inbox", path=str(target.out))
    known = {(original.name, original.size_bytes) for original in originals}
    with suppress(OSError), os.scandir(out) as inside:
        for entry in inside:
            if entry.is_file() and (entry.name, entry.stat().st_size) in known:
                raise ExportError("export_among_originals", path=str(target.out), name=entry.name)


def _check_writing(out: Path) -> None:
    """Refuse a disk that takes nothing, or none of the characters that names of papers have.

    Where there is no such folder yet one is tried, and a file in it: at the root of a disk of Windows anybody may
    make folders, and files in these, but no file.
    """
    trial = nearest_folder(out) / _NAME
    with disk_sentences(out, ExportError):
        try:
            if out.exists():
                _try_file(trial)
                return
            trial.mkdir(exist_ok=True)
            try:
                _try_file(trial / _NAME)
            finally:
                trial.rmdir()
        except OSError as error:
            if error.errno == errno.EROFS or getattr(error, "winerror", None) == _WINDOWS_WRITE_PROTECTED:
                raise ExportError("export_read_only", path=str(out)) from error
            if error.errno in (errno.EINVAL, errno.EILSEQ):
                raise ExportError("export_names_refused", path=str(out)) from error
            raise


def _try_file(trial: Path) -> None:
    trial.touch()
    trial.unlink()


def _check_length(target: Target, places: Collection[PurePosixPath]) -> None:
    """Refuse a folder so deep that a path in it, or in the folder that an export is made in, is too long there."""
    if target.longest_path is None or not places:
        return
    longest = max(len(str(place).encode("utf-16-le")) // 2 for place in places)
    found = len(str(target.out.resolve()).encode("utf-16-le")) // 2 + staged_length() + longest
    if found > target.longest_path:
        too_many = found - target.longest_path
        raise ExportError("export_too_deep", path=str(target.out), most=target.longest_path, too_many=too_many)


def _check_room(out: Path, snapshot: Snapshot, editions: Collection[Edition], *, zipped: bool) -> None:
    need, room = needed(snapshot, editions, zipped=zipped), room_at(out)
    if zipped and room.most_file_bytes is not None and need.package_bytes > room.most_file_bytes:
        raise ExportError("export_zip_too_large", path=str(out), size=size(need.package_bytes))
    check_room(need, room, out)
