"""备份: a project kept on another disk, database and originals, so that what goes wrong leaves the last one whole."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.backups import TOP, Checked, Extra, Generation, Held, Made, is_due, kept, tells_of
from evidence.errors import RequestError
from evidence.isolated import CopyKind
from evidence.journal import Action
from evidence.layouts import FOLDER as LAYOUTS
from evidence.model import Sha256
from evidence.names import safe_name
from evidence.progress import Report, tell
from evidence.store.backup_copy import Told, copy_database, project_of
from evidence.store.backup_folder import DATABASE, VAULT, BackupFolder, holds, vault_files
from evidence.store.disk import disk_sentences, files_end_at, free_bytes
from evidence.store.hashing import hash_file, hash_stoppable
from evidence.store.isolation_reading import folders_of_backups
from evidence.store.lock import FolderLock
from evidence.wording import backups as words
from evidence.wording.room import size

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_SPARE_BYTES = 16 << 20  # left free on the disk


class Asked(Struct, frozen=True):
    """Which project is to be kept where, in whose name."""

    project: Path
    place: Path  # a folder on another disk
    who: str
    version: str
    at: datetime


class Standing(Struct, frozen=True):
    """How it stands with the backups of a project at a place."""

    there: bool  # whether the place can be reached
    generations: tuple[Generation, ...] = ()
    same_disk: bool = False  # as the project lies on: what is kept there goes with it

    @property
    def last(self) -> Generation | None:
        """The last good one."""
        return self.generations[0] if self.generations else None


def standing(project: Path, place: Path) -> Standing:
    """Look what lies at a place; one that is not there, or does not answer, holds nothing."""
    with disk_sentences(place, RequestError):
        if not place.is_dir():
            return Standing(there=False)
        same = place.stat().st_dev == project.stat().st_dev
        return Standing(there=True, generations=folder_of(project, place).generations(), same_disk=same)


def due(found: Standing, now: datetime, barred: Sequence[Sha256] = ()) -> bool:
    """Tell whether a backup is to be made now: a day has gone, or something was isolated since the last one."""
    if not found.there:
        return False
    return is_due(found.last.at if found.last else None, now) or any(tells_of(g, barred) for g in found.generations)


def folder_of(project: Path, place: Path) -> BackupFolder:
    """Return where the backups of a project lie at a place; of two projects of one name each has a folder."""
    home = place if place.name == TOP else place / TOP
    name, which = safe_name(project.resolve().name), project_of(project / DATABASE)
    for number in count(1):
        folder = BackupFolder(home / (name if number == 1 else f"{name}（{number}）"))
        found = folder.generations()
        if not found or found[0].project == which:
            return folder
    raise AssertionError


def back_up(asked: Asked, report: Report) -> Made:
    """Keep a project as it is now; what lies there already is not copied again.

    Others may write in the project meanwhile. Raises `RequestError` with what stands in the way, `CancelledError`;
    whatever happens, the backups that were there before can be restored.
    """
    check_place(asked)
    with disk_sentences(asked.place, RequestError):
        folder = folder_of(asked.project, asked.place)
        before = folder.generations()
    try:
        with disk_sentences(asked.place, RequestError):
            folder.path.mkdir(parents=True, exist_ok=True)
            lock = FolderLock(folder.path / "lock", asked.who, asked.at, RequestError, "backup_busy")
            try:
                return _made(asked, folder, before, report)
            finally:
                lock.release()
    except RequestError as error:
        if asked.place.is_dir():
            raise
        last = words.last(before[0].at if before else None)
        raise RequestError("backup_gone", path=str(asked.place), last=last) from error


def check(folder: BackupFolder, generation: Generation, now: datetime, report: Report) -> Checked:
    """Read all of a generation; damaged originals are taken aside, so that the next backup copies them again."""
    faults: list[tuple[str, str]] = []
    parts = [(generation.folder / DATABASE, generation.database_sha256, DATABASE)]
    parts += [(generation.folder / extra.place, extra.sha256, extra.place) for extra in generation.extras]
    total = len(parts) + len(generation.originals)
    for path, sha256, name in parts:
        found = hash_stoppable(partial(path.open, "rb"), report)
        if found != sha256:
            faults.append(("backup_missing" if found is None else "backup_damaged", name))
    for index, held in enumerate(generation.originals, len(parts)):
        tell(report, "checking_backup", index, total)
        found = hash_stoppable(partial(folder.original(held).open, "rb"), report)
        if found != held.sha256:
            if not generation.folder.is_dir():
                last = words.last(generation.at)
                raise RequestError("backup_gone", path=str(folder.path), last=last)
            faults.append(("backup_missing" if found is None else "backup_damaged", held.name))
            folder.set_aside(held)
    tell(report, "checking_backup", total, total)
    folder.keep_check(generation, now, len(faults))
    return Checked(now, total, tuple(faults))


def know(workspace: Workspace, place: Path) -> None:
    """Record in the project where its backups lie, so that a late secrecy find names the place."""
    with disk_sentences(place, RequestError):
        folder = str(folder_of(workspace.path, place).path)
    with workspace.reading() as source:
        known = folders_of_backups(source)
    if folder not in known:
        with workspace.writing(Action.BACK_UP) as writer:
            writer.keep_backup(Path(folder))


def settle(workspace: Workspace, made: Made) -> int:
    """Record that a backup has cleared from its disk what was isolated; return how many places were cleared."""
    place, barred = str(made.folder), made.generation.barred
    copies = [
        copy
        for record in workspace.secrecy.records()
        for copy in record.copies
        if record.sha256 in barred and copy.kind is CopyKind.DISK and copy.place == place and copy.done_at is None
    ]
    if copies:
        with workspace.writing(Action.CLEAR_COPY) as writer:
            writer.clear_copies(copies)
    return len(copies)


def check_place(asked: Asked) -> None:
    """Refuse a place that is not there, or lies in the project itself."""
    with disk_sentences(asked.place, RequestError):
        if not asked.place.is_dir():
            raise RequestError("backup_place_missing", path=str(asked.place))
        if asked.place.resolve().is_relative_to(asked.project.resolve()):
            raise RequestError("backup_inside_project", path=str(asked.place))


def _made(asked: Asked, folder: BackupFolder, before: Sequence[Generation], report: Report) -> Made:
    folder.prepare()
    staged = folder.begin()
    told = copy_database(asked.project / DATABASE, staged / DATABASE, report)
    there = [held for held in vault_files(asked.project / VAULT) if held.sha256 not in told.barred]
    fresh = [held for held in there if not folder.has(held)]
    _check_room(asked.place, fresh)
    refused: set[Sha256] = set()
    for index, held in enumerate(fresh):
        tell(report, "backing_up_originals", index, len(fresh))
        if not folder.take(asked.project / VAULT / held.place, held, report):
            refused.add(held.sha256)
    tell(report, "backing_up_originals", len(fresh), len(fresh))
    sound = {held.sha256: held for held in there if held.sha256 not in refused}
    lost = {sha: name for sha, name in told.originals if sha not in sound}
    found_before = _kept_before(folder, before, told, sound)
    generation = Generation(
        folder=staged,
        at=asked.at,
        who=asked.who,
        version=asked.version,
        project=told.project,
        database_sha256=hash_file(staged / DATABASE),
        database_bytes=(staged / DATABASE).stat().st_size,
        originals=(*sound.values(), *found_before),
        extras=_extras(asked.project, staged),
        lost=tuple(sorted(lost.values())),
        barred=told.barred,
    )
    made = folder.finish(generation)
    _tidy(folder, made)
    copied = [held for held in fresh if held.sha256 not in refused]
    return Made(folder.path, made, len(copied), sum(held.size_bytes for held in copied))


def _kept_before(
    folder: BackupFolder, before: Iterable[Generation], told: Told, sound: Collection[Sha256]
) -> Iterator[Held]:
    """Yield the originals that the project has lost and an earlier backup has not."""
    known = {held.sha256: held for one in before for held in one.originals}
    for sha256, _ in told.originals:
        held = known.get(sha256)
        if held is not None and sha256 not in sound and sha256 not in told.barred and folder.has(held):
            yield held


def _extras(project: Path, staged: Path) -> tuple[Extra, ...]:
    """Copy the office's own templates, which are small."""
    found: list[Extra] = []
    folder = project / LAYOUTS
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file():
            (staged / LAYOUTS).mkdir(exist_ok=True)
            shutil.copyfile(path, staged / LAYOUTS / path.name)
            found.append(Extra(f"{LAYOUTS}/{path.name}", hash_file(staged / LAYOUTS / path.name)))
    return tuple(found)


