"""A late secrecy find: files that bear a 密级 mark are isolated for good, and what else holds them is worked off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence import wording
from evidence.errors import ExportError, RequestError, WorkspaceError
from evidence.filing import known_piece
from evidence.isolated import FOLDER, Copy, CopyKind, Going, Isolated, file_name
from evidence.journal import Action
from evidence.model import OriginalId, PieceId, Sha256
from evidence.names import readable_name
from evidence.snapshot import Changes, Snapshot
from evidence.store import isolation_reading
from evidence.store.bin_reading import read_bin
from evidence.store.database import BACKUPS
from evidence.store.disk import disk_sentences, remove_tree
from evidence.store.hashing import hash_file
from evidence.store.isolation_reading import barred_hashes, read_isolated
from evidence.store.rendition_files import remove_rendition
from evidence.store.source import Source
from evidence.wording import secrecy as words

if TYPE_CHECKING:
    from evidence.store.isolation import Record
    from evidence.workspace import Workspace

_EXPORTS = "exports"
_CHUNK_BYTES = 1 << 20
_WITHIN = (CopyKind.FILE, CopyKind.BACKUP, CopyKind.EXPORT)  # may lie in the workspace, where the program can remove


class Isolation(Struct, frozen=True):
    """What an isolation did."""

    changes: Changes
    records: tuple[Isolated, ...]
    trouble: str | None  # why the vault or the database still holds something; the next opening goes on


class Secrecy:
    """A service of a workspace; raises `RequestError` for what would make no sense.

    An isolation is begun or not: its record and all that it takes out of the tables is one transaction. Moving the
    file and writing the database anew follow, and go on at the next opening where they were broken off.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def plan(self, piece: PieceId) -> Going:
        """Return what would go with a piece: all its files, those it had before, and what else is made of these.

        The piece may lie in 回收站.
        """
        with self._workspace.reading() as source:
            found = isolation_reading.trace(source, self._hashes(source, piece))
            naming = isolation_reading.findings_naming(source, found.names)
            names = isolation_reading.names_of(source, found.hashes)
            binned = read_bin(source)
        there = [one.id for one in self._workspace.snapshot().pieces]
        return Going(
            names,
            tuple(key for key in there if key in found.gone),
            tuple(key for key in there if key in found.thinned),
            tuple(one.title or "" for one in binned if one.piece in found.gone),
            tuple(one.title or "" for one in binned if one.piece in found.thinned),
            naming,
        )

    def isolate(self, piece: PieceId, by: str, why: str | None) -> Isolation:
        """Isolate all files of a piece, of which a person says that they bear a 密级 mark; it may lie in 回收站."""
        with self._workspace.reading() as source:
            hashes = self._hashes(source, piece)
        return self._isolate(hashes, by, why)

    def isolate_original(self, original: OriginalId, by: str, why: str | None) -> Isolation:
        """Isolate one file; a piece that holds others too keeps those, and goes back to 待整理 without its facts."""
        with self._workspace.reading() as source:
            hashes = isolation_reading.hash_of(source, original)
        if not hashes:
            raise RequestError("piece_gone")
        return self._isolate(hashes, by, why)

    def isolate_file(self, path: Path, by: str, why: str | None) -> Isolation:
        """Isolate a file that was taken in once, even where its arrival was taken back: the vault keeps its bytes."""
        with disk_sentences(path, RequestError):
            sha256 = hash_file(path)
        with self._workspace.reading() as source:
            known = isolation_reading.first_arrival(source, sha256)
        if known is None:
            raise RequestError("isolate_unknown", name=readable_name(path.name))
        return self._isolate(frozenset({sha256}), by, why)

    def records(self) -> tuple[Isolated, ...]:
        """Return what was isolated, with what still lies where, the first one first."""
        with self._workspace.reading() as source:
            return read_isolated(source)

    def clear(self, names: Collection[str], by: str) -> tuple[Isolated, ...]:
        """Record that a person says that nothing lies in these places any more (3-2); return the records."""
        who = _named(by)
        copies = {copy.name: copy for record in self.records() for copy in record.copies}
        for name in names:
            if name not in copies:
                raise RequestError("copy_unknown", name=name)
            copy = copies[name]
            if copy.done_at is None and copy.kind in _WITHIN and (self._workspace.path / copy.place).exists():
                raise RequestError("copy_there", name=name, place=copy.place)
        self._cleared([copies[name] for name in names], who)
        return self.records()

    def purge(self, by: str, *, with_files: bool) -> tuple[int, Path | None]:
        """Remove backups and exports in the workspace that hold what was isolated, in the name of a person.

        The isolated files themselves go only `with_files`. Returns how many places were cleared, and the new backup
        that was made where older ones went.
        """
        who = _named(by)
        self._finish()
        kinds = _WITHIN if with_files else _WITHIN[1:]
        root, records = self._workspace.path, self.records()
        copies = [copy for record in records for copy in record.copies if copy.kind in kinds and copy.done_at is None]
        mine = [copy for copy in copies if not Path(copy.place).is_absolute()]
        backup = None
        if any(copy.kind is CopyKind.BACKUP and (root / copy.place).exists() for copy in mine):
            backup = self._workspace.back_up()
        with disk_sentences(root, WorkspaceError):
            for copy in mine:
                _remove(root / copy.place)
        self._cleared(mine, who)
        return len(mine), backup

    def barred(self) -> Mapping[Sha256, int]:
        """Return the numbers of the records by the hashes that are refused at the door."""
        with self._workspace.reading() as source:
            return barred_hashes(source)

    def check_export(self, snapshot: Snapshot) -> None:
        """Refuse to export a snapshot from before an isolation; raise `ExportError`."""
        barred = self.barred()
        if any(original.sha256 in barred for original in snapshot.originals.values()):
            raise ExportError("export_isolated")

    def begin_export(self, out: Path) -> None:
        """Record that files are about to go to a target, where they stay even if the export is broken off."""
        with self._workspace.writing(Action.BEGIN_EXPORT) as writer:
            writer.begin_export(str(out.resolve()))

    def go_on(self) -> None:
        """Finish what an earlier isolation left undone, as far as that is possible now."""
        if any(not record.finished for record in self.records()):
            with suppress(WorkspaceError):
                self._finish()

    def _hashes(self, source: Source, piece: PieceId) -> frozenset[Sha256]:
        if piece not in {one.piece for one in read_bin(source)}:
            known_piece(self._workspace.snapshot(), piece)
        if not isolation_reading.consists_of_files(source, piece):
            raise RequestError("isolate_of_paper")
        return isolation_reading.hashes_of(source, piece)

    def _isolate(self, hashes: frozenset[Sha256], by: str, why: str | None) -> Isolation:
        from evidence.store.isolation import Record

        who, known = _named(by), self.barred()
        new = sorted(hashes - known.keys())
        number = 1 + max(known.values(), default=0)
        with self._workspace.reading() as source:
            found = isolation_reading.trace(source, new)
            records = [_record(Record, source, self._workspace.path, sha, number + at) for at, sha in enumerate(new)]
        with self._workspace.writing(Action.ISOLATE, who=who) as writer:
            writer.isolate(found, records, why)
        trouble = None
        try:
            self._finish()
        except WorkspaceError as error:
            trouble = wording.sentence(error)
        made = tuple(record for record in self.records() if record.sha256 in hashes)
        return Isolation(writer.changes, made, trouble)

    def _finish(self) -> None:
        """Move isolated files out of the vault and leave nothing of them in the database; may be done again."""
        waiting = [record for record in self.records() if not record.finished]
        if not waiting:
            return
        folder = self._workspace.path / FOLDER
        with disk_sentences(folder, WorkspaceError):
            folder.mkdir(exist_ok=True)
            for record in waiting:
                remove_rendition(self._workspace.path, record.sha256)
                self._workspace.vault.hand_over(record.sha256, folder / record.file_name)
        self._workspace.compact()
        with self._workspace.writing(Action.ISOLATE) as writer:
            writer.finish_isolation()

    def _cleared(self, copies: Sequence[Copy], who: str) -> None:
        with self._workspace.writing(Action.CLEAR_COPY, who=who) as writer:
            writer.clear_copies([copy for copy in copies if copy.done_at is None])


