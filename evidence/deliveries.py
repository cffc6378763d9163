"""What is known of arrivals: who brought each, how it fits with what that unit delivered before, what it replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from evidence.model import ArrivalState, BatchId, Fact, Facts, Flag, PageRange, Piece, PieceId
from evidence.units import same_unit


class Match(StrEnum):
    """What a file is beside what the same unit delivered before."""

    SAME = "same"
    VERSION = "version"  # of one piece, which it may replace
    NEW = "new"
    UNCLEAR = "unclear"  # it may be a version of several pieces, or several files are of one
    KEPT_BOTH = "kept_both"  # a clerk decided that it is no version of it


class Delivery(Struct, frozen=True):
    """Who brought a batch and how; None is unknown."""

    unit: str | None = None  # 报送单位
    sender: str | None = None  # 交件人
    channel: str | None = None  # 渠道
    received_on: date | None = None  # None: on the day when it was recorded
    note: str | None = None


UNKNOWN_DELIVERY = Delivery()


class BatchFile(Struct, frozen=True):
    """One file of a batch and what became of it."""

    id: str
    source: str
    state: ArrivalState
    piece: PieceId | None
    flags: frozenset[Flag]
    message: str | None
    match: Match | None  # None: the unit had delivered nothing before
    earlier: PieceId | None  # what it is the same as, or a version of

    @property
    def usable(self) -> bool:
        """Whether it is a paper that can be read, or the same as one that is there."""
        return self.state in (ArrivalState.NEW, ArrivalState.DUPLICATE) and Flag.ENCRYPTED not in self.flags

    @property
    def replaced(self) -> bool:
        """Whether it took the place of the earlier version."""
        return self.match is Match.VERSION and self.piece == self.earlier

    @property
    def proposed(self) -> bool:
        """Whether a clerk has to decide if it replaces the earlier version."""
        return self.match is Match.VERSION and not self.replaced and self.piece is not None


class Batch(Struct, frozen=True):
    """One arrival."""

    id: BatchId
    year: int  # with the number: never given twice, not even where an arrival was taken back
    number: int
    source: str  # names of the folders and files that were given
    arrived_at: datetime  # when it was recorded, which nobody changes
    who: str  # took it in
    delivery: Delivery
    files: tuple[BatchFile, ...]

    @property
    def name(self) -> str:
        """What a receipt calls it."""
        return f"收{self.year}-{self.number:03}"

    @property
    def received_on(self) -> date:
        """The day on which it came."""
        return self.delivery.received_on or self.arrived_at.date()

    @property
    def usable(self) -> int:
        """How many files can be used."""
        return sum(file.usable for file in self.files)

    @property
    def opened(self) -> int:
        """How many archives were opened, whose members are counted instead."""
        return sum(file.state is ArrivalState.OPENED for file in self.files)

    @property
    def count(self) -> int:
        """How many files came; what an archive brought is counted, the archive is not."""
        return len(self.files) - self.opened


class BatchView(Struct, frozen=True):
    """A batch as people look at it: with what the unit delivered before and left out this time."""

    batch: Batch
    left_out: tuple[Piece, ...]  # 上次有本次无
    before: tuple[Batch, ...]  # what the files were matched with


class Former(Struct, frozen=True):
    """What a piece was made of until a newer version took its place."""

    parts: tuple[PageRange, ...]
    names: tuple[str, ...]  # of the files
    replaced_at: datetime
    who: str
    why: str | None


class Replacement(Struct, frozen=True):
    """What a piece becomes when another takes its place: places, number and what clerks typed stay."""

    old: PieceId
    new: PieceId
    facts: Facts
    flags: frozenset[Flag]
    pages: int | None
    changed: tuple[tuple[Fact, str, str], ...]  # what was read anew: before and after, in words


def delivered_before(batch: Batch, batches: Iterable[Batch], pieces: Mapping[PieceId, Piece]) -> tuple[Batch, ...]:
    """Return what `delivered_by` does of the batches that came earlier."""
    earlier = [one for one in batches if (one.year, one.number) < (batch.year, batch.number)]
    return delivered_by(batch.delivery.unit, batch.source, earlier, pieces)


def delivered_by(
    unit: str | None, source: str, batches: Iterable[Batch], pieces: Mapping[PieceId, Piece]
) -> tuple[Batch, ...]:
    """Return the batches that a unit delivered, or that came from a folder of this name, in order.

    Of one that nobody gave a unit, as when the papers of many came together, it has the files that are of the unit.
    """
    found: list[Batch] = []
    for one in batches:
        if same_sender(one.delivery.unit, one.source, unit, source):
            found.append(one)
        elif unit and one.delivery.unit is None:
            files = tuple(file for file in one.files if file.piece and _is_of(pieces.get(file.piece), unit))
            found += [replace(one, files=files)] if files else []
    return tuple(found)


def _is_of(piece: Piece | None, unit: str) -> bool:
    return piece is not None and piece.facts.unit is not None and same_unit(piece.facts.unit, unit)


def same_sender(one_unit: str | None, one_source: str, other_unit: str | None, other_source: str) -> bool:
    """Tell whether two arrivals come from one unit, or where a unit is unknown, from folders of one name."""
    return one_unit == other_unit if one_unit and other_unit else one_source == other_source


def left_out(batch: Batch, batches: Iterable[Batch], there: Mapping[PieceId, Piece]) -> tuple[PieceId, ...]:
    """Return the pieces that the unit delivered before and that are not in this batch (上次有本次无).

    None are told where nothing in the batch was delivered before: then it is no resend.
    """
    came = {key for file in batch.files for key in (file.piece, file.earlier) if key}
    if not any(file.match in (Match.SAME, Match.VERSION, Match.KEPT_BOTH) for file in batch.files):
        return ()
    before = [file.piece for one in delivered_before(batch, batches, there) for file in one.files if file.piece]
    return tuple(dict.fromkeys(key for key in before if key in there and key not in came))


def counted(files: Sequence[BatchFile]) -> dict[Match, int]:
    """Return how many files are what, beside what was delivered before."""
    return {match: sum(file.match is match for file in files) for match in Match}