def _check_room(place: Path, fresh: Sequence[Held]) -> None:
    """Refuse a disk that the new originals do not fit on; the copy of the database lies there already."""
    most = files_end_at(place)
    largest = max(fresh, key=lambda held: held.size_bytes, default=None)
    if largest is not None and most is not None and largest.size_bytes > most:
        told = {"name": largest.name, "size": size(largest.size_bytes)}
        raise RequestError("backup_file_too_large", path=str(place), **told)
    need, free = sum(held.size_bytes for held in fresh), free_bytes(place)
    if fresh and need + _SPARE_BYTES > free:
        raise RequestError("backup_no_room", path=str(place), need=size(need), free=size(free))


def _tidy(folder: BackupFolder, made: Generation) -> None:
    """Remove generations that are too old or hold something that was isolated, and what no other one needs."""
    found, barred = folder.generations(), made.barred
    staying = kept(found) | {made.folder}  # also where the clock went back
    going = [one.folder for one in found if one.folder not in staying or _holds_barred(one, barred)]
    unreadable = folder.unreadable()  # may need originals that the others do not
    going += [path for path in unreadable if barred and holds(path / DATABASE, barred)]
    folder.drop(going)
    needed = {held.sha256 for one in found if one.folder not in going for held in one.originals}
    folder.forget_originals(barred, None if set(unreadable) - set(going) else needed)


def _holds_barred(one: Generation, barred: frozenset[Sha256]) -> bool:
    new = barred - one.barred
    if not new:
        return False
    return any(held.sha256 in new for held in one.originals) or holds(one.folder / DATABASE, new)
