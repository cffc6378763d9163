"""一件多用: where a piece is filed in all schemes of a project, with the number that it has in each place."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.citation import Citation
from evidence.export.numbering import number_pieces
from evidence.export.phrases import item_name
from evidence.model import FilingId, PieceId
from evidence.snapshot import Snapshot


def citations(schemes: Sequence[Snapshot]) -> dict[PieceId, tuple[Citation, ...]]:
    """Return the places of all pieces that are filed, scheme by scheme; each snapshot is what one scheme sees."""
    codes: dict[FilingId, str] = {}
    for snapshot in schemes:
        codes |= {filing.id: snapshot.by_id[filing.criterion].code for filing in snapshot.filings}
    found: dict[PieceId, list[Citation]] = {}
    for snapshot in schemes:
        numbered = {
            (entry.piece.id, item): entry for item, entries in number_pieces(snapshot).items() for entry in entries
        }
        for filing in snapshot.filings:
            item, entry = snapshot.by_id[filing.criterion], numbered.get((filing.piece, filing.criterion))
            found.setdefault(filing.piece, []).append(
                Citation(
                    filing,
                    snapshot.scheme_id,
                    snapshot.scheme.title,
                    item.code,
                    " ".join(item_name(item).split()),
                    next((slot.name for slot in item.required if slot.id == filing.slot), None),
                    entry.label if entry else "",
                    entry is not None and entry.at_home,
                    codes.get(filing.mirrors, "") if filing.mirrors else "",
                )
            )
    return {piece: tuple(places) for piece, places in found.items()}
