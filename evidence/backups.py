"""Backups of a project on another disk: what each generation holds, which of them are kept, when the next is due."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct

from evidence.model import Sha256

TOP = "备份"  # the folder at the chosen place that holds one folder a project
DAYS, WEEKS = 7, 4  # of so many days, and of so many weeks, the newest generation is kept
EVERY = timedelta(days=1)


class Held(Struct, frozen=True):
    """An original as it lies in the vault, and in a backup below the same folders."""

    sha256: Sha256
    name: str
    size_bytes: int

    @property
    def place(self) -> str:
        """The path below the vault."""
        return f"{self.sha256[:2]}/{self.sha256}/{self.name}"


class Extra(Struct, frozen=True):
    """A small file of the project that each generation has for itself: a template of the office's own."""

    place: str  # below the project
    sha256: Sha256


class Generation(Struct, frozen=True):
    """The project as it was at one moment: a copy of the database, and what of the originals belongs to it."""

    folder: Path
    at: datetime
    who: str
    version: str  # of the program that made it
    project: str  # what tells projects apart, whatever their folders are called
    database_sha256: Sha256
    database_bytes: int
    originals: tuple[Held, ...]
    extras: tuple[Extra, ...]
    lost: tuple[str, ...]  # names of originals that the project itself had lost, or had damaged
    barred: frozenset[Sha256]  # what was isolated by then: nothing of it is here
    checked_at: datetime | None = None
    faults: int = 0  # that the check found

    @property
    def size_bytes(self) -> int:
        """How much it is, database and originals."""
        return self.database_bytes + sum(held.size_bytes for held in self.originals)


class Made(Struct, frozen=True):
    """What a backup did."""

    folder: Path  # of the project's backups
    generation: Generation
    copied: int  # originals that were not there yet
    copied_bytes: int


class Checked(Struct, frozen=True):
    """What reading all of a generation found; the faults are codes of `wording.backups` with a name each."""

    at: datetime
    count: int  # files
    faults: tuple[tuple[str, str], ...]


class Restored(Struct, frozen=True):
    """A project that was made of a backup."""

    path: Path
    at: datetime  # the moment that it is as of
    count: int  # originals
    lost: tuple[str, ...]  # names of originals that could not be brought back


def kept(generations: Sequence[Generation]) -> frozenset[Path]:
    """Return the folders of the generations that are kept: the newest of each of the last days, and of the weeks."""
    found: set[Path] = set()
    days, weeks = set[object](), set[object]()
    for one in sorted(generations, key=lambda g: (g.at, g.folder.name), reverse=True):
        for known, key, most in ((days, one.at.date(), DAYS), (weeks, one.at.isocalendar()[:2], WEEKS)):
            if key not in known and len(known) < most:
                known.add(key)
                found.add(one.folder)
    return frozenset(found)


def tells_of(generation: Generation, barred: Collection[Sha256]) -> bool:
    """Tell whether a generation may hold something of what was isolated: it was made before."""
    return not generation.barred.issuperset(barred)


def is_due(last: datetime | None, now: datetime) -> bool:
    """Tell whether it is time for the next backup."""
    return last is None or now - last >= EVERY or now < last
