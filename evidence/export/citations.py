"""一件多用: where a piece is filed in all schemes of a project, with the number that it has in each place."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.citation import Citation
from evidence.export.numbering import number_pieces
from evidence.export.phrases import item_name
from evidence.model import PieceId
from evidence.snapshot import Snapshot


def citations_of(piece: PieceId, schemes: Sequence[Snapshot]) -> tuple[Citation, ...]:
    """Return the places of a piece, scheme by scheme; each snapshot is what one scheme sees.

    The items in which it is filed are numbered alone: it is asked of each paper that is looked at, after each change.
    """
    filings = [(snapshot, filing) for snapshot in schemes for filing in snapshot.filings if filing.piece == piece]
    codes = {filing.id: snapshot.by_id[filing.criterion].code for snapshot, filing in filings}
    found: list[Citation] = []
    for snapshot in schemes:
        places = [filing for seen, filing in filings if seen is snapshot]
        numbered = number_pieces(snapshot, {filing.criterion for filing in places}) if places else {}
        for filing in places:
            item = snapshot.by_id[filing.criterion]
            entry = next((one for one in numbered.get(filing.criterion, ()) if one.piece.id == piece), None)
            found.append(
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
    return tuple(found)
