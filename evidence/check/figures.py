"""数据打架: papers that give another value for a key figure than the table has."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from evidence.check.gaps import township_of
from evidence.key_figures import KeyFigureId, Mention, agrees
from evidence.model import OriginalId, Piece, UnitKind
from evidence.snapshot import Snapshot
from evidence.units import names_of


class Place(Struct, frozen=True):
    """A paper that gives a value for a key figure, and where."""

    piece: Piece
    mention: Mention
    agrees: bool


def places_by_figure(snapshot: Snapshot) -> dict[KeyFigureId, tuple[Place, ...]]:
    """Return for each key figure the papers that give a value of its year, in order of arrival.

    A place tells of the year that its sentence names, else of its paper's. What a township says is its own figure,
    unless it answers for this one.
    """
    holders = _holders_of(snapshot)
    townships = names_of(unit for unit in snapshot.project.units if unit.kind is UnitKind.TOWNSHIP)
    from_township = {
        piece.id: township_of(piece, townships) for pieces in holders.values() for piece in pieces if townships
    }
    found: dict[KeyFigureId, tuple[Place, ...]] = {}
    for figure in snapshot.key_figures:
        longer = [other for other in snapshot.key_figures if figure.name in other.name and other.name != figure.name]
        taken = {_spot(mention) for other in longer for mention in other.mentions}
        places = [
            Place(piece, mention, agrees(figure, mention))
            for mention in figure.mentions
            if _spot(mention) not in taken  # 评价性抽检合格率 is not 抽检合格率
            for piece in holders[mention.original]
            if (mention.year or piece.facts.year) == figure.year
            and from_township.get(piece.id) in (None, figure.owner)
            and any(part.original == mention.original and part.holds(mention.page) for part in piece.parts)
        ]
        found[figure.id] = tuple(sorted(places, key=lambda place: (place.piece.arrived, place.mention.page)))
    return found


def _spot(mention: Mention) -> tuple[OriginalId, int, Decimal]:
    return mention.original, mention.page, mention.value


def _holders_of(snapshot: Snapshot) -> dict[OriginalId, list[Piece]]:
    """Return the pieces that are made of each original in which a place stands."""
    found: dict[OriginalId, list[Piece]] = {m.original: [] for figure in snapshot.key_figures for m in figure.mentions}
    for piece in snapshot.pieces if found else ():
        for original in {part.original for part in piece.parts} & found.keys():
            found[original].append(piece)
    return found
