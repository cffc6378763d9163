"""What a document on its own is about: some items, one unit, one year; and the papers that this leaves of each item."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from evidence.check.gaps import ItemGaps
from evidence.export.numbering import Numbered
from evidence.export.task_rows import concerned
from evidence.model import Criterion, CriterionId, PieceId
from evidence.snapshot import Snapshot


class Choice(Struct, frozen=True):
    """What to tell of; nothing given means all of it."""

    items: frozenset[CriterionId] = frozenset()  # items, and groups with all that is below them
    unit: str | None = None
    year: int | None = None  # that papers tell of, not the one they were written in


class Chosen(Struct, frozen=True):
    """The items that a choice names, in the scheme's order, with their papers, at home where the whole has them."""

    items: tuple[Criterion, ...]
    numbered: Mapping[CriterionId, tuple[Numbered, ...]]
    in_part: frozenset[CriterionId] = frozenset()  # items that it leaves papers out of

    def of(self, item: Criterion) -> tuple[Numbered, ...]:
        """Return the papers of an item."""
        return self.numbered.get(item.id, ())

    @property
    def at_home(self) -> Iterator[Numbered]:
        """Each numbered paper once, in the order of items."""
        return (entry for item in self.items for entry in self.of(item) if entry.at_home and entry.number)

    @property
    def count(self) -> int:
        """How many papers these are, each counted once whatever number of items it is filed under."""
        return len({entry.piece.id for entries in self.numbered.values() for entry in entries})

    def standing_alone(self) -> Chosen:
        """Return the same for what prints the papers itself: each at home under an item that was chosen."""
        homes: dict[PieceId, CriterionId] = {}
        for key, entries in self.numbered.items():
            for entry in entries:
                if entry.at_home or entry.piece.id not in homes:
                    homes[entry.piece.id] = key
        settled = {
            key: tuple(replace(entry, at_home=homes[entry.piece.id] == key) for entry in entries)
            for key, entries in self.numbered.items()
        }
        return replace(self, numbered=settled)


def choose(
    snapshot: Snapshot,
    numbered: Mapping[CriterionId, tuple[Numbered, ...]],
    gaps: Mapping[CriterionId, ItemGaps],
    choice: Choice,
) -> Chosen:
    """Return what a choice names of numbered papers.

    A unit has the items that it leads with all their papers, and of those it takes part in what it owes or handed in.
    """
    items = [item for item in snapshot.leaves if _is_meant(snapshot, item, choice)]
    found: dict[CriterionId, tuple[Numbered, ...]] = {}
    for item in items:
        mine = None if choice.unit in (None, item.lead_unit) else _pieces_of(choice.unit, gaps[item.id])
        found[item.id] = tuple(
            entry
            for entry in numbered.get(item.id, ())
            if choice.year in (None, entry.piece.facts.year)
            and (mine is None or entry.piece.id in mine or entry.piece.facts.unit == choice.unit)
        )
    if choice.unit is not None:
        items = [item for item in items if found[item.id] or choice.unit in concerned(snapshot, item)]
    in_part = frozenset(key for key, entries in found.items() if len(entries) < len(numbered.get(key, ())))
    return Chosen(tuple(items), {key: entries for key, entries in found.items() if entries}, in_part)


def _is_meant(snapshot: Snapshot, item: Criterion, choice: Choice) -> bool:
    named: Collection[CriterionId] = {item.id, *(group.id for group in snapshot.chain(item))}
    return not choice.items or not choice.items.isdisjoint(named)


def _pieces_of(unit: str | None, item: ItemGaps) -> frozenset[PieceId]:
    """Return the pieces that stand for what a unit owes, whether they count or not."""
    rows = [row for row in (*item.required, *item.proposed) if row.unit == unit]
    return frozenset(piece.id for row in rows for piece in (*row.have, *(defect.piece for defect in row.defects)))
