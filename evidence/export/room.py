"""Whether an export has room where it is to lie: told before a byte of it is written."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

from evidence.errors import ExportError
from evidence.export.exchange import bytes_of_earlier, left_behind
from evidence.export.numbering import number_pieces
from evidence.export.weight import least_bytes
from evidence.model import Edition, Original
from evidence.snapshot import Snapshot
from evidence.store.disk import disk_sentences, files_end_at, free_bytes
from evidence.wording.room import size

_CLUSTER = 32 << 10  # a file takes whole ones; those of FAT32 sticks are of this size
_DOCUMENT = 1 << 20  # directories and lists of one edition


class Need(Struct, frozen=True):
    """What an export takes: hardly less than so much in all, and its largest file whose size is known."""

    size_bytes: int
    largest: Original | None
    package_bytes: int = 0  # of it, what the files of the package have


class Room(Struct, frozen=True):
    """What there is: bytes free, those that the earlier export holds until this one is made, the longest file."""

    free_bytes: int
    earlier_bytes: int = 0
    most_file_bytes: int | None = None  # None: as long as there is room


def needed(snapshot: Snapshot, editions: Collection[Edition], *, zipped: bool = False) -> Need:
    """Return what the documents of these editions take, and with the submission edition the package.

    A package that is `zipped` takes the room of its files once more: the zip is made of what lies there.
    """
    numbered = number_pieces(snapshot)
    printed = [entry for entries in numbered.values() for entry in entries if entry.number and entry.at_home]
    total = len(editions) * (least_bytes(printed, snapshot) + _DOCUMENT)
    packed: list[Original] = []
    if Edition.SUBMISSION in editions:  # each piece has its files with it, also those that it shares with another
        for entry in printed:
            packed += [snapshot.originals[key] for key in {part.original for part in entry.piece.parts if part.printed}]
    total += sum(-(-original.size_bytes // _CLUSTER) * _CLUSTER for original in packed)
    packed_bytes = sum(original.size_bytes for original in packed)
    total += packed_bytes if zipped else 0
    return Need(total, max(packed, key=lambda original: original.size_bytes, default=None), packed_bytes)


def room_at(out: Path) -> Room:
    """Return what there is at a folder that may not exist yet; what was broken off there is used or cleared."""
    with disk_sentences(out, ExportError):
        return Room(free_bytes(out) + left_behind(out).size_bytes, bytes_of_earlier(out), files_end_at(out))


def check_room(need: Need, room: Room, out: Path) -> None:
    """Raise `ExportError` with figures if the disk is too full, or takes no file as large as one of the package's."""
    largest, most = need.largest, room.most_file_bytes
    if largest is not None and most is not None and largest.size_bytes > most:
        raise ExportError("export_file_too_large", path=str(out), name=largest.name, size=size(largest.size_bytes))
    if need.size_bytes <= room.free_bytes:
        return
    figures = {"path": str(out), "need": size(need.size_bytes), "free": size(room.free_bytes)}
    if need.size_bytes <= room.free_bytes + room.earlier_bytes:
        raise ExportError("export_no_room_beside", **figures, earlier=size(room.earlier_bytes))
    raise ExportError("export_no_room", **figures)
