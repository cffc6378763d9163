"""What a converter is: a program on the PC that makes a PDF of what an office program wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Failure(StrEnum):
    """Why no pages were made of a file."""

    NO_CONVERTER = "no_converter"  # none that was found takes this kind
    PASSWORD = "password"
    LOST = "lost"  # the vault does not hold it as it arrived
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"  # the converter, over this file
    NOTHING = "nothing"  # the converter made nothing of it
    NOT_READABLE = "not_readable"  # what it made is no PDF, or one without pages


Outcome = Path | Failure  # a whole PDF that was just written


class Converter(Protocol):
    """A converter that was found; it alters no file that it is given, and runs no macro of it."""

    @property
    def name(self) -> str:
        """The program with its version, as it is recorded."""
        ...

    @property
    def kinds(self) -> frozenset[str]:
        """Media types that it may take; that it takes one does not mean that it succeeds."""
        ...

    def convert(
        self, files: Sequence[Path], out: Path, cancelled: Callable[[], bool], advanced: Callable[[int], object]
    ) -> dict[Path, Outcome]:
        """Make a PDF below `out` of each file, which has the ending of its kind; no file costs another its place.

        `advanced` is told how many are done. Raises `CancelledError` once `cancelled` says so; then nothing that was
        started is running any more.
        """
        ...
