"""How pages of print copies lie on sheets: which share one, which are in colour, which are folded; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple, Self

from msgspec import Struct, field

from evidence.imprint import Imprint
from evidence.model import CriterionId


class Ink(StrEnum):
    """What a filing stamp (归档章) is printed in."""

    RED = "red"
    BLACK = "black"


class FilingStamp(NamedTuple):
    """A 归档章 as it is wanted, and what it says of all papers; empty is written by hand."""

    ink: Ink
    fonds: str = ""  # 全宗号
    keeping: str = ""  # 保管期限
    division: str = ""  # 机构（问题）

    @classmethod
    def of(cls, ink: Ink, imprint: Imprint) -> Self:
        """Return one that says what the project keeps."""
        return cls(ink, imprint.fonds or "", imprint.keeping or "", imprint.division or "")


class Printing(Struct, frozen=True):
    """How print copies are wanted."""

    changed: bool = False  # only the sheets that 换页清单 puts in
    both_sides: bool = True
    items: frozenset[CriterionId] = field(default_factory=frozenset[CriterionId])  # a file each; none: whole boxes
    stamp: FilingStamp | None = None  # on the first page of each paper
    apart: bool = False  # sheets in colour and the others as files of their own
    only_listed: bool = False  # nothing but 打印清单


class Side(NamedTuple):
    """A printed side of a sheet: its 页号, and whether it is to be printed in colour."""

    number: str
    colour: bool = False


class Sheet(NamedTuple):
    """A sheet as it leaves the printer: its front, and its back if anything is on that."""

    sides: tuple[Side, ...]
    large: bool = False  # A3, folded to lie in the box

    @property
    def colour(self) -> bool:
        """Whether any side of it is to be printed in colour."""
        return any(side.colour for side in self.sides)


class Sums(NamedTuple):
    """What of a run of sheets matters before it is printed; pages are told by their 页号."""

    sheets: int
    doubles: int  # with something on both sides
    singles: int
    colour: tuple[str, ...]
    folded: tuple[str, ...]  # on A3


def on_sheets(large: Sequence[bool], *, both_sides: bool) -> list[tuple[int, ...]]:
    """Put the pages of a paper (from 0) on sheets; no two share one that are not of one size."""
    found: list[tuple[int, ...]] = []
    for at, big in enumerate(large):
        if both_sides and found and len(found[-1]) == 1 and large[found[-1][0]] == big:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at,))
    return found


def sums(sheets: Iterable[Sheet]) -> Sums:
    """Count sheets."""
    known = tuple(sheets)
    doubles = sum(len(sheet.sides) == 2 for sheet in known)
    return Sums(
        len(known),
        doubles,
        len(known) - doubles,
        tuple(side.number for sheet in known for side in sheet.sides if side.colour),
        tuple(side.number for sheet in known if sheet.large for side in sheet.sides),
    )


def runs_by_colour(sheets: Sequence[Sheet]) -> list[tuple[tuple[Sheet, ...], Sheet | None]]:
    """Return the runs of sheets in colour, each with the sheet ahead of it, behind which it goes back."""
    found: list[tuple[tuple[Sheet, ...], Sheet | None]] = []
    at = 0
    for colour, run in groupby(sheets, lambda sheet: sheet.colour):
        held = tuple(run)
        if colour:
            found.append((held, sheets[at - 1] if at else None))
        at += len(held)
    return found
