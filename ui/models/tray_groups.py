"""How the papers of 待整理 are laid out: one after the other, or in groups under headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from evidence.deliveries import Batch
from evidence.export import phrases
from evidence.filing import offices
from evidence.model import Piece, PieceId
from evidence.snapshot import Snapshot


class Grouping(StrEnum):
    """What papers under one heading have in common."""

    PROPOSED = "proposed"
    UNIT = "unit"
    BATCH = "batch"
    NONE = "none"


GROUPINGS: Mapping[Grouping, str] = {
    Grouping.PROPOSED: "按建议归项分组",
    Grouping.UNIT: "按报送单位分组",
    Grouping.BATCH: "按收件批次分组",
    Grouping.NONE: "按收件先后，不分组",
}


class Heading(Struct, frozen=True):
    """The row above a group."""

    id: str  # of no piece, and of no other heading
    name: str
    pieces: tuple[PieceId, ...]
    certain: int  # how many of them have a first proposal that is certain

    @property
    def sums(self) -> str:
        """How many papers there are, in words."""
        certain = f"，把握较大 {self.certain} 件" if self.certain else ""
        return f"{len(self.pieces)} 件{certain}"


Row = Heading | Piece


def laid_out(
    pieces: Sequence[Piece], snapshot: Snapshot, grouping: Grouping, batches: Mapping[PieceId, Batch]
) -> list[Row]:
    """Return the rows of the list; groups in the order of the scheme, of the clerk's units, or the last arrival first.

    What belongs to no group comes last. `batches` tells by which arrival each piece came.
    """
    match grouping:
        case Grouping.PROPOSED:
            return _under_headings(pieces, snapshot, _by_item(snapshot))
        case Grouping.UNIT:
            return _under_headings(pieces, snapshot, _by_unit(snapshot))
        case Grouping.BATCH:
            return _under_headings(pieces, snapshot, _by_batch(batches))
        case Grouping.NONE:
            return list(pieces)


class _Group(NamedTuple):
    """What papers are put under, thousands of them after each step."""

    place: tuple[int, ...]  # groups follow one another by it
    name: str


_Belongs = Callable[[Piece], _Group]


def _under_headings(pieces: Iterable[Piece], snapshot: Snapshot, group_of: _Belongs) -> list[Row]:
    groups: dict[_Group, list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(group_of(piece), []).append(piece)
    rows: list[Row] = []
    for group in sorted(groups):
        members = groups[group]
        inside = tuple([piece.id for piece in members])
        certain = len(snapshot.certain.intersection(inside))
        key = "-".join(map(str, ("heading", *group.place, group.name)))
        rows += [Heading(key, group.name, inside, certain), *members]
    return rows


def _by_item(snapshot: Snapshot) -> _Belongs:
    place = {criterion.id: number for number, criterion in enumerate(snapshot.criteria)}
    none = _Group((len(place),), "没有建议归项")
    groups = {
        criterion.id: _Group(
            (place[criterion.id],), f"{criterion.code}　{' '.join(phrases.item_name(criterion).split())}"
        )
        for criterion in snapshot.items
    }

    def group_of(piece: Piece) -> _Group:
        found = snapshot.suggestions.get(piece.id)
        return groups.get(found[0].criterion, none) if found else none

    return group_of


def _by_unit(snapshot: Snapshot) -> _Belongs:
    place = {unit.name: number for number, unit in enumerate(snapshot.project.units)}
    meant = offices(snapshot)

    def group_of(piece: Piece) -> _Group:
        unit = meant.get(piece.facts.unit or "")
        return _Group((place.get(unit, len(place)),), unit) if unit else _Group((len(place) + 1,), "报送单位不明")

    return group_of


def _by_batch(batches: Mapping[PieceId, Batch]) -> _Belongs:
    none = _Group((1,), "没有收件记录")

    def group_of(piece: Piece) -> _Group:
        batch = batches.get(piece.id)
        if batch is None:
            return none
        day = batch.received_on
        about = "　".join((batch.name, batch.delivery.unit or batch.source, f"{day.month}月{day.day}日"))
        return _Group((0, -batch.year, -batch.number), about)

    return group_of
