"""数据打架: papers that give another value for a key figure than the table has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from evidence.check.gaps import township_of
from evidence.key_figures import KeyFigure, Mention, agrees
from evidence.model import OriginalId, Piece
from evidence.snapshot import Snapshot
from evidence.units import names_of


@dataclass(frozen=True, slots=True)
class Place:
    """A paper that gives a value for a key figure, and where."""

    piece: Piece
    mention: Mention
    agrees: bool


def places_of(figure: KeyFigure, snapshot: Snapshot, holders: Mapping[OriginalId, tuple[Piece, ...]]) -> list[Place]:
    """Return the papers that give a value of this year, in order of arrival; `holders` as of `holders_of`.

    A place tells of the year that its sentence names, else of its paper's. What a township says is its own figure,
    unless it answers for this one.
    """
    townships = {name: name for name in snapshot.project.townships} | names_of(snapshot.project.units)
    found: list[Place] = []
    longer = [other for other in snapshot.key_figures if figure.name in other.name and other.name != figure.name]
    taken = {_spot(mention) for other in longer for mention in other.mentions}
    for mention in figure.mentions:
        if _spot(mention) in taken:  # 评价性抽检合格率 is not 抽检合格率
            continue
        for piece in holders.get(mention.original, ()):
            township = township_of(piece, townships) if townships else None
            of_township = township in snapshot.project.townships and township != figure.owner
            if (mention.year or piece.facts.year) == figure.year and not of_township and _holds(piece, mention):
                found.append(Place(piece, mention, agrees(figure, mention)))
    return sorted(found, key=lambda place: (place.piece.arrived, place.mention.page))


def _spot(mention: Mention) -> tuple[OriginalId, int, Decimal]:
    return mention.original, mention.page, mention.value


def holders_of(snapshot: Snapshot) -> dict[OriginalId, tuple[Piece, ...]]:
    """Return the pieces that are made of each original, in order of arrival."""
    found: dict[OriginalId, tuple[Piece, ...]] = {}
    for piece in snapshot.pieces:
        for part in piece.parts:
            found[part.original] = (*found.get(part.original, ()), piece)
    return found


def _holds(piece: Piece, mention: Mention) -> bool:
    """Tell whether the page is the piece's, not another's that was cut out of the same file."""
    return any(
        part.original == mention.original and (part.first or 0) <= mention.page <= (part.last or mention.page)
        for part in piece.parts
    )
