"""从备份恢复: a project made anew of a generation of its backups, in a new folder, checked while it is copied."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from evidence.backups import TOP, Generation, Restored
from evidence.errors import RequestError
from evidence.model import new_id
from evidence.progress import Report, tell
from evidence.store.backup_folder import DATABASE, VAULT, BackupFolder, make_read_only
from evidence.store.disk import disk_sentences, free_bytes, move, remove_tree
from evidence.store.hashing import copy_sound
from evidence.wording import backups as words
from evidence.wording.room import size

_SPARE_BYTES = 16 << 20


def find_backups(path: Path) -> tuple[BackupFolder, ...]:
    """Return the folders of backups that a path is, lies in, or holds; raise `RequestError` if there are none."""
    with disk_sentences(path, RequestError):
        for folder in (path, *list(path.parents)[:2]):
            if BackupFolder(folder).generations():
                return (BackupFolder(folder),)
        for home in (path / TOP, path):
            if home.is_dir():
                inside = [BackupFolder(inner) for inner in sorted(home.iterdir()) if inner.is_dir()]
                found = tuple(folder for folder in inside if folder.generations())
                if found:
                    return found
    raise RequestError("backup_none", path=str(path))


def one_of(path: Path) -> BackupFolder:
    """Return the one folder of backups that a path leads to; raise `RequestError` if there are none, or several."""
    first, *others = find_backups(path)
    if others:
        raise RequestError("backup_which", path=str(path), names="、".join(one.path.name for one in (first, *others)))
    return first


def of_day(folder: BackupFolder, day: date | None) -> Generation:
    """Return the newest generation, or the newest of a day; raise `RequestError` if there is none of it."""
    generations = folder.generations()
    found = [one for one in generations if day is None or one.at.date() == day]
    if not found:
        days = dict.fromkeys(str(one.at.date()) for one in generations)
        raise RequestError("backup_no_such_day", path=str(folder.path), day=str(day), days="、".join(days))
    return found[0]


def restore(folder: BackupFolder, generation: Generation, out: Path, report: Report) -> Restored:
    """Make the project anew in a folder that is not there or empty; it appears there whole or not at all.

    Originals that are damaged in the backup are left out and told of. Raises `RequestError` with what stands in the
    way, `CancelledError`.
    """
    out = out.absolute()
    with disk_sentences(out, RequestError):
        _check_target(generation, out)
        out.parent.mkdir(parents=True, exist_ok=True)
        staged = out.with_name(f".{out.name}-{new_id()[:8]}")
        staged.mkdir()
        try:
            lost = _copied(folder, generation, staged, report)
            if out.exists():
                out.rmdir()
            move(staged, out)
        except BaseException:
            with suppress(OSError):
                remove_tree(staged)
            raise
    return Restored(out, generation.at, len(generation.originals) - len(lost), tuple(lost))


def _check_target(generation: Generation, out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise RequestError("restore_not_empty", path=str(out))
    for folder in out.resolve().parents:
        if (folder / DATABASE).exists() or BackupFolder(folder).is_there:
            raise RequestError("restore_inside", path=str(out))
    need, free = generation.size_bytes, free_bytes(out)
    if need + _SPARE_BYTES > free:
        raise RequestError("restore_no_room", path=str(out), need=size(need), free=size(free))


def _copied(folder: BackupFolder, generation: Generation, staged: Path, report: Report) -> Sequence[str]:
    """Copy all of a generation; return the names of the originals that are not what they were."""
    database, wanted = generation.folder / DATABASE, generation.database_sha256
    if not copy_sound(database, staged / DATABASE, wanted, report, lasting=True):
        raise RequestError("restore_damaged", at=words.moment(generation.at))
    lost: list[str] = []
    for extra in generation.extras:
        target = staged / extra.place
        target.parent.mkdir(parents=True, exist_ok=True)
        if not copy_sound(generation.folder / extra.place, target, extra.sha256, report, lasting=True):
            lost.append(extra.place)
    (staged / VAULT).mkdir()
    for index, held in enumerate(generation.originals):
        tell(report, "restoring", index, len(generation.originals))
        target = staged / VAULT / held.place
        target.parent.mkdir(parents=True, exist_ok=True)
        if copy_sound(folder.original(held), target, held.sha256, report, lasting=True):
            make_read_only(target)
            continue
        if not generation.folder.is_dir():
            raise RequestError("backup_gone", path=str(folder.path), last=words.last(generation.at))
        target.parent.rmdir()
        lost.append(held.name)
    tell(report, "restoring", len(generation.originals), len(generation.originals))
    return lost
