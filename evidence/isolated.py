"""What is kept of files that were isolated because they bear a 密级 mark: no name, no title, no word of theirs."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from evidence.model import PieceId, Sha256

FOLDER = "isolated"  # in the workspace, beside the vault


class CopyKind(StrEnum):
    """What lies somewhere and holds something of an isolated file, in the order in which it is worked off."""

    FILE = "file"  # the file itself, moved out of the vault
    BACKUP = "backup"  # a copy of the database that was made before
    DISK = "disk"  # a backup on another disk: cleared by the next one there
    EXPORT = "export"  # documents and packages that were exported before
    SOURCE = "source"  # where it came from
    OPENED = "opened"  # copies that office programs made of it on this PC
    ELSEWHERE = "elsewhere"  # copies of the whole project, exports that went somewhere unknown


class Copy(Struct, frozen=True):
    """One place that a person has to look after."""

    id: str
    name: str  # what people call it: number of the record and of the place in it, 3-2
    kind: CopyKind
    place: str  # a path, below the workspace where it has no root; or who brought it when; empty: anywhere
    done_at: datetime | None
    who: str | None  # says that nothing lies there any more


class Isolated(Struct, frozen=True):
    """The record of one file."""

    number: int
    sha256: Sha256
    size_bytes: int
    arrived_at: datetime | None
    isolated_at: datetime
    who: str
    why: str | None
    finished: bool  # the vault and the free pages of the database hold nothing of it any more
    copies: tuple[Copy, ...]

    @property
    def open(self) -> int:
        """How many places are not looked after yet."""
        return sum(copy.done_at is None for copy in self.copies)

    @property
    def file_name(self) -> str:
        """What the file is called in the folder of isolated files: without an ending, no program opens it."""
        return file_name(self.number, self.sha256)


class Going(Struct, frozen=True):
    """What an isolation takes out, to be read before it is done; only the clerk's eyes see the names."""

    names: tuple[str, ...]  # of the files
    pieces: tuple[PieceId, ...]  # that go altogether, but for those in 回收站
    thinned: tuple[PieceId, ...]  # that keep other files, and lose their items and what is known of them; as these
    binned: tuple[str, ...] = ()  # titles of what lies in 回收站 and goes altogether
    binned_thinned: tuple[str, ...] = ()  # of what lies there and keeps other files, which go back to 待整理
    findings: int = 0  # problems of 整改台账, struck ones too, in whose words one of the papers is named


def file_name(number: int, sha256: Sha256) -> str:
    """Return what an isolated file is called."""
    return f"{number:03}-{sha256[:8]}"
