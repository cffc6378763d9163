"""Criteria tables as the window opens and reads them, off the GUI thread; what was chosen is kept for the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from evidence.progress import Report
from ui.jobs import Job, Jobs

if TYPE_CHECKING:
    # Loaded by the worker thread, when the first window is painted already.
    from evidence.scheme.columns import Choice, KnownColumns
    from evidence.scheme.reading import Outcome, SchemeFile


class ColumnMemory(Protocol):
    """What keeps the columns that somebody chose."""

    def load(self) -> tuple[KnownColumns, ...]:
        """Return what was chosen, newest first."""
        ...

    def save(self, known: Sequence[KnownColumns], /) -> None:
        """Keep this and nothing else; raise `OSError` if the disk refuses."""
        ...


class OpenedScheme(Struct, frozen=True):
    """A file that is open, how its tables seem to be laid out, and how their like were read before if otherwise."""

    file: SchemeFile
    guess: Choice
    before: Choice | None


class SchemeTables:
    """Opens a file, reads it as often as somebody chooses other columns, and keeps what was chosen."""

    def __init__(self, jobs: Jobs, memory: ColumnMemory) -> None:
        """Work where `jobs` works."""
        self._jobs = jobs
        self._memory = memory

    def open(self, path: Path, done: Callable[[OpenedScheme], object]) -> Job:
        """Open a file and guess how its tables are laid out."""

        def work(_: Report) -> OpenedScheme:
            from evidence.scheme.columns import recall
            from evidence.scheme.reading import guess_choice, open_scheme_file

            file = open_scheme_file(path)
            guess = guess_choice(file)
            known = self._memory.load()
            before = tuple(recall(grid, known) or columns for grid, columns in zip(file.grids, guess, strict=True))
            return OpenedScheme(file, guess, before if before != guess else None)

        return self._jobs.run("scheme", work, done)

    def read(self, file: SchemeFile, choice: Choice, done: Callable[[Outcome], object]) -> Job:
        """Read the tables of a file as chosen."""

        def work(_: Report) -> Outcome:
            from evidence.scheme.reading import read_tables

            return read_tables(file, choice)

        return self._jobs.run("scheme", work, done)

    def keep(self, opened: OpenedScheme, choice: Choice) -> Job:
        """Keep how a file was read that a project was made of."""

        def work(_: Report) -> None:
            from evidence.scheme.columns import remember

            with suppress(OSError):  # a disk that refuses costs the memory, no more
                self._memory.save(remember(self._memory.load(), opened.file.grids, opened.guess, choice))

        return self._jobs.run("scheme", work, lambda _: None)