def _named(by: str) -> str:
    if not by.strip():
        raise RequestError("isolate_by_whom")
    return by.strip()


def _record(make: type[Record], source: Source, root: Path, sha256: Sha256, number: int) -> Record:
    """Return what is written down of a file, with what else holds something of it."""
    known = isolation_reading.first_arrival(source, sha256)
    since, size = known if known is not None else (None, 0)
    places = [(CopyKind.FILE, f"{FOLDER}/{file_name(number, sha256)}")]
    places += [(CopyKind.BACKUP, path.relative_to(root).as_posix()) for path in _backups(root, sha256)]
    places += [(CopyKind.DISK, folder) for folder in isolation_reading.folders_of_backups(source)]
    if since is not None:
        places += [(CopyKind.EXPORT, path.relative_to(root).as_posix()) for path in _exports(root, since)]
        outs = isolation_reading.places_of_exports(source, since)
        places += [(CopyKind.EXPORT, out) for out in outs if not Path(out).is_relative_to(root)]
    deliveries = isolation_reading.deliveries_of(source, sha256)
    places += [(CopyKind.SOURCE, words.delivery(*one)) for one in deliveries] or [(CopyKind.SOURCE, "")]
    places += [(CopyKind.OPENED, ""), (CopyKind.ELSEWHERE, "")]
    return make(sha256, size, since, tuple(places))


def _backups(root: Path, sha256: Sha256) -> Iterator[Path]:
    """Yield the files among the backups that name the hash anywhere."""
    for path in sorted((root / BACKUPS).rglob("*")):
        if path.is_file() and _holds(path, sha256.encode()):
            yield path


def _holds(path: Path, wanted: bytes) -> bool:
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            if wanted in before + chunk:
                return True
            before = chunk[-len(wanted) :]
    return False


def _exports(root: Path, since: datetime) -> Iterator[Path]:
    """Yield what was exported into the workspace's own folder from a moment on."""
    from evidence.intake.own_output import exported, is_export

    folder = root / _EXPORTS
    for place in (folder, *sorted(folder.glob("*"))):
        if not place.is_dir():
            continue
        inside = sorted(place.iterdir())
        if is_export([path.name for path in inside]):
            yield from (path for path in inside if exported(path.name) and _changed(path) >= since.timestamp())


def _changed(path: Path) -> float:
    """Return when the newest of what lies at a path was changed, in seconds."""
    inside: Iterable[Path] = path.rglob("*") if path.is_dir() else ()
    return max(one.stat().st_mtime for one in (path, *inside))


def _remove(path: Path) -> None:
    if path.is_dir():
        remove_tree(path)
    elif path.exists():
        path.chmod(0o600)
        path.unlink()
