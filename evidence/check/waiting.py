"""已报待整理: what units have handed in that nobody has filed yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.check.debts import known_units
from evidence.check.gaps import Requirement
from evidence.model import Piece
from evidence.snapshot import Snapshot
from evidence.units import units_of_name


def waiting_by_unit(snapshot: Snapshot) -> dict[str, tuple[Piece, ...]]:
    """Return the pieces that are filed nowhere by each unit that handed them in or issued them, in order of arrival.

    A unit goes by its name of today, as the project or an item has it; one with nothing waiting is absent.
    """
    known = known_units(snapshot)
    meant: dict[str, tuple[str, ...]] = {}  # by how a paper calls its sender
    found: dict[str, list[Piece]] = {}
    for piece in snapshot.unfiled:
        for sender in (piece.facts.unit, piece.facts.issuer):
            if sender is None:
                continue
            if sender not in meant:
                meant[sender] = known.meant(sender)
            for unit in meant[sender]:
                found.setdefault(unit, []).append(piece)
            if meant[sender]:
                break
    return {unit: tuple(pieces) for unit, pieces in found.items()}


def waiting_for(rows: Sequence[Requirement], waiting: Mapping[str, Sequence[Piece]]) -> int:
    """Return how many pieces lie unsorted from the units that these rows are owed by."""
    units = {unit for row in rows if row.unit is not None and row.state.is_open for unit in units_of_name(row.unit)}
    return len({piece.id for unit in units for piece in waiting.get(unit, ())})
