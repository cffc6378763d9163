"""Pieces that are put into items: in a slot or in none, by themselves or because of another filing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from evidence.model import CriterionId, FilingId, PieceId, Place, SlotId, new_id
from evidence.store import schema
from evidence.store.journaled import JournaledRows, Values

NO_REVIEW: Values = dict.fromkeys(("fit", "fit_reason", "fit_by", "fit_at", "fit_basis"))
Follow = Callable[[Place], Sequence[Place]]


def nowhere(_: Place) -> Sequence[Place]:
    """Let a piece lie nowhere else because it lies in a place."""
    return ()


def file(rows: JournaledRows, places: Collection[Place], follow: Follow) -> None:
    """File pieces; a place where the piece lies already is passed over, a slot takes the place of none.

    `follow` tells where else a piece lies because it lies in a place: there it comes and goes with it.
    """
    filings = _Filings(rows, {place.piece for place in places})
    for place in places:
        there = filings.slots(place)
        if place.slot in there:
            continue
        if None in there:
            filings.give_slot(place)
            continue
        leader = filings.add(place, None)
        for other in follow(place):
            filings.mirror(leader, other)
    filings.write()


def mirror(rows: JournaledRows, led: Iterable[tuple[FilingId, Place]]) -> None:
    """File pieces where they lie because of other filings, each unless it lies in that item already."""
    wanted = list(led)
    filings = _Filings(rows, {place.piece for _, place in wanted})
    for leader, place in wanted:
        filings.mirror(leader, place)
    filings.write()


class _Filings:
    """What is filed of some pieces, with what is to be; written at once, for a thousand places are one step."""

    def __init__(self, rows: JournaledRows, pieces: Iterable[PieceId]) -> None:
        table = schema.filing
        self._rows = rows
        self._position = rows.next(table.c.position)
        self._there: dict[tuple[PieceId, CriterionId], dict[SlotId | None, FilingId]] = {}
        self._new: dict[FilingId, Values] = {}
        self._given: dict[FilingId, Values] = {}
        for row in rows.rows_where(table, table.c.piece_id, pieces):
            self._there.setdefault((row["piece_id"], row["criterion_id"]), {})[row["slot_id"]] = row["id"]

    def slots(self, place: Place) -> dict[SlotId | None, FilingId]:
        """Return the filings of the piece under the criterion, by their slot."""
        return self._there.setdefault((place.piece, place.criterion), {})

    def add(self, place: Place, mirrors: FilingId | None) -> FilingId:
        key = self.slots(place)[place.slot] = FilingId(new_id())
        self._new[key] = {
            "id": key,
            "piece_id": place.piece,
            "criterion_id": place.criterion,
            "slot_id": place.slot,
            "position": self._position + len(self._new),
            "mirrors_id": mirrors,
            **NO_REVIEW,
        }
        return key

    def give_slot(self, place: Place) -> None:
        there = self.slots(place)
        key = there[place.slot] = there.pop(None)
        if key in self._new:
            self._new[key]["slot_id"] = place.slot
        else:
            self._given[key] = {"slot_id": place.slot}

    def mirror(self, leader: FilingId, place: Place) -> None:
        if not self.slots(place):
            self.add(place, leader)

    def write(self) -> None:
        self._rows.update(schema.filing, self._given)
        self._rows.insert(schema.filing, list(self._new.values()))
